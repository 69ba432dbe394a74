//! Orders as the practice office takes and refuses them.

use chrono::Utc;
use issuing::LookUp;
use issuing::{
    CredentialOrder, FieldName, Image, IssuingError, IssuingService, OrderStatus, Outcome,
};
use issuing::{FieldProblem, TemplateId, TenantId, Value};
use practice::{ErrorStatus, Options, PracticeOffice, RecordedValue, Undocumented};
use serde_json::Number;

use crate::office::{client, open, order, picture, somebody, summary, text};

#[tokio::test]
async fn this_service_cannot_be_asked_what_became_of_an_order() {
    let office = open().await;
    let breeze = client(&office);
    let found = breeze.look_up(&somebody(&office).into(), Utc::now()).await;
    let error = IssuingError::CannotBeAsked;
    let alike = Vec::new();
    assert_eq!(found, LookUp::CannotTell { error, alike });
    assert!(breeze.badges().is_none());
}

#[tokio::test]
async fn an_order_arrives_as_it_was_meant() {
    let office = open().await;
    let day = Value::Date("2029-12-31".parse().unwrap());
    let mut request = somebody(&office);
    request
        .values
        .push((FieldName::new("cardValidUntilDate").unwrap(), day));
    request
        .values
        .push((FieldName::new("personPhoto1").unwrap(), picture()));
    request.external_id = Some("EMP-00412".into());
    request.order_reference = Some("Reception".into());
    let Outcome::Accepted(receipt) = client(&office).order(&request.clone().into()).await else {
        panic!()
    };
    let placed = office.orders().remove(0);
    assert_eq!(receipt.id, placed.id);
    assert_eq!(receipt.number, Some(placed.credential_number.to_string()));
    assert_eq!(receipt.status, Some(OrderStatus::InQueue));
    assert!(receipt.created.is_some() && receipt.remarks.is_empty());
    assert_eq!(placed.external_id, request.external_id);
    assert_eq!(placed.order_reference, request.order_reference);
    assert_eq!(
        placed.values["personLastName"],
        RecordedValue::Text("Ødegård".into())
    );
    let noon = RecordedValue::Text("2029-12-31T12:00:00.000Z".into());
    assert_eq!(placed.values["cardValidUntilDate"], noon);
    let RecordedValue::Image {
        format,
        width,
        height,
        ..
    } = &placed.values["personPhoto1"]
    else {
        panic!("no picture arrived")
    };
    assert_eq!((format.as_str(), *width, *height), ("jpg", 6, 8));
}

/// The last template of the practice office, with a field of every type.
async fn everything(office: &PracticeOffice) -> CredentialOrder {
    let name = "Accreditation, everything on it";
    let templates = client(office).templates().await.unwrap();
    let template = templates
        .into_iter()
        .find(|template| template.name == name)
        .unwrap();
    let url = "https://hr.example.com/photos/kari.jpg".parse().unwrap();
    let values = vec![
        ("personFirstName", text("Kari 🙂 قمر")),
        ("accessLevel", Value::Number(Number::from(3))),
        ("hasBackstage", Value::Boolean(true)),
        ("personPhoto1", Value::Image(Image::Url(url))),
    ];
    CredentialOrder {
        template: template.id,
        tenant: template.tenant.unwrap(),
        ..order(office, values)
    }
}

#[tokio::test]
async fn every_type_of_value_is_taken_under_the_tenant_it_was_ordered_for() {
    let office = open().await;
    let request = everything(&office).await;
    let Outcome::Accepted(receipt) = client(&office).order(&request.clone().into()).await else {
        panic!()
    };
    assert_eq!(receipt.status, Some(OrderStatus::WaitingForApproval));
    let placed = office.orders().remove(0);
    assert_eq!(placed.tenant_id, request.tenant.as_str());
    let taken = [
        ("personFirstName", RecordedValue::Text("Kari 🙂 قمر".into())),
        ("accessLevel", RecordedValue::Number(3.0)),
        ("hasBackstage", RecordedValue::Boolean(true)),
        (
            "personPhoto1",
            RecordedValue::Text("https://hr.example.com/photos/kari.jpg".into()),
        ),
    ];
    for (name, value) in taken {
        assert_eq!(placed.values[name], value);
    }
}

#[tokio::test]
async fn a_picture_with_a_prefix_is_taken_too() {
    let office = open().await;
    let mut request = order(&office, vec![("personPhoto1", picture())]);
    request.image_prefix = true;
    assert_eq!(
        summary(&client(&office).order(&request.clone().into()).await),
        "accepted"
    );
}

/// A value that is refused, and what is said at its field.
fn wrong_values() -> Vec<(&'static str, Value, &'static str)> {
    let rubbish = Value::Image(Image::Jpeg(bytes::Bytes::from_static(b"not a picture")));
    vec![
        (
            "cardValidUntilDate",
            text("soon"),
            "Field 'cardValidUntilDate' expects a date value",
        ),
        (
            "personFirstName",
            Value::Boolean(true),
            "Field 'personFirstName' expects a string value",
        ),
        (
            "personPhoto1",
            rubbish,
            "Field 'personPhoto1' expects a base64 image",
        ),
        (
            "personShoeSize",
            text("44"),
            "Field 'personShoeSize' is not used by this template",
        ),
    ]
}

#[tokio::test]
async fn a_refusal_stands_at_its_field_whatever_status_it_comes_with() {
    for error_status in [
        ErrorStatus::AlwaysOk,
        ErrorStatus::UnauthorizedOnly,
        ErrorStatus::ByCode,
    ] {
        let undocumented = Undocumented {
            error_status,
            ..Undocumented::default()
        };
        let options = Options {
            undocumented,
            ..Options::default()
        };
        let office = PracticeOffice::open(options).await.unwrap();
        let breeze = client(&office);
        for (name, value, words) in wrong_values() {
            let outcome = breeze
                .order(&order(&office, vec![(name, value)]).into())
                .await;
            let Outcome::Refused { error, problems } = outcome else {
                panic!("{outcome:?}")
            };
            assert_eq!(
                error,
                IssuingError::BadInput {
                    message: words.into()
                }
            );
            let field = Some(FieldName::new(name).unwrap());
            assert_eq!(
                problems,
                [FieldProblem {
                    field,
                    problem: words.into()
                }]
            );
        }
        assert!(office.orders().is_empty());
    }
}

#[tokio::test]
async fn a_template_deleted_between_choosing_and_ordering_is_refused_by_name() {
    let office = open().await;
    let request = somebody(&office);
    let breeze = client(&office);
    assert!(office.faults().delete_template(request.template.as_str()));
    let Outcome::Refused { error, .. } = breeze.order(&request.clone().into()).await else {
        panic!()
    };
    let template: TemplateId = request.template;
    assert_eq!(error, IssuingError::TemplateNotFound { template });
}

#[tokio::test]
async fn a_tenant_of_others_blocks_the_connection() {
    let office = open().await;
    let tenant = TenantId::new("tenant_of_others").unwrap();
    let request = CredentialOrder {
        tenant: tenant.clone(),
        ..somebody(&office)
    };
    let outcome = client(&office).order(&request.clone().into()).await;
    let Outcome::Blocked(IssuingError::Forbidden { tenant: told, .. }) = outcome else {
        panic!("{outcome:?}")
    };
    assert_eq!(told, Some(tenant));
}

#[tokio::test]
async fn a_user_who_may_not_be_ordered_for_is_refused_and_blocks_nothing() {
    let office = open().await;
    // Ola of the practice office lacks `allow_api`.
    for (user, end) in [
        ("66e1ad73bd756adad71d0003", "refused: bad_input"),
        ("66e1ad73bd756adad71dffff", "refused: not_found"),
        ("66e1ad73bd756adad71d0002", "accepted"),
    ] {
        let request = CredentialOrder {
            user_id: Some(user.into()),
            ..somebody(&office)
        };
        assert_eq!(
            summary(&client(&office).order(&request.clone().into()).await),
            end,
            "{user}"
        );
    }
}

#[tokio::test]
async fn what_the_service_says_beside_the_values_stands_where_it_belongs() {
    let office = open().await;
    let user = CredentialOrder {
        user_id: Some("66e1ad73bd756adad71d0003".into()),
        ..somebody(&office)
    };
    let quantity = CredentialOrder {
        quantity: Some(5),
        ..order(&office, vec![])
    };
    for (request, field) in [(user, "userId"), (quantity, "quantity")] {
        let outcome = client(&office).order(&request.into()).await;
        let Outcome::Refused { problems, .. } = outcome else {
            panic!("{outcome:?}")
        };
        let named = problems[0].field.as_ref().map(ToString::to_string);
        assert_eq!(named.as_deref(), Some(field));
        assert!(!problems[0].problem.is_empty());
    }
}

#[tokio::test]
async fn a_quantity_is_for_batch_templates() {
    let office = open().await;
    let breeze = client(&office);
    let mut request = CredentialOrder {
        quantity: Some(5),
        ..order(&office, vec![])
    };
    assert_eq!(
        summary(&breeze.order(&request.clone().into()).await),
        "refused: bad_input"
    );
    // Reserve cards, reception.
    request.template = TemplateId::new("66e1ad73bd756adad71e0007").unwrap();
    assert_eq!(
        summary(&breeze.order(&request.clone().into()).await),
        "accepted"
    );
    assert_eq!(office.orders().remove(0).quantity, 5);
}

#[tokio::test]
async fn an_order_that_cannot_be_written_never_leaves() {
    let office = open().await;
    let url = Value::Image(Image::Url("file:///etc/passwd".parse().unwrap()));
    let outcome = client(&office)
        .order(&order(&office, vec![("personPhoto1", url)]).into())
        .await;
    assert_eq!(outcome, Outcome::NeverLeft(IssuingError::NotImageUrl));
}
