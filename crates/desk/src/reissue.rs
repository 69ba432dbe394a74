//! Another credential for a person who had one: why, and by which reference it is told apart.

use ledger::{Identity, IdentityKind, Ledger, OrderDetail};
use serde::{Deserialize, Serialize};

use crate::boundary::ReissueReason;
use crate::error::DeskError;

/// What the enrolment of a reissue knows of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Reissue {
    pub reason: ReissueReason,
    /// The reference of the first one, where it had one.
    pub first: Option<String>,
}

impl Reissue {
    /// A reissue of an order, and the reference it gets.
    pub fn of(
        ledger: &Ledger,
        detail: &OrderDetail,
        reason: ReissueReason,
    ) -> Result<(Reissue, String), DeskError> {
        let order = &detail.order;
        let Some(own) = order.external_id.clone() else {
            let first = None;
            return Ok((Reissue { reason, first }, String::new()));
        };
        let known = |first: &str| ledger.references_of(&order.connection.id, first);
        let first = match first_of(&own) {
            // A reference may end like that by itself: then no other order is known by its start.
            Some(first) if order.reissue.is_some() && known(first)?.contains(&own) => {
                first.to_owned()
            }
            _ => own,
        };
        let next = next_after(&first, &known(&first)?);
        let first = Some(first);
        Ok((Reissue { reason, first }, next))
    }

    /// As the ledger keeps the reason.
    pub fn kept(&self) -> String {
        reason_name(self.reason).to_owned()
    }

    /// By the reference of the first one its reissues are found too, while theirs follows from it.
    pub fn identity(&self, external_id: Option<&str>) -> Option<Identity> {
        let first = self.first.as_deref()?;
        (first_of(external_id?) == Some(first)).then(|| Identity {
            kind: IdentityKind::ExternalId,
            text: first.to_owned(),
        })
    }
}

const REASONS: [ReissueReason; 5] = [
    ReissueReason::Lost,
    ReissueReason::Damaged,
    ReissueReason::NewPhoto,
    ReissueReason::NewName,
    ReissueReason::Expired,
];

/// The name in the ledger: it must never change. It is the one that crosses to the user interface.
fn reason_name(reason: ReissueReason) -> &'static str {
    match reason {
        ReissueReason::Lost => "lost",
        ReissueReason::Damaged => "damaged",
        ReissueReason::NewPhoto => "newPhoto",
        ReissueReason::NewName => "newName",
        ReissueReason::Expired => "expired",
    }
}

/// The reason of an order, as far as this version knows it.
pub(crate) fn reason_of(kept: &str) -> Option<ReissueReason> {
    REASONS
        .into_iter()
        .find(|reason| reason_name(*reason) == kept)
}

/// `00412` of `00412-2`.
fn first_of(reference: &str) -> Option<&str> {
    let (first, number) = reference.rsplit_once('-')?;
    number.parse::<u32>().ok().map(|_| first)
}

/// The first reference with a running number behind it: 2, or one more than the highest there is.
fn next_after(first: &str, taken: &[String]) -> String {
    let numbers = taken.iter().filter_map(|one| {
        let number = one.strip_prefix(first)?.strip_prefix('-')?;
        number.parse::<u32>().ok()
    });
    let highest = numbers.max().unwrap_or(1).max(1);
    format!("{first}-{}", highest.saturating_add(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_running_number_goes_on_from_the_highest() {
        let taken = ["00412", "00412-2", "00412-x", "00412-9"].map(str::to_owned);
        assert_eq!(next_after("00412", &taken), "00412-10");
        assert_eq!(next_after("00412", &[]), "00412-2");
    }

    #[test]
    fn what_ends_in_no_number_is_no_running_one() {
        assert_eq!(first_of("EMP-00412-2"), Some("EMP-00412"));
        assert_eq!(first_of("EMP-A"), None);
        assert_eq!(first_of("00412"), None);
    }

    #[test]
    fn every_reason_is_read_as_it_was_kept_and_as_it_crosses() {
        for reason in REASONS {
            assert_eq!(reason_of(reason_name(reason)), Some(reason));
            assert_eq!(serde_json::to_value(reason).unwrap(), reason_name(reason));
        }
        assert_eq!(reason_of("stolen"), None);
    }
}
