//! Every example of the vendor's page, made from the window, and what the service was sent and stored
//! beside what the page sends.

use journeys::{Office, PictureHost, Station, Step};
use serde_json::{Value, json};

use crate::counter::{BADGE, connected, issue, issue_once_more, vector};
use crate::likeness::{is_cut_from, of_data_url};
use crate::stored::is_stored;

#[tokio::test]
async fn every_example_of_the_vendor_is_sent_and_stored_as_its_page_sends_it() -> Step<()> {
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

/// Issues what is in the form and answers the badge that is stored since, which has a key of its
/// own.
async fn issued(station: &Station, office: &Office) -> Step<Value> {
    let before = office.issued().await?;
    if before.is_empty() {
        issue(station).await?;
    } else {
        issue_once_more(station).await?;
    }
    station.click("button", "Next person").await?;
    station.see_no_more("john@example.com").await?;
    let mut after = office.issued().await?;
    let last = after.pop().unwrap_or_default();
    assert_eq!(after, before, "one more, and the others as they were");
    let key = last["request"]["idempotency_key"].as_str();
    let key = key.unwrap_or_default();
    assert!((1..=100).contains(&key.len()), "{key}");
    let used = before.iter().any(|one| one["idempotencyKey"] == key);
    assert!(!used, "{key} is another one's");
    Ok(last)
}

/// It was sent as the page sends it, but for its key, and that is what is stored.
#[track_caller]
fn is_as_on_the_page(issued: &Value, mut page: Value) {
    page["idempotency_key"] = issued["request"]["idempotency_key"].clone();
    assert_eq!(issued["request"], page);
    is_stored(issued, &page);
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
    let issued = issued(station, office).await?;
    is_as_on_the_page(&issued, request(json!({ "phone": "+1234567890" })));
    assert_eq!(issued["method"], "POST");
    Ok(())
}

async fn expiring_as_the_template_says(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.see("As the template says: until").await?;
    let issued = issued(station, office).await?;
    is_as_on_the_page(&issued, request(json!({})));
    Ok(())
}

/// Not the day that the template leads to, which would prove nothing.
async fn expiring_on_a_day(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.fill("Valid until", "10.11.2031").await?;
    let issued = issued(station, office).await?;
    let page = request(json!({ "expire_date": "2031-11-10" }));
    is_as_on_the_page(&issued, page);
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
    let issued = issued(station, office).await?;
    let metadata = json!({
        "employee_id": "EMP001",
        "department": "Engineering",
        "score": 95,
        "completion_date": "2025-11-10",
        "training_hours": 40,
        "instructor_name": "Jane Smith",
    });
    is_as_on_the_page(&issued, request(json!({ "metadata": metadata })));
    Ok(())
}

async fn with_a_picture(station: &Station, office: &Office) -> Step<()> {
    john(station).await?;
    station.fill("Employee id", "EMP001").await?;
    let chosen = vector("astronaut-face.jpg");
    station.choose_picture("File …", &chosen).await?;
    station.find("button", "Remove").await?;
    let issued = issued(station, office).await?;
    let photo = &issued["metadata"]["certificate_photo"];
    assert!(photo.as_str().unwrap_or_default().len() < 5_000_000);
    let metadata = json!({ "employee_id": "EMP001", "certificate_photo": photo });
    is_as_on_the_page(&issued, request(json!({ "metadata": metadata })));
    let stored = of_data_url(photo).expect("a JPEG in a data URL");
    assert_eq!(stored.dimensions(), (720, 960));
    let chosen = image::open(&chosen).expect("a picture").into_rgb8();
    assert!(is_cut_from(&stored, &chosen), "another picture");
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
    let issued = issued(station, office).await?;
    let metadata = json!({ "employee_id": "EMP001", "certificate_photo": host.address });
    is_as_on_the_page(&issued, request(json!({ "metadata": metadata })));
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
    let issued = issued(station, office).await?;
    let more = json!({ "phone": "+1234567890", "expire_date": "2027-11-10" });
    is_as_on_the_page(&issued, request(more));
    assert_eq!(issued["method"], "GET");
    Ok(())
}
