//! Another credential for a person who had one.

use desk::boundary::{
    Answer, Code, EnrolmentInput, MoreInput, OrderState, OrderView, Problem, ReissueReason,
    TimelineKind,
};
use practice::{Calls, Fault};

use crate::connecting::kept;
use crate::stage::{Stage, photo};

async fn accepted(stage: &Stage) -> OrderView {
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    order
}

#[tokio::test]
async fn a_reissue_is_filled_from_the_old_order_and_keeps_its_reason() {
    let stage = Stage::open().await;
    let first = accepted(&stage).await;
    let form = stage
        .desk
        .reissue_order(first.row.id.clone(), ReissueReason::Lost)
        .await
        .unwrap();
    assert_eq!(form.reissue, Some(ReissueReason::Lost));
    assert_eq!(form.values["personFirstName"], "Åse Marie");
    assert!(form.pictures.contains_key("personPhoto1"));
    // The one it follows asks for no reason: there is one.
    let placed = stage.desk.place_order(form.id).await.unwrap();
    assert_eq!(placed.reissue, Some(ReissueReason::Lost));
    assert_eq!(placed.timeline[0].detail, "lost");
    let before = stage.desk.order(first.row.id).await.unwrap();
    let last = before.timeline.last().unwrap();
    assert_eq!(
        (last.kind, last.detail.as_str()),
        (TimelineKind::Reissued, "lost")
    );
    assert_eq!(before.replaced_by, Some(placed.row.id));
}

#[tokio::test]
async fn the_references_of_reissues_run_on_and_lead_back_to_the_first() {
    let stage = Stage::open().await;
    let mut order = accepted(&stage).await;
    for expected in ["00412-2", "00412-3"] {
        let form = stage
            .desk
            .reissue_order(order.row.id.clone(), ReissueReason::Damaged)
            .await
            .unwrap();
        assert_eq!(form.more.external_id, expected);
        order = stage.order(&form).await;
        assert_eq!(order.row.external_id.as_deref(), Some(expected));
    }
    let search = desk::boundary::HistoryQuery {
        search: "00412".to_owned(),
        ..desk::boundary::HistoryQuery::default()
    };
    assert_eq!(stage.desk.history(search).await.unwrap().rows.len(), 3);
    let typed_anew = stage.filled().await;
    let found = stage.desk.lookalikes(typed_anew.id).await.unwrap();
    assert_eq!(found.orders.len(), 3, "the reissues are the person's too");
}

#[tokio::test]
async fn a_second_reissue_of_the_same_order_is_seen() {
    let stage = Stage::open().await;
    let first = accepted(&stage).await.row.id;
    for _ in 0..2 {
        let form = stage
            .desk
            .reissue_order(first.clone(), ReissueReason::Lost)
            .await
            .unwrap();
        let found = stage.desk.lookalikes(form.id.clone()).await.unwrap();
        let sisters = form.more.external_id == "00412-3";
        assert_eq!(found.orders.len(), usize::from(sisters));
        stage.order(&form).await;
    }
}

#[tokio::test]
async fn who_needs_a_new_photo_does_not_get_the_old_one() {
    let stage = Stage::open().await;
    let first = accepted(&stage).await.row.id;
    let form = stage
        .desk
        .reissue_order(first, ReissueReason::NewPhoto)
        .await
        .unwrap();
    assert!(form.pictures.is_empty());
    assert!(stage.desk.portrait(photo(&form)).await.is_err());
}

#[tokio::test]
async fn another_reason_for_the_same_order_opens_no_second_form() {
    let stage = Stage::open().await;
    let first = accepted(&stage).await.row.id;
    let lost = stage
        .desk
        .reissue_order(first.clone(), ReissueReason::Lost)
        .await
        .unwrap();
    let damaged = stage
        .desk
        .reissue_order(first, ReissueReason::Damaged)
        .await
        .unwrap();
    assert_eq!(damaged.id, lost.id);
    assert_eq!(damaged.reissue, Some(ReissueReason::Damaged));
}

#[tokio::test]
async fn what_was_accepted_is_not_ordered_again_without_a_reason() {
    let stage = Stage::open().await;
    let first = accepted(&stage).await.row.id;
    let again = stage.desk.order_again(first).await;
    assert_eq!(Problem::from(again.unwrap_err()).code, Code::WrongState);
}

#[tokio::test]
async fn the_number_of_a_card_under_an_earlier_name_is_told_beside_an_unknown_order() {
    let stage = Stage::open().await;
    let first = stage.order(&stage.filled().await).await;
    let number = first.receipt.unwrap().number.unwrap();
    let form = stage
        .desk
        .reissue_order(first.row.id, ReissueReason::NewName);
    let form = form.await.unwrap();
    let mut values = form.values.clone();
    values.insert("personLastName".to_owned(), "Ødegård".to_owned());
    let more = MoreInput {
        external_id: form.more.external_id.clone(),
        ..MoreInput::default()
    };
    let input = EnrolmentInput {
        id: form.id.clone(),
        values,
        more,
    };
    stage.desk.save_enrolment(input).await.unwrap();
    let lost = Fault::ResetAfterCommitting;
    stage.office.faults().fail_next(Calls::Order, 1, lost);
    let unknown = stage.order(&form).await;
    assert_eq!(unknown.row.state, OrderState::Unknown);
    assert_eq!(unknown.other_numbers, [number]);
}

#[tokio::test]
async fn a_number_that_another_way_to_the_same_service_gave_is_told_and_not_taken_again() {
    let stage = Stage::open().await;
    let first = stage.order(&stage.filled().await).await;
    let number = first.receipt.unwrap().number.unwrap();
    let other_way = kept(&stage).await;
    stage.desk.choose_connection(other_way).await.unwrap();
    stage.desk.templates().await.unwrap();
    let lost = Fault::ResetBeforeReading;
    stage.office.faults().fail_next(Calls::Order, 1, lost);
    let unknown = stage.order(&stage.filled().await).await;
    assert_eq!(unknown.row.state, OrderState::Unknown);
    assert_eq!(unknown.other_numbers, std::slice::from_ref(&number));
    let there = Answer::ItIsThere { number };
    let answered = stage.desk.answer_unknown(unknown.row.id, there).await;
    let problem = Problem::from(answered.unwrap_err());
    assert_eq!(problem.code, Code::NumberAlreadyKnown);
}
