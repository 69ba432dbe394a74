use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::client::{Visit, credentials, stopped};

async fn refused(visit: &Visit, body: &Value) -> (StatusCode, String, String) {
    let response = visit.ask_token(body).await;
    let status = response.status();
    let answer: Value = response.json().await.unwrap();
    assert_eq!(
        answer.get("errors"),
        None,
        "an OAuth error, never a GraphQL one"
    );
    let text = |name: &str| answer[name].as_str().unwrap().to_owned();
    (status, text("error"), text("error_description"))
}

#[tokio::test]
async fn a_token_is_given_for_an_hour() {
    let visit = Visit::begin().await;
    let response = visit.ask_token(&credentials(visit.office.breeze())).await;
    assert_eq!(response.status(), StatusCode::OK);
    let answer: Value = response.json().await.unwrap();
    assert_eq!(answer["token_type"], "Bearer");
    assert_eq!(answer["expires_in"], 3600);
    assert_ne!(answer["access_token"], visit.token, "every token is new");
}

#[tokio::test]
async fn credentials_are_new_in_every_run() {
    let (one, other) = (Visit::begin().await, Visit::begin().await);
    assert_ne!(
        one.office.breeze().client_id,
        other.office.breeze().client_id
    );
    assert_ne!(
        one.office.breeze().client_secret,
        other.office.breeze().client_secret
    );
    let mut body = credentials(other.office.breeze());
    body["client_id"] = one.office.breeze().client_id.clone().into();
    assert_eq!(refused(&one, &body).await.1, "invalid_client");
}

#[tokio::test]
async fn wrong_credentials_are_an_invalid_client() {
    let visit = Visit::begin().await;
    for member in ["client_id", "client_secret"] {
        let mut body = credentials(visit.office.breeze());
        body[member] = "wrong".into();
        let (status, error, description) = refused(&visit, &body).await;
        assert_eq!(status, StatusCode::UNAUTHORIZED);
        assert_eq!(error, "invalid_client");
        assert_eq!(description, "Invalid client credentials");
    }
}

#[tokio::test]
async fn each_missing_parameter_is_an_invalid_request() {
    let visit = Visit::begin().await;
    for member in ["grant_type", "client_id", "client_secret"] {
        let mut body = credentials(visit.office.breeze());
        body.as_object_mut().unwrap().remove(member);
        let (status, error, description) = refused(&visit, &body).await;
        assert_eq!(
            (status, error.as_str()),
            (StatusCode::BAD_REQUEST, "invalid_request")
        );
        assert!(description.contains(member), "{description} names {member}");
    }
}

#[tokio::test]
async fn another_grant_type_is_unsupported() {
    let visit = Visit::begin().await;
    let mut body = credentials(visit.office.breeze());
    body["grant_type"] = "password".into();
    let (status, error, _) = refused(&visit, &body).await;
    assert_eq!(
        (status, error.as_str()),
        (StatusCode::BAD_REQUEST, "unsupported_grant_type")
    );
}

#[tokio::test]
async fn a_body_has_to_be_json_and_be_called_so() {
    let visit = Visit::begin().await;
    let body = credentials(visit.office.breeze());
    let members = body.as_object().unwrap().iter();
    let pairs = members.map(|(name, value)| format!("{name}={}", value.as_str().unwrap()));
    let form = pairs.collect::<Vec<_>>().join("&");
    for (kind, body) in [
        ("application/x-www-form-urlencoded", form.clone()),
        ("application/json", form),
        ("text/plain", body.to_string()),
    ] {
        let request = visit.http.post(visit.url("/oauth/token")).body(body);
        let response = request
            .header(header::CONTENT_TYPE, kind)
            .send()
            .await
            .unwrap();
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{kind}");
        assert_eq!(
            response.json::<Value>().await.unwrap()["error"],
            "invalid_request"
        );
    }
}

#[tokio::test]
async fn the_hundred_and_first_request_of_an_hour_waits_as_long_as_the_text_says() {
    let (clock, options) = stopped();
    let visit = Visit::with(options).await;
    let body = credentials(visit.office.breeze());
    for _ in 1..100 {
        assert_eq!(visit.ask_token(&body).await.status(), StatusCode::OK);
    }
    clock.advance(std::time::Duration::from_secs(3600 - 420));
    let (status, error, description) = refused(&visit, &body).await;
    assert_eq!(
        (status, error.as_str()),
        (StatusCode::TOO_MANY_REQUESTS, "too_many_requests")
    );
    assert_eq!(
        description,
        "Rate limit exceeded for OAuth token requests. Maximum 100 requests per hour allowed. \
         Try again in 420 seconds."
    );
    let other = json!({
        "grant_type": "client_credentials", "client_id": "oauth_other", "client_secret": "s",
    });
    assert_eq!(
        refused(&visit, &other).await.1,
        "invalid_client",
        "the limit is per client"
    );
    clock.advance(std::time::Duration::from_secs(420));
    assert_eq!(visit.ask_token(&body).await.status(), StatusCode::OK);
}
