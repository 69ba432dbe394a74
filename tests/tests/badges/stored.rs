//! What the service stored of a request, member by member.

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

/// The members of a request that are stored as they were sent, and under which names.
const MEMBERS: [(&str, &str); 6] = [
    ("badge_id", "badgeId"),
    ("name", "recipientName"),
    ("email", "recipientEmail"),
    ("phone", "recipientPhone"),
    ("memo", "memo"),
    ("idempotency_key", "idempotencyKey"),
];

/// The badge that was stored is what the request asked for: nothing else, and nothing more.
#[track_caller]
pub(crate) fn is_stored(stored: &Value, request: &Value) {
    for (sent, kept) in MEMBERS {
        let asked = request.get(sent).unwrap_or(&Value::Null);
        assert_eq!(&stored[kept], asked, "{sent}");
    }
    let metadata = request.get("metadata").cloned().unwrap_or(json!({}));
    assert_eq!(stored["metadata"], metadata);
    assert_eq!(stored["emailed"], request.get("email").is_some());
    days_are_stored(stored, request);
}

/// Issued today, and counting for two years as this template says, where nothing else is asked.
#[track_caller]
fn days_are_stored(stored: &Value, request: &Value) {
    let created = stored["createdAt"].as_str().unwrap_or_default();
    let today = json!(created.get(..10));
    let issued = request.get("issue_date").unwrap_or(&today);
    assert_eq!(&stored["issueDate"], issued);
    let first: Option<NaiveDate> = issued.as_str().and_then(|day| day.parse().ok());
    let last = first.and_then(|day| day.checked_add_months(Months::new(24)));
    let by_template = json!(last.map(|day| day.to_string()));
    let expires = request.get("expire_date").unwrap_or(&by_template);
    assert_eq!(&stored["expireDate"], expires);
}
