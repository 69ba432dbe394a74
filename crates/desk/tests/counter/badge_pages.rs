//! The page of a badge that was not told with its receipt.

use desk::boundary::{BadgeRef, Code, DeskEvent, OrderView, ReceiptView};
use practice::issuebadge::{Calls, Fault};

use crate::badges::{code, issued};
use crate::stage::Stage;

/// A badge whose creation was answered without its page.
async fn without_a_page(stage: &Stage) -> OrderView {
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, Fault::PublicUrl { url: None });
    let order = issued(stage).await;
    assert_eq!(order.receipt.as_ref().unwrap().public_url, None);
    order
}

fn shown_with(stage: &Stage, url: Option<&str>) {
    let url = url.map(str::to_owned);
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issued, 1, Fault::PublicUrl { url });
}

async fn receipt(stage: &Stage, order: &OrderView) -> ReceiptView {
    let order = stage.desk.order(order.row.id.clone()).await.unwrap();
    order.receipt.unwrap()
}

#[tokio::test]
async fn a_page_that_the_service_tells_later_is_kept_with_the_order() {
    let stage = Stage::at_badges().await;
    let order = without_a_page(&stage).await;
    let badge = BadgeRef::Order(order.row.id.clone());
    let mut events = stage.desk.events();
    stage.desk.issued_badge(badge.clone()).await.unwrap();
    let news = DeskEvent::OrderChanged {
        id: order.row.id.clone(),
    };
    assert_eq!(events.recv().await.unwrap(), news, "who looks on is told");
    let page = stage.office.issued()[0].public_url.clone();
    let kept = receipt(&stage, &order).await;
    assert_eq!(kept.public_url.as_ref(), Some(&page));
    assert!(kept.openable);
    shown_with(&stage, Some("https://badges.invalid/v/other"));
    stage.desk.issued_badge(badge.clone()).await.unwrap();
    assert_eq!(receipt(&stage, &order).await, kept, "the first one stays");
    stage.office.close().await;
    assert_eq!(stage.desk.public_page(badge).await.unwrap(), page);
}

#[tokio::test]
async fn a_page_that_is_not_https_is_neither_kept_nor_opened() {
    let stage = Stage::at_badges().await;
    let order = without_a_page(&stage).await;
    let badge = BadgeRef::Order(order.row.id.clone());
    for url in [Some("http://badges.example.com/v/1"), None] {
        shown_with(&stage, url);
        let opened = stage.desk.public_page(badge.clone()).await;
        assert_eq!(code(opened), Code::NoPublicPage, "{url:?}");
        assert_eq!(receipt(&stage, &order).await.public_url, None, "{url:?}");
    }
}

#[tokio::test]
async fn a_page_that_is_wanted_before_it_is_known_is_asked_for() {
    let stage = Stage::at_badges().await;
    let order = without_a_page(&stage).await;
    let badge = BadgeRef::Order(order.row.id.clone());
    let opened = stage.desk.public_page(badge).await.unwrap();
    assert_eq!(opened, stage.office.issued()[0].public_url);
    assert_eq!(receipt(&stage, &order).await.public_url, Some(opened));
}
