//! Badges that were issued past this desk.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use chrono::Utc;
use desk::Patience;
use desk::boundary::{BadgeRef, Code, IssuedPageView, IssuedQuery};
use issuing::issuebadge::{IssueBadge, Settings};
use issuing::{
    BadgeOrder, BaseUrl, Email, IdempotencyKey, IssuingService, OrderRequest, Outcome,
    RecipientName, TemplateId,
};

use crate::badges::{code, issued};
use crate::stage::{EXAMPLE, Stage};

/// The service as another program speaks to it.
pub fn client(stage: &Stage) -> IssueBadge {
    let access = stage.office.issuebadge();
    let settings = Settings {
        base_url: BaseUrl::parse(&access.base_url).unwrap(),
        api_key: access.api_key.clone().into(),
        patience: Patience::default(),
        get_for_create: false,
    };
    IssueBadge::new(settings, Arc::new(Utc::now)).unwrap()
}

/// Issues a badge past this desk, under a key of its own, and answers its id.
pub async fn issue(client: &IssueBadge, badge: &str, name: &str, email: &str) -> String {
    static ISSUED: AtomicU32 = AtomicU32::new(0);
    let number = ISSUED.fetch_add(1, Ordering::Relaxed);
    let order = OrderRequest::from(BadgeOrder {
        badge: TemplateId::new(badge).unwrap(),
        recipient: RecipientName::new(name).unwrap(),
        email: Some(Email::new(email).unwrap()),
        phone: None,
        expire_date: None,
        issue_date: None,
        memo: None,
        metadata: Vec::new(),
        idempotency_key: IdempotencyKey::new(format!("elsewhere {number}")).unwrap(),
    });
    match client.order(&order).await {
        Outcome::Accepted(receipt) => receipt.id,
        other => panic!("{other:?}"),
    }
}

async fn browsed(stage: &Stage, query: IssuedQuery) -> IssuedPageView {
    stage.desk.browse_issued(query).await.unwrap()
}

fn names(page: &IssuedPageView) -> Vec<&str> {
    let badges = page.badges.iter();
    badges.map(|it| it.name.as_deref().unwrap()).collect()
}

#[tokio::test]
async fn what_was_issued_elsewhere_is_found_and_told_from_what_was_issued_here() {
    let stage = Stage::at_badges().await;
    let here = issued(&stage).await.row.id;
    let client = client(&stage);
    issue(&client, EXAMPLE, "Johnny Elsewhere", "johnny@example.org").await;
    let query = IssuedQuery {
        name: "john".to_owned(),
        ..IssuedQuery::default()
    };
    let page = browsed(&stage, query).await;
    assert_eq!((page.badges.len(), page.more, page.page), (2, false, 1));
    let order_of = |name: &str| {
        let mut badges = page.badges.iter();
        let badge = badges.find(|it| it.name.as_deref() == Some(name));
        badge.unwrap().order.clone()
    };
    assert_eq!(order_of("John Doe"), Some(here));
    assert_eq!(order_of("Johnny Elsewhere"), None);
    for badge in &page.badges {
        let one = BadgeRef::Issued(badge.id.clone());
        let seen = stage.desk.issued_badge(one).await.unwrap();
        assert_eq!(seen.name, badge.name);
    }
    let gone = BadgeRef::Issued("nowhere".to_owned());
    assert_eq!(code(stage.desk.issued_badge(gone).await), Code::NoSuchBadge);
}

#[tokio::test]
async fn issued_badges_are_found_by_template_and_by_address() {
    let stage = Stage::at_badges().await;
    let list = stage.desk.templates().await.unwrap().templates;
    let other = list.into_iter().find(|it| it.id != EXAMPLE).unwrap().id;
    let client = client(&stage);
    issue(&client, EXAMPLE, "Kari", "kari@example.org").await;
    issue(&client, &other, "Ola", "ola@example.org").await;
    let by_template = IssuedQuery {
        badge: Some(other),
        ..IssuedQuery::default()
    };
    assert_eq!(names(&browsed(&stage, by_template).await), ["Ola"]);
    let by_address = IssuedQuery {
        email: "kari@".to_owned(),
        ..IssuedQuery::default()
    };
    assert_eq!(names(&browsed(&stage, by_address).await), ["Kari"]);
}

#[tokio::test]
async fn issued_badges_are_turned_page_by_page() {
    let stage = Stage::at_badges().await;
    let client = client(&stage);
    let first = browsed(&stage, IssuedQuery::default()).await;
    assert_eq!((first.badges.len(), first.more), (0, false));
    for number in 0..101 {
        let name = format!("Person {number}");
        issue(&client, EXAMPLE, &name, "person@example.org").await;
    }
    let first = browsed(&stage, IssuedQuery::default()).await;
    assert!(first.more && first.badges.len() < 101);
    assert_eq!(first.total, Some(101));
    let mut seen: Vec<String> = Vec::new();
    for page in 1.. {
        let query = IssuedQuery {
            page,
            ..IssuedQuery::default()
        };
        let view = browsed(&stage, query).await;
        assert_eq!(view.page, page);
        seen.extend(view.badges.iter().map(|it| it.id.clone()));
        if !view.more {
            break;
        }
    }
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 101, "each badge stands on one page");
}
