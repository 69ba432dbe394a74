//! Tokens: kept, renewed in time, one at a time, and never shown.

use std::sync::atomic::{AtomicU32, Ordering};

use issuing::breeze::Breeze;
use issuing::{IssuingError, IssuingService};
use serde_json::json;
use tokio::task::JoinSet;

use crate::office::Hands;
use crate::script::{Answer, Call, Script, me, token, unauthenticated};

/// A service that numbers its tokens and answers questions with what `answer` makes of them.
async fn numbering(answer: fn(&Call) -> Answer) -> Script {
    let given = AtomicU32::new(0);
    Script::serve(move |call: &Call| match call.path.as_str() {
        "/oauth/token" => token(&format!("t{}", given.fetch_add(1, Ordering::SeqCst) + 1)),
        _ => answer(call),
    })
    .await
}

const START: i64 = 1_790_000_000;

async fn probe_at(breeze: &Breeze, hands: &Hands, seconds: i64) {
    hands.set(START + seconds);
    breeze.probe().await.unwrap();
}

#[tokio::test]
async fn a_token_is_asked_for_and_shown_as_documented() {
    let script = numbering(|_| me()).await;
    script
        .client(Hands::at(START).clock())
        .probe()
        .await
        .unwrap();
    let asked = json!({"grant_type": "client_credentials", "client_id": "oauth_abc123",
        "client_secret": "secret-canary"});
    let request = script.calls("/oauth/token").remove(0);
    assert_eq!(request.body, asked);
    assert!(request.head.starts_with("post /oauth/token"));
    assert!(request.head.contains("content-type: application/json"));
    assert!(!request.head.contains("authorization"));
    let question = script.calls("/graphql").remove(0);
    assert!(question.head.contains("authorization: bearer t1"));
}

#[tokio::test]
async fn a_token_is_kept_until_five_minutes_before_its_end() {
    let script = numbering(|_| me()).await;
    let hands = Hands::at(START);
    let breeze = script.client(hands.clock());
    probe_at(&breeze, &hands, 0).await;
    probe_at(&breeze, &hands, 3600 - 301).await;
    assert_eq!(script.calls("/oauth/token").len(), 1);
    probe_at(&breeze, &hands, 3600 - 300).await;
    assert_eq!(script.calls("/oauth/token").len(), 2);
}

#[tokio::test]
async fn a_clock_that_was_set_back_ends_a_token() {
    let script = numbering(|_| me()).await;
    let hands = Hands::at(START);
    let breeze = script.client(hands.clock());
    probe_at(&breeze, &hands, 0).await;
    probe_at(&breeze, &hands, 1000).await;
    assert_eq!(script.calls("/oauth/token").len(), 1);
    probe_at(&breeze, &hands, 999).await;
    assert_eq!(script.calls("/oauth/token").len(), 2);
}

#[tokio::test]
async fn a_token_that_does_not_say_how_long_it_lives_lives_an_hour_and_a_short_one_half_its_life() {
    for (grant, last) in [
        (json!({"access_token": "t"}), 3299),
        (json!({"access_token": "t", "expires_in": "3600"}), 3299),
        (json!({"access_token": "t", "expires_in": 100}), 49),
    ] {
        let script = Script::serve(move |call: &Call| match call.path.as_str() {
            "/oauth/token" => (200, "", grant.to_string()),
            _ => me(),
        })
        .await;
        let hands = Hands::at(START);
        let breeze = script.client(hands.clock());
        probe_at(&breeze, &hands, 0).await;
        probe_at(&breeze, &hands, last).await;
        assert_eq!(script.calls("/oauth/token").len(), 1, "{last}");
        probe_at(&breeze, &hands, last + 1).await;
        assert_eq!(script.calls("/oauth/token").len(), 2, "{last}");
    }
}

#[tokio::test]
async fn many_callers_at_once_share_one_token() {
    let script = numbering(|_| me()).await;
    let breeze = std::sync::Arc::new(script.client(Hands::at(START).clock()));
    let mut callers = JoinSet::new();
    for _ in 0..8 {
        let breeze = breeze.clone();
        callers.spawn(async move { breeze.probe().await });
    }
    assert!(callers.join_all().await.iter().all(Result::is_ok));
    assert_eq!(script.calls("/oauth/token").len(), 1);
}

#[tokio::test]
async fn many_callers_with_a_rejected_token_renew_it_once() {
    let script = numbering(|call| {
        if call.head.contains("bearer t1") {
            unauthenticated()
        } else {
            me()
        }
    })
    .await;
    let breeze = std::sync::Arc::new(script.client(Hands::at(START).clock()));
    let mut callers = JoinSet::new();
    for _ in 0..8 {
        let breeze = breeze.clone();
        callers.spawn(async move { breeze.probe().await });
    }
    assert!(callers.join_all().await.iter().all(Result::is_ok));
    assert_eq!(script.calls("/oauth/token").len(), 2);
}

#[tokio::test]
async fn a_check_proves_the_secret_and_not_an_old_token() {
    let script = numbering(|_| me()).await;
    let breeze = script.client(Hands::at(START).clock());
    breeze.probe().await.unwrap();
    // The list fails here; the token before it is what counts.
    assert!(breeze.check().await.is_err());
    assert_eq!(script.calls("/oauth/token").len(), 2);
}

#[tokio::test]
async fn a_token_no_header_can_hold_is_another_shape() {
    for bad in ["", "a\nb", "ключ"] {
        let script =
            Script::serve(move |_: &Call| (200, "", json!({"access_token": bad}).to_string()))
                .await;
        let path = "token.access_token".to_owned();
        let probed = script.client(Hands::at(START).clock()).probe().await;
        assert_eq!(probed, Err(IssuingError::OtherShape { path }), "{bad}");
    }
}

#[tokio::test]
async fn neither_secret_nor_token_is_shown_by_anything() {
    let script = Script::serve(|call: &Call| {
        let echo = format!("{} {}", call.head, call.body);
        let error = json!({"message": echo, "extensions": {"code": "BAD_USER_INPUT"}});
        match call.path.as_str() {
            "/oauth/token" => token("token-canary"),
            _ => (
                200,
                "",
                json!({"errors": [error], "data": null}).to_string(),
            ),
        }
    })
    .await;
    let breeze = script.client(Hands::at(START).clock());
    let error = breeze.probe().await.unwrap_err();
    let IssuingError::BadInput { message } = &error else {
        panic!("{error:?}")
    };
    let shown = [
        format!("{error} {error:?} {}", message.as_str()),
        format!("{breeze:?} {:?}", script.settings()),
    ];
    assert!(!shown.concat().contains("canary"), "{shown:?}");
}
