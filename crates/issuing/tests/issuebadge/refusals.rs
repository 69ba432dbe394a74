//! Orders that the practice office refuses, and orders that are not sent at all.

use issuing::issuebadge::{LARGEST_JPEG, Settings};
use issuing::{
    BadgeOrder, FieldProblem, Image, IssuingService, Outcome, TemplateId, TenantId, Value,
};
use practice::PracticeOffice;
use practice::issuebadge::{Calls, Fault, FieldChange, FieldKind, Switches, Treatment, UnknownId};
use serde_json::json;

use crate::office::{COURSE, choosing, client, made_of, open, order, picture, send, settings};
use crate::office::{summary, text};

/// An office that minds everything it could mind.
async fn strict() -> PracticeOffice {
    choosing(Switches {
        missing_key: Treatment::Refused,
        missing_required: Treatment::Refused,
        unknown_metadata: Treatment::Refused,
        wrong_type: Treatment::Refused,
        ..Switches::default()
    })
    .await
}

/// The fields that a refusal names.
fn named(outcome: &Outcome) -> Vec<String> {
    let Outcome::Refused { problems, .. } = outcome else {
        panic!("{outcome:?}")
    };
    let field = |problem: &FieldProblem| problem.field.as_ref().map(ToString::to_string);
    problems.iter().filter_map(field).collect()
}

#[tokio::test]
async fn a_badge_that_was_deleted_refuses_the_order() {
    for (unknown_id, end) in [
        (UnknownId::NotFound, "refused: template_not_found"),
        (UnknownId::BadRequest, "refused: template_not_found"),
        (UnknownId::Unprocessable, "refused: template_not_found"),
        (UnknownId::ServerError, "unknown: server_failed"),
    ] {
        let office = choosing(Switches {
            unknown_id,
            ..Switches::default()
        })
        .await;
        assert!(office.issuebadge_faults().delete_badge(COURSE));
        assert_eq!(
            summary(&send(&client(&office), &order("k", vec![])).await),
            end
        );
    }
}

#[tokio::test]
async fn a_required_field_without_a_value_is_named() {
    let office = strict().await;
    let truck = BadgeOrder {
        badge: TemplateId::new("W238GD8PK").unwrap(),
        ..order(
            "k",
            vec![("certificate_number", text("1")), ("classes", text("T1"))],
        )
    };
    let mut fields = named(&send(&client(&office), &truck).await);
    fields.sort();
    assert_eq!(fields, ["date_of_birth", "portrait"]);
}

#[tokio::test]
async fn a_field_that_changed_between_form_and_order_is_named() {
    let office = strict().await;
    let (client, faults) = (client(&office), office.issuebadge_faults());
    let renamed = FieldChange {
        name: Some("result".into()),
        ..FieldChange::default()
    };
    let retyped = FieldChange {
        kind: Some(FieldKind::Date),
        ..FieldChange::default()
    };
    assert!(faults.change_field(COURSE, "score", renamed));
    assert!(faults.change_field(COURSE, "department", retyped));
    assert!(faults.delete_field(COURSE, "employee_id"));
    for (name, value) in [
        ("score", Value::Number(95.into())),
        ("department", text("Engineering")),
        ("employee_id", text("EMP001")),
    ] {
        let outcome = send(&client, &order("k", vec![(name, value)])).await;
        assert_eq!(named(&outcome), [name]);
    }
    assert!(office.issued().is_empty());
}

#[tokio::test]
async fn a_failure_that_comes_as_a_success_is_refused_only_if_it_names_a_member() {
    let office = open().await;
    let client = client(&office);
    for (errors, end) in [
        (json!({"name": ["No."]}), "refused: bad_input"),
        (json!(null), "unknown: declined"),
    ] {
        let fault = Fault::Refused {
            status: 200,
            message: "No.".into(),
            errors,
        };
        office.issuebadge_faults().fail_next(Calls::Issue, 1, fault);
        assert_eq!(summary(&send(&client, &order("k", vec![])).await), end);
    }
}

#[tokio::test]
async fn an_order_that_cannot_be_right_does_not_leave() {
    let office = open().await;
    let large = Value::Image(Image::Jpeg(vec![0xff; LARGEST_JPEG + 1].into()));
    let far = |url: &str| Value::Image(Image::Url(url.parse().unwrap()));
    let client = client(&office);
    for (value, end) in [
        (large, "never left: picture_too_large"),
        (Value::Boolean(true), "never left: type_not_taken"),
        (
            far("http://example.com/a.jpg"),
            "never left: insecure_address",
        ),
        (far("https://10.0.0.1/a.jpg"), "never left: private_address"),
        (
            far("https://kari:word@example.com/a"),
            "never left: not_image_url",
        ),
    ] {
        let outcome = send(&client, &order("k", vec![("certificate_photo", value)])).await;
        assert_eq!(summary(&outcome), end);
    }
    assert!(office.issued().is_empty());
}

#[tokio::test]
async fn the_largest_picture_that_may_leave_is_not_too_large_for_the_strictest_office() {
    use practice::issuebadge::ImageLimit;
    let switches = Switches {
        image_limit: ImageLimit::Text,
        ..Switches::default()
    };
    let office = choosing(switches).await;
    // Bytes after the end of a picture are no part of it.
    let mut jpeg = picture().1.to_vec();
    jpeg.resize(LARGEST_JPEG, 0);
    let value = Value::Image(Image::Jpeg(jpeg.into()));
    let outcome = send(
        &client(&office),
        &order("k", vec![("certificate_photo", value)]),
    )
    .await;
    assert_eq!(summary(&outcome), "accepted");
}

#[tokio::test]
async fn by_get_no_custom_field_and_no_picture_leaves() {
    let office = open().await;
    let by_get = made_of(Settings {
        get_for_create: true,
        ..settings(&office)
    });
    for value in [text("EMP001"), picture().0] {
        let outcome = send(&by_get, &order("k", vec![("employee_id", value)])).await;
        assert_eq!(summary(&outcome), "never left: not_by_get");
    }
    assert!(office.issued().is_empty());
}

#[tokio::test]
async fn an_order_of_a_card_does_not_leave_for_this_service() {
    let office = open().await;
    let card = issuing::CredentialOrder {
        template: TemplateId::new("t").unwrap(),
        tenant: TenantId::new("tenant").unwrap(),
        values: Vec::new(),
        external_id: None,
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: false,
    };
    let outcome = client(&office).order(&card.into()).await;
    assert_eq!(summary(&outcome), "never left: other_service");
}
