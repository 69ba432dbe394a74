//! Where a list stands among its pages.

use serde_json::Value;

use super::read::{self, Object};

/// The longest page that is documented.
pub(super) const LONGEST: u32 = 100;

/// More pages than any account has: 100,000 badges.
pub(super) const MOST_PAGES: u32 = 1000;

/// What an answer says about its pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paging {
    pub total: Option<u64>,
    /// Whether there is a page after this one, if that is told.
    pub more: Option<bool>,
}

/// Reads it, wherever it stands: `pagination` is documented, the other places are usual.
pub(super) fn paging(answer: &Value, page: u32) -> Paging {
    let data = answer.get("data");
    let places = [
        answer.get("pagination"),
        data.and_then(|data| data.get("pagination")),
        answer.get("meta"),
        data,
        Some(answer),
    ];
    let objects = || {
        places
            .iter()
            .flatten()
            .filter_map(|place| place.as_object())
    };
    Paging {
        total: objects().find_map(|object| read::count(object, &["total"])),
        more: objects().find_map(|object| more(object, page)),
    }
}

fn more(object: &Object, page: u32) -> Option<bool> {
    let pages = || read::count(object, &["total_pages", "last_page"]);
    let counted = || pages().map(|pages| u64::from(page) < pages);
    read::flag(object, &["has_more"]).or_else(counted)
}

#[cfg(test)]
mod tests {
    use super::{Paging, paging};
    use serde_json::json;

    #[test]
    fn pages_are_counted_wherever_they_are_told() {
        let told = |total, more| Paging {
            total: Some(total),
            more: Some(more),
        };
        for (answer, read) in [
            (
                json!({"pagination": {"current_page": 1, "total": 12, "total_pages": 2}}),
                told(12, true),
            ),
            (
                json!({"pagination": {"total": "12", "total_pages": "1"}}),
                told(12, false),
            ),
            (
                json!({"pagination": {"total": 12, "last_page": 2}}),
                told(12, true),
            ),
            (
                json!({"pagination": {"total": 12, "total_pages": 9, "has_more": false}}),
                told(12, false),
            ),
            (
                json!({"data": {"data": [], "total": 12, "last_page": 1}}),
                told(12, false),
            ),
            (
                json!({"meta": {"total": 12, "last_page": 3}}),
                told(12, true),
            ),
            (
                json!({"data": []}),
                Paging {
                    total: None,
                    more: None,
                },
            ),
        ] {
            assert_eq!(paging(&answer, 1), read, "{answer}");
        }
    }
}
