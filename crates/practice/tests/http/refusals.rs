use serde_json::{Value, json};

use crate::client::{ORDER, Visit, code, jane, message};

/// One template with a field of every type.
const EVERY_TYPE: &str = "Emergency response team";

async fn refused(visit: &Visit, entry: Value) -> String {
    let template = visit.template(EVERY_TYPE).await;
    let answer = visit
        .order(json!({ "template_id": template["_id"], "data": [entry] }))
        .await;
    assert_eq!(code(&answer), "BAD_USER_INPUT", "{answer}");
    assert_eq!(answer["data"], Value::Null);
    assert!(
        visit.office.orders().is_empty(),
        "nothing refused is placed"
    );
    message(&answer).to_owned()
}

#[tokio::test]
async fn a_value_under_the_wrong_key_is_refused_with_the_documented_text() {
    let visit = Visit::begin().await;
    let keys = [
        ("string_value", json!("x")),
        ("number_value", json!(1)),
        ("bool_value", json!(true)),
        ("date_value", json!("2035-12-31T12:00:00.000Z")),
        ("base64_value", json!("eA==")),
        ("url_value", json!("https://example.com/x.jpg")),
    ];
    for (field, expects, right) in [
        ("personFirstName", "string", vec!["string_value"]),
        ("accessLevel", "number", vec!["number_value"]),
        ("hasFirstAid", "boolean", vec!["bool_value"]),
        ("cardValidUntilDate", "date", vec!["date_value"]),
        ("personPhoto1", "buffer", vec!["base64_value", "url_value"]),
    ] {
        for (key, value) in keys.iter().filter(|(key, _)| !right.contains(key)) {
            let mut entry = json!({ "data_field": field });
            entry[*key] = value.clone();
            let text = refused(&visit, entry).await;
            assert_eq!(
                text,
                format!("Field '{field}' expects a {expects} value"),
                "{key}"
            );
        }
    }
}

#[tokio::test]
async fn none_or_several_values_are_refused() {
    let visit = Visit::begin().await;
    for entry in [
        json!({ "data_field": "personFirstName" }),
        json!({ "data_field": "personFirstName", "string_value": null }),
        json!({ "data_field": "personFirstName", "string_value": "x", "number_value": 1 }),
    ] {
        let text = refused(&visit, entry).await;
        assert_eq!(text, "Field 'personFirstName' expects exactly one value");
    }
    let both = json!({ "data_field": "personPhoto1", "base64_value": "eA==", "url_value": "x" });
    assert!(refused(&visit, both).await.contains("'personPhoto1'"));
}

#[tokio::test]
async fn a_field_that_the_template_does_not_use_is_refused() {
    let visit = Visit::begin().await;
    for name in ["personEmail", "personfirstname", ""] {
        let text = refused(&visit, json!({ "data_field": name, "string_value": "x" })).await;
        assert_eq!(text, format!("Field '{name}' is not used by this template"));
    }
}

#[tokio::test]
async fn a_field_is_given_once() {
    let visit = Visit::begin().await;
    let entry = json!({ "data_field": "personFirstName", "string_value": "x" });
    let answer = visit.order_data(json!([entry, entry])).await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
    assert!(message(&answer).contains("'personFirstName'"));
}

#[tokio::test]
async fn a_date_that_is_not_iso_8601_is_refused() {
    let visit = Visit::begin().await;
    for date in [
        "31.12.2029",
        "2029-02-30T12:00:00.000Z",
        "2029-12-31 12:00",
        "",
    ] {
        let entry = json!({ "data_field": "cardValidUntilDate", "date_value": date });
        let text = refused(&visit, entry).await;
        assert_eq!(
            text, "Field 'cardValidUntilDate' expects a date value",
            "{date}"
        );
    }
}

#[tokio::test]
async fn an_image_url_has_to_be_one() {
    let visit = Visit::begin().await;
    for url in ["photo.jpg", "file:///etc/passwd", ""] {
        let entry = json!({ "data_field": "personPhoto1", "url_value": url });
        assert_eq!(
            refused(&visit, entry).await,
            "Field 'personPhoto1' expects an image URL"
        );
    }
}

#[tokio::test]
async fn a_field_that_the_system_fills_is_refused_unless_it_is_a_picture() {
    let visit = Visit::begin().await;
    let template = visit.template("Visitor").await;
    let data = json!([{ "data_field": "cardNumber", "string_value": "1" }]);
    let answer = visit
        .order(json!({ "template_id": template["_id"], "data": data }))
        .await;
    assert_eq!(code(&answer), "BAD_USER_INPUT");
    assert!(message(&answer).contains("'cardNumber'"));
    let data = json!([{ "data_field": "personPhoto1", "url_value": "https://example.com/p.jpg" }]);
    let answer = visit
        .order(json!({ "template_id": template["_id"], "data": data }))
        .await;
    assert_eq!(code(&answer), "", "pictures are the documented exception");
}

#[tokio::test]
async fn an_unknown_template_is_not_found() {
    let visit = Visit::begin().await;
    let answer = visit
        .order(json!({ "template_id": "gone", "data": jane() }))
        .await;
    assert_eq!(code(&answer), "NOT_FOUND");
    assert_eq!(answer["data"], Value::Null);
}

#[tokio::test]
async fn a_tenant_that_is_not_allowed_is_forbidden() {
    let visit = Visit::begin().await;
    let template = visit.template("Company ID Card").await;
    let credential = json!({ "template_id": template["_id"], "data": jane() });
    let variables = json!({ "credential": credential, "tenantId": "someone-else" });
    let answer = visit.ask(ORDER, variables).await;
    assert_eq!(code(&answer), "FORBIDDEN");
    assert!(message(&answer).contains("'someone-else'"));
}

#[tokio::test]
async fn another_user_must_exist_and_be_allowed_to_use_the_api() {
    let visit = Visit::begin().await;
    let template = visit.template("Company ID Card").await;
    for (user, expected) in [
        ("kari.nordmann@practice.example", ""),
        ("ola.nordmann@practice.example", "FORBIDDEN"),
        ("nobody", "NOT_FOUND"),
    ] {
        let credential = json!({ "template_id": template["_id"], "data": jane() });
        let answer = visit
            .ask(ORDER, json!({ "credential": credential, "userId": user }))
            .await;
        assert_eq!(code(&answer), expected, "{user}");
    }
}

#[tokio::test]
async fn a_quantity_is_for_batch_templates_and_at_least_one() {
    let visit = Visit::begin().await;
    for (name, quantity) in [
        ("Company ID Card", 1),
        ("Company ID Card", 2),
        ("Reserve cards, reception", 0),
    ] {
        let template = visit.template(name).await;
        let credential =
            json!({ "template_id": template["_id"], "data": [], "quantity": quantity });
        let answer = visit.order(credential).await;
        assert_eq!(code(&answer), "BAD_USER_INPUT", "{name}, {quantity}");
        assert!(message(&answer).contains("'quantity'"));
    }
}
