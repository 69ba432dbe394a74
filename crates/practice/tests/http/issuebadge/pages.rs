use practice::issuebadge::{PublicPath, Switches};
use reqwest::StatusCode;
use serde_json::json;

use super::client::{EXAMPLE, Visit};

async fn page(visit: &Visit, url: &str) -> (StatusCode, String) {
    let answer = visit.http.get(url).send().await.unwrap();
    (answer.status(), answer.text().await.unwrap())
}

#[tokio::test]
async fn the_page_opens_without_the_key_and_says_who_and_what() {
    let visit = Visit::begin().await;
    visit.issued_to("Ærlend Øyvindsson Ås").await;
    let (status, text) = page(&visit, &visit.last().public_url).await;
    assert_eq!(status, StatusCode::OK);
    for word in [
        "Ærlend Øyvindsson Ås",
        "Course completion",
        "Nordic Safety Academy",
        "PRACTICE",
    ] {
        assert!(text.contains(word), "{word} is not in {text}");
    }
    assert!(!text.contains("Revoked"));
}

#[tokio::test]
async fn the_page_says_that_a_badge_is_revoked() {
    let visit = Visit::begin().await;
    let id = visit.issued_to("Åse Bjørk").await;
    let body = json!({ "issue_id": id, "reason": "Left the company" });
    visit.post("/issue/revoke", &body).await.data();
    let (_, text) = page(&visit, &visit.last().public_url).await;
    assert!(text.contains("Revoked: Left the company"), "{text}");
}

#[tokio::test]
async fn names_and_values_cannot_become_markup() {
    let visit = Visit::begin().await;
    let body = json!({
        "badge_id": EXAMPLE, "name": "<script>1</script>", "metadata": { "<b>": "\"><i>'&" },
    });
    visit.issue(&body).await.id();
    let answer = visit
        .http
        .get(visit.last().public_url)
        .send()
        .await
        .unwrap();
    let policy = answer.headers()["Content-Security-Policy"]
        .to_str()
        .unwrap();
    assert!(policy.starts_with("default-src 'none'"), "{policy}");
    let text = answer.text().await.unwrap();
    assert!(text.contains("&lt;script&gt;1&lt;/script&gt;"), "{text}");
    assert!(text.contains("&quot;&gt;&lt;i&gt;&#39;&amp;"), "{text}");
    for markup in ["<script>", "<b>", "<i>"] {
        assert!(!text.contains(markup), "{markup} is in {text}");
    }
}

#[tokio::test]
async fn the_path_of_the_address_is_a_switch_and_each_opens() {
    for (public_path, start) in [
        (PublicPath::V, "/v/"),
        (PublicPath::IssueView, "/issue/view/"),
        (PublicPath::IssueShow, "/issue/show/"),
    ] {
        let visit = Visit::switched(Switches {
            public_path,
            ..Switches::default()
        })
        .await;
        let id = visit.issued_to("Åse Bjørk").await;
        let url = visit.last().public_url;
        assert_eq!(url, visit.origin(&format!("{start}{id}")));
        assert_eq!(page(&visit, &url).await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn there_is_no_page_of_what_was_never_issued() {
    let visit = Visit::begin().await;
    let (status, _) = page(&visit, &visit.origin("/v/NONE")).await;
    assert_eq!(status, StatusCode::NOT_FOUND);
}
