//! Reading issued badges and what was done with them.

use serde_json::Value;

use super::read::{self, Object};
use crate::{
    HistoryAction, HistoryEntry, IssuedBadge, IssuingError, PublicUrl, Standing, TemplateId, wire,
};

/// Reads one issued badge; `place` names it if it has no id.
pub(super) fn badge(value: &Value, place: &str) -> Result<IssuedBadge, IssuingError> {
    let object = value.as_object().ok_or_else(|| wire::other_shape(place))?;
    let text = |names: &[&str]| read::text(object, names);
    let missing = || wire::other_shape(&format!("{place}.issue_id"));
    let url = |names: &[&str]| text(names).map(PublicUrl::as_written);
    Ok(IssuedBadge {
        id: text(&["issue_id", "IssueId", "id"]).ok_or_else(missing)?,
        recipient_name: text(&["recipient_name", "name"]),
        recipient_email: text(&["recipient_email", "email"]),
        recipient_phone: text(&["recipient_phone", "phone"]),
        badge: text(&["badge_id"]).and_then(|id| TemplateId::new(id).ok()),
        badge_name: text(&["badge_name"]),
        organization: text(&["organization_name"]),
        issue_date: text(&["issue_date"]),
        expire_date: text(&["expire_date"]),
        serial_number: text(&["serial_number"]),
        memo: text(&["memo"]),
        public_url: url(&["public_url", "publicUrl"]),
        pdf_url: url(&["pdf_url"]),
        metadata: metadata(object.get("metadata")),
        created: text(&["created_at"]),
        updated: text(&["updated_at"]),
        standing: standing(object),
    })
}

/// The values may come as an object or as its JSON text; no values may come as an empty list.
fn metadata(value: Option<&Value>) -> Object {
    match value {
        Some(Value::Object(values)) => values.clone(),
        Some(Value::String(text)) => serde_json::from_str(text).unwrap_or_default(),
        _ => Object::new(),
    }
}

fn standing(object: &Object) -> Standing {
    let reason = || read::text(object, &["revocation_reason"]);
    match read::flag(object, &["is_revoked", "revoked"]) {
        Some(true) => Standing::Revoked { reason: reason() },
        Some(false) => Standing::InForce,
        None => Standing::NotTold,
    }
}

/// Reads what was done with a badge.
pub(super) fn history(answer: &Value) -> Result<Vec<HistoryEntry>, IssuingError> {
    let within = answer.get("data").and_then(|data| data.get("history"));
    let entries = within
        .or_else(|| answer.get("history"))
        .and_then(Value::as_array);
    let entries = entries.or_else(|| read::list(answer));
    let entries = entries.ok_or_else(|| wire::other_shape("data.history"))?;
    Ok(entries
        .iter()
        .filter_map(Value::as_object)
        .map(entry)
        .collect())
}

fn entry(object: &Object) -> HistoryEntry {
    let action = read::text(object, &["action", "event", "type"]).unwrap_or_default();
    HistoryEntry {
        action: match action.to_lowercase().as_str() {
            "revoked" => HistoryAction::Revoked,
            "reinstated" => HistoryAction::Reinstated,
            _ => HistoryAction::Unlisted(action),
        },
        by: object.get("changed_by").and_then(person),
        at: read::text(object, &["created_at", "changed_at"]),
    }
}

fn person(value: &Value) -> Option<String> {
    read::words(value).or_else(|| read::text(value.as_object()?, &["name", "email", "id"]))
}

#[cfg(test)]
mod tests {
    use super::{badge, history};
    use crate::{HistoryAction, Standing};
    use serde_json::json;

    #[test]
    fn everything_that_is_documented_is_read() {
        let row = json!({"issue_id": "i1", "recipient_name": "Åse", "recipient_email": "a@b.c",
            "recipient_phone": "+47", "badge_id": "b1", "badge_name": "First aid",
            "organization_name": "Org", "issue_date": "2026-01-02", "expire_date": null,
            "serial_number": 7, "memo": "m", "public_url": "https://e.example/v/i1",
            "pdf_url": "https://e.example/p/i1", "metadata": {"score": 95},
            "created_at": "2026-01-02T03:04:05Z", "updated_at": "2026-01-03T03:04:05Z",
            "is_revoked": true, "revocation_reason": "Lost"});
        let read = badge(&row, "data").unwrap();
        let reason = Some("Lost".to_owned());
        assert_eq!(read.standing, Standing::Revoked { reason });
        assert_eq!(read.metadata["score"], json!(95));
        assert_eq!(read.expire_date, None);
        let receipt = read.receipt();
        assert_eq!(
            (receipt.id.as_str(), receipt.number.as_deref()),
            ("i1", Some("7"))
        );
        assert_eq!(receipt.public_url, read.public_url);
        assert!(!format!("{read:?}").contains("Åse"));
    }

    #[test]
    fn a_badge_is_read_from_its_id_alone_and_not_without() {
        let read = badge(
            &json!({"issue_id": 12, "metadata": [], "is_revoked": "0"}),
            "data",
        )
        .unwrap();
        assert_eq!((read.id.as_str(), read.standing), ("12", Standing::InForce));
        assert_eq!(
            badge(&json!({"id": "x"}), "").unwrap().standing,
            Standing::NotTold
        );
        let error = badge(&json!({"recipient_name": "Åse"}), "data[2]").unwrap_err();
        assert_eq!(
            error.to_string(),
            "the answer has another shape than documented, at data[2].issue_id"
        );
    }

    #[test]
    fn a_history_is_read_in_each_of_its_places() {
        let entries = json!([
            {"action": "revoked", "changed_by": "Kari", "created_at": "2026-01-02"},
            {"action": "reinstated", "changed_by": {"name": "Kari"}},
            {"action": "viewed"},
        ]);
        for answer in [
            json!({"data": {"history": entries}}),
            json!({"history": entries}),
            json!({"data": entries}),
        ] {
            let read = history(&answer).unwrap();
            let actions: Vec<_> = read.iter().map(|entry| entry.action.clone()).collect();
            let viewed = HistoryAction::Unlisted("viewed".into());
            assert_eq!(
                actions,
                [HistoryAction::Revoked, HistoryAction::Reinstated, viewed]
            );
            assert_eq!(read[1].by.as_deref(), Some("Kari"));
        }
        assert!(history(&json!({"data": {}})).is_err());
    }
}
