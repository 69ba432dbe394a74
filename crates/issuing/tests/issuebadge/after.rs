//! What can be done with a badge after it was issued.

use issuing::{BadgeOrder, RecipientName, TemplateId};
use issuing::{HistoryAction, IssuedFilter, IssuingError, RevocationComments, Standing};
use practice::issuebadge::{Calls, Fault, Switches};
use serde_json::json;

use crate::office::{COURSE, badges, choosing, client, issue, open, order, picture, text};

#[tokio::test]
async fn an_issued_badge_is_read_as_it_was_ordered() {
    let office = open().await;
    let client = client(&office);
    let ordered = BadgeOrder {
        memo: Some("Kull 7".into()),
        ..order(
            "k",
            vec![
                ("employee_id", text("EMP001")),
                ("certificate_photo", picture().0),
            ],
        )
    };
    let receipt = issue(&client, &ordered).await;
    let issued = badges(&client).issued(&receipt.id).await.unwrap();
    assert_eq!(issued.recipient_name.as_deref(), Some("Åse Ødegård"));
    assert_eq!(issued.recipient_email.as_deref(), Some("ase@example.com"));
    assert_eq!(issued.badge, Some(TemplateId::new(COURSE).unwrap()));
    assert_eq!(issued.memo.as_deref(), Some("Kull 7"));
    assert_eq!(issued.metadata["employee_id"], json!("EMP001"));
    assert_eq!(issued.standing, Standing::InForce);
    assert_eq!(issued.receipt().public_url, receipt.public_url);
}

#[tokio::test]
async fn a_badge_is_revoked_once_and_reinstated() {
    let office = open().await;
    let client = client(&office);
    let (badges, id) = (
        badges(&client),
        issue(&client, &order("k", vec![])).await.id,
    );
    let comments = RevocationComments::new("Meldt tapt").unwrap();
    badges
        .revoke(&id, Some("Lost"), Some(&comments))
        .await
        .unwrap();
    let revocation = office.issued().remove(0).revocation.unwrap();
    assert_eq!(revocation.comments.as_deref(), Some("Meldt tapt"));
    let reason = Some("Lost".to_owned());
    let standing = badges.issued(&id).await.unwrap().standing;
    assert_eq!(standing, Standing::Revoked { reason });
    let again = badges.revoke(&id, None, None).await;
    assert_eq!(again, Err(IssuingError::AlreadyRevoked));
    badges.reinstate(&id).await.unwrap();
    assert_eq!(
        badges.issued(&id).await.unwrap().standing,
        Standing::InForce
    );
    let actions: Vec<_> = badges
        .history(&id)
        .await
        .unwrap()
        .into_iter()
        .map(|it| it.action)
        .collect();
    let revoked = actions.iter().position(|it| *it == HistoryAction::Revoked);
    let reinstated = actions
        .iter()
        .position(|it| *it == HistoryAction::Reinstated);
    assert!(revoked.is_some() && revoked < reinstated, "{actions:?}");
}

#[tokio::test]
async fn a_revocation_without_a_reason_has_the_services_own() {
    let office = open().await;
    let client = client(&office);
    let id = issue(&client, &order("k", vec![])).await.id;
    badges(&client).revoke(&id, Some(" "), None).await.unwrap();
    assert_eq!(
        office.issued().remove(0).revocation.unwrap().reason,
        "Revoked via API"
    );
}

#[tokio::test]
async fn expiry_and_note_are_changed_each_alone() {
    let office = open().await;
    let client = client(&office);
    let (badges, id) = (
        badges(&client),
        issue(&client, &order("k", vec![])).await.id,
    );
    badges
        .change_expiry(&id, "2031-12-24".parse().unwrap())
        .await
        .unwrap();
    badges.change_memo(&id, "Forlenget").await.unwrap();
    let issued = badges.issued(&id).await.unwrap();
    assert_eq!(issued.expire_date.as_deref(), Some("2031-12-24"));
    assert_eq!(issued.memo.as_deref(), Some("Forlenget"));
}

#[tokio::test]
async fn what_is_not_there_is_not_found_by_any_call() {
    let office = open().await;
    let client = client(&office);
    let badges = badges(&client);
    let errors = [
        badges.issued("gone").await.err(),
        badges.history("gone").await.err(),
        badges.revoke("gone", None, None).await.err(),
        badges.change_memo("gone", "m").await.err(),
        badges.reinstate("gone").await.err(),
        badges.certificate("gone").await.err(),
    ];
    for error in errors {
        assert_eq!(error.unwrap().code(), "not_found");
    }
}

#[tokio::test]
async fn an_id_leads_nowhere_else() {
    let office = open().await;
    let client = client(&office);
    let badges = badges(&client);
    for id in ["../badge/getall", "a/../../validate-key", "x?page=1", "x#y"] {
        assert_eq!(
            badges.issued(id).await.unwrap_err().code(),
            "not_found",
            "{id}"
        );
    }
    assert_eq!(badges.issued("..").await.unwrap_err().code(), "other_shape");
    assert_eq!(
        badges.issued(" ").await.unwrap_err(),
        IssuingError::EmptyName
    );
}

#[tokio::test]
async fn a_certificate_is_a_pdf_or_says_why_there_is_none() {
    let office = open().await;
    let client = client(&office);
    let (badges, id) = (
        badges(&client),
        issue(&client, &order("k", vec![])).await.id,
    );
    assert!(badges.certificate(&id).await.unwrap().starts_with(b"%PDF-"));
    for (fault, code) in [
        (Fault::EmptyBody, "not_pdf"),
        (Fault::HtmlBadGateway, "server_failed"),
        (Fault::OtherShape, "not_pdf"),
        (Fault::Truncated, "truncated"),
        (Fault::EmptyUnauthorized, "wrong_key"),
        (no_design(), "no_certificate_design"),
    ] {
        office
            .issuebadge_faults()
            .fail_next(Calls::Certificate, 1, fault.clone());
        assert_eq!(
            badges.certificate(&id).await.unwrap_err().code(),
            code,
            "{fault:?}"
        );
    }
}

fn no_design() -> Fault {
    Fault::Refused {
        status: 404,
        message: "No certificate design found for this badge".into(),
        errors: json!(null),
    }
}

#[tokio::test]
async fn everything_issued_is_browsed_page_by_page_and_by_filter() {
    let office = choosing(Switches {
        rows_hide_revocation: true,
        ..Switches::default()
    })
    .await;
    let client = client(&office);
    for number in 0..101 {
        let other = BadgeOrder {
            recipient: RecipientName::new(format!("Person {number}")).unwrap(),
            ..order(&format!("k-{number}"), vec![])
        };
        issue(&client, &other).await;
    }
    let all = IssuedFilter::default();
    let first = badges(&client).browse(&all, 1).await.unwrap();
    assert_eq!(
        (first.badges.len(), first.total, first.more),
        (100, Some(101), true)
    );
    assert_eq!(first.badges[0].standing, Standing::NotTold);
    let second = badges(&client).browse(&all, 2).await.unwrap();
    assert_eq!(
        (second.badges.len(), second.page, second.more),
        (1, 2, false)
    );
    let named = IssuedFilter {
        recipient_name: Some("person 10".into()),
        ..IssuedFilter::default()
    };
    assert_eq!(
        badges(&client).browse(&named, 1).await.unwrap().total,
        Some(2)
    );
}
