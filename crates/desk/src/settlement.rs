//! From what a service answered to what the ledger keeps of it.

use chrono::{DateTime, Utc};
use issuing::{IssuingError, Outcome, Receipt};
use ledger::Settlement;

use crate::boundary::Problem;
use crate::delivery::{WAIT_WITHOUT_A_TIME, no_later};

/// What stands in place of a sensitive value that a service quoted.
const MASK: &str = "•••";

/// The end of one attempt.
pub(crate) struct Ended {
    pub outcome: Outcome,
    pub problem: Option<Problem>,
}

impl Ended {
    /// What to write down at the time it is `now`; what `secrets` hold is masked wherever the
    /// service quoted it.
    pub fn settlement(self, now: DateTime<Utc>, secrets: &[String]) -> Settlement {
        let problem = self.problem.map(|problem| masked(problem, secrets));
        let cause = problem.as_ref().map(as_json).unwrap_or_default();
        match self.outcome {
            Outcome::NeverLeft(error) if is_of_the_order(&error) => Settlement::Blocked { cause },
            Outcome::NeverLeft(_) => Settlement::NeverLeft { cause },
            Outcome::NotTaken { until: named, .. } => Settlement::NotTaken {
                until: named.map_or(now + WAIT_WITHOUT_A_TIME, |until| no_later(until, now)),
            },
            Outcome::Blocked(_) => Settlement::Blocked { cause },
            Outcome::Unknown(_) | Outcome::KeyUsed(_) => Settlement::Unknown { cause },
            Outcome::Refused { .. } => Settlement::Refused {
                problems: serde_json::json!(problem),
            },
            Outcome::Accepted(receipt) => Settlement::Accepted {
                receipt: kept(receipt, secrets),
            },
        }
    }
}

/// Whether an order did not leave because of itself: it never will, and must hold up no other.
pub(crate) fn is_of_the_order(error: &IssuingError) -> bool {
    use IssuingError as E;
    matches!(
        error,
        E::EmptyName
            | E::NoTenant
            | E::FieldTwice { .. }
            | E::TooLong { .. }
            | E::NotAnEmail
            | E::OtherService
            | E::PictureTooLarge { .. }
            | E::TypeNotTaken { .. }
            | E::NotByGet
            | E::NotImageUrl
            | E::PrivateAddress
    )
}

pub(crate) fn as_json(problem: &Problem) -> String {
    serde_json::json!(problem).to_string()
}

fn masked(mut problem: Problem, secrets: &[String]) -> Problem {
    problem.detail = without(problem.detail, secrets);
    for field in &mut problem.fields {
        field.detail = without(std::mem::take(&mut field.detail), secrets);
    }
    problem
}

fn without(text: String, secrets: &[String]) -> String {
    let told = secrets.iter().filter(|secret| !secret.is_empty());
    told.fold(text, |text, secret| text.replace(secret.as_str(), MASK))
}

/// A receipt as the ledger keeps it, without what is secret in the service's remarks.
pub(crate) fn kept(receipt: Receipt, secrets: &[String]) -> ledger::Receipt {
    let remarks = receipt.remarks.into_iter();
    let remarks: Vec<String> = remarks.map(|words| without(words, secrets)).collect();
    ledger::Receipt {
        id: Some(receipt.id),
        number: receipt.number,
        status: receipt.status.map(|status| status_name(&status).to_owned()),
        url: receipt.public_url.map(|url| url.to_string()),
        created: receipt.created,
        errors: serde_json::json!(remarks),
    }
}

fn status_name(status: &issuing::OrderStatus) -> &str {
    match status {
        issuing::OrderStatus::InQueue => "in_queue",
        issuing::OrderStatus::Requested => "requested",
        issuing::OrderStatus::WaitingForApproval => "waiting_for_approval",
        issuing::OrderStatus::Unlisted(name) => name,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::{Code, FieldProblem, FieldProblemCode};

    const PIN: &str = "271828";

    fn quoting() -> Problem {
        let said = FieldProblem {
            field: "personPin".to_owned(),
            problem: FieldProblemCode::SaidByService,
            detail: format!("{PIN} is too short"),
        };
        Problem {
            fields: vec![said],
            ..Problem::of(Code::BadInput, format!("bad pin {PIN}"))
        }
    }

    #[test]
    fn an_order_that_can_never_leave_is_blocked_and_one_that_could_not_yet_waits() {
        let settled = |error: IssuingError| {
            let outcome = Outcome::NeverLeft(error);
            let problem = None;
            Ended { outcome, problem }.settlement(Utc::now(), &[])
        };
        let never = settled(IssuingError::NotByGet);
        assert!(matches!(never, Settlement::Blocked { .. }), "{never:?}");
        let not_yet = settled(IssuingError::Unreachable);
        assert!(
            matches!(not_yet, Settlement::NeverLeft { .. }),
            "{not_yet:?}"
        );
    }

    #[test]
    fn a_sensitive_value_that_the_service_quotes_is_masked_before_it_is_kept() {
        let refused = Outcome::Refused {
            error: IssuingError::WrongSecret,
            problems: Vec::new(),
        };
        let unknown = Outcome::Unknown(IssuingError::Interrupted);
        let receipt = Outcome::Accepted(Receipt {
            id: "1".to_owned(),
            number: None,
            status: None,
            created: None,
            public_url: None,
            remarks: vec![format!("pin {PIN} was weak")],
        });
        for outcome in [refused, unknown, receipt] {
            let problem = Some(quoting());
            let ended = Ended { outcome, problem };
            let kept = ended.settlement(Utc::now(), &[PIN.to_owned(), String::new()]);
            let kept = format!("{kept:?}");
            assert!(kept.contains(MASK) && !kept.contains(PIN), "{kept}");
        }
    }
}
