//! Checking a connection, and what is said about one that does not work.

use std::sync::Arc;

use chrono::Utc;
use issuing::issuebadge::{IssueBadge, Settings};
use issuing::{BaseUrl, CheckStep, IssuingError, IssuingService, Outcome};
use practice::issuebadge::{Calls, Fault, Switches, UnauthorizedShape};

use crate::office::{choosing, client, made_of, open, order, send, settings, summary};

#[tokio::test]
async fn a_good_key_tells_whose_it_is_and_how_many_badges_there_are() {
    let office = open().await;
    let client = client(&office);
    let account = client.check().await.unwrap();
    assert_eq!(account.user_id, "Åshild Bjørnsdatter");
    assert_eq!(
        account.email.as_deref(),
        Some("ashild.bjornsdatter@badges.invalid")
    );
    assert_eq!(
        account.templates as usize,
        client.templates().await.unwrap().len()
    );
    assert_eq!(client.probe().await, Ok(()));
}

#[tokio::test]
async fn a_host_alone_is_address_enough_and_the_whole_address_is_too() {
    let office = open().await;
    let host = settings(&office).base_url;
    for address in [host.to_string(), format!("{host}/api/v1")] {
        let base_url = BaseUrl::parse(&address).unwrap();
        let settings = Settings {
            base_url,
            ..settings(&office)
        };
        assert_eq!(made_of(settings).probe().await, Ok(()), "{address}");
    }
}

#[tokio::test]
async fn a_wrong_a_cut_and_a_revoked_key_are_told_with_and_without_words() {
    for unauthorized in [
        UnauthorizedShape::Envelope,
        UnauthorizedShape::MessageOnly,
        UnauthorizedShape::EmptyBody,
    ] {
        let office = choosing(Switches {
            unauthorized,
            ..Switches::default()
        })
        .await;
        let good = settings(&office);
        let whole = office.issuebadge().api_key.clone();
        for wrong in ["158|wrong", &whole[..20]] {
            let api_key = wrong.to_owned().into();
            let client = made_of(Settings {
                api_key,
                ..good.clone()
            });
            let failure = client.check().await.unwrap_err();
            assert_eq!(
                (failure.step, failure.error),
                (CheckStep::Token, IssuingError::WrongKey)
            );
        }
        office.issuebadge_faults().revoke_key();
        let outcome = send(&made_of(good), &order("k", vec![])).await;
        assert_eq!(
            outcome,
            Outcome::Blocked(IssuingError::WrongKey),
            "{unauthorized:?}"
        );
    }
}

#[tokio::test]
async fn a_key_with_space_around_it_is_the_same_key() {
    let office = open().await;
    let pasted = format!(" {}\n", office.issuebadge().api_key);
    let api_key = pasted.into();
    assert_eq!(
        made_of(Settings {
            api_key,
            ..settings(&office)
        })
        .probe()
        .await,
        Ok(())
    );
}

#[test]
fn what_no_key_can_look_like_makes_no_connection() {
    for key in ["", " ", "158|a b", "ключ"] {
        let settings = Settings {
            base_url: BaseUrl::ISSUEBADGE,
            api_key: key.to_owned().into(),
            patience: Default::default(),
            get_for_create: false,
        };
        let refused = IssueBadge::new(settings, Arc::new(Utc::now)).err();
        assert_eq!(refused, Some(IssuingError::WrongKey), "{key}");
    }
}

/// How the question about the key fails, and what the check says.
fn failures() -> Vec<(Fault, &'static str)> {
    let to = "https://new.example.com/".to_owned();
    vec![
        (Fault::TooManyRequests { seconds: Some(60) }, "rate_limited"),
        (Fault::EmptyUnauthorized, "wrong_key"),
        (Fault::InternalError, "server_failed"),
        (Fault::HtmlBadGateway, "server_failed"),
        (Fault::EmptyBody, "empty_answer"),
        (Fault::Truncated, "truncated"),
        (Fault::ResetBeforeReading, "interrupted"),
        (Fault::Redirect { to }, "moved"),
    ]
}

#[tokio::test]
async fn every_failure_of_a_check_has_its_step_and_its_name() {
    let office = open().await;
    let client = client(&office);
    for (calls, step) in [
        (Calls::ValidateKey, CheckStep::Token),
        (Calls::Badges, CheckStep::Templates),
    ] {
        for (fault, code) in failures() {
            office
                .issuebadge_faults()
                .fail_next(calls, 1, fault.clone());
            let failure = client.check().await.unwrap_err();
            assert_eq!(
                (failure.step, failure.error.code()),
                (step, code),
                "{fault:?}"
            );
        }
    }
}

#[tokio::test]
async fn an_order_to_an_office_that_is_closed_never_left() {
    let office = open().await;
    let client = client(&office);
    office.close().await;
    assert_eq!(
        summary(&send(&client, &order("k", vec![])).await),
        "never left: unreachable"
    );
}

#[tokio::test]
async fn an_order_to_a_name_that_does_not_exist_never_left() {
    let office = open().await;
    let base_url = BaseUrl::parse("https://badges.invalid/api/v1").unwrap();
    let client = made_of(Settings {
        base_url,
        ..settings(&office)
    });
    assert_eq!(
        summary(&send(&client, &order("k", vec![])).await),
        "never left: name_not_found"
    );
}
