use bytes::Bytes;
use chrono::{DateTime, Utc};
use reqwest::StatusCode;
use reqwest::header::{HeaderMap, HeaderValue};
use secrecy::SecretString;

use super::{Attempt, attempt};
use crate::transport::{Broken, Reply};
use crate::{CredentialOrder, FieldName, IssuingError, OrderStatus, Outcome, Receipt};
use crate::{ServerText, Stage, TemplateId, TenantId, Value};

fn request() -> CredentialOrder {
    CredentialOrder {
        template: TemplateId::new("template_card123").unwrap(),
        tenant: TenantId::new("tenant_abc123").unwrap(),
        values: vec![(
            FieldName::new("personFirstName").unwrap(),
            Value::Text("Jane".into()),
        )],
        external_id: None,
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: false,
    }
}

fn now() -> DateTime<Utc> {
    DateTime::from_timestamp(1_790_000_000, 0).unwrap()
}

fn judged(reply: Result<Reply, Broken>, request: &CredentialOrder) -> Attempt {
    attempt(reply, request, &SecretString::from("token-canary"), now())
}

fn reply(status: u16, body: &str) -> Reply {
    Reply {
        status: StatusCode::from_u16(status).unwrap(),
        headers: HeaderMap::new(),
        body: Ok(Bytes::from(body.to_owned())),
    }
}

fn answered(status: u16, body: &str) -> Attempt {
    judged(Ok(reply(status, body)), &request())
}

/// An attempt in two words: its end and its error's code.
fn summary(attempt: &Attempt) -> String {
    let Attempt::Ended(outcome) = attempt else {
        return "token rejected".into();
    };
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

const RECEIPT: &str = r#"{"data":{"CredentialOrderV1":{"_id":"c1","credential_number":1042}}}"#;
const NO_ID: &str = r#"{"data":{"CredentialOrderV1":{"credential_number":1042}}}"#;
const NO_RECEIPT: &str = r#"{"data":{"CredentialOrderV1":null}}"#;
const ODD_DATA: &str = r#"{"data":["x"],"errors":[{"extensions":{"code":"NOT_FOUND"}}]}"#;
const UNNAMED: &str = r#"{"errors":[{"message":"Something"}],"data":null}"#;
const HTML: &str = "<html><body>Bad gateway</body></html>";
const NESTED_NULL: &str =
    r#"{"errors":[{"extensions":{"code":"BAD_USER_INPUT"}}],"data":{"CredentialOrderV1":null}}"#;
const MIXED: &str = r#"{"errors":[{"extensions":{"code":"BAD_USER_INPUT"}},
    {"extensions":{"code":"INTERNAL_SERVER_ERROR"}}],"data":null}"#;
const BAD_AND_FORBIDDEN: &str = r#"{"errors":[{"extensions":{"code":"BAD_USER_INPUT"}},
    {"extensions":{"code":"FORBIDDEN"}}],"data":null}"#;
const BESIDE_RECEIPT: &str = r#"{"data":{"CredentialOrderV1":{"_id":"c1"}},
    "errors":[{"extensions":{"code":"UNAUTHENTICATED"}}]}"#;

/// Status, content, and what has become of the order.
const ANSWERS: &[(u16, &str, &str)] = &[
    (200, RECEIPT, "accepted: c1"),
    (201, RECEIPT, "accepted: c1"),
    (400, RECEIPT, "accepted: c1"),
    (500, RECEIPT, "unknown: server_failed"),
    (200, BESIDE_RECEIPT, "accepted: c1"),
    (200, NO_ID, "unknown: other_shape"),
    (200, NO_RECEIPT, "unknown: other_shape"),
    (200, r#"{"data":null}"#, "unknown: other_shape"),
    (200, r#"{"data":{}}"#, "unknown: other_shape"),
    (200, r#"{"result":[{"ok":1}]}"#, "unknown: other_shape"),
    (200, r#"{"errors":["bad"]}"#, "unknown: other_shape"),
    (200, r#"{"errors":[]}"#, "unknown: other_shape"),
    (200, ODD_DATA, "unknown: other_shape"),
    (200, UNNAMED, "unknown: undocumented_code"),
    (200, MIXED, "unknown: undocumented_code"),
    (200, NESTED_NULL, "refused: bad_input"),
    (200, BAD_AND_FORBIDDEN, "blocked: forbidden"),
    (200, "", "unknown: empty_answer"),
    (200, HTML, "unknown: not_json"),
    (200, r#"{"data":{"Cred"#, "unknown: truncated"),
    (301, RECEIPT, "unknown: moved"),
    (307, "", "unknown: moved"),
    (308, HTML, "unknown: moved"),
    (400, HTML, "unknown: unexpected_status"),
    (401, HTML, "token rejected"),
    (401, "", "token rejected"),
    (403, HTML, "unknown: forbidden"),
    (404, HTML, "unknown: no_such_endpoint"),
    (413, HTML, "unknown: unexpected_status"),
    (
        429,
        "Too many requests from this IP, please try again later",
        "not taken: rate_limited",
    ),
    (
        429,
        r#"{"error":"too_many_requests"}"#,
        "not taken: rate_limited",
    ),
    (429, RECEIPT, "not taken: rate_limited"),
    (500, HTML, "unknown: server_failed"),
    (500, r#"{"errors":[]}"#, "unknown: server_failed"),
    (502, HTML, "unknown: server_failed"),
    (503, "", "unknown: server_failed"),
];

#[test]
fn every_answer_has_one_end() {
    for (status, body, end) in ANSWERS {
        assert_eq!(summary(&answered(*status, body)), *end, "{status} {body}");
    }
}

/// The documented codes, and two that are only possible.
const CODES: &[(&str, &str)] = &[
    ("BAD_USER_INPUT", "refused: bad_input"),
    ("NOT_FOUND", "refused: template_not_found"),
    ("FORBIDDEN", "blocked: forbidden"),
    ("UNAUTHENTICATED", "token rejected"),
    ("INTERNAL_SERVER_ERROR", "unknown: undocumented_code"),
    ("GRAPHQL_VALIDATION_FAILED", "unknown: undocumented_code"),
];

#[test]
fn a_code_means_the_same_under_every_status() {
    for (code, end) in CODES {
        let error = format!(r#"{{"message":"m","extensions":{{"code":"{code}"}}}}"#);
        for body in [
            format!(r#"{{"errors":[{error}],"data":null}}"#),
            format!(r#"{{"errors":[{error}]}}"#),
        ] {
            for status in [200, 400, 403, 404, 500] {
                assert_eq!(summary(&answered(status, &body)), *end, "{status} {body}");
            }
        }
    }
}

#[test]
fn a_broken_call_proves_only_what_it_proves() {
    let never = judged(
        Err(Broken::NeverLeft(IssuingError::Unreachable)),
        &request(),
    );
    assert_eq!(summary(&never), "never left: unreachable");
    let late = IssuingError::TimedOut {
        stage: Stage::Answering,
    };
    assert_eq!(
        summary(&judged(Err(Broken::Lost(late)), &request())),
        "unknown: timed_out"
    );
    let cut = Reply {
        body: Err(IssuingError::Truncated),
        ..reply(200, "")
    };
    assert_eq!(summary(&judged(Ok(cut), &request())), "unknown: truncated");
}

#[test]
fn a_receipt_is_kept_as_it_was_written() {
    let body = r#"{"data":{"CredentialOrderV1":{"_id":"cred_abc123","credential_number":"1042",
        "status":"on_hold","created":"2026-01-02T03:04:05Z"}},
        "errors":[{"message":"The card was not announced"}]}"#;
    let receipt = Receipt {
        id: "cred_abc123".into(),
        number: Some("1042".into()),
        status: Some(OrderStatus::Unlisted("on_hold".into())),
        created: Some("2026-01-02T03:04:05Z".into()),
        public_url: None,
        remarks: vec!["The card was not announced".into()],
    };
    assert_eq!(
        answered(200, body),
        Attempt::Ended(Outcome::Accepted(receipt))
    );
}

#[test]
fn the_three_documented_statuses_are_known() {
    use OrderStatus::{InQueue, Requested, WaitingForApproval};
    let known = [
        ("in_queue", InQueue),
        ("requested", Requested),
        ("waiting_for_approval", WaitingForApproval),
    ];
    for (written, status) in known {
        let body =
            format!(r#"{{"data":{{"CredentialOrderV1":{{"_id":"c","status":"{written}"}}}}}}"#);
        let Attempt::Ended(Outcome::Accepted(receipt)) = answered(200, &body) else {
            panic!()
        };
        assert_eq!(receipt.status, Some(status));
    }
}

fn refusal(
    message: &str,
    request: &CredentialOrder,
) -> (IssuingError, Vec<(Option<String>, String)>) {
    let error = serde_json::json!({"message": message, "extensions": {"code": "BAD_USER_INPUT"}});
    let body = serde_json::json!({"errors": [error], "data": null}).to_string();
    let Attempt::Ended(Outcome::Refused { error, problems }) =
        judged(Ok(reply(200, &body)), request)
    else {
        panic!("not refused")
    };
    let names = problems
        .into_iter()
        .map(|p| (p.field.map(|f| f.to_string()), p.problem));
    (error, names.collect())
}

#[test]
fn a_complaint_stands_at_the_field_it_names() {
    for (message, field) in [
        (
            "Field 'personFirstName' expects a date value",
            Some("personFirstName"),
        ),
        (
            "Field \"personFirstName\" is too long",
            Some("personFirstName"),
        ),
        ("Field 'cardValidUntilDate' expects a date value", None),
        ("personFirstName is wrong", None),
    ] {
        let (error, problems) = refusal(message, &request());
        assert_eq!(
            error,
            IssuingError::BadInput {
                message: ServerText::new(message)
            }
        );
        assert_eq!(problems, [(field.map(str::to_owned), message.to_owned())]);
    }
}

#[test]
fn what_was_not_found_is_named_as_far_as_it_can_be() {
    let body = |words: &str| {
        format!(r#"{{"errors":[{{"message":"{words}","extensions":{{"code":"NOT_FOUND"}}}}]}}"#)
    };
    let linked = CredentialOrder {
        object_id: Some("object1".into()),
        ..request()
    };
    for (words, request, code) in [
        ("Template not found", request(), "template_not_found"),
        ("Not found", request(), "template_not_found"),
        ("Tenant not found", request(), "unknown_tenant"),
        ("Object not found", linked.clone(), "not_found"),
        ("Template not found", linked, "template_not_found"),
    ] {
        let attempt = judged(Ok(reply(200, &body(words))), &request);
        assert_eq!(summary(&attempt), format!("refused: {code}"), "{words}");
    }
}

#[test]
fn an_account_that_may_not_order_stops_the_connection_but_a_forbidden_user_only_the_order() {
    let body = |words: &str| {
        format!(r#"{{"errors":[{{"message":"{words}","extensions":{{"code":"FORBIDDEN"}}}}]}}"#)
    };
    let on_behalf = CredentialOrder {
        user_id: Some("user1".into()),
        ..request()
    };
    for (words, request, end) in [
        ("Permissions insufficient", request(), "blocked: forbidden"),
        (
            "User may not be ordered for",
            on_behalf.clone(),
            "refused: bad_input",
        ),
        ("No access to tenant", on_behalf, "blocked: forbidden"),
    ] {
        assert_eq!(
            summary(&judged(Ok(reply(200, &body(words))), &request)),
            end,
            "{words}"
        );
    }
}

#[test]
fn a_rate_limit_names_its_end_only_if_that_is_still_to_come() {
    for (reset, until) in [
        ("1790000060", Some(60)),
        ("1789999999", None),
        ("soon", None),
    ] {
        let mut limited = reply(
            429,
            "Too many requests from this IP, please try again later",
        );
        limited
            .headers
            .insert("x-ratelimit-reset", HeaderValue::from_static(reset));
        let until = until.map(|seconds| now() + chrono::TimeDelta::seconds(seconds));
        let error = IssuingError::RateLimited { until };
        let end = Attempt::Ended(Outcome::NotTaken { until, error });
        assert_eq!(judged(Ok(limited), &request()), end, "{reset}");
    }
}

#[test]
fn a_new_address_is_told_without_what_may_be_secret_in_it() {
    let mut moved = reply(307, "");
    let to = "https://user:word@new.example.com/graphql?token=1#x";
    moved
        .headers
        .insert("location", HeaderValue::from_static(to));
    let to = Some("https://new.example.com/graphql".into());
    let end = Attempt::Ended(Outcome::Unknown(IssuingError::Moved { to }));
    assert_eq!(judged(Ok(moved), &request()), end);
}

#[test]
fn neither_the_token_nor_a_value_comes_out_of_an_error() {
    let (error, problems) = refusal("Jane may not use token-canary", &request());
    assert_eq!(problems, [(None, "Jane may not use …".to_owned())]);
    let shown = format!("{error} {error:?}");
    assert!(
        !shown.contains("Jane") && !shown.contains("canary"),
        "{shown}"
    );
}
