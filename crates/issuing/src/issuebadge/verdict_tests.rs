use bytes::Bytes;
use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};
use secrecy::SecretString;

use super::outcome;
use crate::transport::{Broken, Reply};
use crate::{BadgeOrder, CertificateProblem, FieldName, IdempotencyKey, IssuingError, Outcome};
use crate::{RecipientName, Stage, TemplateId, Value};

fn order() -> BadgeOrder {
    let field = FieldName::new("employee_id").unwrap();
    BadgeOrder {
        badge: TemplateId::new("W238GD8PK").unwrap(),
        recipient: RecipientName::new("Åse Ødegård").unwrap(),
        email: None,
        phone: None,
        expire_date: None,
        issue_date: None,
        memo: None,
        metadata: vec![(field, Value::Text("EMP001".into()))],
        idempotency_key: IdempotencyKey::new("key-1").unwrap(),
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

fn judged(reply: Result<Reply, Broken>) -> Outcome {
    outcome(
        reply,
        &order(),
        &SecretString::from("158|key-canary"),
        now(),
    )
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: Ok(Bytes::from(body.to_owned())),
    }
}

/// An outcome in two words: its kind and its error's code.
fn summary(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NeverLeft(error) => format!("never left: {}", error.code()),
        Outcome::NotTaken { error, .. } => format!("not taken: {}", error.code()),
        Outcome::Blocked(error) => format!("blocked: {}", error.code()),
        Outcome::Refused { error, .. } => format!("refused: {}", error.code()),
        Outcome::Accepted(receipt) => format!("accepted: {}", receipt.id),
        Outcome::Unknown(error) => format!("unknown: {}", error.code()),
        Outcome::KeyUsed(error) => format!("key used: {}", error.code()),
    }
}

const RECEIPT: &str = r#"{"success":true,"IssueId":"x1","publicUrl":"https://e.example/v/x1"}"#;
const NO_SUCCESS: &str = r#"{"IssueId":"x1"}"#;
const CONTRADICTION: &str = r#"{"success":false,"IssueId":"x1","message":"Mail failed"}"#;
const REPLAYED: &str =
    r#"{"success":true,"message":"Duplicate key, existing issue","IssueId":"x1"}"#;
const NO_ID: &str = r#"{"success":true,"publicUrl":"https://e.example/v/x1"}"#;
const NO_KEY: &str = r#"{"message":"Unauthenticated."}"#;
const BAD_KEY: &str = r#"{"success":false,"message":"Invalid API key"}"#;
const GONE: &str = r#"{"success":false,"message":"Badge not found"}"#;
const GONE_ROUTE: &str = r#"{"message":"The route api/v2/issue/create could not be found."}"#;
const INVALID: &str = r#"{"success":false,"message":"Validation failed",
    "errors":{"name":["The name is required."]}}"#;
const PLAIN_INVALID: &str = r#"{"message":"Invalid.","errors":{"name":["Required."]}}"#;
const DECLINED: &str = r#"{"success":false,"message":"Something went wrong"}"#;
const DECLINED_BY_ERROR: &str = r#"{"success":false,"error":"Something went wrong"}"#;
const USED: &str = r#"{"success":false,"message":"Idempotency key already used"}"#;
const USED_BY_FIELD: &str = r#"{"success":false,"message":"Validation failed",
    "errors":{"idempotency_key":["The idempotency key has already been taken."]}}"#;
const KEY_MISSING: &str = r#"{"success":false,"message":"Validation failed",
    "errors":{"idempotency_key":["The idempotency key field is required."]}}"#;
const KEY_EXPIRED: &str = r#"{"success":false,"message":"Validation failed",
    "errors":{"idempotency_key":["It has expired."],"name":["Required."]}}"#;
const DUPLICATE: &str = r#"{"success":false,"message":"Duplicate request"}"#;
const CONFLICT: &str = r#"{"success":false,"message":"Conflict"}"#;
const CRASHED: &str = r#"{"message":"Server Error"}"#;
const HTML: &str = "<html><body>Bad gateway</body></html>";

/// Status, content, and what has become of the order.
const ANSWERS: &[(u16, &str, &str)] = &[
    (200, RECEIPT, "accepted: x1"),
    (201, RECEIPT, "accepted: x1"),
    (202, RECEIPT, "accepted: x1"),
    (200, NO_SUCCESS, "accepted: x1"),
    (200, REPLAYED, "accepted: x1"),
    (500, RECEIPT, "unknown: server_failed"),
    (400, RECEIPT, "unknown: unexpected_status"),
    (200, CONTRADICTION, "unknown: declined"),
    (200, NO_ID, "unknown: other_shape"),
    (202, r#"{"success":true}"#, "unknown: other_shape"),
    (200, "[]", "unknown: other_shape"),
    (200, "", "unknown: empty_answer"),
    (204, "", "unknown: empty_answer"),
    (200, HTML, "unknown: not_json"),
    (200, r#"{"success":true,"Iss"#, "unknown: truncated"),
    (401, "", "blocked: wrong_key"),
    (401, NO_KEY, "blocked: wrong_key"),
    (401, BAD_KEY, "blocked: wrong_key"),
    (401, HTML, "blocked: wrong_key"),
    (200, BAD_KEY, "blocked: wrong_key"),
    (404, GONE, "refused: template_not_found"),
    (404, r#"{"success":false}"#, "refused: template_not_found"),
    (400, GONE, "refused: template_not_found"),
    (422, GONE, "refused: template_not_found"),
    (500, GONE, "unknown: server_failed"),
    (404, DECLINED, "refused: not_found"),
    (404, GONE_ROUTE, "unknown: no_such_endpoint"),
    (404, HTML, "unknown: no_such_endpoint"),
    (400, INVALID, "refused: bad_input"),
    (400, DECLINED, "refused: bad_input"),
    (422, INVALID, "refused: bad_input"),
    (422, PLAIN_INVALID, "refused: bad_input"),
    (422, KEY_MISSING, "key used: key_used"),
    (422, KEY_EXPIRED, "key used: key_used"),
    (200, KEY_EXPIRED, "key used: key_used"),
    (422, HTML, "unknown: unexpected_status"),
    (400, r#"{"message":"?"}"#, "unknown: unexpected_status"),
    (200, INVALID, "refused: bad_input"),
    (200, DECLINED, "unknown: declined"),
    (200, DECLINED_BY_ERROR, "unknown: declined"),
    (200, USED, "key used: key_used"),
    (400, USED, "key used: key_used"),
    (409, USED, "key used: key_used"),
    (409, CONFLICT, "key used: key_used"),
    (422, USED_BY_FIELD, "key used: key_used"),
    (200, DUPLICATE, "key used: key_used"),
    (500, DUPLICATE, "key used: key_used"),
    (409, HTML, "unknown: unexpected_status"),
    (403, DECLINED, "unknown: forbidden"),
    (403, HTML, "unknown: forbidden"),
    (413, HTML, "unknown: unexpected_status"),
    (301, RECEIPT, "unknown: moved"),
    (302, HTML, "unknown: moved"),
    (307, "", "unknown: moved"),
    (429, "Too Many Attempts.", "not taken: rate_limited"),
    (429, RECEIPT, "not taken: rate_limited"),
    (429, "", "not taken: rate_limited"),
    (500, CRASHED, "unknown: server_failed"),
    (500, INVALID, "unknown: server_failed"),
    (502, HTML, "unknown: server_failed"),
    (503, "", "unknown: server_failed"),
];

#[test]
fn every_answer_has_one_end() {
    for (status, body, end) in ANSWERS {
        let outcome = judged(Ok(reply(*status, body)));
        assert_eq!(summary(&outcome), *end, "{status} {body}");
    }
}

#[test]
fn a_broken_call_proves_only_what_it_proves() {
    let timed_out = |stage| IssuingError::TimedOut { stage };
    let certificate = IssuingError::Certificate {
        problem: CertificateProblem::Expired,
    };
    for (broken, end) in [
        (
            Broken::NeverLeft(IssuingError::Unreachable),
            "never left: unreachable",
        ),
        (
            Broken::NeverLeft(IssuingError::NameNotFound),
            "never left: name_not_found",
        ),
        (Broken::NeverLeft(certificate), "never left: certificate"),
        (
            Broken::NeverLeft(timed_out(Stage::Connecting)),
            "never left: timed_out",
        ),
        (
            Broken::Lost(IssuingError::Interrupted),
            "unknown: interrupted",
        ),
        (
            Broken::Lost(timed_out(Stage::Answering)),
            "unknown: timed_out",
        ),
    ] {
        assert_eq!(summary(&judged(Err(broken))), end);
    }
}

#[test]
fn an_answer_that_breaks_off_is_unknown_unless_its_status_says_enough() {
    for (status, end) in [
        (200, "unknown: truncated"),
        (401, "blocked: wrong_key"),
        (429, "not taken: rate_limited"),
        (500, "unknown: server_failed"),
    ] {
        let cut = Reply {
            body: Err(IssuingError::Truncated),
            ..reply(status, "")
        };
        assert_eq!(summary(&judged(Ok(cut))), end, "{status}");
    }
}

#[test]
fn an_order_that_was_not_taken_waits_as_long_as_it_is_told() {
    let mut limited = reply(429, "");
    limited
        .headers
        .insert("retry-after", HeaderValue::from_static("90"));
    let Outcome::NotTaken { until, .. } = judged(Ok(limited)) else {
        panic!()
    };
    assert_eq!((until.unwrap() - now()).num_seconds(), 90);
}

/// The problems of a refusal, field by field.
fn problems(body: &str) -> Vec<(Option<String>, String)> {
    let Outcome::Refused { problems, .. } = judged(Ok(reply(422, body))) else {
        panic!("{body}")
    };
    let split = problems
        .into_iter()
        .map(|it| (it.field.map(String::from), it.problem));
    split.collect()
}

#[test]
fn a_refusal_stands_at_the_member_it_names() {
    for (member, field) in [
        ("name", Some("name")),
        ("expire_date", Some("expire_date")),
        ("employee_id", Some("employee_id")),
        ("metadata.employee_id", Some("employee_id")),
        ("metadata.missing", Some("missing")),
        ("account", None),
    ] {
        let body = format!(r#"{{"success":false,"errors":{{"{member}":["No."]}}}}"#);
        assert_eq!(
            problems(&body),
            [(field.map(str::to_owned), "No.".to_owned())],
            "{member}"
        );
    }
    assert_eq!(
        problems(r#"{"success":false,"message":"No."}"#),
        [(None, "No.".to_owned())]
    );
}

#[test]
fn an_address_that_is_not_https_is_kept_and_not_opened() {
    let body = r#"{"success":true,"IssueId":"x1","publicUrl":"http://e.example/v/x1"}"#;
    let Outcome::Accepted(receipt) = judged(Ok(reply(202, body))) else {
        panic!()
    };
    let url = receipt.public_url.unwrap();
    assert_eq!(
        (url.as_str(), url.openable()),
        ("http://e.example/v/x1", None)
    );
}

#[test]
fn an_echoed_key_is_shown_by_nothing() {
    let body = r#"{"success":false,"message":"158|key-canary?","errors":{"name":["key-canary"]}}"#;
    for status in [200, 400, 404, 409, 500] {
        let outcome = judged(Ok(reply(status, body)));
        let words = match &outcome {
            Outcome::Refused { problems, .. } => problems[0].problem.clone(),
            _ => String::new(),
        };
        assert!(
            !format!("{outcome:?} {words}").contains("canary"),
            "{status}"
        );
    }
}
