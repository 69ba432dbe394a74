//! The badges of the practice office, in every shape in which it can describe them.

use issuing::{ExpiryRule, FieldType, FieldsTold, IssuingService, Period, Template, TemplateKind};
use issuing::{IssuingError, TemplateId};
use practice::issuebadge::{Calls, ExpiryShape, Fault, FieldShape, ListId, Switches, UnknownId};

use crate::office::{COURSE, badges, choosing, client, open};

async fn course(switches: Switches) -> Template {
    let office = choosing(switches).await;
    let templates = client(&office).templates().await.unwrap();
    templates
        .into_iter()
        .find(|template| template.id.as_str() == COURSE)
        .unwrap()
}

#[tokio::test]
async fn every_badge_is_listed_with_its_fields_and_survives_being_kept() {
    let office = open().await;
    let templates = client(&office).templates().await.unwrap();
    assert!(
        templates
            .iter()
            .all(|template| template.kind == TemplateKind::DigitalBadge)
    );
    let told = |template: &Template| template.badge.as_ref().unwrap().fields == FieldsTold::Told;
    assert!(templates.iter().all(told));
    let kept = serde_json::to_string(&templates).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Template>>(&kept).unwrap(),
        templates
    );
}

#[tokio::test]
async fn fields_are_known_by_their_keys_in_every_shape_that_tells_keys() {
    let names = [
        "employee_id",
        "department",
        "score",
        "completion_date",
        "training_hours",
        "instructor_name",
        "certificate_photo",
    ];
    for field_shape in [
        FieldShape::AsCreated,
        FieldShape::KeyAndLabel,
        FieldShape::Prefixed,
        FieldShape::ByKey,
        FieldShape::KeysOnly,
    ] {
        let template = course(Switches {
            field_shape,
            ..Switches::default()
        })
        .await;
        let mut read: Vec<_> = template
            .fields
            .iter()
            .map(|field| field.name.as_str())
            .collect();
        let mut expected = names.to_vec();
        read.sort_unstable();
        expected.sort_unstable();
        assert_eq!(read, expected, "{field_shape:?}");
    }
}

#[tokio::test]
async fn types_and_labels_are_known_where_they_are_told() {
    for field_shape in [
        FieldShape::KeyAndLabel,
        FieldShape::Prefixed,
        FieldShape::ByKey,
    ] {
        let template = course(Switches {
            field_shape,
            ..Switches::default()
        })
        .await;
        let field = |name| {
            template
                .fields
                .iter()
                .find(|it| it.name.as_str() == name)
                .unwrap()
        };
        assert_eq!(field("score").kind, FieldType::Number);
        assert_eq!(field("completion_date").kind, FieldType::Date);
        assert_eq!(field("certificate_photo").kind, FieldType::Image);
        assert_eq!(
            field("employee_id").label.as_deref(),
            Some("Employee ID"),
            "{field_shape:?}"
        );
    }
}

#[tokio::test]
async fn a_required_field_says_so() {
    for field_shape in [FieldShape::AsCreated, FieldShape::Prefixed] {
        let office = choosing(Switches {
            field_shape,
            ..Switches::default()
        })
        .await;
        let truck = TemplateId::new("W238GD8PK").unwrap();
        let client = client(&office);
        let template = badges(&client).badge(&truck).await.unwrap();
        assert!(
            template.fields.iter().all(|field| field.required),
            "{field_shape:?}"
        );
    }
}

#[tokio::test]
async fn the_expiry_rule_is_read_in_every_shape_that_tells_it() {
    let years = Some(ExpiryRule::After {
        amount: 2,
        period: Period::Years,
    });
    for (expiry_shape, rule) in [
        (ExpiryShape::Words, years.clone()),
        (ExpiryShape::Parts, years.clone()),
        (ExpiryShape::Nested, years),
        (ExpiryShape::DateOnly, None),
        (ExpiryShape::Untold, None),
    ] {
        let template = course(Switches {
            expiry_shape,
            ..Switches::default()
        })
        .await;
        let badge = template.badge.unwrap();
        assert_eq!(badge.expiry, rule, "{expiry_shape:?}");
        assert_eq!(badge.skills, ["Safety awareness", "First aid"]);
    }
}

#[tokio::test]
async fn the_list_is_read_under_either_name_of_an_id() {
    let list_id = ListId::BadgeId;
    let template = course(Switches {
        list_id,
        ..Switches::default()
    })
    .await;
    assert_eq!(template.name, "Course completion");
}

#[tokio::test]
async fn a_badge_that_is_not_explained_is_still_listed() {
    let office = open().await;
    let client = client(&office);
    let faults = office.issuebadge_faults();
    faults.fail_next(Calls::Badge, 1, Fault::InternalError);
    let first = client.templates().await.unwrap().remove(0);
    assert_eq!(first.badge.unwrap().fields, FieldsTold::NotTold);
    faults.fail_next(Calls::Badge, 1, Fault::HtmlBadGateway);
    let error = client.templates().await.unwrap_err();
    assert_eq!(error, IssuingError::ServerFailed { status: 502 });
}

#[tokio::test]
async fn a_limit_ends_the_questions_about_single_badges_and_not_the_list() {
    let office = open().await;
    let limited = Fault::TooManyRequests { seconds: None };
    office
        .issuebadge_faults()
        .fail_next(Calls::Badge, 1, limited);
    let templates = client(&office).templates().await.unwrap();
    assert!(templates.len() > 2);
    let unasked = |template: Template| template.badge.unwrap().fields == FieldsTold::NotAsked;
    assert!(templates.into_iter().all(unasked));
}

#[tokio::test]
async fn a_badge_that_is_gone_is_told() {
    let office = choosing(Switches {
        unknown_id: UnknownId::NotFound,
        ..Switches::default()
    })
    .await;
    let template = TemplateId::new("gone").unwrap();
    let client = client(&office);
    let error = badges(&client).badge(&template).await.unwrap_err();
    assert_eq!(error, IssuingError::TemplateNotFound { template });
}
