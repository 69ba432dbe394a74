//! Answers that no faithful office gives, and the exact form of what is asked.

use chrono::Utc;
use issuing::{IssuedFilter, IssuingError, IssuingService, LookUp, Outcome};
use serde_json::json;

use crate::office::{badges, order, send};
use crate::script::{Answer, Call, Script};

fn ok(body: &serde_json::Value) -> Answer {
    (200, "", body.to_string())
}

#[tokio::test]
async fn the_key_is_asked_about_with_an_empty_body_and_again_with_the_key_in_it() {
    let script = Script::serve(|call: &Call| match call.body.as_str() {
        "" => (
            422,
            "",
            json!({"success": false, "errors": {"api_key": ["Required."]}}).to_string(),
        ),
        _ => ok(&json!({"success": true, "data": {"valid": true}})),
    })
    .await;
    assert_eq!(script.client().probe().await, Ok(()));
    let calls = script.calls();
    assert!(calls[0].head.starts_with("post /api/v1/validate-key"));
    assert!(calls[0].head.contains("accept: application/json"));
    assert!(
        calls
            .iter()
            .all(|call| call.head.contains("authorization: bearer 158|key-canary"))
    );
    assert_eq!(calls[1].body, r#"{"api_key":"158|key-canary"}"#);
}

#[tokio::test]
async fn a_key_that_is_not_valid_may_be_told_as_a_success() {
    for answer in [
        json!({"success": true, "data": {"valid": false}}),
        json!({"valid": false}),
        json!({"success": false, "message": "Invalid API key"}),
        json!({"success": false}),
    ] {
        let shown = answer.to_string();
        let script = Script::serve(move |_: &Call| ok(&answer)).await;
        assert_eq!(
            script.client().probe().await,
            Err(IssuingError::WrongKey),
            "{shown}"
        );
    }
}

#[tokio::test]
async fn an_order_is_one_call_of_json_and_a_redirect_is_not_followed() {
    let script =
        Script::serve(|_: &Call| (307, "location: /api/v1/elsewhere\r\n", String::new())).await;
    let outcome = send(&script.client(), &order("k", vec![])).await;
    assert!(matches!(
        outcome,
        Outcome::Unknown(IssuingError::Moved { .. })
    ));
    let calls = script.calls();
    assert_eq!(calls.len(), 1);
    assert_eq!(calls[0].path, "issue/create");
    assert!(calls[0].head.contains("content-type: application/json"));
}

#[tokio::test]
async fn announced_pages_of_badges_are_read_and_endless_ones_are_not() {
    let paged = |call: &Call| match call.path.as_str() {
        "badge/getall" => ok(&json!({"data": {"data": [{"id": "b1"}], "last_page": 2}})),
        "badge/getall?page=2" => ok(&json!({"data": {"data": [{"id": "b2"}], "last_page": 2}})),
        _ => (404, "", json!({"success": false}).to_string()),
    };
    let script = Script::serve(paged).await;
    let templates = script.client().templates().await;
    // Neither badge can be asked about alone: the first that is gone is still listed.
    let ids: Vec<_> = templates
        .unwrap()
        .into_iter()
        .map(|it| it.id.to_string())
        .collect();
    assert_eq!(ids, ["b1", "b2"]);
    let same = json!({"data": [{"id": "b1"}], "pagination": {"has_more": true}});
    let script = Script::serve(move |_: &Call| ok(&same)).await;
    assert_eq!(
        script.client().templates().await,
        Err(IssuingError::EndlessPages)
    );
}

/// A list of badges as long as a page may be, from a number on.
fn full_page(from: usize) -> serde_json::Value {
    let rows: Vec<_> = (from..from + 100)
        .map(|id| json!({"id": format!("b{id}")}))
        .collect();
    json!({"success": true, "data": rows})
}

#[tokio::test]
async fn behind_a_full_list_of_badges_one_more_is_asked_for() {
    let none_left = "x-ratelimit-limit: 60\r\nx-ratelimit-remaining: 3\r\n";
    let limited = move |body: serde_json::Value| (200, none_left, body.to_string());
    let paged = move |call: &Call| match call.path.as_str() {
        "badge/getall" => limited(full_page(0)),
        "badge/getall?page=2" => limited(full_page(100)),
        _ => limited(json!({"success": true, "data": []})),
    };
    let script = Script::serve(paged).await;
    assert_eq!(script.client().templates().await.unwrap().len(), 200);
    let deaf = Script::serve(move |_: &Call| limited(full_page(0))).await;
    assert_eq!(deaf.client().templates().await.unwrap().len(), 100);
    let strict = Script::serve(move |call: &Call| match call.path.as_str() {
        "badge/getall" => limited(full_page(0)),
        _ => (422, none_left, json!({"success": false}).to_string()),
    });
    assert_eq!(strict.await.client().templates().await.unwrap().len(), 100);
}

#[tokio::test]
async fn single_badges_are_not_asked_about_with_the_last_calls() {
    let script = Script::serve(|_: &Call| {
        let list = json!({"data": [{"id": "b1"}, {"id": "b2"}]}).to_string();
        (
            200,
            "x-ratelimit-limit: 60\r\nx-ratelimit-remaining: 3\r\n",
            list,
        )
    })
    .await;
    let client = script.client();
    assert_eq!(client.templates().await.unwrap().len(), 2);
    assert_eq!(script.calls().len(), 1);
    assert_eq!(client.allowance().unwrap().remaining, 3);
}

#[tokio::test]
async fn a_search_asks_with_every_filter_and_gives_up_on_pages_that_repeat() {
    let row = json!({"issue_id": "i1", "badge_id": "other"});
    let same = json!({"data": [row], "pagination": {"has_more": true}});
    let script = Script::serve(move |_: &Call| ok(&same)).await;
    let found = script
        .client()
        .look_up(&order("k", vec![]).into(), Utc::now())
        .await;
    let error = IssuingError::EndlessPages;
    assert_eq!(
        found,
        LookUp::CannotTell {
            error,
            alike: Vec::new()
        }
    );
    let asked = "issue/get?badge_id=abc123&recipient_name=%C3%85se+%C3%98deg%C3%A5rd\
        &recipient_email=ase%40example.com&page=1&per_page=100";
    assert_eq!(script.calls()[0].path, asked);
}

#[tokio::test]
async fn a_page_without_a_word_about_pages_is_the_last_unless_it_is_full() {
    for (rows, more) in [(99, false), (100, true)] {
        let list: Vec<_> = (0..rows).map(|id| json!({"issue_id": id})).collect();
        let script = Script::serve(move |_: &Call| ok(&json!(list))).await;
        let client = script.client();
        let page = badges(&client)
            .browse(&IssuedFilter::default(), 1)
            .await
            .unwrap();
        assert_eq!((page.badges.len(), page.more), (rows, more));
    }
}

#[tokio::test]
async fn the_key_is_shown_by_nothing() {
    let echo = |call: &Call| {
        let message = format!("{} key-canary", call.head);
        (
            422,
            "",
            json!({"success": false, "message": message}).to_string(),
        )
    };
    let script = Script::serve(echo).await;
    let client = script.client();
    let Outcome::Refused { error, problems } = send(&client, &order("k", vec![])).await else {
        panic!()
    };
    let words = format!("{error} {error:?} {}", problems[0].problem);
    let shown = [words, format!("{client:?} {:?}", script.settings())];
    assert!(!shown.concat().contains("canary"), "{shown:?}");
}
