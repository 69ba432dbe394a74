//! Ordering again, and correcting what was refused.

use desk::Vault;
use desk::boundary::{
    Address, Code, ConnectionForm, CropView, EnrolmentView, Environment, HistoryQuery, Intent,
    KeepSecret, OrderCounts, OrderEnd, OrderState, PictureView, Problem, ReissueReason,
    ServiceKind, TimelineKind,
};
use practice::{Calls, Fault};

use crate::stage::{Stage, named, photo};

fn refuse_the_next(stage: &Stage) {
    let refusal = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "Field 'personLastName' expects a shorter value".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, refusal);
}

fn in_form(enrolment: &EnrolmentView) -> &PictureView {
    &enrolment.pictures["personPhoto1"]
}

/// The form of another credential in the place of one that was lost.
async fn reissued(stage: &Stage, order: &str) -> EnrolmentView {
    let form = stage
        .desk
        .reissue_order(order.to_owned(), ReissueReason::Lost);
    form.await.unwrap()
}

#[tokio::test]
async fn a_form_that_was_begun_comes_back_after_an_order_again() {
    let stage = Stage::open().await;
    let ordered = stage.order(&stage.filled().await).await.row.id;
    let begun = stage.filled().await;
    let again = reissued(&stage, &ordered).await;
    assert!(again.another_waits && again.id != begun.id);
    let twice = reissued(&stage, &ordered).await;
    assert_eq!(twice.id, again.id, "a second press opens no second form");
    assert_eq!(stage.order(&again).await.row.state, OrderState::Accepted);
    let back = stage.desk.enrolment().await.unwrap();
    assert_eq!((&back.id, &back.values), (&begun.id, &begun.values));
    assert_eq!(back.pictures, begun.pictures);
    assert!(!back.another_waits);
}

#[tokio::test]
async fn leaving_an_order_again_brings_the_other_form_back_too() {
    let stage = Stage::open().await;
    let ordered = stage.order(&stage.filled().await).await.row.id;
    let begun = stage.filled().await;
    reissued(&stage, &ordered).await;
    assert_eq!(stage.next().await, begun);
}

#[tokio::test]
async fn a_refused_order_is_corrected_with_its_picture_and_then_needs_nobody() {
    let stage = Stage::open().await;
    refuse_the_next(&stage);
    let enrolment = stage.filled().await;
    let mut input = named(&enrolment);
    input.more.order_reference = "PO 12".to_owned();
    stage.desk.save_enrolment(input).await.unwrap();
    let refused = stage.order(&enrolment).await;
    assert_eq!(stage.desk.order_counts(None).await.unwrap().needs_you, 1);
    let again = stage
        .desk
        .order_again(refused.row.id.clone())
        .await
        .unwrap();
    assert_eq!(again.replaces.as_ref(), Some(&refused.row.id));
    assert_eq!(again.more.external_id, "00412");
    assert_eq!(again.more.order_reference, "PO 12", "nothing typed is lost");
    let portrait = stage.desk.portrait(photo(&again)).await.unwrap();
    let sent = stage
        .desk
        .order_picture(refused.row.id.clone(), "personPhoto1".to_owned())
        .await
        .unwrap();
    assert_eq!(portrait, sent, "nobody is photographed twice");
    assert_eq!(stage.order(&again).await.row.state, OrderState::Accepted);
    let here = stage.desk.order_counts(Some("practice".to_owned()));
    let here = here.await.unwrap();
    assert_eq!((here.accepted, here.refused, here.needs_you), (1, 1, 0));
    let elsewhere = stage.desk.order_counts(Some("practice-badges".to_owned()));
    assert_eq!(elsewhere.await.unwrap(), OrderCounts::default());
    let corrected = stage.desk.order(refused.row.id).await.unwrap();
    let last = corrected.timeline.last().unwrap().kind;
    assert_eq!(last, TimelineKind::Corrected);
}

#[tokio::test]
async fn the_picture_of_a_refused_order_can_be_cut_anew_from_what_was_taken() {
    let stage = Stage::open().await;
    refuse_the_next(&stage);
    let enrolment = stage.filled().await;
    let sent = stage.desk.portrait(photo(&enrolment)).await.unwrap();
    let refused = stage.order(&enrolment).await;
    let again = stage.desk.order_again(refused.row.id).await.unwrap();
    let (taken, kept) = (in_form(&enrolment), in_form(&again));
    assert_eq!((kept.width, kept.height), (taken.width, taken.height));
    assert_eq!(kept.crop, taken.crop);
    assert!(kept.verdict.as_ref().is_some_and(|it| it.passes));
    let closer = CropView {
        width: taken.crop.width * 0.9,
        height: taken.crop.height * 0.9,
        ..taken.crop
    };
    let cut = stage.desk.cut_picture(photo(&again), closer).await;
    assert_ne!(cut.unwrap(), sent, "it is cut anew from what was taken");
}

#[tokio::test]
async fn what_stood_under_more_is_kept_and_ordered_again() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let mut input = named(&enrolment);
    input.more.tenant = enrolment.template.as_ref().unwrap().tenant.clone();
    input.more.order_reference = "PO 12".to_owned();
    input.more.object_id = "object-7".to_owned();
    stage.desk.save_enrolment(input.clone()).await.unwrap();
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    assert_eq!(order.more, input.more, "after its request is gone");
    let again = reissued(&stage, &order.row.id).await;
    assert_eq!(again.more.order_reference, "PO 12");
    assert_eq!(again.more.object_id, "object-7");
}

#[tokio::test]
async fn a_refused_order_can_be_set_aside() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let template = enrolment.template.as_ref().unwrap().id.clone();
    assert!(stage.office.faults().delete_template(&template));
    let refused = stage.order(&enrolment).await.row.id;
    let aside = stage.desk.set_aside_order(refused).await.unwrap();
    assert!(aside.row.dealt_with_at.is_some());
    assert_eq!(aside.row.ended, Some(OrderEnd::SetAside));
    assert_eq!(stage.desk.order_counts(None).await.unwrap().needs_you, 0);
    let open = HistoryQuery {
        states: vec![OrderState::Refused],
        open_only: true,
        ..HistoryQuery::default()
    };
    assert!(stage.desk.history(open).await.unwrap().rows.is_empty());
}

pub fn form(stage: &Stage, id: Option<String>, url: &str) -> ConnectionForm {
    let access = stage.office.breeze();
    ConnectionForm {
        id,
        kind: ServiceKind::Breeze,
        name: "Ålesund".to_owned(),
        api_key: String::new().into(),
        address: Address::Other {
            url: url.to_owned(),
            environment: Environment::Test,
        },
        client_id: access.client_id.clone().into(),
        client_secret: access.client_secret.clone().into(),
        tenants: access.tenant_ids.clone(),
        keep: KeepSecret::Keyring,
        image_prefix: false,
        get_for_create: false,
    }
}

/// A stage whose own connection has an order of unknown outcome.
async fn with_an_unsettled_order() -> (Stage, String, String) {
    let stage = Stage::with(Vault::for_this_run()).await;
    let here = form(&stage, None, &stage.office.breeze().base_url);
    let submitted = stage.desk.submit_connection(here, Intent::Save).await;
    let connection = submitted.unwrap().connection.unwrap().id;
    stage.desk.templates().await.unwrap();
    let lost = Fault::ResetAfterCommitting;
    stage.office.faults().fail_next(Calls::Order, 1, lost);
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    (stage, connection, order.row.id)
}

#[tokio::test]
async fn a_connection_with_unsettled_orders_keeps_its_address_and_stays() {
    let (stage, connection, _) = with_an_unsettled_order().await;
    let elsewhere = form(&stage, Some(connection.clone()), "https://cards.invalid");
    let moved = stage.desk.submit_connection(elsewhere, Intent::Save).await;
    let removed = stage.desk.remove_connection(connection.clone()).await;
    for problem in [moved.unwrap_err(), removed.unwrap_err()] {
        let problem = Problem::from(problem);
        assert_eq!(
            (problem.code, problem.detail.as_str()),
            (Code::OrdersUnsettled, "1")
        );
    }
    let url = stage.office.breeze().base_url.clone();
    let mended = form(&stage, Some(connection), &url);
    let mended = stage.desk.submit_connection(mended, Intent::Save).await;
    assert!(mended.is_ok(), "a new secret is no new address");
}

#[tokio::test]
async fn a_kept_secret_is_not_sent_to_a_new_address() {
    let (stage, connection, order) = with_an_unsettled_order().await;
    let there = desk::boundary::Answer::ItIsThere {
        number: "4711".to_owned(),
    };
    stage.desk.answer_unknown(order, there).await.unwrap();
    let elsewhere = ConnectionForm {
        client_secret: String::new().into(),
        ..form(&stage, Some(connection), "https://cards.invalid")
    };
    let checked = stage.desk.submit_connection(elsewhere, Intent::Check).await;
    let problem = Problem::from(checked.unwrap_err());
    assert_eq!(problem.detail, "clientSecret");
}

#[tokio::test]
async fn an_order_of_another_connection_is_not_ordered_again_here() {
    let (stage, _, order) = with_an_unsettled_order().await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    let begun = stage.chosen("Company ID Card").await;
    stage.desk.save_enrolment(named(&begun)).await.unwrap();
    let refused = Problem::from(stage.desk.order_again(order).await.unwrap_err());
    assert_eq!(
        (refused.code, refused.detail.as_str()),
        (Code::OtherConnection, "Ålesund")
    );
    assert_eq!(stage.desk.enrolment().await.unwrap().id, begun.id);
}

#[tokio::test]
async fn an_order_of_the_practice_office_is_told_by_the_id_that_has_a_name_in_each_language() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await.row.id;
    let badges = "practice-badges".to_owned();
    stage.desk.choose_connection(badges).await.unwrap();
    let refused = Problem::from(stage.desk.order_again(order).await.unwrap_err());
    assert_eq!(
        (refused.code, refused.detail.as_str()),
        (Code::OtherConnection, "practice")
    );
}

#[tokio::test]
async fn an_order_that_may_still_leave_or_have_arrived_is_not_ordered_again() {
    let stage = Stage::open().await;
    let lost = Fault::ResetAfterCommitting;
    stage.office.faults().fail_next(Calls::Order, 1, lost);
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    let again = stage.desk.order_again(order.row.id).await;
    assert_eq!(Problem::from(again.unwrap_err()).code, Code::WrongState);
}

#[tokio::test]
async fn an_external_id_that_the_pattern_gave_follows_what_is_corrected() {
    let stage = Stage::open().await;
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.external_id_pattern = "HR-{personEmployeeNo}".to_owned();
    stage.desk.save_settings(settings).await.unwrap();
    let enrolment = stage.filled().await;
    let mut input = named(&enrolment);
    input.more.external_id = String::new();
    let number = || "personEmployeeNo".to_owned();
    input.values.insert(number(), "412".to_owned());
    stage.desk.save_enrolment(input.clone()).await.unwrap();
    let refusal = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "The employee number is not known".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, refusal);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.external_id.as_deref(), Some("HR-412"));

    let again = stage.desk.order_again(order.row.id).await.unwrap();
    assert_eq!(again.more.external_id, "");
    assert_eq!(again.more.external_id_proposed, "HR-412");
    let mut corrected = input;
    corrected.id = again.id.clone();
    corrected.values.insert(number(), "777".to_owned());
    stage.desk.save_enrolment(corrected).await.unwrap();
    let second = stage.order(&again).await;
    assert_eq!(second.row.external_id.as_deref(), Some("HR-777"));
}
