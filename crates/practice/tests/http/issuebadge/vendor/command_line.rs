//! `cli-anything-issuebadge` 1.0.0: the commands of its own end-to-end tests, and those they leave
//! out.

use serde_json::{Value, json};

use super::Sent::{Empty, Form, Json, Nothing};
use super::Vendor::CommandLine;
use super::{Reply, Sent};
use crate::issuebadge::client::{EXAMPLE, Visit};

async fn ask(visit: &Visit, request: &str, sent: Sent<'_>) -> Reply {
    CommandLine.ask(visit, request, sent).await
}

/// `issue create`; the id.
async fn created(visit: &Visit, body: &str) -> String {
    let told = ask(visit, "POST /issue/create", Json(body)).await.told();
    assert!(told["publicUrl"].as_str().unwrap().starts_with("http"));
    told["IssueId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn server_status() {
    let visit = Visit::begin().await;
    let told = ask(&visit, "POST /validate-key", Empty).await.told();
    assert_eq!(told["token_type"], "Sanctum");
    assert!(told["message"].is_string() && told["user"]["email"].is_string());
}

#[tokio::test]
async fn badge_list_and_badge_show() {
    let visit = Visit::begin().await;
    let list = ask(&visit, "GET /badge/getall", Nothing).await.told();
    let first = list["data"][0]["id"].as_str().unwrap();
    let shown = ask(&visit, &format!("GET /badge/{first}"), Nothing).await;
    let shown = shown.told();
    assert_eq!(shown["data"]["id"], first);
    assert!(shown["data"]["custom_fields"].is_array());
    let unknown = ask(&visit, "GET /badge/does-not-exist", Nothing).await;
    assert!([400, 404, 422, 500].contains(&unknown.status));
    assert!(unknown.json()["message"].is_string());
}

#[tokio::test]
async fn badge_create_uploads_its_logo_in_a_form() {
    let visit = Visit::begin().await;
    let form = "--edge\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\nNytt merke\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"description\"\r\n\r\nPrøve\r\n\
                --edge\r\nContent-Disposition: form-data; name=\"badge_logo\"; \
                filename=\"logo.png\"\r\n\r\nPNG\r\n--edge--\r\n";
    let told = ask(&visit, "POST /badge/create", Form(form)).await.told();
    let id = told["badgeId"].as_str().unwrap();
    let shown = ask(&visit, &format!("GET /badge/{id}"), Nothing).await;
    let shown = shown.told();
    assert_eq!(shown["data"]["name"], "Nytt merke");
    assert_eq!(shown["data"]["description"], "Prøve");
}

#[tokio::test]
async fn organization_list_and_organization_create() {
    let visit = Visit::begin().await;
    let body = r#"{"name": "\u00c5lesund kurs", "description": "d"}"#;
    let made = ask(&visit, "POST /organization/create", Json(body)).await;
    made.told();
    let list = ask(&visit, "POST /organization/getall", Empty).await.told();
    let mut all = list["data"].as_array().unwrap().iter();
    assert!(all.any(|one| one["name"] == "Ålesund kurs"), "{list}");
}

#[tokio::test]
async fn issue_create_with_every_option_is_stored_as_it_was_sent() {
    let visit = Visit::begin().await;
    let body = r#"{"badge_id": "abc123", "name": "K\u00e5re \u00c6rlig", "email": "kare@example.com", "idempotency_key": "cli-key-1", "issue_date": "2026-03-02", "expire_date": "2027-11-10", "memo": "created by the client", "metadata": {"employee_id": "EMP001", "score": "95"}}"#;
    let id = created(&visit, body).await;
    assert_eq!(
        created(&visit, body).await,
        id,
        "the same key, the same badge"
    );
    let sent: Value = serde_json::from_str(body).unwrap();
    assert_eq!(Value::from(visit.last().request), sent);
    let shown = ask(&visit, &format!("GET /issue/get/{id}"), Nothing).await;
    let shown = shown.told();
    assert_eq!(shown["data"]["recipient_name"], "Kåre Ærlig");
    assert_eq!(shown["data"]["is_revoked"], false);
    assert_eq!(shown["data"]["expire_date"], "2027-11-10");
}

#[tokio::test]
async fn issue_bulk_is_one_request_for_each_row() {
    let visit = Visit::begin().await;
    let rows = [
        r#"{"badge_id": "abc123", "name": "K\u00e5re Bulk", "email": "kare@example.com", "idempotency_key": "bulk-1", "memo": "e2e", "metadata": {"score": "95"}}"#,
        r#"{"badge_id": "abc123", "name": "Bulk Two", "idempotency_key": "bulk-2"}"#,
    ];
    for row in rows {
        created(&visit, row).await;
    }
    assert_eq!(visit.office.issued().len(), 2);
}

#[tokio::test]
async fn issue_list_pages_and_filters() {
    let visit = Visit::begin().await;
    let kare =
        r#"{"badge_id": "abc123", "name": "K\u00e5re \u00c6rlig", "email": "kare@example.com"}"#;
    let id = created(&visit, kare).await;
    created(&visit, r#"{"badge_id": "abc123", "name": "Bulk Two"}"#).await;
    let list = ask(&visit, "GET /issue/get?page=1&per_page=2", Nothing).await;
    let list = list.told();
    assert_eq!(list["data"].as_array().unwrap().len(), 2);
    let pages = &list["pagination"];
    assert_eq!(
        (&pages["per_page"], &pages["total"]),
        (&json!(2), &json!(2))
    );
    assert_eq!(pages["current_page"], 1);
    assert!(pages["total_pages"].is_number() || pages["last_page"].is_number());
    let filtered = format!(
        "GET /issue/get?badge_id={EXAMPLE}&recipient_name=K%C3%A5re+%C3%86\
         &recipient_email=kare%40&page=1&per_page=10"
    );
    let found = ask(&visit, &filtered, Nothing).await.told();
    assert_eq!(found["data"].as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found["data"][0]["issue_id"], id);
}

#[tokio::test]
async fn issue_revoke_update_and_history() {
    let visit = Visit::begin().await;
    let id = created(
        &visit,
        r#"{"badge_id": "abc123", "name": "CLI-Anything E2E", "idempotency_key": "k"}"#,
    );
    let id = id.await;
    let revoke = format!(r#"{{"issue_id": "{id}", "reason": "e2e", "comments": "c"}}"#);
    let revoked = ask(&visit, "POST /issue/revoke", Json(&revoke))
        .await
        .told();
    assert_eq!(revoked["data"]["revocation_reason"], "e2e");
    let twice = format!(r#"{{"issue_id": "{id}"}}"#);
    let twice = ask(&visit, "POST /issue/revoke", Json(&twice)).await;
    assert_eq!(twice.status, 409);
    assert!(
        twice.json()["message"]
            .as_str()
            .unwrap()
            .contains("already")
    );
    let change = format!("PATCH /issue/{id}");
    let back = ask(&visit, &change, Json(r#"{"reinstate": true}"#)).await;
    assert_eq!(back.told()["data"]["is_revoked"], false);
    let until = r#"{"expire_date": "2027-11-10", "memo": "m"}"#;
    let until = ask(&visit, &change, Json(until)).await.told();
    assert_eq!(until["data"]["expire_date"], "2027-11-10");
    let history = ask(&visit, &format!("GET /issue/{id}/history"), Nothing).await;
    let history = history.told()["data"]["history"].clone();
    let history = history.as_array().unwrap().iter();
    let actions: Vec<_> = history.map(|one| one["action"].clone()).collect();
    for action in ["revoked", "reinstated"] {
        assert!(actions.contains(&json!(action)), "{actions:?}");
    }
}

#[tokio::test]
async fn certificate_download_and_certificate_batch() {
    let visit = Visit::begin().await;
    let mut ids = Vec::new();
    for name in ["One", "Two"] {
        let body = format!(r#"{{"badge_id": "abc123", "name": "{name}"}}"#);
        ids.push(created(&visit, &body).await);
    }
    let one = format!(r#"{{"issued_badge_uuid": "{}"}}"#, ids[0]);
    let pdf = CommandLine.file(&visit, "POST /certificate/generate", Json(&one));
    assert!(pdf.await.file().starts_with(b"%PDF"));
    let both = format!(r#"{{"issued_badge_uuids": ["{}", "{}"]}}"#, ids[0], ids[1]);
    let pdf = CommandLine.file(&visit, "POST /certificate/batch/generate", Json(&both));
    assert!(pdf.await.file().starts_with(b"%PDF"));
}

#[tokio::test]
async fn qrcode_from_its_creation_to_its_end() {
    let visit = Visit::begin().await;
    let body = r#"{"name": "cli-anything e2e", "type": "url", "data": {"url": "https://issuebadge.com/?e2e=1"}, "is_active": true}"#;
    let made = ask(&visit, "POST /qrcode/create", Json(body)).await.told()["data"].clone();
    let code = made["code"].as_str().unwrap();
    assert_eq!(made["type"], "url");
    assert!(made["scan_url"].as_str().unwrap().ends_with(code));
    let one = format!("/qrcode/{code}");
    let shown = ask(&visit, &format!("GET {one}"), Nothing).await.told();
    assert_eq!(shown["data"]["code"], code);
    let listed = ask(&visit, "GET /qrcode?page=1&per_page=5", Nothing).await;
    assert_eq!(listed.told()["data"].as_array().unwrap().len(), 1);
    let change =
        r#"{"name": "v2", "data": {"url": "https://issuebadge.com/?e2e=2"}, "is_active": false}"#;
    let changed = ask(&visit, &format!("PATCH {one}"), Json(change))
        .await
        .told();
    assert_eq!(changed["data"]["name"], "v2");
    assert_eq!(
        changed["data"]["data"]["url"],
        "https://issuebadge.com/?e2e=2"
    );
    let png = format!("GET {one}/image?size=200&format=png");
    let png = CommandLine.file(&visit, &png, Nothing).await;
    assert!(png.file().starts_with(b"\x89PNG") && png.file().len() > 100);
    let svg = format!("GET {one}/image?size=500&format=svg");
    let svg = CommandLine.file(&visit, &svg, Nothing).await;
    assert!(String::from_utf8_lossy(svg.file()).contains("<svg"));
    let scans = format!("GET {one}/scans?page=1&per_page=50");
    let scans = ask(&visit, &scans, Nothing).await.told();
    assert!(scans["code"] == code && scans["data"].is_array(), "{scans}");
    let gone = ask(&visit, &format!("DELETE {one}"), Empty).await.told();
    assert_eq!(gone["success"], true);
    assert!(ask(&visit, &format!("GET {one}"), Nothing).await.status >= 400);
}
