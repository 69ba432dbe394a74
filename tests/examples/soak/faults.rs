//! How the office fails while a station works.

use journeys::{Dice, Office, Step};
use practice::issuebadge::{Calls as BadgeCalls, Fault as BadgeFault};
use practice::{Calls, Fault};
use serde_json::json;

/// Lets the office fail in up to three ways, or in none.
pub async fn plan(office: &Office, dice: &mut Dice) -> Step<()> {
    office.heal().await?;
    for _ in 0..dice.below(4) {
        let count = 1 + u32::try_from(dice.below(2)).unwrap_or(0);
        if dice.below(2) == 0 {
            let (calls, fault) = of_cards(dice);
            office.fail_next(calls, count, fault).await?;
        } else {
            let (calls, fault) = of_badges(dice);
            office.fail_next_badges(calls, count, fault).await?;
        }
    }
    Ok(())
}

fn of_cards(dice: &mut Dice) -> (Calls, Fault) {
    let orders = [
        Fault::ResetBeforeReading,
        Fault::ResetAfterCommitting,
        Fault::Slow {
            millis: dice.below(600),
        },
        Fault::Hang,
        Fault::Truncated,
        Fault::EmptyBody,
        Fault::OtherShape,
        Fault::PartialSuccess,
        Fault::HtmlBadGateway,
        Fault::InternalError,
        Fault::ExpiredToken,
        Fault::TooManyRequests { seconds: Some(1) },
        refusal("BAD_USER_INPUT"),
        refusal("FORBIDDEN"),
    ];
    let others = [
        (Calls::Graphql, Fault::HtmlBadGateway),
        (Calls::Graphql, Fault::ResetBeforeReading),
        (Calls::Graphql, Fault::Hang),
        (Calls::Token, Fault::InternalError),
        (Calls::Token, Fault::InvalidClient),
    ];
    let of_orders = |fault: Fault| (Calls::Order, fault);
    match dice.below(4) {
        0 => dice.one_of(&others).cloned(),
        _ => dice.one_of(&orders).cloned().map(of_orders),
    }
    .unwrap_or((Calls::Order, Fault::Hang))
}

fn refusal(code: &str) -> Fault {
    Fault::ErrorCode {
        code: code.to_owned(),
        message: "No.".to_owned(),
    }
}

fn of_badges(dice: &mut Dice) -> (BadgeCalls, BadgeFault) {
    let issues = [
        BadgeFault::ResetBeforeReading,
        BadgeFault::ResetAfterStoring,
        BadgeFault::Slow {
            millis: dice.below(600),
        },
        BadgeFault::Hang,
        BadgeFault::HangAfterStoring,
        BadgeFault::Truncated,
        BadgeFault::EmptyBody,
        BadgeFault::OtherShape,
        BadgeFault::WithoutIssueId,
        BadgeFault::HtmlBadGateway,
        BadgeFault::HtmlBadGatewayAfterStoring,
        BadgeFault::InternalError,
        BadgeFault::EmptyUnauthorized,
        BadgeFault::TooManyRequests { seconds: Some(1) },
        BadgeFault::Refused {
            status: 422,
            message: "No.".to_owned(),
            errors: json!({ "name": ["No."] }),
        },
    ];
    let others = [
        (BadgeCalls::Issues, BadgeFault::ListedLate),
        (BadgeCalls::Issues, BadgeFault::HtmlBadGateway),
        (BadgeCalls::Issues, BadgeFault::Hang),
        (BadgeCalls::Issues, BadgeFault::ResetBeforeReading),
        (BadgeCalls::ValidateKey, BadgeFault::InternalError),
    ];
    let of_issues = |fault: BadgeFault| (BadgeCalls::Issue, fault);
    match dice.below(4) {
        0 => dice.one_of(&others).cloned(),
        _ => dice.one_of(&issues).cloned().map(of_issues),
    }
    .unwrap_or((BadgeCalls::Issue, BadgeFault::Hang))
}
