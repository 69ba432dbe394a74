use practice::{Options, PracticeOffice};
use reqwest::{StatusCode, header};
use serde_json::{Value, json};

use crate::client::{ME, Visit, code, http, soon};

#[tokio::test]
async fn only_the_two_documented_endpoints_exist() {
    let visit = Visit::begin().await;
    for path in ["/", "/graphql/", "/oauth", "/api"] {
        let response = visit.http.post(visit.url(path)).send().await.unwrap();
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_a_web_page_could_send_is_refused_everywhere() {
    let visit = Visit::begin().await;
    for path in ["/oauth/token", "/graphql", "/practice/orders", "/nowhere"] {
        for (name, value) in [
            (header::ORIGIN, visit.office.breeze().base_url.as_str()),
            (header::ORIGIN, "null"),
            (header::HOST, "practice.example"),
            (header::HOST, "127.0.0.1:1"),
        ] {
            let request = visit.http.get(visit.url(path)).header(&name, value);
            let status = request.send().await.unwrap().status();
            assert_eq!(status, StatusCode::FORBIDDEN, "{path} with {name}: {value}");
        }
    }
}

#[tokio::test]
async fn localhost_is_one_of_its_names() {
    let visit = Visit::begin().await;
    let port = visit.url("").rsplit(':').next().unwrap().to_owned();
    let request = visit
        .http
        .post(visit.url("/graphql"))
        .bearer_auth(&visit.token);
    let request = request.header(header::HOST, format!("localhost:{port}"));
    let answer: Value = request
        .json(&json!({ "query": ME }))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    assert_eq!(code(&answer), "");
    assert!(answer["data"]["Me"].is_object());
}

#[tokio::test]
async fn a_closed_office_frees_its_port_at_once() {
    let first = PracticeOffice::open(Options::default()).await.unwrap();
    let base_url = first.breeze().base_url.clone();
    let port = base_url.rsplit(':').next().unwrap().parse().unwrap();
    assert!(
        PracticeOffice::open(Options {
            port,
            ..Options::default()
        })
        .await
        .is_err()
    );
    soon(first.close()).await;
    assert!(http().get(&base_url).send().await.unwrap_err().is_connect());
    let second = PracticeOffice::open(Options {
        port,
        ..Options::default()
    })
    .await
    .unwrap();
    assert_eq!(second.breeze().base_url, base_url);
}
