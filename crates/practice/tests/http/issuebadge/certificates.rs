use reqwest::{Method, Response, StatusCode};
use serde_json::{Value, json};

use super::client::{Answer, Visit};

async fn generate(visit: &Visit, path: &str, body: &Value) -> Response {
    let request = visit.request(Method::POST, path).json(body);
    request.send().await.unwrap()
}

/// How often a word stands in a document.
fn count(document: &[u8], word: &str) -> usize {
    String::from_utf8_lossy(document).matches(word).count()
}

#[tokio::test]
async fn a_certificate_is_a_pdf_with_the_name_and_the_dates() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Aslaug Berg").await;
    let body = json!({ "issued_badge_uuid": id });
    let answer = generate(&visit, "/certificate/generate", &body).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(answer.headers()["Content-Type"], "application/pdf");
    let document = answer.bytes().await.unwrap();
    assert!(document.starts_with(b"%PDF-"));
    assert!(document.trim_ascii_end().ends_with(b"%%EOF"));
    let issued = visit.last();
    assert_eq!(count(&document, "(Aslaug Berg) Tj"), 1);
    assert_eq!(
        count(&document, &format!("(Issued {}) Tj", issued.issue_date)),
        1
    );
    assert_eq!(count(&document, &format!("({}) Tj", issued.public_url)), 1);
    assert_eq!(count(&document, "REVOKED"), 0);
}

#[tokio::test]
async fn the_address_of_the_certificate_opens_without_the_key() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Aslaug Berg").await;
    visit
        .post("/issue/revoke", &json!({ "issue_id": id }))
        .await
        .data();
    let url = visit.last().pdf_url.unwrap();
    let document = visit
        .http
        .get(url)
        .send()
        .await
        .unwrap()
        .bytes()
        .await
        .unwrap();
    assert_eq!(count(&document, "(REVOKED) Tj"), 1);
}

#[tokio::test]
async fn a_batch_is_one_document_with_a_page_for_each() {
    let visit = Visit::begin().await;
    let first = visit.issued_to("Aslaug Berg").await;
    let second = visit.issued_to("Bjarne Moe").await;
    let body = json!({ "issued_badge_uuids": [first, second] });
    let answer = generate(&visit, "/certificate/batch/generate", &body).await;
    let document = answer.bytes().await.unwrap();
    assert!(document.starts_with(b"%PDF-"));
    assert_eq!(count(&document, "/Type /Page\n"), 2);
    assert_eq!(count(&document, "(Aslaug Berg) Tj"), 1);
    assert_eq!(count(&document, "(Bjarne Moe) Tj"), 1);
}

#[tokio::test]
async fn a_template_without_a_design_has_no_certificates() {
    let visit = Visit::begin().await;
    let body = json!({ "badge_id": "D2M8KJ5WS", "name": "Gjest Gjestad" });
    let id = visit.issue(&body).await.id().to_owned();
    for (path, body) in [
        ("/certificate/generate", json!({ "issued_badge_uuid": id })),
        (
            "/certificate/batch/generate",
            json!({ "issued_badge_uuids": [id] }),
        ),
    ] {
        let answer = Answer::of(generate(&visit, path, &body).await).await;
        let said = "No certificate design found for this badge";
        assert_eq!(answer.failure(404), said);
    }
}

#[tokio::test]
async fn there_are_no_certificates_of_nothing() {
    let visit = Visit::begin().await;
    for (path, body, member) in [
        ("/certificate/generate", json!({}), "issued_badge_uuid"),
        (
            "/certificate/batch/generate",
            json!({}),
            "issued_badge_uuids",
        ),
        (
            "/certificate/batch/generate",
            json!({ "issued_badge_uuids": [] }),
            "issued_badge_uuids",
        ),
    ] {
        assert_eq!(visit.post(path, &body).await.invalid(), [member]);
    }
    let body = json!({ "issued_badge_uuid": "NONE" });
    let answer = visit.post("/certificate/generate", &body).await;
    assert_eq!(answer.failure(404), "Issued badge not found");
}
