//! How an attempt ends under every fault, and that no badge is lost or doubled by what follows.

use std::time::Duration;

use chrono::Utc;
use issuing::issuebadge::{IssueBadge, Settings};
use issuing::{BadgeOrder, IssuingService, LookUp, Outcome, Patience};
use practice::PracticeOffice;
use practice::issuebadge::{Calls, Fault, ReusedKey, Switches};

use crate::office::{choosing, client, hits, made_of, open, order, send, settings, summary};

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

/// Faults after which nobody knows, how the attempt ends, and whether the badge is there.
fn unknowns() -> Vec<(Fault, &'static str, bool)> {
    let to = "https://new.example.com/".to_owned();
    vec![
        (Fault::InternalError, "unknown: server_failed", false),
        (Fault::HtmlBadGateway, "unknown: server_failed", false),
        (Fault::ResetBeforeReading, "unknown: interrupted", false),
        (Fault::Redirect { to }, "unknown: moved", false),
        (Fault::Hang, "unknown: timed_out", false),
        (
            Fault::HtmlBadGatewayAfterStoring,
            "unknown: server_failed",
            true,
        ),
        (
            Fault::InternalErrorAfterStoring,
            "unknown: server_failed",
            true,
        ),
        (refused_after_storing(), "unknown: declined", true),
        (Fault::Slow { millis: 2_000 }, "unknown: timed_out", true),
        (Fault::ResetAfterStoring, "unknown: interrupted", true),
        (Fault::HangAfterStoring, "unknown: timed_out", true),
        (Fault::Truncated, "unknown: truncated", true),
        (Fault::EmptyBody, "unknown: empty_answer", true),
        (Fault::OtherShape, "unknown: other_shape", true),
        (Fault::WithoutIssueId, "unknown: other_shape", true),
    ]
}

fn refused_after_storing() -> Fault {
    Fault::RefusedAfterStoring {
        message: "Not today".to_owned(),
    }
}

#[tokio::test]
async fn an_unknown_order_is_found_if_it_is_there_and_only_then() {
    for (fault, end, stored) in unknowns() {
        let office = open().await;
        let client = hasty(&office);
        let (order, begun) = (order("k-1", vec![]), Utc::now());
        office
            .issuebadge_faults()
            .fail_next(Calls::Issue, 1, fault.clone());
        assert_eq!(summary(&send(&client, &order).await), end, "{fault:?}");
        let found = client.look_up(&order.clone().into(), begun).await;
        let there: Vec<_> = office
            .issued()
            .iter()
            .map(|it| it.issue_id.clone())
            .collect();
        assert_eq!(there.len(), usize::from(stored), "{fault:?}");
        assert_eq!(hits(&found), there, "{fault:?}");
        assert_eq!(found == LookUp::NotFound, !stored, "{fault:?}");
    }
}

/// What follows an unknown end: looked up, sent once more with the same key, looked up.
async fn followed(client: &IssueBadge, order: &BadgeOrder, begun: chrono::DateTime<Utc>) -> String {
    let request = order.clone().into();
    if let [id] = hits(&client.look_up(&request, begun).await).as_slice() {
        return id.clone();
    }
    match send(client, order).await {
        Outcome::Accepted(receipt) => receipt.id,
        Outcome::KeyUsed(_) => hits(&client.look_up(&request, begun).await).remove(0),
        other => panic!("{other:?}"),
    }
}

const REUSED: [ReusedKey; 5] = [
    ReusedKey::ReturnsExisting,
    ReusedKey::Conflict,
    ReusedKey::Unprocessable,
    ReusedKey::BadRequest,
    ReusedKey::OkFailure,
];

#[tokio::test]
async fn no_badge_is_lost_or_doubled_whatever_becomes_of_a_used_key() {
    for reused_key in REUSED {
        let office = choosing(Switches {
            reused_key,
            ..Switches::default()
        })
        .await;
        let client = client(&office);
        for (number, fault) in [Fault::HtmlBadGateway, Fault::ResetAfterStoring]
            .iter()
            .enumerate()
        {
            let (order, begun) = (order(&format!("k-{number}"), vec![]), Utc::now());
            office
                .issuebadge_faults()
                .fail_next(Calls::Issue, 1, fault.clone());
            send(&client, &order).await;
            let id = followed(&client, &order, begun).await;
            let issued = office.issued();
            assert_eq!(issued.len(), number + 1, "{reused_key:?} {fault:?}");
            assert_eq!(issued[number].issue_id, id, "{reused_key:?} {fault:?}");
        }
    }
}

#[tokio::test]
async fn a_used_key_answers_with_the_same_badge_or_says_that_it_was_used() {
    for reused_key in REUSED {
        let office = choosing(Switches {
            reused_key,
            ..Switches::default()
        })
        .await;
        let (client, order) = (client(&office), order("k-1", vec![]));
        let Outcome::Accepted(first) = send(&client, &order).await else {
            panic!()
        };
        match send(&client, &order).await {
            Outcome::Accepted(again) => {
                assert_eq!(
                    (again.id, reused_key),
                    (first.id, ReusedKey::ReturnsExisting)
                );
            }
            other => assert_eq!(summary(&other), "key used: key_used", "{reused_key:?}"),
        }
        assert_eq!(office.issued().len(), 1);
    }
}

#[tokio::test]
async fn an_order_over_a_limit_is_not_taken_and_waits_as_long_as_it_is_told() {
    let office = open().await;
    let client = client(&office);
    for (seconds, waits) in [(Some(90), true), (None, false)] {
        let fault = Fault::TooManyRequests { seconds };
        office.issuebadge_faults().fail_next(Calls::Issue, 1, fault);
        let Outcome::NotTaken { until, .. } = send(&client, &order("k", vec![])).await else {
            panic!()
        };
        assert_eq!(until.is_some(), waits);
    }
    assert!(office.issued().is_empty());
}

#[tokio::test]
async fn an_address_that_is_not_https_is_a_receipt_that_does_not_open() {
    let office = open().await;
    let client = client(&office);
    for (url, kept) in [(Some("http://example.com/v/1"), true), (None, false)] {
        let url = url.map(str::to_owned);
        office
            .issuebadge_faults()
            .fail_next(Calls::Issue, 1, Fault::PublicUrl { url });
        let Outcome::Accepted(receipt) = send(&client, &order(&format!("k{kept}"), vec![])).await
        else {
            panic!()
        };
        assert_eq!(receipt.public_url.is_some(), kept);
        assert!(
            receipt
                .public_url
                .is_none_or(|url| url.openable().is_none())
        );
    }
}
