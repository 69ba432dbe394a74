//! The table.

use tokio::task::JoinSet;

use crate::clients::{badge, card};
use crate::host::{Deed, answer, full, host, nobody, packed};
use crate::secure::self_signed;

const RECEIPTS: &str = r#"{"data":{"CredentialOrderV1":{"_id":"c1","credential_number":7,"status":"in_queue","created":"2026-01-02T03:04:05Z"}},"success":true,"IssueId":"b1","publicUrl":"https://badges.example.com/v/b1"}"#;
const HTML: &str = "<!DOCTYPE html><title>Bad</title>";
const COMPLAINT: &str = r#"{"errors":[{"message":"no","extensions":{"code":"BAD_USER_INPUT"}}],"data":null,"success":false,"message":"no"}"#;
const DECLINED: &str = r#"{"success":false,"message":"no"}"#;
const REFUSAL: &str = r#"{"success":false,"message":"no","errors":{"name":["too long"]}}"#;

/// What a host does with an order, how that ends for a card, and how for a badge.
type Row = (Deed, &'static str, &'static str);

fn say(status: &str, headers: &str, body: &str) -> Deed {
    Deed::Say(answer(status, headers, body))
}

fn bytes(text: &str) -> Vec<u8> {
    text.as_bytes().to_vec()
}

/// The connection breaks, or nothing more comes over it.
fn broken() -> Vec<Row> {
    let both = |deed, end| (deed, end, end);
    let half = "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{\"data\":{";
    let piece = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n40\r\n{\"da";
    vec![
        both(Deed::ResetUnread, "unknown: interrupted"),
        both(Deed::SayAndReset(Vec::new()), "unknown: interrupted"),
        both(Deed::Say(Vec::new()), "unknown: interrupted"),
        both(
            Deed::Say(bytes("no HTTP at all\r\n\r\n")),
            "unknown: interrupted",
        ),
        both(Deed::SayAndHang(Vec::new()), "unknown: timed_out"),
        both(Deed::SayAndHang(bytes("HTTP/1.1 20")), "unknown: timed_out"),
        both(Deed::SayAndHang(bytes(half)), "unknown: timed_out"),
        both(Deed::SayAndReset(bytes(half)), "unknown: truncated"),
        both(Deed::Say(bytes(half)), "unknown: truncated"),
        both(Deed::Say(bytes(piece)), "unknown: truncated"),
        both(
            Deed::Say(packed(RECEIPTS.as_bytes(), false)),
            "unknown: truncated",
        ),
    ]
}

/// A whole answer comes that is not the one that is documented.
fn strange() -> Vec<Row> {
    let both = |deed, end| (deed, end, end);
    let to = "location: https://elsewhere.example.com/\r\n";
    let mut rows = vec![
        both(
            say("200 OK", "content-type: application/json\r\n", HTML),
            "unknown: not_json",
        ),
        both(
            say("200 OK", "content-encoding: gzip\r\n", RECEIPTS),
            "unknown: truncated",
        ),
        both(say("200 OK", "", ""), "unknown: empty_answer"),
        both(say("200 OK", "", "[1,2]"), "unknown: other_shape"),
        both(
            say("502 Bad Gateway", "content-type: text/html\r\n", HTML),
            "unknown: server_failed",
        ),
        both(
            say("500 Error", "", "{\"message\":\"Server Error\"}"),
            "unknown: server_failed",
        ),
        both(
            say("503 Busy", "retry-after: 5\r\n", ""),
            "unknown: server_failed",
        ),
        both(say("500 Error", "", RECEIPTS), "unknown: server_failed"),
        both(say("407 Proxy", "", HTML), "unknown: unexpected_status"),
    ];
    for status in ["301 X", "302 X", "303 X", "307 X", "308 X"] {
        rows.push(both(say(status, to, ""), "unknown: moved"));
    }
    rows
}

/// What the documentation explains, in the shapes that are met.
fn documented() -> Vec<Row> {
    let both = |deed, end| (deed, end, end);
    let window = "x-ratelimit-limit: 3600\r\nx-ratelimit-remaining: 0\r\n";
    let envelope = "{\"success\":false,\"message\":\"Too Many Attempts.\"}";
    vec![
        both(Deed::Say(packed(RECEIPTS.as_bytes(), true)), "accepted"),
        both(
            say("200 OK", "content-type: text/html\r\n", RECEIPTS),
            "accepted",
        ),
        both(
            say("429 Busy", window, "Too many requests"),
            "not taken: rate_limited",
        ),
        both(
            say("429 Busy", "retry-after: 9\r\n", envelope),
            "not taken: rate_limited",
        ),
        both(say("200 OK", "", COMPLAINT), "refused: bad_input"),
        (
            say("200 OK", "", DECLINED),
            "unknown: other_shape",
            "unknown: declined",
        ),
        (
            say("422 No", "", REFUSAL),
            "unknown: unexpected_status",
            "refused: bad_input",
        ),
    ]
}

/// What a row ends as, where that is something else.
async fn differs((deed, of_card, of_badge): Row) -> Option<String> {
    let host = host(deed.clone()).await;
    let ends = (card(&host).await, badge(&host).await);
    let (Deed::Say(said) | Deed::SayAndReset(said) | Deed::SayAndHang(said)) = &deed else {
        return (ends.0 != of_card || ends.1 != of_badge).then(|| format!("{deed:?}: {ends:?}"));
    };
    let said = String::from_utf8_lossy(said);
    (ends.0 != of_card || ends.1 != of_badge).then(|| format!("{said:?}: {ends:?}"))
}

#[tokio::test]
async fn whatever_happens_on_the_wire_ends_as_what_it_proves() {
    let mut trials = JoinSet::new();
    for row in broken().into_iter().chain(strange()).chain(documented()) {
        trials.spawn(differs(row));
    }
    let others: Vec<String> = trials.join_all().await.into_iter().flatten().collect();
    assert!(others.is_empty(), "{}", others.join("\n"));
}

#[tokio::test]
async fn without_a_connection_nothing_has_left() {
    let (full, _waiting, _listener) = full().await;
    let rows = [
        (
            "https://cards.invalid".to_owned(),
            "never left: name_not_found",
        ),
        (nobody().await, "never left: unreachable"),
        (full, "never left: timed_out"),
        (self_signed().await, "never left: certificate"),
    ];
    for (address, end) in rows {
        assert_eq!(card(&address).await, end, "a card: {address}");
        assert_eq!(badge(&address).await, end, "a badge: {address}");
    }
}
