use reqwest::{Method, StatusCode};
use serde_json::{Value, json};

use super::client::{Answer, Visit};

/// A form in parts, written by hand.
fn form(parts: &[(&str, &str)], logo: bool) -> String {
    let mut form = String::new();
    for (name, value) in parts {
        form += &format!(
            "--edge\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
        );
    }
    if logo {
        form += "--edge\r\nContent-Disposition: form-data; name=\"badge_logo\"; \
                 filename=\"logo.png\"\r\nContent-Type: image/png\r\n\r\nPNG\r\n";
    }
    form + "--edge--\r\n"
}

async fn create(visit: &Visit, form: String) -> Answer {
    let request = visit
        .request(Method::POST, "/badge/create")
        .header("Content-Type", "multipart/form-data; boundary=edge")
        .body(form);
    Answer::of(request.send().await.unwrap()).await
}

#[tokio::test]
async fn a_template_is_created_from_a_form_and_can_be_issued() {
    let visit = Visit::begin().await;
    let fields = r#"[{"name":"hours","type":"number","required":true}]"#;
    let parts = [
        ("name", "Nytt merke"),
        ("description", "Prøve"),
        ("issuing_organization_name", "Ålesund kurssenter"),
        ("idempotency_key", "key-1"),
        ("expire_date", "2030-01-31"),
        ("custom_fields", fields),
    ];
    let answer = create(&visit, form(&parts, true)).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{answer:?}");
    let id = answer.body["badgeId"].as_str().unwrap();
    assert!(answer.body["organizationId"].is_string());
    let shown = visit.get(&format!("/badge/{id}")).await;
    assert_eq!(shown.data()["name"], "Nytt merke");
    assert_eq!(shown.data()["organization_name"], "Ålesund kurssenter");
    assert_eq!(shown.data()["expiration_rule"], "2030-01-31");
    let hours = json!([{ "name": "hours", "type": "number", "required": true }]);
    assert_eq!(shown.data()["custom_fields"], hours);
    visit
        .issue(&json!({ "badge_id": id, "name": "Åse" }))
        .await
        .id();
}

#[tokio::test]
async fn a_template_is_created_from_json_without_a_logo() {
    let visit = Visit::begin().await;
    let body = json!({
        "name": "Python", "custom_fields": [{ "name": "grade", "type": "text" }],
    });
    let answer = visit.post("/badge/create", &body).await;
    let id = answer.body["badgeId"].as_str().unwrap();
    let shown = visit.get(&format!("/badge/{id}")).await;
    assert_eq!(shown.data()["custom_fields"][0]["name"], "grade");
    assert_eq!(shown.data()["organization_name"], "Nordic Safety Academy");
    let list = visit.get("/badge/getall").await;
    assert_eq!(list.data().as_array().unwrap().last().unwrap()["id"], id);
}

#[tokio::test]
async fn what_a_template_needs_is_judged() {
    let visit = Visit::begin().await;
    for (body, member) in [
        (json!({}), "name"),
        (json!({ "name": "n".repeat(201) }), "name"),
        (
            json!({ "name": "N", "idempotency_key": "k".repeat(81) }),
            "idempotency_key",
        ),
        (
            json!({ "name": "N", "custom_fields": "grade" }),
            "custom_fields",
        ),
        (
            json!({ "name": "N", "custom_fields": [{ "name": "g", "type": "colour" }] }),
            "custom_fields",
        ),
        (json!({ "name": "N", "expire_date": "soon" }), "expire_date"),
    ] {
        assert_eq!(visit.post("/badge/create", &body).await.invalid(), [member]);
    }
    let broken = create(&visit, "--edge\r\nContent-".to_owned()).await;
    assert_eq!(broken.invalid(), ["name"]);
    assert_eq!(broken.body["data"], Value::Null);
}
