//! Each connection's orders go their own way, and each order of one.

use desk::boundary::OrderState;
use practice::issuebadge::{Calls as BadgeCalls, Fault as BadgeFault};
use practice::{Calls, Fault};

use crate::stage::Stage;

#[tokio::test]
async fn a_slow_queue_of_one_connection_holds_up_no_order_of_another() {
    let stage = Stage::without_hurry().await;
    stage.desk.pause_outbox().await.unwrap();
    let card = stage.place(stage.filled().await.id).await.row.id;
    stage.turn_to_badges().await;
    let badge = stage
        .badge(&[
            ("recipient:name", "Åse"),
            ("recipient:email", "ase@firma.no"),
        ])
        .await;
    let badge = stage.place(badge.id).await.row.id;
    stage
        .office
        .faults()
        .fail_next(Calls::Order, 1, Fault::Held);
    // The badges' way opens a rest later: the card is on its way by then.
    let badges = stage.office.issuebadge_faults();
    badges.fail_next(BadgeCalls::ValidateKey, 1, BadgeFault::HtmlBadGateway);
    stage.desk.resume_outbox().await.unwrap();
    stage.until_state(&card, OrderState::Sending).await;
    stage.until_state(&badge, OrderState::Accepted).await;
    let card = stage.desk.order(card).await.unwrap().row;
    assert_eq!(
        card.state,
        OrderState::Sending,
        "its answer is still awaited"
    );
    stage.office.faults().clear();
    stage.until_state(&card.id, OrderState::Accepted).await;
}
