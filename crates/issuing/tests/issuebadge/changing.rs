//! Changes of a badge whose answers are lost or say no: each is made once or not at all, and the
//! badge read afterwards tells which.

use std::time::Duration;

use issuing::issuebadge::{IssueBadge, Settings};
use issuing::{IssuingError, Patience, Standing};
use practice::PracticeOffice;
use practice::issuebadge::{Action, Calls, Fault};
use serde_json::Value;

use crate::office::{badges, issue, made_of, open, order, settings};

/// Short, so that an answer that never comes is not waited for long.
const HASTE: Patience = Patience {
    connecting: Duration::from_secs(5),
    answering: Duration::from_secs(1),
};

fn hasty(office: &PracticeOffice) -> IssueBadge {
    made_of(Settings {
        patience: HASTE,
        ..settings(office)
    })
}

const CHANGES: [Action; 3] = [Action::Revoked, Action::Updated, Action::Reinstated];

async fn make(client: &IssueBadge, id: &str, change: Action) -> Result<(), IssuingError> {
    let badges = badges(client);
    match change {
        Action::Revoked => badges.revoke(id, Some("Lost"), None).await,
        Action::Reinstated => badges.reinstate(id).await,
        Action::Updated => {
            let day = "2031-12-24".parse().unwrap();
            badges.change_expiry(id, day).await
        }
    }
}

fn calls(change: Action) -> Calls {
    match change {
        Action::Revoked => Calls::Revoke,
        Action::Updated | Action::Reinstated => Calls::Update,
    }
}

/// Faults, how a change under them ends, and whether it is made.
fn ends() -> Vec<(Fault, &'static str, bool)> {
    let to = "https://new.example.com/".to_owned();
    let message = "Not today".to_owned();
    let declined = Fault::Refused {
        status: 200,
        message: message.clone(),
        errors: Value::Null,
    };
    vec![
        (Fault::ResetBeforeReading, "interrupted", false),
        (Fault::InternalError, "server_failed", false),
        (Fault::HtmlBadGateway, "server_failed", false),
        (Fault::Redirect { to }, "moved", false),
        (Fault::Hang, "timed_out", false),
        (declined, "declined", false),
        (Fault::EmptyUnauthorized, "wrong_key", false),
        (
            Fault::TooManyRequests { seconds: None },
            "rate_limited",
            false,
        ),
        (Fault::ResetAfterStoring, "interrupted", true),
        (Fault::InternalErrorAfterStoring, "server_failed", true),
        (Fault::HtmlBadGatewayAfterStoring, "server_failed", true),
        (Fault::Slow { millis: 2_000 }, "timed_out", true),
        (Fault::HangAfterStoring, "timed_out", true),
        (Fault::Truncated, "truncated", true),
        (Fault::EmptyBody, "empty_answer", true),
        (Fault::RefusedAfterStoring { message }, "declined", true),
    ]
}

/// Whether a badge stands as a change leaves it.
async fn stands(client: &IssueBadge, id: &str, change: Action) -> bool {
    let badge = badges(client).issued(id).await.unwrap();
    match change {
        Action::Revoked => badge.standing != Standing::InForce,
        Action::Reinstated => badge.standing == Standing::InForce,
        Action::Updated => badge.expire_date.as_deref() == Some("2031-12-24"),
    }
}

async fn made_once_or_not_at_all(change: Action) {
    let office = open().await;
    let (client, faults) = (hasty(&office), office.issuebadge_faults());
    for (number, (fault, end, made)) in ends().into_iter().enumerate() {
        let what = format!("{change:?} {fault:?}");
        let id = issue(&client, &order(&format!("k-{number}"), vec![]))
            .await
            .id;
        if change == Action::Reinstated {
            make(&client, &id, Action::Revoked).await.unwrap();
        }
        // The second would meet a call that is made again.
        faults.fail_next(calls(change), 2, fault);
        let error = make(&client, &id, change).await.unwrap_err();
        assert_eq!(error.code(), end, "{what}");
        assert_eq!(faults.waiting()[0].count, 1, "{what}: made again");
        faults.clear();
        let history = office.issued().pop().unwrap().history;
        let times = history.iter().filter(|entry| entry.action == change);
        assert_eq!(times.count(), usize::from(made), "{what}");
        assert_eq!(stands(&client, &id, change).await, made, "{what}");
    }
}

#[tokio::test]
async fn a_change_is_made_once_or_not_at_all_whatever_becomes_of_its_answer() {
    let [revoke, change, reinstate] = CHANGES.map(made_once_or_not_at_all);
    tokio::join!(revoke, change, reinstate);
}
