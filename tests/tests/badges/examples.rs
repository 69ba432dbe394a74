//! Every example of the vendor's page, made from the window, and what the service was sent beside
//! what the page sends.

use journeys::{Office, PictureHost, Station, Step};
use serde_json::{Value, json};

use crate::counter::{BADGE, connected, issue, issue_once_more, vector};

#[tokio::test]
async fn every_example_of_the_vendor_is_sent_as_its_page_sends_it() -> Step<()> {
    let office = Office::open().await?;
    let station = connected(&office).await?;
    basic(&station, &office).await?;
    expiring_as_the_template_says(&station, &office).await?;
    expiring_on_a_day(&station, &office).await?;
    with_custom_fields(&station, &office).await?;
    with_a_picture(&station, &office).await?;
    with_a_picture_elsewhere(&station, &office).await?;
    by_get(&station, &office).await
}

/// The person of every example.
async fn john(station: &Station) -> Step<()> {
    station.click("button", BADGE).await?;
    station.fill("Name", "John Doe").await?;
    station.fill("E-mail", "john@example.com").await
}

/// Issues what is in the form and answers what was sent, without the key that is made for each.
async fn sent(station: &Station, office: &Office) -> Step<Value> {
    if office.issued().await?.is_empty() {
        issue(station).await?;
    } else {
        issue_once_more(station).await?;
    }
    station.click("button", "Next person").await?;
    station.see_no_more("john@example.com").await?;
    let mut last = office.issued().await?.pop().unwrap_or_default();
    let key = last["request"]["idempotency_key"].take();
    let key = key.as_str().unwrap_or_default();
    assert!((1..=100).contains(&key.len()), "{key}");
    if let Some(request) = last["request"].as_object_mut() {
        request.remove("idempotency_key");
    }
    Ok(last)
}

fn request(mut more: Value) -> Value {
    let mut request =
        json!({ "badge_id": "abc123", "name": "John Doe", "email": "john@example.com" });
    if let (Some(request), Some(more)) = (request.as_object_mut(), more.as_object_mut()) {
        request.append(more);
    }
    request
}

async fn basic(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.fill("Phone", "+1234567890").await?;
    let sent = sent(station, office).await?;
    assert_eq!(sent["request"], request(json!({ "phone": "+1234567890" })));
    assert_eq!(sent["method"], "POST");
    Ok(())
}

async fn expiring_as_the_template_says(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.see("As the template says: until").await?;
    let sent = sent(station, office).await?;
    assert_eq!(sent["request"], request(json!({})));
    Ok(())
}

async fn expiring_on_a_day(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.fill("Valid until", "10.11.2031").await?;
    let sent = sent(station, office).await?;
    assert_eq!(
        sent["request"],
        request(json!({ "expire_date": "2031-11-10" }))
    );
    Ok(())
}

async fn with_custom_fields(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    for (field, text) in [
        ("Employee id", "EMP001"),
        ("Department", "Engineering"),
        ("Score", "95"),
        ("Completion date", "10.11.2025"),
        ("Training hours", "40"),
        ("Instructor name", "Jane Smith"),
    ] {
        station.fill(field, text).await?;
    }
    station.picture("example-fields").await?;
    let sent = sent(station, office).await?;
    let metadata = json!({
        "employee_id": "EMP001",
        "department": "Engineering",
        "score": 95,
        "completion_date": "2025-11-10",
        "training_hours": 40,
        "instructor_name": "Jane Smith",
    });
    assert_eq!(sent["request"], request(json!({ "metadata": metadata })));
    Ok(())
}

async fn with_a_picture(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.fill("Employee id", "EMP001").await?;
    station
        .choose_picture("File …", &vector("astronaut-face.jpg"))
        .await?;
    station.find("button", "Remove").await?;
    let mut sent = sent(station, office).await?;
    let picture = sent["request"]["metadata"]["certificate_photo"].take();
    let picture = picture.as_str().unwrap_or_default();
    assert!(
        picture.starts_with("data:image/jpeg;base64,"),
        "{picture:.30}"
    );
    assert!(picture.len() < 5 * 1024 * 1024);
    let metadata = json!({ "employee_id": "EMP001", "certificate_photo": null });
    assert_eq!(sent["request"], request(json!({ "metadata": metadata })));
    Ok(())
}

async fn with_a_picture_elsewhere(station: &Station, office: &Office) -> Step<()> {
    let host = PictureHost::open(&vector("astronaut-face.jpg")).await?;
    john(station).await?;
    station.fill("Employee id", "EMP001").await?;
    station.click("button", "Web address …").await?;
    station
        .fill("Address of the picture", &host.address)
        .await?;
    station.click("button", "Use this address").await?;
    station.see("Sent as a web address").await?;
    station.picture("example-address").await?;
    let sent = sent(station, office).await?;
    let metadata = json!({ "employee_id": "EMP001", "certificate_photo": host.address });
    assert_eq!(sent["request"], request(json!({ "metadata": metadata })));
    Ok(())
}

async fn by_get(station: &Station, office: &Office) -> Step<()> {
    station.click("button", "Settings").await?;
    station.click("button", "Edit").await?;
    station.click("summary", "Advanced").await?;
    station.click("label", "Issue by GET").await?;
    station.picture("example-get").await?;
    station.click("button", "Save").await?;
    station.see("issues by GET").await?;
    station.click("button", "Counter").await?;
    john(station).await?;
    station.fill("Phone", "+1234567890").await?;
    station.fill("Valid until", "10.11.2027").await?;
    let sent = sent(station, office).await?;
    let more = json!({ "phone": "+1234567890", "expire_date": "2027-11-10" });
    assert_eq!(sent["request"], request(more));
    assert_eq!(sent["method"], "GET");
    Ok(())
}
