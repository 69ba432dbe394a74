//! Orders as code to copy.

use desk::boundary::{CodeLanguage, FieldSettings, OrderState, TemplateSettings};

use crate::badges::{EMAIL, NAME, score};
use crate::stage::{EXAMPLE, Stage};

const POSTED: [CodeLanguage; 4] = [
    CodeLanguage::Curl,
    CodeLanguage::JavaScript,
    CodeLanguage::Php,
    CodeLanguage::Python,
];

/// A field that its template calls sensitive.
pub fn sensitive(name: &str) -> FieldSettings {
    FieldSettings {
        name: name.to_owned(),
        required: false,
        hidden: false,
        pinned: false,
        sensitive: Some(true),
        default: String::new(),
        presets: Vec::new(),
    }
}

/// Marks fields of the vendor's example as sensitive.
pub async fn mark(stage: &Stage, fields: &[&str]) {
    let settings = TemplateSettings {
        fields: fields.iter().map(|name| sensitive(name)).collect(),
        ..TemplateSettings::default()
    };
    let saved = stage
        .desk
        .save_template_settings(EXAMPLE.to_owned(), settings);
    saved.await.unwrap();
}

#[tokio::test]
async fn an_order_is_copied_as_code_without_its_key() {
    let stage = Stage::at_badges().await;
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let key = &stage.office.issuebadge().api_key;
    for language in [
        CodeLanguage::Curl,
        CodeLanguage::JavaScript,
        CodeLanguage::Php,
        CodeLanguage::Python,
        CodeLanguage::Get,
    ] {
        let form = stage.desk.enrolment_code(enrolment.id.clone(), language);
        let form = form.await.unwrap();
        assert!(
            form.contains("John") && form.contains("issue/create"),
            "{form}"
        );
        assert!(!form.contains(key.as_str()), "{form}");
    }
    let order = stage.order(&enrolment).await.row.id;
    let order = stage.desk.order_code(order, CodeLanguage::Curl).await;
    assert!(order.unwrap().contains("John Doe"));
}

#[tokio::test]
async fn what_of_a_recipient_is_sensitive_is_in_no_copied_code() {
    let stage = Stage::at_badges().await;
    let texts = [
        ("recipient:name", "Name Canary"),
        ("recipient:email", "canary@example.com"),
        ("recipient:phone", "+47 canary"),
        ("badge:memo", "memo canary"),
    ];
    mark(&stage, &texts.map(|(field, _)| field)).await;
    let enrolment = stage.badge(&texts).await;
    let mut codes = Vec::new();
    for language in POSTED.into_iter().chain([CodeLanguage::Get]) {
        let form = stage.desk.enrolment_code(enrolment.id.clone(), language);
        codes.push(form.await.unwrap());
    }
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    for language in POSTED.into_iter().chain([CodeLanguage::Get]) {
        let order = stage.desk.order_code(order.row.id.clone(), language);
        codes.push(order.await.unwrap());
    }
    for code in codes {
        let shown = code.to_lowercase();
        assert!(!shown.contains("canary"), "{code}");
        assert_eq!(code.matches("YOUR_VALUE").count(), 4, "{code}");
    }
}

#[tokio::test]
async fn an_order_is_copied_after_the_sensitive_value_its_template_demands_was_erased() {
    let stage = Stage::at_badges().await;
    let described = stage
        .desk
        .describe_fields(EXAMPLE.to_owned(), vec![score()]);
    described.await.unwrap();
    mark(&stage, &["score"]).await;
    let enrolment = stage.badge(&[NAME, ("score", "4711")]).await;
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    for language in POSTED {
        let code = stage.desk.order_code(order.row.id.clone(), language).await;
        let code = code.unwrap();
        assert!(code.contains("YOUR_VALUE") && code.contains("John Doe"));
        assert!(!code.contains("4711"), "{code}");
    }
}
