use practice::issuebadge::{ListId, Switches, UnknownId};
use serde_json::{Value, json};

use super::client::{EXAMPLE, Visit};

#[tokio::test]
async fn the_templates_are_listed_without_their_custom_fields() {
    let visit = Visit::begin().await;
    let answer = visit.get("/badge/getall").await;
    let badges = answer.data().as_array().unwrap();
    assert!(badges.len() >= 12, "{}", badges.len());
    let expected = json!({
        "id": "W238GD8PK",
        "name": "Truckførerbevis T1–T4",
        "description": "Sertifisert opplæring av truckfører etter norsk standard.",
        "organization_name": "Nordic Safety Academy",
        "created_at": "2024-05-17",
    });
    assert_eq!(badges[1], expected);
}

#[tokio::test]
async fn every_listed_template_can_be_read() {
    let visit = Visit::begin().await;
    let list = visit.get("/badge/getall").await;
    let mut kinds = Vec::new();
    for badge in list.data().as_array().unwrap() {
        let path = format!("/badge/{}", badge["id"].as_str().unwrap());
        let answer = visit.get(&path).await;
        assert_eq!(answer.data()["id"], badge["id"]);
        assert_eq!(answer.data()["name"], badge["name"]);
        let fields = answer.data()["custom_fields"].as_array().unwrap();
        kinds.extend(fields.iter().map(|field| field["type"].clone()));
    }
    for kind in ["text", "email", "number", "date", "image"] {
        assert!(kinds.contains(&json!(kind)), "no field is a {kind}");
    }
}

#[tokio::test]
async fn a_template_tells_its_fields_its_expiry_and_its_skills() {
    let visit = Visit::begin().await;
    let answer = visit.get("/badge/abc123").await;
    let badge = answer.data();
    let field = |name: &str, kind: &str| json!({ "name": name, "type": kind, "required": false });
    let fields = json!([
        field("employee_id", "text"),
        field("department", "text"),
        field("score", "number"),
        field("completion_date", "date"),
        field("training_hours", "number"),
        field("instructor_name", "text"),
        field("certificate_photo", "image"),
    ]);
    assert_eq!(badge["custom_fields"], fields);
    assert_eq!(badge["expiration_rule"], "2 years");
    assert_eq!(badge["skills"], json!(["Safety awareness", "First aid"]));
}

#[tokio::test]
async fn the_list_can_be_limited() {
    let visit = Visit::begin().await;
    let answer = visit.get("/badge/getall?limit=3").await;
    assert_eq!(answer.data().as_array().unwrap().len(), 3);
    assert_eq!(
        visit.get("/badge/getall?limit=0").await.invalid(),
        ["limit"]
    );
    assert_eq!(
        visit.get("/badge/getall?limit=x").await.invalid(),
        ["limit"]
    );
}

#[tokio::test]
async fn at_most_a_hundred_templates_are_listed() {
    let visit = Visit::begin().await;
    for number in 0..100 {
        let body = json!({ "name": format!("Badge {number}") });
        visit.post("/badge/create", &body).await.data();
    }
    let answer = visit.get("/badge/getall").await;
    assert_eq!(answer.data().as_array().unwrap().len(), 100);
}

#[tokio::test]
async fn the_name_of_the_id_in_the_list_is_a_switch() {
    let visit = Visit::switched(Switches {
        list_id: ListId::BadgeId,
        ..Switches::default()
    })
    .await;
    let answer = visit.get("/badge/getall").await;
    assert_eq!(answer.data()[0]["badge_id"], EXAMPLE);
    assert_eq!(answer.data()[0]["id"], Value::Null);
}

#[tokio::test]
async fn an_unknown_template_is_refused_with_the_status_of_the_switch() {
    for (unknown_id, status) in [
        (UnknownId::NotFound, 404),
        (UnknownId::BadRequest, 400),
        (UnknownId::Unprocessable, 422),
        (UnknownId::ServerError, 500),
    ] {
        let visit = Visit::switched(Switches {
            unknown_id,
            ..Switches::default()
        })
        .await;
        let answer = visit.get("/badge/does-not-exist").await;
        assert_eq!(answer.failure(status), "Badge not found");
        let body = json!({ "badge_id": "does-not-exist", "name": "John Doe" });
        assert_eq!(visit.issue(&body).await.failure(status), "Badge not found");
        let answer = visit.get("/issue/get/does-not-exist").await;
        assert_eq!(answer.failure(status), "Issued badge not found");
    }
}
