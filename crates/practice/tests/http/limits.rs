use practice::{Limits, Options};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use tokio::{
    io::{AsyncReadExt as _, AsyncWriteExt as _},
    net::TcpStream,
};

use crate::client::{ME, Visit, credentials, stopped};

fn header(response: &Response, name: &str) -> i64 {
    response.headers()[name].to_str().unwrap().parse().unwrap()
}

#[tokio::test]
async fn every_graphql_answer_says_how_the_caller_stands() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    let good = visit.send(ME, Value::Null).await.unwrap();
    assert_eq!(header(&good, "x-ratelimit-limit"), 3600);
    assert_eq!(header(&good, "x-ratelimit-remaining"), 3599);
    let reset = "2026-03-02T13:00:00Z"
        .parse::<chrono::DateTime<chrono::Utc>>()
        .unwrap();
    assert_eq!(header(&good, "x-ratelimit-reset"), reset.timestamp());
    let refused = visit.http.post(visit.url("/graphql")).send().await.unwrap();
    assert_eq!(refused.status(), StatusCode::UNAUTHORIZED);
    assert_eq!(
        header(&refused, "x-ratelimit-remaining"),
        3598,
        "refused calls count too"
    );
    let invalid = visit.send("{ Nothing }", Value::Null).await.unwrap();
    assert_eq!(header(&invalid, "x-ratelimit-remaining"), 3597);
}

/// Makes so many calls, pipelined on one connection because an HTTP client takes seconds.
async fn use_up(visit: &Visit, calls: usize) {
    let host = visit.url("").replace("http://", "");
    let (mut answers, mut requests) = TcpStream::connect(&host).await.unwrap().into_split();
    let call = format!("POST /graphql HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\n");
    let last = format!("{call}Connection: close\r\n\r\n");
    let all = format!("{call}\r\n").repeat(calls - 1) + &last;
    let mut text = String::new();
    // Both at once, or the sockets fill up with what the other side does not read.
    let (sent, read) = tokio::join!(
        requests.write_all(all.as_bytes()),
        answers.read_to_string(&mut text)
    );
    sent.and(read).unwrap();
    assert_eq!(
        text.matches("HTTP/1.1 401").count(),
        calls,
        "all were within the limit"
    );
}

#[tokio::test]
async fn one_call_too_many_is_answered_in_plain_text_until_the_hour_is_over() {
    let (clock, options) = stopped();
    let visit = Visit::with(options).await;
    use_up(&visit, 3600).await;
    let over = visit.send(ME, Value::Null).await.unwrap();
    assert_eq!(over.status(), StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(header(&over, "x-ratelimit-remaining"), 0);
    assert!(
        over.headers()["content-type"]
            .to_str()
            .unwrap()
            .starts_with("text/plain")
    );
    let text = over.text().await.unwrap();
    assert_eq!(
        text,
        "Too many requests from this IP, please try again later"
    );
    clock.advance(std::time::Duration::from_secs(3600));
    let later = visit.http.post(visit.url("/graphql")).send().await.unwrap();
    assert_eq!(
        later.status(),
        StatusCode::UNAUTHORIZED,
        "counted anew, and the token is old"
    );
}

#[tokio::test]
async fn without_limits_nothing_is_counted() {
    let visit = Visit::with(Options {
        limits: Limits::Off,
        ..Options::default()
    })
    .await;
    for _ in 0..101 {
        let response = visit.ask_token(&credentials(visit.office.breeze())).await;
        assert_eq!(response.status(), StatusCode::OK);
    }
    let answer = visit.send(ME, Value::Null).await.unwrap();
    assert_eq!(header(&answer, "x-ratelimit-remaining"), 3600);
}
