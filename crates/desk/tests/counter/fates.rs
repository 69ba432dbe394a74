//! What becomes of an attempt, as the faults of the practice office that bring it about.

use practice::{Calls, Fault, issuebadge};
use serde_json::json;

use crate::model::{Fate, Kind};
use crate::stage::Stage;

/// Lets the next order end so.
pub fn plan(stage: &Stage, kind: Kind, fate: Fate) {
    match kind {
        Kind::Card => {
            if let Some(fault) = of_card(fate) {
                stage.office.faults().fail_next(Calls::Order, 1, fault);
            }
        }
        Kind::Badge => {
            let faults = stage.office.issuebadge_faults();
            if let Some(fault) = of_badge(fate) {
                faults.fail_next(issuebadge::Calls::Issue, 1, fault);
            }
        }
    }
}

fn of_card(fate: Fate) -> Option<Fault> {
    let error = |code: &str| Fault::ErrorCode {
        code: code.to_owned(),
        message: "No.".to_owned(),
    };
    match fate {
        Fate::Taken => None,
        Fate::AnswerLost => Some(Fault::ResetAfterCommitting),
        Fate::AnswerUnreadable => Some(Fault::OtherShape),
        Fate::RequestLost => Some(Fault::ResetBeforeReading),
        Fate::Failed => Some(Fault::HtmlBadGateway),
        Fate::NotTaken => Some(Fault::TooManyRequests { seconds: Some(1) }),
        Fate::Refused => Some(error("BAD_USER_INPUT")),
        Fate::Blocked => Some(error("FORBIDDEN")),
    }
}

fn of_badge(fate: Fate) -> Option<issuebadge::Fault> {
    use issuebadge::Fault;
    match fate {
        Fate::Taken => None,
        Fate::AnswerLost => Some(Fault::ResetAfterStoring),
        Fate::AnswerUnreadable => Some(Fault::Truncated),
        Fate::RequestLost => Some(Fault::ResetBeforeReading),
        Fate::Failed => Some(Fault::InternalError),
        Fate::NotTaken => Some(Fault::TooManyRequests { seconds: Some(1) }),
        Fate::Refused => Some(Fault::Refused {
            status: 422,
            message: "No.".to_owned(),
            errors: json!({ "name": ["No."] }),
        }),
        Fate::Blocked => Some(Fault::EmptyUnauthorized),
    }
}
