use serde_json::{Value, json};

use crate::client::{ME, ORDER, TEMPLATES, Visit, code, jane, message};

async fn invalid(visit: &Visit, query: &str, variables: Value, names: &str) {
    let answer = visit.ask(query, variables).await;
    assert_eq!(code(&answer), "GRAPHQL_VALIDATION_FAILED", "{answer}");
    assert!(message(&answer).contains(names), "{answer} names {names}");
    assert_eq!(answer["data"], Value::Null);
    assert!(
        visit.office.orders().is_empty(),
        "nothing invalid is placed"
    );
}

#[tokio::test]
async fn an_unknown_field_argument_or_operation_fails_as_validation_does() {
    let visit = Visit::begin().await;
    invalid(&visit, "{ Me { _id roles } }", Value::Null, "roles").await;
    invalid(
        &visit,
        "{ Credentials { _id } }",
        Value::Null,
        "Credentials",
    )
    .await;
    invalid(&visit, "{ Me(id: 1) { _id } }", Value::Null, "id").await;
    invalid(&visit, "{ Me { _id ", Value::Null, "expected").await;
    invalid(
        &visit,
        "mutation { CredentialCancelV1 { _id } }",
        Value::Null,
        "Cancel",
    )
    .await;
}

#[tokio::test]
async fn a_missing_variable_fails_as_validation_does() {
    let visit = Visit::begin().await;
    invalid(&visit, ORDER, Value::Null, "credential").await;
    invalid(&visit, TEMPLATES, json!({}), "tenantIds").await;
    invalid(
        &visit,
        ORDER,
        json!({ "credential": { "data": jane() } }),
        "template_id",
    )
    .await;
    invalid(
        &visit,
        ORDER,
        json!({ "credential": { "template_id": "t" } }),
        "data",
    )
    .await;
}

#[tokio::test]
async fn an_unknown_input_member_fails_as_validation_does() {
    let visit = Visit::begin().await;
    let credential = json!({ "template_id": "t", "data": jane(), "priority": 1 });
    invalid(
        &visit,
        ORDER,
        json!({ "credential": credential }),
        "priority",
    )
    .await;
    let data = json!([{ "data_field": "personFirstName", "text_value": "Jane" }]);
    let credential = json!({ "template_id": "t", "data": data });
    invalid(
        &visit,
        ORDER,
        json!({ "credential": credential }),
        "text_value",
    )
    .await;
}

#[tokio::test]
async fn a_value_of_the_wrong_json_type_fails_as_validation_does() {
    let visit = Visit::begin().await;
    for (key, value) in [
        ("string_value", json!(1)),
        ("number_value", json!("1")),
        ("bool_value", json!("true")),
        ("date_value", json!(2029)),
        ("base64_value", json!([1])),
        ("url_value", json!(true)),
    ] {
        let mut entry = json!({ "data_field": "personFirstName" });
        entry[key] = value;
        let credential = json!({ "template_id": "t", "data": [entry] });
        invalid(&visit, ORDER, json!({ "credential": credential }), key).await;
    }
    let credential = json!({ "template_id": "t", "data": jane(), "quantity": "many" });
    invalid(
        &visit,
        ORDER,
        json!({ "credential": credential }),
        "quantity",
    )
    .await;
}

#[tokio::test]
async fn an_undocumented_template_type_fails_as_validation_does() {
    let visit = Visit::begin().await;
    let tenants = &visit.office.breeze().tenant_ids;
    let variables = json!({ "tenantIds": tenants, "credentialTemplateTypes": ["TPL_Other"] });
    invalid(&visit, TEMPLATES, variables, "redentialTemplateTypes").await;
    assert_eq!(
        code(&visit.ask(ME, Value::Null).await),
        "",
        "the office goes on"
    );
}
