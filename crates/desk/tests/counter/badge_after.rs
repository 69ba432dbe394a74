//! Digital badges after their order.

use chrono::TimeDelta;
use desk::Vault;
use desk::boundary::{
    BadgeChange, BadgeRef, Code, HistoryQuery, StandingView, TimelineKind, Validity,
};
use issuing::IssuingService;

use crate::badges::{NAME, code, issued};
use crate::elsewhere::client;
use crate::stage::{Later, Stage};

#[tokio::test]
async fn a_badge_is_revoked_and_reinstated_and_both_histories_say_so() {
    let stage = Stage::at_badges().await;
    let order = issued(&stage).await.row.id;
    let badge = BadgeRef::Order(order.clone());
    let revoke = BadgeChange::Revoke {
        reason: "left the company".to_owned(),
        comments: String::new(),
    };
    let revoked = stage.desk.change_badge(badge.clone(), revoke.clone()).await;
    let StandingView::Revoked { reason } = revoked.unwrap().standing else {
        panic!("not revoked");
    };
    assert_eq!(reason.as_deref(), Some("left the company"));
    let again = stage.desk.change_badge(badge.clone(), revoke).await;
    assert_eq!(code(again), Code::AlreadyRevoked);
    let back = stage
        .desk
        .change_badge(badge.clone(), BadgeChange::Reinstate)
        .await;
    assert_eq!(back.unwrap().standing, StandingView::InForce);
    let day = "2031-05-17".parse().unwrap();
    let later = stage
        .desk
        .change_badge(badge.clone(), BadgeChange::Expiry { day })
        .await;
    assert_eq!(later.unwrap().expire_date.as_deref(), Some("2031-05-17"));
    let kinds: Vec<_> = stage.desk.order(order).await.unwrap().timeline;
    let kinds: Vec<_> = kinds.into_iter().map(|entry| entry.kind).collect();
    let own = [
        TimelineKind::Revoked,
        TimelineKind::Reinstated,
        TimelineKind::ExpiryChanged,
    ];
    assert!(kinds.ends_with(&own), "{kinds:?}");
    let theirs = stage.desk.badge_history(badge).await.unwrap();
    let actions: Vec<_> = theirs.iter().map(|it| it.action.as_str()).collect();
    assert!(actions.contains(&"revoked") && actions.contains(&"reinstated"));
}

#[tokio::test]
async fn a_badge_that_does_not_count_any_more_is_told_in_every_list() {
    let stage = Stage::at_badges().await;
    let order = issued(&stage).await;
    assert_eq!(order.row.validity, Some(Validity::InForce));
    let badge = BadgeRef::Order(order.row.id.clone());
    let revoke = BadgeChange::Revoke {
        reason: String::new(),
        comments: String::new(),
    };
    let expiry = |day: &str| BadgeChange::Expiry {
        day: day.parse().unwrap(),
    };
    for (change, validity) in [
        (revoke, Validity::Revoked),
        (BadgeChange::Reinstate, Validity::InForce),
        (expiry("2020-02-29"), Validity::Expired),
        (expiry("2099-12-31"), Validity::InForce),
    ] {
        let changed = stage.desk.change_badge(badge.clone(), change).await;
        changed.unwrap();
        let list = stage.desk.history(HistoryQuery::default()).await.unwrap();
        assert_eq!(list.rows[0].validity, Some(validity));
        let whole = stage.desk.order(order.row.id.clone()).await.unwrap();
        assert_eq!(whole.row.validity, Some(validity));
    }
}

/// Revokes a badge past this desk.
async fn revoke_elsewhere(stage: &Stage, badge: &str) {
    let client = client(stage);
    let badges = client.badges().unwrap();
    badges.revoke(badge, None, None).await.unwrap();
}

#[tokio::test]
async fn a_badge_that_was_revoked_elsewhere_is_known_once_the_service_told() {
    let stage = Stage::at_badges().await;
    let order = issued(&stage).await;
    revoke_elsewhere(&stage, &order.receipt.unwrap().id.unwrap()).await;
    let asked = stage
        .desk
        .issued_badge(BadgeRef::Order(order.row.id.clone()));
    asked.await.unwrap();
    let known = stage.desk.order(order.row.id).await.unwrap();
    assert_eq!(known.row.validity, Some(Validity::Revoked));
}

#[tokio::test]
async fn the_service_that_names_no_expiry_is_reckoned_by_its_template() {
    let later = Later::default();
    let stage = Stage::at_time(Vault::for_this_run(), &later).await;
    stage.desk.choose_practice().await.unwrap();
    let badges = "practice-badges".to_owned();
    stage.desk.choose_connection(badges).await.unwrap();
    stage.desk.templates().await.unwrap();
    let order = issued(&stage).await.row.id;
    later.advance(TimeDelta::days(365 * 20));
    let order = stage.desk.order(order).await.unwrap();
    assert_eq!(order.row.validity, Some(Validity::Expired));
}

#[tokio::test]
async fn what_is_beside_the_custom_fields_is_kept_and_ordered_again() {
    let stage = Stage::at_badges().await;
    let own = [
        ("badge:memo", "for the archive"),
        ("badge:expires", "2031-05-17"),
        ("badge:issued", "2026-01-31"),
    ];
    let texts: Vec<_> = [NAME].into_iter().chain(own).collect();
    let order = stage.order(&stage.badge(&texts).await).await;
    let kept: Vec<_> = order
        .values
        .iter()
        .map(|it| (it.field.as_str(), it.text.as_str()))
        .collect();
    assert!(own.iter().all(|it| kept.contains(it)), "{kept:?}");
    let reason = desk::boundary::ReissueReason::Expired;
    let again = stage.desk.reissue_order(order.row.id, reason);
    let again = again.await.unwrap();
    for (field, text) in own {
        assert_eq!(again.values[field], text);
    }
}
