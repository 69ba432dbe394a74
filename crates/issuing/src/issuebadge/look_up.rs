//! Looking for an order of which no answer came: what counts as a hit.

use chrono::{DateTime, TimeDelta, Utc};

use super::dates::not_before;
use crate::{BadgeOrder, Difference, IssuedBadge, IssuingError, LookUp};

/// How far this machine's clock may differ from the service's. Our own number: a computer whose zone
/// or clock is set wrong is hours off, and one that is days off can connect to nobody, because no
/// certificate would count.
const CLOCKS_DIFFER: TimeDelta = TimeDelta::days(1);

/// How sure it is that an issued badge is the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Likeness {
    Certain,
    Possible(Doubt),
    None,
}

/// Why it is not sure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Doubt {
    /// A name or an address is missing, or differs in capitals only.
    Identity,
    /// When it was made is not told, or not exactly, or so shortly before the first attempt that
    /// it may be the clocks.
    Time,
}

/// Gathers what a search finds, page by page.
pub(super) struct Search<'a> {
    order: &'a BadgeOrder,
    first_attempt: DateTime<Utc>,
    found: Vec<IssuedBadge>,
    alike: Vec<IssuedBadge>,
    doubt: Option<Doubt>,
}

impl<'a> Search<'a> {
    pub fn new(order: &'a BadgeOrder, first_attempt: DateTime<Utc>) -> Self {
        Self {
            order,
            first_attempt,
            found: Vec::new(),
            alike: Vec::new(),
            doubt: None,
        }
    }

    /// Looks at what one page holds.
    pub fn see(&mut self, badges: Vec<IssuedBadge>) {
        for badge in badges {
            match self.likeness(&badge) {
                Likeness::Certain => self.found.push(badge),
                Likeness::Possible(doubt) => {
                    self.doubt.get_or_insert(doubt);
                    self.alike.push(badge);
                }
                Likeness::None => {}
            }
        }
    }

    /// The end of a search that saw everything.
    pub fn ended(self) -> LookUp {
        match self.doubt {
            _ if !self.found.is_empty() => LookUp::Found(self.found),
            Some(Doubt::Time) => self.undecided(IssuingError::TimeNotTold),
            Some(Doubt::Identity) => {
                let path = "data.recipient".to_owned();
                self.undecided(IssuingError::OtherShape { path })
            }
            None => LookUp::NotFound,
        }
    }

    /// The end of a search that could not see everything. A certain hit stays one.
    pub fn broken_off(self, error: IssuingError) -> LookUp {
        if self.found.is_empty() {
            return self.undecided(error);
        }
        LookUp::Found(self.found)
    }

    fn undecided(self, error: IssuingError) -> LookUp {
        let alike = self.alike;
        LookUp::CannotTell { error, alike }
    }

    fn likeness(&self, badge: &IssuedBadge) -> Likeness {
        let parts = badge.agrees_with(self.order);
        if parts.contains(&Some(false)) {
            return Likeness::None;
        }
        let sure = parts.iter().all(Option::is_some);
        let newer = badge.created.as_deref().and_then(|at| self.newer(at));
        match (newer, sure) {
            (Some(false), _) => Likeness::None,
            (Some(true), true) => Likeness::Certain,
            (_, false) => Likeness::Possible(Doubt::Identity),
            (None, true) => Likeness::Possible(Doubt::Time),
        }
    }

    fn newer(&self, created: &str) -> Option<bool> {
        match not_before(created, self.first_attempt)? {
            true => Some(true),
            false => is_older(created, self.first_attempt).then_some(false),
        }
    }
}

/// Whether a badge was made before a time, however far the clocks differ.
fn is_older(created: &str, than: DateTime<Utc>) -> bool {
    let at_the_latest = than.checked_sub_signed(CLOCKS_DIFFER);
    at_the_latest.and_then(|at| not_before(created, at)) == Some(false)
}

impl IssuedBadge {
    /// In what this badge is certainly not the one that was ordered, if in anything. What the
    /// service does not tell, and capitals, which it may have changed, make no difference; nor does
    /// less than a day between its making and the first attempt, which the clocks may differ.
    #[must_use]
    pub fn differs_from(
        &self,
        order: &BadgeOrder,
        first_attempt: DateTime<Utc>,
    ) -> Option<Difference> {
        let created = self.created.as_deref();
        match self.agrees_with(order) {
            [Some(false), ..] => Some(Difference::Template),
            [_, Some(false), _] | [.., Some(false)] => Some(Difference::Recipient),
            _ if created.is_some_and(|at| is_older(at, first_attempt)) => Some(Difference::Age),
            _ => None,
        }
    }

    /// Whether template, name and e-mail address are those of an order, as far as that is told.
    fn agrees_with(&self, order: &BadgeOrder) -> [Option<bool>; 3] {
        let template = self.badge.as_ref().map(|it| it.as_str());
        [
            same(Some(order.badge.as_str()), template),
            same(
                Some(order.recipient.as_str()),
                self.recipient_name.as_deref(),
            ),
            same_email(order, self.recipient_email.as_deref()),
        ]
    }
}

/// An order without an address is like a badge without one.
fn same_email(order: &BadgeOrder, told: Option<&str>) -> Option<bool> {
    match (&order.email, told) {
        (None, told) => Some(told.is_none()),
        (Some(email), told) => same(Some(email.as_str()), told),
    }
}

/// Whether two texts agree exactly; nothing if one is missing, or if only their capitals differ,
/// which a service may have changed.
fn same(ordered: Option<&str>, told: Option<&str>) -> Option<bool> {
    let (ordered, told) = (ordered?, told?);
    if ordered == told {
        return Some(true);
    }
    (ordered.to_lowercase() != told.to_lowercase()).then_some(false)
}

#[cfg(test)]
mod tests {
    use super::Search;
    use crate::issuebadge::issued::badge;
    use crate::{
        BadgeOrder, Email, IdempotencyKey, IssuingError, LookUp, RecipientName, TemplateId,
    };
    use serde_json::{Value, json};

    fn order(email: Option<&str>) -> BadgeOrder {
        BadgeOrder {
            badge: TemplateId::new("b1").unwrap(),
            recipient: RecipientName::new("Åse Ødegård").unwrap(),
            email: email.map(|email| Email::new(email).unwrap()),
            phone: None,
            expire_date: None,
            issue_date: None,
            memo: None,
            metadata: Vec::new(),
            idempotency_key: IdempotencyKey::new("k").unwrap(),
        }
    }

    /// The badge as it was ordered, with one member changed.
    fn row(member: &str, value: Value) -> Value {
        let mut row = json!({"issue_id": "i1", "recipient_name": "Åse Ødegård",
            "recipient_email": "ase@example.com", "badge_id": "b1",
            "created_at": "2026-03-01T12:00:05Z"});
        row[member] = value;
        row
    }

    fn searched(order: &BadgeOrder, row: &Value) -> LookUp {
        let mut search = Search::new(order, "2026-03-01T12:00:00Z".parse().unwrap());
        search.see(vec![badge(row, "data").unwrap()]);
        search.ended()
    }

    /// The end of a search in a word.
    fn end(member: &str, value: Value) -> &'static str {
        match searched(&order(Some("ase@example.com")), &row(member, value)) {
            LookUp::Found(_) => "found",
            LookUp::NotFound => "not found",
            LookUp::CannotTell { error, .. } => error.code(),
        }
    }

    #[test]
    fn a_hit_agrees_in_everything_and_is_newer() {
        for (member, value, expected) in [
            ("issue_id", json!("i1"), "found"),
            ("badge_id", json!("b2"), "not found"),
            ("recipient_name", json!("Åse Ødegård Berg"), "not found"),
            ("recipient_email", json!("ase@example.com.au"), "not found"),
            ("recipient_email", json!(null), "other_shape"),
            ("recipient_email", json!("Ase@Example.com"), "other_shape"),
            ("recipient_name", json!(null), "other_shape"),
            ("badge_id", json!(null), "other_shape"),
            ("created_at", json!("2026-03-01T12:00:00Z"), "found"),
            ("created_at", json!("2026-03-01T11:59:59Z"), "time_not_told"),
            ("created_at", json!("2026-02-28T12:00:00Z"), "time_not_told"),
            ("created_at", json!("2026-02-28T11:59:59Z"), "not found"),
            ("created_at", json!("2026-03-01 12:00:05"), "time_not_told"),
            ("created_at", json!(null), "time_not_told"),
        ] {
            assert_eq!(end(member, value.clone()), expected, "{member} {value}");
        }
    }

    #[test]
    fn a_silent_order_is_like_a_badge_without_an_address_only() {
        let silent = order(None);
        assert_eq!(
            searched(&silent, &row("issue_id", json!("i1"))),
            LookUp::NotFound
        );
        let found = searched(&silent, &row("recipient_email", json!(null)));
        assert!(matches!(found, LookUp::Found(hits) if hits.len() == 1));
    }

    #[test]
    fn what_is_alike_is_shown_when_it_cannot_be_told() {
        let ordered = order(Some("ase@example.com"));
        let row = row("created_at", json!("2026-03-01"));
        let LookUp::CannotTell { alike, .. } = searched(&ordered, &row) else {
            panic!()
        };
        assert_eq!(alike[0].id, "i1");
    }

    #[test]
    fn a_search_that_breaks_off_has_not_seen_everything() {
        let ordered = order(None);
        let search = Search::new(&ordered, "2026-03-01T12:00:00Z".parse().unwrap());
        let end = search.broken_off(IssuingError::Interrupted);
        let error = IssuingError::Interrupted;
        assert_eq!(
            end,
            LookUp::CannotTell {
                error,
                alike: Vec::new()
            }
        );
    }
}
