//! The receipt of an order.

use serde_json::Value;

use super::read;
use crate::{PublicUrl, Receipt};

/// The id in the forms that are named: the documented one, and those of other endpoints.
const ID: [&str; 3] = ["IssueId", "issueId", "issue_id"];

/// The address, likewise.
const URL: [&str; 3] = ["publicUrl", "public_url", "PublicUrl"];

/// Reads a receipt; without an id there is none.
pub(super) fn receipt(answer: &Value) -> Option<Receipt> {
    let outer = answer.as_object()?;
    let inner = answer.get("data").and_then(Value::as_object);
    let anywhere = |names: &[&str]| {
        let places = [Some(outer), inner].into_iter().flatten();
        places
            .into_iter()
            .find_map(|place| read::text(place, names))
    };
    Some(Receipt {
        id: anywhere(&ID)?,
        number: None,
        status: None,
        created: None,
        public_url: anywhere(&URL).map(PublicUrl::as_written),
        remarks: Vec::new(),
    })
}

#[cfg(test)]
mod tests {
    use super::receipt;
    use serde_json::json;

    #[test]
    fn a_receipt_is_read_in_each_of_its_forms() {
        let url = "https://app.issuebadge.com/v/xyz789";
        for answer in [
            json!({"success": true, "IssueId": "xyz789", "publicUrl": url}),
            json!({"success": true, "issue_id": "xyz789", "public_url": url}),
            json!({"success": true, "data": {"IssueId": "xyz789", "publicUrl": url}}),
        ] {
            let receipt = receipt(&answer).unwrap();
            assert_eq!(receipt.id, "xyz789");
            assert_eq!(receipt.public_url.unwrap().as_str(), url, "{answer}");
        }
        let bare = receipt(&json!({"IssueId": 42})).unwrap();
        assert_eq!((bare.id.as_str(), bare.public_url), ("42", None));
    }

    #[test]
    fn without_an_id_there_is_no_receipt() {
        for answer in [
            json!({"success": true}),
            json!({"id": "b1"}),
            json!({"IssueId": ""}),
            json!([]),
        ] {
            assert_eq!(receipt(&answer), None, "{answer}");
        }
    }
}
