//! What a look-up takes for the order, among badges that are like it.

use std::time::Duration;

use chrono::{DateTime, Utc};
use issuing::{BadgeOrder, Email, IssuingService, LookUp, RecipientName, TemplateId};
use practice::issuebadge::{Calls, Fault, ListOrder, Switches, Timestamps};
use practice::{Clock, ManualClock, Options, PracticeOffice};

use crate::office::{choosing, client, hits, issue, open, order};

fn start() -> DateTime<Utc> {
    "2026-03-02T12:00:00Z".parse().unwrap()
}

/// An office whose clock stands.
async fn standing() -> PracticeOffice {
    let clock = Clock::Manual(ManualClock::at(start()));
    let options = Options {
        clock,
        ..Options::default()
    };
    PracticeOffice::open(options).await.unwrap()
}

/// Orders that a partial search finds, too, and another badge of the same person.
fn neighbours() -> Vec<BadgeOrder> {
    let named = |key: &str, name: &str| BadgeOrder {
        recipient: RecipientName::new(name).unwrap(),
        ..order(key, vec![])
    };
    vec![
        named("n-1", "Åse Ødegård Berg"),
        named("n-2", "Kåre Åse Ødegård"),
        BadgeOrder {
            email: Some(Email::new("another.ase@example.com").unwrap()),
            ..order("n-3", vec![])
        },
        BadgeOrder {
            badge: TemplateId::new("H4QX7N2VB").unwrap(),
            ..order("n-4", vec![])
        },
        BadgeOrder {
            email: None,
            ..order("n-5", vec![])
        },
    ]
}

#[tokio::test]
async fn only_the_order_itself_is_found_among_its_neighbours() {
    for list_order in [ListOrder::NewestFirst, ListOrder::OldestFirst] {
        let office = choosing(Switches {
            list_order,
            ..Switches::default()
        })
        .await;
        let (client, wanted, begun) = (client(&office), order("k", vec![]), Utc::now());
        for neighbour in neighbours() {
            issue(&client, &neighbour).await;
        }
        assert_eq!(
            client.look_up(&wanted.clone().into(), begun).await,
            LookUp::NotFound
        );
        let receipt = issue(&client, &wanted).await;
        let found = client.look_up(&wanted.into(), begun).await;
        assert_eq!(hits(&found), [receipt.id]);
    }
}

#[tokio::test]
async fn an_older_badge_of_the_same_person_is_not_the_order() {
    let office = standing().await;
    let (client, wanted) = (client(&office), order("k", vec![]));
    issue(&client, &order("old", vec![])).await;
    office.issuebadge_faults().advance(Duration::from_hours(25));
    let begun = start() + Duration::from_hours(25);
    assert_eq!(
        client.look_up(&wanted.clone().into(), begun).await,
        LookUp::NotFound
    );
    let receipt = issue(&client, &wanted).await;
    assert_eq!(
        hits(&client.look_up(&wanted.into(), begun).await),
        [receipt.id]
    );
}

#[tokio::test]
async fn a_silent_order_is_not_one_that_was_e_mailed() {
    let office = open().await;
    let (client, begun) = (client(&office), Utc::now());
    issue(&client, &order("k", vec![])).await;
    let silent = BadgeOrder {
        email: None,
        ..order("k-2", vec![])
    };
    assert_eq!(
        client.look_up(&silent.into(), begun).await,
        LookUp::NotFound
    );
}

#[tokio::test]
async fn an_order_on_a_later_page_is_found() {
    let office = open().await;
    let (client, wanted, begun) = (client(&office), order("k", vec![]), Utc::now());
    let receipt = issue(&client, &wanted).await;
    for number in 0..100 {
        let other = BadgeOrder {
            recipient: RecipientName::new(format!("Åse Ødegård {number}")).unwrap(),
            ..order(&format!("other-{number}"), vec![])
        };
        issue(&client, &other).await;
    }
    assert_eq!(
        hits(&client.look_up(&wanted.into(), begun).await),
        [receipt.id]
    );
}

#[tokio::test]
async fn a_time_that_is_not_exact_is_left_to_the_operator_with_what_is_alike() {
    for timestamps in [Timestamps::Seconds, Timestamps::Days] {
        let office = choosing(Switches {
            timestamps,
            ..Switches::default()
        })
        .await;
        let (client, wanted, begun) = (client(&office), order("k", vec![]), Utc::now());
        let receipt = issue(&client, &wanted).await;
        let LookUp::CannotTell { error, alike } = client.look_up(&wanted.into(), begun).await
        else {
            panic!("{timestamps:?}")
        };
        assert_eq!(error.code(), "time_not_told");
        assert_eq!(alike[0].id, receipt.id);
    }
}

#[tokio::test]
async fn a_search_that_fails_has_found_nothing_and_ruled_nothing_out() {
    let office = open().await;
    let (client, wanted) = (client(&office), order("k", vec![]));
    for (fault, code) in [
        (Fault::HtmlBadGateway, "server_failed"),
        (Fault::Truncated, "truncated"),
        (Fault::EmptyUnauthorized, "wrong_key"),
        (Fault::TooManyRequests { seconds: None }, "rate_limited"),
        (Fault::OtherShape, "other_shape"),
    ] {
        office
            .issuebadge_faults()
            .fail_next(Calls::Issues, 1, fault.clone());
        let found = client.look_up(&wanted.clone().into(), Utc::now()).await;
        let LookUp::CannotTell { error, .. } = found else {
            panic!("{fault:?}")
        };
        assert_eq!(error.code(), code);
    }
}
