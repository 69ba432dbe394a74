//! The templates of the practice office.

use issuing::{Field, FieldType, FilledBy, IssuingService, Template, TemplateKind};

use crate::office::{COMPANY_CARD, client, open};

async fn templates() -> Vec<Template> {
    client(&open().await).templates().await.unwrap()
}

#[tokio::test]
async fn the_templates_of_every_tenant_are_listed_under_their_tenant() {
    let office = open().await;
    let templates = client(&office).templates().await.unwrap();
    assert!(templates.len() >= 30, "{}", templates.len());
    for tenant in &office.breeze().tenant_ids {
        let of_tenant = templates.iter().filter(|template| {
            template
                .tenant
                .as_ref()
                .is_some_and(|it| it.as_str() == tenant)
        });
        assert!(of_tenant.count() > 10, "{tenant}");
    }
    let card = templates
        .iter()
        .find(|template| template.id.as_str() == COMPANY_CARD)
        .unwrap();
    assert_eq!(card.name, "Company ID Card");
    assert_eq!(card.number.as_deref(), Some("101"));
    assert_eq!(card.kind, TemplateKind::Card);
}

#[tokio::test]
async fn every_documented_kind_and_type_is_recognised() {
    let templates = templates().await;
    assert!(
        templates
            .iter()
            .any(|template| template.kind == TemplateKind::Mobile)
    );
    assert!(
        !templates
            .iter()
            .any(|t| matches!(t.kind, TemplateKind::Unlisted(_)))
    );
    let fields: Vec<&Field> = templates
        .iter()
        .flat_map(|template| &template.fields)
        .collect();
    use FieldType::{Boolean, Date, Image, Number, Text};
    for kind in [Text, Number, Boolean, Date, Image] {
        assert!(fields.iter().any(|field| field.kind == kind), "{kind:?}");
    }
}

#[tokio::test]
async fn pictures_are_for_the_operator_and_system_fields_are_not() {
    let templates = templates().await;
    let fields = || templates.iter().flat_map(|template| &template.fields);
    let mut pictures = fields().filter(|field| field.kind == FieldType::Image);
    assert!(pictures.all(|field| field.filled_by == FilledBy::Operator));
    let mut numbers = fields().filter(|field| field.name.as_str() == "cardNumber");
    assert!(numbers.all(|field| field.filled_by == FilledBy::IssuingService));
}

#[tokio::test]
async fn a_list_survives_being_kept_as_json() {
    let templates = templates().await;
    let kept = serde_json::to_string(&templates).unwrap();
    assert_eq!(
        serde_json::from_str::<Vec<Template>>(&kept).unwrap(),
        templates
    );
}
