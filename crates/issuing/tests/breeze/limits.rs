//! The documented rate limits.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use issuing::breeze::Breeze;
use issuing::{IssuingError, IssuingService, Outcome};
use practice::{Calls, Clock, Fault, ManualClock, Options, PracticeOffice};

use crate::office::{Hands, client, open, settings, somebody};

const START: i64 = 1_790_000_000;

fn at(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

/// An office and a client whose clocks both stand at [`START`].
async fn standing() -> (PracticeOffice, Breeze) {
    let clock = Clock::Manual(ManualClock::at(at(START)));
    let office = PracticeOffice::open(Options {
        clock,
        ..Options::default()
    })
    .await
    .unwrap();
    let breeze = Breeze::new(settings(office.breeze()), Hands::at(START).clock()).unwrap();
    (office, breeze)
}

#[tokio::test]
async fn what_is_left_is_known_after_every_answer() {
    let (_office, breeze) = standing().await;
    assert_eq!(breeze.allowance(), None);
    breeze.probe().await.unwrap();
    let first = breeze.allowance().unwrap();
    assert_eq!((first.limit, first.remaining), (Some(3600), 3599));
    assert_eq!(first.resets, Some(at(START) + TimeDelta::hours(1)));
    breeze.probe().await.unwrap();
    assert_eq!(breeze.allowance().unwrap().remaining, 3598);
}

#[tokio::test]
async fn an_order_over_the_limit_waits_for_the_reset_it_names() {
    let (office, breeze) = standing().await;
    let later = Fault::TooManyRequests { seconds: Some(90) };
    office.faults().fail_next(Calls::Order, 1, later);
    let until = Some(at(START + 90));
    let error = IssuingError::RateLimited { until };
    let outcome = breeze.order(&somebody(&office).into()).await;
    assert_eq!(outcome, Outcome::NotTaken { until, error });
    assert_eq!(breeze.allowance().unwrap().remaining, 0);
    assert!(office.orders().is_empty());
}

#[tokio::test]
async fn the_token_endpoint_names_its_end_in_words() {
    let (office, breeze) = standing().await;
    let later = Fault::TooManyRequests { seconds: Some(420) };
    office.faults().fail_next(Calls::Token, 1, later);
    let until = Some(at(START + 420));
    let error = IssuingError::RateLimited { until };
    let outcome = breeze.order(&somebody(&office).into()).await;
    assert_eq!(outcome, Outcome::NotTaken { until, error });
}

#[tokio::test]
async fn a_limit_without_an_end_names_none() {
    let office = open().await;
    let breeze = client(&office);
    for calls in [Calls::Token, Calls::Order] {
        office
            .faults()
            .fail_next(calls, 1, Fault::TooManyRequests { seconds: None });
        let outcome = breeze.order(&somebody(&office).into()).await;
        let error = IssuingError::RateLimited { until: None };
        assert_eq!(
            outcome,
            Outcome::NotTaken { until: None, error },
            "{calls:?}"
        );
    }
}

#[tokio::test]
async fn the_hundred_and_first_token_of_an_hour_is_refused() {
    let (office, _) = standing().await;
    let settings = settings(office.breeze());
    for _ in 0..100 {
        let breeze = Breeze::new(settings.clone(), Arc::new(move || at(START))).unwrap();
        breeze.probe().await.unwrap();
    }
    let one_more = Breeze::new(settings, Arc::new(move || at(START))).unwrap();
    let until = Some(at(START + 3600));
    assert_eq!(
        one_more.probe().await,
        Err(IssuingError::RateLimited { until })
    );
}

#[tokio::test]
async fn the_call_over_the_hours_limit_is_refused() {
    let (_office, breeze) = standing().await;
    for _ in 0..3600 {
        breeze.probe().await.unwrap();
    }
    let until = Some(at(START + 3600));
    assert_eq!(
        breeze.probe().await,
        Err(IssuingError::RateLimited { until })
    );
}
