use practice::issuebadge::{ListOrder, Switches, Timestamps};
use serde_json::{Value, json};

use super::client::{Answer, EXAMPLE, Visit};
use crate::client::stopped;

/// The names on a page.
fn names(answer: &Answer) -> Vec<&str> {
    let rows = answer.data().as_array().unwrap().iter();
    rows.map(|row| row["recipient_name"].as_str().unwrap())
        .collect()
}

async fn with_people() -> Visit {
    let visit = Visit::begin().await;
    for (badge, name, email) in [
        (EXAMPLE, "Åse Bjørk", Some("ase@bjork.invalid")),
        (EXAMPLE, "Øystein Ås", None),
        ("W238GD8PK", "Jón Ásgeirsson", Some("JON@asgeirs.invalid")),
    ] {
        let body = json!({ "badge_id": badge, "name": name, "email": email });
        visit.issue(&body).await.id();
    }
    visit
}

#[tokio::test]
async fn an_issued_badge_is_shown_whole() {
    let (_, options) = stopped();
    let visit = Visit::with(options).await;
    let body = json!({
        "badge_id": EXAMPLE, "name": "Åse Bjørk", "email": "ase@bjork.invalid",
        "phone": "+4712345678", "memo": "note", "metadata": { "score": 95 },
    });
    let id = visit.issue(&body).await.id().to_owned();
    let expected = json!({
        "issue_id": id, "recipient_name": "Åse Bjørk", "recipient_email": "ase@bjork.invalid",
        "recipient_phone": "+4712345678", "badge_id": EXAMPLE, "badge_name": "Course completion",
        "organization_name": "Nordic Safety Academy", "issue_date": "2026-03-02",
        "expire_date": "2028-03-02", "serial_number": "000001", "memo": "note",
        "public_url": visit.origin(&format!("/v/{id}")),
        "pdf_url": visit.origin(&format!("/v/{id}/certificate.pdf")),
        "metadata": { "score": 95 }, "is_revoked": false, "revocation_reason": null,
        "created_at": "2026-03-02T12:00:00.000000Z", "updated_at": "2026-03-02T12:00:00.000000Z",
    });
    assert_eq!(
        *visit.get(&format!("/issue/get/{id}")).await.data(),
        expected
    );
    assert_eq!(*visit.get("/issue/get").await.data(), json!([expected]));
}

#[tokio::test]
async fn what_was_not_sent_is_null() {
    let visit = Visit::begin().await;
    let body = json!({ "badge_id": "G4V1ZM8TH", "name": "Åse Bjørk" });
    let id = visit.issue(&body).await.id().to_owned();
    let answer = visit.get(&format!("/issue/get/{id}")).await;
    for member in [
        "recipient_email",
        "recipient_phone",
        "expire_date",
        "memo",
        "metadata",
        "pdf_url",
    ] {
        assert_eq!(answer.data()[member], Value::Null, "{member}");
    }
}

#[tokio::test]
async fn filters_match_parts_whatever_their_capitals() {
    let visit = with_people().await;
    for (query, expected) in [
        ("", vec!["Jón Ásgeirsson", "Øystein Ås", "Åse Bjørk"]),
        ("badge_id=abc123", vec!["Øystein Ås", "Åse Bjørk"]),
        ("badge_id=abc", vec![]),
        ("recipient_name=%C3%A5s", vec!["Øystein Ås", "Åse Bjørk"]),
        ("recipient_email=jon@", vec!["Jón Ásgeirsson"]),
        (
            "badge_id=abc123&recipient_name=%C3%A5s&recipient_email=bjork",
            vec!["Åse Bjørk"],
        ),
        ("recipient_name=nobody", vec![]),
    ] {
        let answer = visit.get(&format!("/issue/get?{query}")).await;
        assert_eq!(names(&answer), expected, "{query}");
        assert_eq!(answer.body["pagination"]["total"], expected.len());
    }
}

#[tokio::test]
async fn pages_follow_each_other() {
    let visit = with_people().await;
    let first = visit.get("/issue/get?per_page=2").await;
    assert_eq!(names(&first), ["Jón Ásgeirsson", "Øystein Ås"]);
    let expected = json!({
        "current_page": 1, "per_page": 2, "total": 3, "total_pages": 2, "has_more": true,
    });
    assert_eq!(first.body["pagination"], expected);
    let second = visit.get("/issue/get?per_page=2&page=2").await;
    assert_eq!(names(&second), ["Åse Bjørk"]);
    assert_eq!(second.body["pagination"]["has_more"], false);
    assert_eq!(names(&visit.get("/issue/get?page=9").await), [""; 0]);
}

#[tokio::test]
async fn a_page_has_ten_rows_unless_asked_and_an_empty_list_no_pages() {
    let visit = Visit::begin().await;
    let empty = json!({
        "current_page": 1, "per_page": 10, "total": 0, "total_pages": 0, "has_more": false,
    });
    assert_eq!(visit.get("/issue/get").await.body["pagination"], empty);
    for number in 0..11 {
        visit.issued_to(&format!("Person {number}")).await;
    }
    assert_eq!(names(&visit.get("/issue/get").await).len(), 10);
    for query in ["per_page=0", "per_page=101", "per_page=x"] {
        let answer = visit.get(&format!("/issue/get?{query}")).await;
        assert_eq!(answer.invalid(), ["per_page"], "{query}");
    }
    assert_eq!(visit.get("/issue/get?page=0").await.invalid(), ["page"]);
}

#[tokio::test]
async fn the_order_of_the_list_is_a_switch() {
    let visit = with_people().await;
    visit.office.issuebadge_faults().set_switches(Switches {
        list_order: ListOrder::OldestFirst,
        ..Switches::default()
    });
    let answer = visit.get("/issue/get").await;
    assert_eq!(
        names(&answer),
        ["Åse Bjørk", "Øystein Ås", "Jón Ásgeirsson"]
    );
}

#[tokio::test]
async fn whether_rows_tell_a_revocation_is_a_switch() {
    let visit = Visit::switched(Switches {
        rows_hide_revocation: true,
        ..Switches::default()
    })
    .await;
    let id = visit.issued_to("Åse Bjørk").await;
    let rows = visit.get("/issue/get").await;
    let row = rows.data()[0].as_object().unwrap();
    assert!(!row.contains_key("is_revoked") && !row.contains_key("revocation_reason"));
    let whole = visit.get(&format!("/issue/get/{id}")).await;
    assert_eq!(whole.data()["is_revoked"], false);
}

#[tokio::test]
async fn points_in_time_are_written_as_the_switch_says() {
    for (timestamps, expected) in [
        (Timestamps::Microseconds, "2026-03-02T12:00:00.000000Z"),
        (Timestamps::Seconds, "2026-03-02 12:00:00"),
        (Timestamps::Days, "2026-03-02"),
    ] {
        let (_, mut options) = stopped();
        options.issuebadge.timestamps = timestamps;
        let visit = Visit::with(options).await;
        let id = visit.issued_to("Åse Bjørk").await;
        let answer = visit.get(&format!("/issue/get/{id}")).await;
        assert_eq!(answer.data()["created_at"], expected);
        visit
            .post("/issue/revoke", &json!({ "issue_id": id }))
            .await
            .data();
        let history = visit.get(&format!("/issue/{id}/history")).await;
        assert_eq!(history.data()["history"][0]["created_at"], expected);
    }
}
