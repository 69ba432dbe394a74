use practice::issuebadge::{Switches, UnauthorizedShape};
use reqwest::{Method, StatusCode, header};
use serde_json::{Value, json};

use super::client::{Answer, Visit};

#[tokio::test]
async fn the_key_has_the_documented_form_and_is_another_in_every_run() {
    let (first, second) = (Visit::begin().await, Visit::begin().await);
    let key = &first.office.issuebadge().api_key;
    let (number, token) = key.split_once('|').unwrap();
    assert_eq!(number, "158");
    assert_eq!(token.len(), 48);
    assert_ne!(*key, second.office.issuebadge().api_key);
}

#[tokio::test]
async fn a_key_is_validated_with_an_empty_body_and_with_the_key_in_it() {
    let visit = Visit::begin().await;
    let empty = visit.request(Method::POST, "/validate-key").send().await;
    let key = &visit.office.issuebadge().api_key;
    let body = json!({ "api_key": key });
    let url = visit.origin("/api/v1/validate-key");
    let body_alone = visit.http.post(url).json(&body).send().await;
    for answer in [
        Answer::of(empty.unwrap()).await,
        visit.post("/validate-key", &body).await,
        Answer::of(body_alone.unwrap()).await,
    ] {
        assert_eq!(answer.status, StatusCode::OK);
        let expected = json!({
            "success": true,
            "message": "API key is valid",
            "token_type": "Sanctum",
            "user": {
                "name": "Åshild Bjørnsdatter",
                "email": "ashild.bjornsdatter@badges.invalid",
            },
        });
        assert_eq!(answer.body, expected);
    }
}

/// The headers of those who do not have the key.
fn strangers(key: &str) -> Vec<Option<String>> {
    vec![
        None,
        Some(format!("Bearer {}", &key[..key.len() - 1])),
        Some("Bearer 158|testkey".to_owned()),
        Some("Bearer ".to_owned()),
        Some(key.to_owned()),
        Some(format!("Basic {key}")),
    ]
}

#[tokio::test]
async fn without_the_key_everything_is_refused() {
    let visit = Visit::begin().await;
    let access = visit.office.issuebadge();
    for (method, path, message) in [
        (Method::POST, "/validate-key", "Invalid API key"),
        (Method::GET, "/badge/getall", "Unauthenticated."),
        (Method::GET, "/badge/abc123", "Unauthenticated."),
        (Method::POST, "/issue/create", "Unauthenticated."),
        (Method::GET, "/issue/create", "Unauthenticated."),
        (Method::GET, "/issue/get", "Unauthenticated."),
        (Method::POST, "/issue/revoke", "Unauthenticated."),
        (Method::POST, "/certificate/generate", "Unauthenticated."),
        (Method::POST, "/organization/getall", "Unauthenticated."),
        (Method::GET, "/qrcode", "Unauthenticated."),
    ] {
        for stranger in strangers(&access.api_key) {
            let url = visit.origin(&format!("/api/v1{path}"));
            let mut request = visit.http.request(method.clone(), url);
            if let Some(authorization) = &stranger {
                request = request.header(header::AUTHORIZATION, authorization);
            }
            let answer = Answer::of(request.send().await.unwrap()).await;
            assert_eq!(answer.failure(401), message, "{path} with {stranger:?}");
        }
    }
    assert!(visit.office.issued().is_empty());
}

#[tokio::test]
async fn what_a_401_says_is_a_switch() {
    for (unauthorized, body) in [
        (
            UnauthorizedShape::Envelope,
            json!({ "success": false, "message": "Unauthenticated." }),
        ),
        (
            UnauthorizedShape::MessageOnly,
            json!({ "message": "Unauthenticated." }),
        ),
        (UnauthorizedShape::EmptyBody, Value::Null),
    ] {
        let visit = Visit::switched(Switches {
            unauthorized,
            ..Switches::default()
        })
        .await;
        visit.office.issuebadge_faults().revoke_key();
        let answer = visit.get("/badge/getall").await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.body, body);
    }
}

#[tokio::test]
async fn a_revoked_key_is_worthless_until_it_is_restored() {
    let visit = Visit::begin().await;
    visit.office.issuebadge_faults().revoke_key();
    let answer = visit.post("/validate-key", &Value::Null).await;
    assert_eq!(answer.failure(401), "Invalid API key");
    assert_eq!(
        visit.get("/issue/get").await.status,
        StatusCode::UNAUTHORIZED
    );
    visit.office.issuebadge_faults().restore_key();
    visit.get("/issue/get").await.data();
}

#[tokio::test]
async fn what_a_web_page_could_send_is_refused_everywhere() {
    let visit = Visit::begin().await;
    let own = visit.origin("");
    for path in [
        "/api/v1/issue/get",
        "/v/abc",
        "/practice/issues",
        "/nowhere",
    ] {
        for (name, value) in [
            (header::ORIGIN, own.as_str()),
            (header::ORIGIN, "null"),
            (header::HOST, "badges.example"),
            (header::HOST, "127.0.0.1:1"),
        ] {
            let request = visit.http.get(visit.origin(path)).header(&name, value);
            let status = request.send().await.unwrap().status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} with {name}: {value}");
        }
    }
}
