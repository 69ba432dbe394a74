//! What can be wrong with the key, the badge and its fields.

use desk::boundary::{
    Address, CheckStep, Code, ConnectionForm, Environment, Intent, KeepSecret, OrderState,
    OrderView, PicturePlace, PictureSource, Problem, ServiceKind, StepState,
};
use practice::issuebadge::{
    Calls, Fault, FieldChange, FieldKind, Method, Switches, Treatment, UnauthorizedShape, UnknownId,
};

use crate::badges::{NAME, code};
use crate::host::{Gives, Host};
use crate::stage::{EXAMPLE, PORTRAIT, Stage};

/// A connection to the practice office's badges, typed by hand with a key.
fn typed(stage: &Stage, key: &str) -> ConnectionForm {
    ConnectionForm {
        id: None,
        kind: ServiceKind::IssueBadge,
        name: "Ålesund".to_owned(),
        api_key: key.to_owned().into(),
        address: Address::Other {
            url: stage.office.issuebadge().base_url.clone(),
            environment: Environment::Test,
        },
        client_id: String::new().into(),
        client_secret: String::new().into(),
        tenants: Vec::new(),
        keep: KeepSecret::Keyring,
        image_prefix: false,
        get_for_create: false,
    }
}

#[tokio::test]
async fn a_wrong_a_truncated_and_a_revoked_key_are_named_at_the_first_step() {
    for unauthorized in [
        UnauthorizedShape::Envelope,
        UnauthorizedShape::MessageOnly,
        UnauthorizedShape::EmptyBody,
    ] {
        let stage = Stage::at_badges_with(Switches {
            unauthorized,
            ..Switches::default()
        })
        .await;
        let good = stage.office.issuebadge().api_key.clone();
        for key in ["158|nothing", &good[..good.len() - 1], good.as_str()] {
            if key == good {
                stage.office.issuebadge_faults().revoke_key();
            }
            let checked = stage
                .desk
                .submit_connection(typed(&stage, key), Intent::Check);
            let report = checked.await.unwrap().report;
            assert_eq!(report.problem.unwrap().code, Code::WrongKey, "{key}");
            assert_eq!(report.steps[0], (CheckStep::Token, StepState::Failed));
        }
    }
}

#[tokio::test]
async fn a_badge_that_was_deleted_meanwhile_refuses_the_order_and_keeps_what_is_typed() {
    for unknown_id in [
        UnknownId::NotFound,
        UnknownId::BadRequest,
        UnknownId::Unprocessable,
    ] {
        let stage = Stage::at_badges_with(Switches {
            unknown_id,
            ..Switches::default()
        })
        .await;
        let enrolment = stage.badge(&[NAME, ("score", "95")]).await;
        assert!(stage.office.issuebadge_faults().delete_badge(EXAMPLE));
        let order = stage.order(&enrolment).await;
        assert_eq!(order.row.state, OrderState::Refused, "{unknown_id:?}");
        assert_eq!(order.attempt.unwrap().problem.code, Code::TemplateGone);
        let again = stage.desk.order_again(order.row.id).await.unwrap();
        assert_eq!(again.values["score"], "95", "nothing typed is lost");
    }
}

/// Orders a badge whose fields change between form and order, at an office that minds.
async fn ordered_after(name: &str, change: Option<FieldChange>, text: Option<&str>) -> OrderView {
    let stage = Stage::at_badges_with(Switches {
        missing_required: Treatment::Refused,
        unknown_metadata: Treatment::Refused,
        wrong_type: Treatment::Refused,
        ..Switches::default()
    })
    .await;
    let texts: Vec<_> = [NAME]
        .into_iter()
        .chain(text.map(|it| (name, it)))
        .collect();
    let enrolment = stage.badge(&texts).await;
    let faults = stage.office.issuebadge_faults();
    assert!(match change {
        Some(change) => faults.change_field(EXAMPLE, name, change),
        None => faults.delete_field(EXAMPLE, name),
    });
    let order = stage.order(&enrolment).await;
    assert!(stage.office.issued().is_empty());
    order
}

#[tokio::test]
async fn a_custom_field_that_changed_between_form_and_order_is_named() {
    let renamed = FieldChange {
        name: Some("result".to_owned()),
        ..FieldChange::default()
    };
    let retyped = FieldChange {
        kind: Some(FieldKind::Date),
        ..FieldChange::default()
    };
    let demanded = FieldChange {
        required: Some(true),
        ..FieldChange::default()
    };
    for (name, change, text) in [
        ("score", Some(renamed), Some("95")),
        ("department", Some(retyped), Some("Engineering")),
        ("employee_id", None, Some("EMP001")),
        ("instructor_name", Some(demanded), None),
    ] {
        let order = ordered_after(name, change, text).await;
        assert_eq!(order.row.state, OrderState::Refused, "{name}");
        let fields = order.attempt.unwrap().problem.fields;
        let named: Vec<_> = fields.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(named, [name]);
    }
}

#[tokio::test]
async fn an_image_by_an_address_that_leads_nowhere_public_is_refused_before_it_is_sent() {
    let stage = Stage::at_badges().await;
    let enrolment = stage.badge(&[NAME]).await;
    let place = PicturePlace {
        enrolment: enrolment.id,
        field: "certificate_photo".to_owned(),
    };
    for address in [
        "https://10.0.0.1/a.jpg",
        "https://[fd12::1]/a.jpg",
        "https://169.254.169.254/a.jpg",
        "https://kari:word@example.invalid/a.jpg",
        "http://example.invalid/a.jpg",
        "file:///etc/passwd",
    ] {
        let taken = stage.desk.fetch_picture(place.clone(), address.to_owned());
        assert_eq!(code(taken.await), Code::PictureAddressRefused, "{address}");
    }
}

#[tokio::test]
async fn an_address_that_gives_no_picture_is_named() {
    let (stage, host) = (Stage::at_badges().await, Host::open().await);
    let place = PicturePlace {
        enrolment: stage.badge(&[NAME]).await.id,
        field: "certificate_photo".to_owned(),
    };
    for (gives, named) in [
        (Gives::Page, Code::PictureUnsupported),
        (Gives::Nothing, Code::PictureEmpty),
        (Gives::NotFound, Code::PictureNotFetched),
        (Gives::WayIntoTheOffice, Code::PictureAddressRefused),
    ] {
        host.gives(gives);
        let taken = stage.desk.fetch_picture(place.clone(), host.at("a.jpg"));
        assert_eq!(code(taken.await), named, "{gives:?}");
    }
    let nowhere = "https://pictures.invalid/a.jpg".to_owned();
    let taken = stage.desk.fetch_picture(place, nowhere).await;
    assert_eq!(code(taken), Code::PictureNotFetched);
}

#[tokio::test]
async fn by_get_custom_fields_and_pictures_are_named_and_nothing_is_ordered() {
    let stage = Stage::at_badges().await;
    let by_get = ConnectionForm {
        get_for_create: true,
        ..typed(&stage, &stage.office.issuebadge().api_key)
    };
    let kept = stage.desk.submit_connection(by_get, Intent::Save).await;
    let id = kept.unwrap().connection.unwrap().id;
    stage.desk.choose_connection(id).await.unwrap();
    stage.desk.templates().await.unwrap();
    let enrolment = stage.badge(&[NAME, ("score", "95")]).await;
    let place = PicturePlace {
        enrolment: enrolment.id.clone(),
        field: "certificate_photo".to_owned(),
    };
    let photo = PORTRAIT.to_vec();
    let taken = stage.desk.take_picture(place, PictureSource::Drop, photo);
    taken.await.unwrap();
    let refused = stage.desk.place_order(enrolment.id.clone()).await;
    let problem = Problem::from(refused.unwrap_err());
    assert_eq!(problem.code, Code::NotByGet);
    let mut named: Vec<_> = problem.fields.iter().map(|it| it.field.as_str()).collect();
    named.sort_unstable();
    assert_eq!(named, ["certificate_photo", "score"]);
    assert!(stage.office.issued().is_empty());
    stage.next().await;
    let plain = stage.order(&stage.badge(&[NAME]).await).await;
    assert_eq!(plain.row.state, OrderState::Accepted, "{plain:?}");
    assert_eq!(stage.office.issued()[0].method, Method::Get);
}

#[tokio::test]
async fn a_key_of_another_account_takes_no_orders_there() {
    let stage = Stage::at_badges().await;
    let key = stage.office.issuebadge().api_key.clone();
    let submit = async |id: Option<String>| {
        let form = ConnectionForm {
            id,
            ..typed(&stage, &key)
        };
        stage.desk.submit_connection(form, Intent::Save).await
    };
    let id = submit(None).await.unwrap().connection.map(|it| it.id);
    stage
        .desk
        .choose_connection(id.clone().unwrap())
        .await
        .unwrap();
    stage.desk.templates().await.unwrap();
    let faults = stage.office.issuebadge_faults();
    let busy = Fault::TooManyRequests { seconds: Some(600) };
    faults.fail_next(Calls::Issue, 1, busy);
    let waiting = stage.order(&stage.badge(&[NAME]).await).await.row;
    assert_eq!(waiting.state, OrderState::NotTaken);
    submit(id.clone()).await.expect("the same account");
    faults.change_account("other@badges.invalid");
    assert_eq!(code(submit(id.clone()).await), Code::OrdersUnsettled);
    let checked = stage.desk.check_connection(id.clone().unwrap());
    assert_eq!(code(checked.await), Code::OrdersUnsettled);
    stage.desk.cancel_order(waiting.id).await.unwrap();
    submit(id).await.expect("nothing waits to go there");
}
