use base64::{Engine as _, engine::general_purpose::STANDARD};
use image::ImageFormat;
use practice::issuebadge::{ImageLimit, StoredImages, Switches, Treatment};
use reqwest::StatusCode;
use serde_json::{Value, json};

use super::client::{Answer, EXAMPLE, Visit};
use crate::pictures::picture;

async fn issue_with(visit: &Visit, badge: &str, metadata: Value) -> Answer {
    let body = json!({ "badge_id": badge, "name": "Åse Bjørk", "metadata": metadata });
    visit.issue(&body).await
}

pub fn data_url(bytes: &[u8]) -> String {
    format!("data:image/jpeg;base64,{}", STANDARD.encode(bytes))
}

#[tokio::test]
async fn an_image_is_kept_as_it_was_sent_and_shown_at_an_address() {
    let visit = Visit::begin().await;
    let bytes = picture(ImageFormat::Jpeg);
    let sent = json!({ "certificate_photo": data_url(&bytes), "employee_id": "EMP001" });
    let answer = issue_with(&visit, EXAMPLE, sent.clone()).await;
    assert_eq!(Value::Object(visit.last().metadata), sent);
    let shown = visit.get(&format!("/issue/get/{}", answer.id())).await;
    let metadata = &shown.data()["metadata"];
    assert_eq!(metadata["employee_id"], "EMP001");
    let address = metadata["certificate_photo"].as_str().unwrap();
    let stored = visit.http.get(address).send().await.unwrap();
    assert_eq!(stored.headers()["Content-Type"], "image/jpeg");
    assert_eq!(stored.bytes().await.unwrap(), bytes);
}

#[tokio::test]
async fn how_an_image_is_shown_is_a_switch() {
    let visit = Visit::switched(Switches {
        stored_images: StoredImages::AsSent,
        ..Switches::default()
    })
    .await;
    let sent = json!({ "certificate_photo": data_url(&picture(ImageFormat::Png)) });
    let answer = issue_with(&visit, EXAMPLE, sent.clone()).await;
    let shown = visit.get(&format!("/issue/get/{}", answer.id())).await;
    assert_eq!(shown.data()["metadata"], sent);
}

#[tokio::test]
async fn an_address_is_recorded_and_not_fetched() {
    let visit = Visit::begin().await;
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    listener.set_nonblocking(true).unwrap();
    let url = format!("http://{}/portrait.jpg", listener.local_addr().unwrap());
    let sent = json!({ "certificate_photo": url });
    let answer = issue_with(&visit, EXAMPLE, sent.clone()).await;
    assert_eq!(Value::Object(visit.last().metadata), sent);
    let shown = visit.get(&format!("/issue/get/{}", answer.id())).await;
    assert_eq!(shown.data()["metadata"], sent);
    assert!(listener.accept().is_err(), "nobody came to fetch it");
}

#[tokio::test]
async fn what_is_stored_and_is_no_picture_is_not_served() {
    let visit = Visit::begin().await;
    let page = format!("data:text/html;base64,{}", STANDARD.encode("<script>"));
    let answer = issue_with(&visit, EXAMPLE, json!({ "certificate_photo": page })).await;
    let address = visit.origin(&format!("/storage/{}/0", answer.id()));
    let status = visit.http.get(address).send().await.unwrap().status();
    assert_eq!(status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn five_megabytes_is_the_limit_of_the_decoded_image() {
    let visit = Visit::begin().await;
    let limit = 5 * 1024 * 1024;
    let photo = |length: usize| json!({ "certificate_photo": data_url(&vec![7; length]) });
    issue_with(&visit, EXAMPLE, photo(limit)).await.id();
    let answer = issue_with(&visit, EXAMPLE, photo(limit + 1)).await;
    assert_eq!(answer.invalid(), ["metadata.certificate_photo"]);
    assert_eq!(visit.office.issued().len(), 1);
}

#[tokio::test]
async fn the_limit_can_be_read_as_one_of_the_text() {
    let visit = Visit::switched(Switches {
        image_limit: ImageLimit::Text,
        ..Switches::default()
    })
    .await;
    let prefix = "data:image/jpeg;base64,";
    let photo = |length: usize| {
        let text = "A".repeat(length - prefix.len());
        json!({ "certificate_photo": format!("{prefix}{text}") })
    };
    issue_with(&visit, EXAMPLE, photo(5_000_000)).await.id();
    let answer = issue_with(&visit, EXAMPLE, photo(5_000_001)).await;
    assert_eq!(answer.invalid(), ["metadata.certificate_photo"]);
}

#[tokio::test]
async fn what_is_not_documented_is_taken_unless_a_switch_says_otherwise() {
    let visit = Visit::begin().await;
    issue_with(&visit, "M0E6RD4VL", json!({})).await.id();
    issue_with(&visit, EXAMPLE, json!({ "no_such_field": 1 }))
        .await
        .id();
    issue_with(&visit, EXAMPLE, json!({ "score": "many" }))
        .await
        .id();
}

#[tokio::test]
async fn a_missing_required_field_is_refused_by_a_switch() {
    let visit = Visit::switched(Switches {
        missing_required: Treatment::Refused,
        ..Switches::default()
    })
    .await;
    let answer = issue_with(&visit, "M0E6RD4VL", json!({ "card_number": "" })).await;
    assert_eq!(
        answer.invalid(),
        ["metadata.card_number", "metadata.exam_date"]
    );
    let whole = json!({ "card_number": "7", "exam_date": "2026-01-31" });
    issue_with(&visit, "M0E6RD4VL", whole).await.id();
}

#[tokio::test]
async fn an_unknown_field_is_refused_by_a_switch() {
    let visit = Visit::switched(Switches {
        unknown_metadata: Treatment::Refused,
        ..Switches::default()
    })
    .await;
    let answer = issue_with(&visit, EXAMPLE, json!({ "no_such_field": 1 })).await;
    assert_eq!(answer.invalid(), ["metadata.no_such_field"]);
    issue_with(&visit, EXAMPLE, json!({ "score": 95 }))
        .await
        .id();
}

#[tokio::test]
async fn a_value_of_another_type_is_refused_by_a_switch() {
    let visit = Visit::switched(Switches {
        wrong_type: Treatment::Refused,
        ..Switches::default()
    })
    .await;
    for (badge, name, good, bad) in [
        (EXAMPLE, "employee_id", json!("EMP001"), json!(1)),
        (EXAMPLE, "score", json!(95), json!("many")),
        (EXAMPLE, "score", json!("95"), json!(true)),
        (
            EXAMPLE,
            "completion_date",
            json!("2025-11-10"),
            json!("10.11.2025"),
        ),
        (
            "D2M8KJ5WS",
            "host_email",
            json!("a@x.invalid"),
            json!("a.x.invalid"),
        ),
        (
            EXAMPLE,
            "certificate_photo",
            json!("https://x.invalid/a.jpg"),
            json!("a.jpg"),
        ),
        (
            EXAMPLE,
            "certificate_photo",
            json!(data_url(&picture(ImageFormat::Jpeg))),
            json!(data_url(b"no picture")),
        ),
    ] {
        issue_with(&visit, badge, json!({ name: good })).await.id();
        let answer = issue_with(&visit, badge, json!({ name: bad })).await;
        assert_eq!(answer.invalid(), [&format!("metadata.{name}")]);
    }
}
