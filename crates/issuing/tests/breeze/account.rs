//! Checking a connection, and what is said about one that does not work.

use std::sync::Arc;

use chrono::Utc;
use issuing::breeze::{Breeze, Settings};
use issuing::{BaseUrl, CheckStep, IssuingError, IssuingService, TenantId};
use practice::{Calls, Fault};

use crate::office::{client, open, settings};

/// What a check says about a connection: its step and its error's code.
async fn checked(settings: Settings) -> (CheckStep, &'static str) {
    let breeze = Breeze::new(settings, Arc::new(Utc::now)).unwrap();
    let failure = breeze.check().await.unwrap_err();
    (failure.step, failure.error.code())
}

#[tokio::test]
async fn a_good_connection_tells_who_it_acts_as_and_what_it_offers() {
    let office = open().await;
    let breeze = client(&office);
    let account = breeze.check().await.unwrap();
    assert_eq!(account.user_id, "integration@practice.example");
    assert_eq!(
        account.email.as_deref(),
        Some("integration@practice.example")
    );
    assert_eq!(
        account.templates as usize,
        breeze.templates().await.unwrap().len()
    );
    assert_eq!(breeze.probe().await, Ok(()));
}

#[tokio::test]
async fn a_wrong_secret_is_told() {
    let office = open().await;
    let wrong = Settings {
        client_secret: "wrong".to_owned().into(),
        ..settings(office.breeze())
    };
    assert_eq!(checked(wrong).await, (CheckStep::Token, "wrong_secret"));
}

#[tokio::test]
async fn an_unknown_tenant_is_told_by_name() {
    let office = open().await;
    let mut settings = settings(office.breeze());
    let stranger = TenantId::new("tenant_of_others").unwrap();
    settings.tenants.push(stranger.clone());
    let breeze = Breeze::new(settings, Arc::new(Utc::now)).unwrap();
    let failure = breeze.check().await.unwrap_err();
    assert_eq!(failure.step, CheckStep::Templates);
    let IssuingError::Forbidden { tenant, .. } = failure.error else {
        panic!("{failure:?}")
    };
    assert_eq!(tenant, Some(stranger));
}

#[tokio::test]
async fn an_address_where_nobody_answers_is_told() {
    let office = open().await;
    let settings = settings(office.breeze());
    office.close().await;
    assert_eq!(checked(settings).await, (CheckStep::Token, "unreachable"));
}

#[tokio::test]
async fn an_address_that_is_something_else_is_told() {
    let office = open().await;
    let base_url = BaseUrl::parse(&format!("{}/portal", office.breeze().base_url)).unwrap();
    let elsewhere = Settings {
        base_url,
        ..settings(office.breeze())
    };
    assert_eq!(
        checked(elsewhere).await,
        (CheckStep::Token, "no_such_endpoint")
    );
}

#[test]
fn a_connection_without_a_tenant_is_not_made() {
    let settings = Settings {
        base_url: BaseUrl::TEST,
        client_id: "oauth_abc123".into(),
        client_secret: "s3cr3t".to_owned().into(),
        tenants: Vec::new(),
        patience: Default::default(),
    };
    let refused = Breeze::new(settings, Arc::new(Utc::now)).err();
    assert_eq!(refused, Some(IssuingError::NoTenant));
}

fn error(code: &str) -> Fault {
    let (code, message) = (code.to_owned(), "Words".to_owned());
    Fault::ErrorCode { code, message }
}

fn moved() -> Fault {
    let to = "https://new.example.com/".to_owned();
    Fault::Redirect { to }
}

fn limited() -> Fault {
    Fault::TooManyRequests { seconds: Some(60) }
}

/// How the token fails, and what the check says.
fn token_failures() -> Vec<(Fault, &'static str)> {
    vec![
        (Fault::InvalidClient, "secret_expired"),
        (error("invalid_request"), "invalid_request"),
        (error("unsupported_grant_type"), "unsupported_grant"),
        (error("temporarily_unavailable"), "undocumented_code"),
        (limited(), "rate_limited"),
        (Fault::HtmlBadGateway, "server_failed"),
        (Fault::EmptyBody, "empty_answer"),
        (Fault::OtherShape, "other_shape"),
        (Fault::Truncated, "truncated"),
        (Fault::ResetBeforeReading, "interrupted"),
        (moved(), "moved"),
    ]
}

/// How the question who one is fails, and what the check says.
fn account_failures() -> Vec<(Fault, &'static str)> {
    vec![
        (error("FORBIDDEN"), "forbidden"),
        (error("NOT_FOUND"), "not_found"),
        (error("BAD_USER_INPUT"), "bad_input"),
        (error("INTERNAL_SERVER_ERROR"), "undocumented_code"),
        (limited(), "rate_limited"),
        (Fault::InternalError, "server_failed"),
        (Fault::HtmlBadGateway, "server_failed"),
        (Fault::EmptyBody, "empty_answer"),
        (Fault::OtherShape, "other_shape"),
        (Fault::Truncated, "truncated"),
        (Fault::ResetAfterCommitting, "interrupted"),
        (moved(), "moved"),
    ]
}

#[tokio::test]
async fn every_failure_of_a_check_has_its_step_and_its_name() {
    let office = open().await;
    for (fault, code) in token_failures() {
        office.faults().fail_next(Calls::Token, 1, fault.clone());
        let said = checked(settings(office.breeze())).await;
        assert_eq!(said, (CheckStep::Token, code), "{fault:?}");
    }
    for (fault, code) in account_failures() {
        office.faults().fail_next(Calls::Graphql, 1, fault.clone());
        let said = checked(settings(office.breeze())).await;
        assert_eq!(said, (CheckStep::Account, code), "{fault:?}");
    }
}

#[tokio::test]
async fn a_token_that_is_never_accepted_fails_the_check_after_one_renewal() {
    let office = open().await;
    office
        .faults()
        .fail_next(Calls::Graphql, 2, Fault::ExpiredToken);
    assert_eq!(
        checked(settings(office.breeze())).await,
        (CheckStep::Account, "not_authenticated")
    );
    assert!(office.faults().waiting().is_empty());
}
