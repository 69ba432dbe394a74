use reqwest::StatusCode;
use serde_json::{Value, json};

use super::client::Visit;

#[tokio::test]
async fn organisations_are_listed_by_a_post_and_created() {
    let visit = Visit::begin().await;
    let body = json!({ "name": "Ålesund kurssenter", "description": "Kurs" });
    let created = visit.post("/organization/create", &body).await;
    assert_eq!(created.status, StatusCode::ACCEPTED);
    let list = visit.post("/organization/getall", &Value::Null).await;
    let rows = list.data().as_array().unwrap();
    assert_eq!(rows[0]["name"], "Nordic Safety Academy");
    let expected = json!({
        "id": created.body["organizationId"], "name": "Ålesund kurssenter", "description": "Kurs",
    });
    assert_eq!(*rows.last().unwrap(), expected);
    let nameless = visit.post("/organization/create", &json!({})).await;
    assert_eq!(nameless.invalid(), ["name"]);
    let by_get = visit.get("/organization/getall").await;
    assert_eq!(by_get.status, StatusCode::METHOD_NOT_ALLOWED);
}
