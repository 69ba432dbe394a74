//! Pictures that are sent by their address: each address was looked at from here shortly before the
//! order that names it leaves, however old the form, and however long the order waited.

use chrono::TimeDelta;
use desk::Vault;
use desk::boundary::{
    Code, CodeLanguage, EnrolmentView, FieldProblemCode, OrderState, OrderView, PicturePlace,
    PictureView, Problem, ReissueReason, TemplateSettings,
};
use practice::issuebadge::{Calls, Fault};
use practice::{Options, PracticeOffice};

use crate::badge_delivery::reopened;
use crate::badges::NAME;
use crate::host::{Gives, Host};
use crate::pictures::hidden;
use crate::stage::{EXAMPLE, Later, Stage};

const PHOTO: &str = "certificate_photo";

fn photo(enrolment: &EnrolmentView) -> PicturePlace {
    PicturePlace {
        enrolment: enrolment.id.clone(),
        field: PHOTO.to_owned(),
    }
}

/// A filled form whose photo is sent by its address.
async fn by_address(stage: &Stage, host: &Host) -> EnrolmentView {
    let place = photo(&stage.badge(&[NAME]).await);
    let fetched = stage.desk.fetch_picture(place.clone(), host.at("a.jpg"));
    fetched.await.unwrap();
    stage.desk.use_fetched_picture(place).await.unwrap();
    stage.desk.enrolment().await.unwrap()
}

async fn opened() -> (Stage, Host, Later) {
    let later = Later::default();
    (
        Stage::at_badges_at(Vault::for_this_run(), &later).await,
        Host::open().await,
        later,
    )
}

/// After this long no address counts as checked any more.
fn long() -> TimeDelta {
    TimeDelta::minutes(6)
}

/// Why a form is not ordered, and at which field that is said.
async fn not_placed(stage: &Stage, enrolment: &EnrolmentView) -> Code {
    let placed = stage.desk.place_order(enrolment.id.clone()).await;
    let problem = Problem::from(placed.unwrap_err());
    let at = problem.fields.iter();
    let at: Vec<_> = at.map(|it| (it.field.as_str(), it.problem)).collect();
    assert_eq!(at, [(PHOTO, FieldProblemCode::AddressNotPassed)]);
    assert!(stage.office.issued().is_empty());
    problem.code
}

async fn picture(stage: &Stage) -> PictureView {
    stage.desk.enrolment().await.unwrap().pictures[PHOTO].clone()
}

fn is_accepted_with(stage: &Stage, order: &OrderView, host: &Host) {
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    let sent = &stage.office.issued()[0].request["metadata"][PHOTO];
    assert_eq!(sent, &host.at("a.jpg"));
}

#[tokio::test]
async fn a_picture_that_was_just_fetched_is_ordered_without_asking_its_host_again() {
    let (stage, host, _) = opened().await;
    let order = stage.order(&by_address(&stage, &host).await).await;
    is_accepted_with(&stage, &order, &host);
    assert_eq!(host.calls(), 1);
}

#[tokio::test]
async fn a_form_that_was_left_for_a_while_is_ordered_only_while_its_address_still_passes() {
    let (stage, host, later) = opened().await;
    let enrolment = by_address(&stage, &host).await;
    later.advance(long());
    for (gives, named) in [
        (Gives::NotFound, Code::PictureNotFetched),
        (Gives::Page, Code::PictureUnsupported),
        (Gives::WayIntoTheOffice, Code::PictureAddressRefused),
    ] {
        host.gives(gives);
        assert_eq!(not_placed(&stage, &enrolment).await, named, "{gives:?}");
        let kept = stage.desk.enrolment().await.unwrap();
        assert_eq!((&kept.id, &kept.values), (&enrolment.id, &enrolment.values));
        assert_eq!(kept.pictures, enrolment.pictures);
    }
    host.gives(Gives::Picture);
    let order = stage.order(&enrolment).await;
    is_accepted_with(&stage, &order, &host);
    assert_eq!(host.calls(), 5);
}

#[tokio::test]
async fn another_picture_at_the_address_is_shown_before_it_is_ordered() {
    let (stage, host, later) = opened().await;
    let enrolment = by_address(&stage, &host).await;
    let seen = stage.desk.portrait(photo(&enrolment)).await.unwrap();
    later.advance(long());
    host.gives(Gives::OtherPicture);
    assert_eq!(not_placed(&stage, &enrolment).await, Code::PictureChanged);
    assert!(picture(&stage).await.version > enrolment.pictures[PHOTO].version);
    let now = stage.desk.portrait(photo(&enrolment)).await.unwrap();
    assert_ne!(now, seen);
    let order = stage.order(&enrolment).await;
    is_accepted_with(&stage, &order, &host);
    let field = PHOTO.to_owned();
    let kept = stage.desk.order_picture(order.row.id, field).await.unwrap();
    assert_eq!(kept, now, "the history shows what was confirmed");
}

/// A form with what a refused order held, whose address was checked long ago.
async fn ordered_again(stage: &Stage, host: &Host, later: &Later) -> EnrolmentView {
    let refused = Fault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: serde_json::json!({ "name": ["The name is too formal."] }),
    };
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, refused);
    let order = stage.order(&by_address(stage, host).await).await;
    assert_eq!(order.row.state, OrderState::Refused);
    later.advance(long());
    stage.desk.order_again(order.row.id).await.unwrap()
}

#[tokio::test]
async fn an_order_again_asks_for_its_picture_again() {
    let (stage, host, later) = opened().await;
    let again = ordered_again(&stage, &host, &later).await;
    host.gives(Gives::NotFound);
    assert_eq!(not_placed(&stage, &again).await, Code::PictureNotFetched);
    host.gives(Gives::OtherPicture);
    assert_eq!(not_placed(&stage, &again).await, Code::PictureChanged);
    host.gives(Gives::Picture);
    later.advance(long());
    assert_eq!(not_placed(&stage, &again).await, Code::PictureChanged);
    let order = stage.order(&again).await;
    is_accepted_with(&stage, &order, &host);
}

#[tokio::test]
async fn an_order_again_whose_picture_is_the_same_goes_at_once() {
    let (stage, host, later) = opened().await;
    let again = ordered_again(&stage, &host, &later).await;
    let order = stage.order(&again).await;
    is_accepted_with(&stage, &order, &host);
    assert_eq!(host.calls(), 2);
}

#[tokio::test]
async fn what_was_accepted_is_ordered_again_by_its_address() {
    let (stage, host, _) = opened().await;
    let order = stage.order(&by_address(&stage, &host).await).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    let again = stage
        .desk
        .reissue_order(order.row.id, ReissueReason::Lost)
        .await
        .unwrap();
    let picture = &again.pictures[PHOTO];
    assert_eq!(picture.address, Some(host.at("a.jpg")));
}

#[tokio::test]
async fn a_picture_by_its_address_is_copied_as_that_address() {
    for accepted in [true, false] {
        let (stage, host, _) = opened().await;
        let order = if accepted {
            stage.order(&by_address(&stage, &host).await).await.row.id
        } else {
            not_taken(&stage, &host).await
        };
        let code = stage.desk.order_code(order, CodeLanguage::Python).await;
        let code = code.unwrap();
        assert!(code.contains(&host.at("a.jpg")), "{code}");
        assert!(!code.contains("base64"), "{code}");
    }
}

#[tokio::test]
async fn an_address_in_a_field_that_is_hidden_by_now_holds_nothing_up() {
    let (stage, host, later) = opened().await;
    let enrolment = by_address(&stage, &host).await;
    let settings = TemplateSettings {
        fields: vec![hidden(PHOTO)],
        ..TemplateSettings::default()
    };
    let saved = stage
        .desk
        .save_template_settings(EXAMPLE.to_owned(), settings);
    saved.await.unwrap();
    later.advance(long());
    host.gives(Gives::NotFound);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    assert_eq!(host.calls(), 1);
}

/// An order with an address that the service did not take at first.
async fn not_taken(stage: &Stage, host: &Host) -> String {
    let faults = stage.office.issuebadge_faults();
    let busy = Fault::TooManyRequests { seconds: Some(300) };
    faults.fail_next(Calls::Issue, 1, busy);
    let order = stage.order(&by_address(stage, host).await).await;
    assert_eq!(order.row.state, OrderState::NotTaken);
    order.row.id
}

#[tokio::test]
async fn an_order_that_waited_leaves_only_if_its_address_still_passes_and_holds_up_nobody() {
    for (gives, named) in [
        (Gives::NotFound, Code::PictureNotFetched),
        (Gives::Page, Code::PictureUnsupported),
        (Gives::WayIntoTheOffice, Code::PictureAddressRefused),
    ] {
        let (stage, host, later) = opened().await;
        let waited = not_taken(&stage, &host).await;
        host.gives(gives);
        later.advance(long());
        let order = stage.until_state(&waited, OrderState::Blocked).await;
        let problem = order.attempt.unwrap().problem;
        assert_eq!(problem.code, named);
        assert_eq!(problem.fields[0].field, PHOTO);
        assert!(stage.office.issued().is_empty(), "{gives:?}");
        let behind = stage.order(&stage.badge(&[NAME]).await).await;
        assert_eq!(behind.row.state, OrderState::Accepted, "{gives:?}");
        host.gives(Gives::Picture);
        let sent = stage.desk.retry_order(waited).await.unwrap();
        assert_eq!(sent.row.state, OrderState::Accepted, "{gives:?}");
    }
}

#[tokio::test]
async fn without_a_network_an_order_waits_for_that_and_not_for_its_picture() {
    let (mut stage, host, later) = opened().await;
    let known = stage.office.issuebadge().clone();
    let waited = not_taken(&stage, &host).await;
    let elsewhere = PracticeOffice::open(Options::default()).await.unwrap();
    let office = std::mem::replace(&mut stage.office, elsewhere);
    office.close().await;
    host.gives(Gives::NotFound);
    later.advance(long());
    let order = stage.until_state(&waited, OrderState::Waiting).await;
    assert_eq!(order.attempt.unwrap().problem.code, Code::Unreachable);
    host.gives(Gives::Picture);
    stage.office = reopened(known).await;
    stage.until_state(&waited, OrderState::Accepted).await;
}

#[tokio::test]
async fn what_was_checked_before_the_program_began_anew_is_checked_again() {
    let (keyring, host) = (Vault::for_this_run(), Host::open().await);
    let stage = Stage::at_badges_at(keyring.clone(), &Later::default()).await;
    let enrolment = by_address(&stage, &host).await;
    let stage = stage.begun_anew(keyring).await;
    stage.desk.templates().await.unwrap();
    host.gives(Gives::NotFound);
    assert_eq!(
        not_placed(&stage, &enrolment).await,
        Code::PictureNotFetched
    );
}
