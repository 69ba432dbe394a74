//! The service fails in every way while somebody stands at the counter: each is named in the
//! window, and nothing is lost.

use fantoccini::key::Key;
use journeys::{Station, Step, at_the_counter};
use practice::{Calls, Fault};
use serde_json::json;

const TEMPLATE: &str = "Company ID Card";
const TEMPLATE_ID: &str = "66e1ad73bd756adad71e0001";

async fn fill(station: &Station, last: &str) -> Step<()> {
    station.click("button", TEMPLATE).await?;
    station.fill("Last name", last).await?;
    station.see("Ready to order").await
}

async fn order(station: &Station, last: &str) -> Step<()> {
    fill(station, last).await?;
    station.press(&[Key::Control, Key::Enter]).await
}

/// What the window says of an answer to the list of templates that is none.
fn spoilt_lists() -> [(Fault, &'static str); 6] {
    [
        (Fault::HtmlBadGateway, "The service has a fault of its own"),
        (Fault::InternalError, "The service has a fault of its own"),
        (
            Fault::EmptyBody,
            "The service answered something unexpected",
        ),
        (
            Fault::OtherShape,
            "The service answered something unexpected",
        ),
        (
            Fault::Truncated,
            "The service answered something unexpected",
        ),
        (
            Fault::TooManyRequests { seconds: Some(600) },
            "The service takes no more requests for now",
        ),
    ]
}

#[tokio::test]
async fn a_list_that_cannot_be_had_is_named_and_the_kept_one_serves() -> Step<()> {
    let (mut office, mut station) = at_the_counter().await?;
    office.close();
    station.restart().await?;
    station
        .see("The service does not answer: List from")
        .await?;
    station.find("button", TEMPLATE).await?;
    station.picture("fails-list-offline").await?;
    office.open_again().await?;
    for (fault, words) in spoilt_lists() {
        office.fail_next(Calls::Graphql, 1, fault).await?;
        station.click("button", "Try again").await?;
        station.see(words).await?;
        station.find("button", TEMPLATE).await?;
    }
    station.picture("fails-list-busy").await
}

#[tokio::test]
async fn an_order_without_a_network_waits_and_goes_by_itself() -> Step<()> {
    let (mut office, station) = at_the_counter().await?;
    fill(&station, "Haugland").await?;
    office.close();
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("The order is safe on this computer").await?;
    station.picture("fails-waiting").await?;
    station.click("button", "Next person").await?;
    station.click("button", "Outbox").await?;
    station.see("Haugland").await?;
    station.picture("fails-outbox").await?;
    office.open_again().await?;
    station.see("Everything has been answered").await?;
    let orders = office.orders().await?;
    assert_eq!(orders.len(), 1, "{orders:?}");
    Ok(())
}

/// Answers to an order that do not say what became of it.
fn lost_answers() -> [(Fault, &'static str); 6] {
    [
        (Fault::ResetAfterCommitting, "The connection broke"),
        (
            Fault::Truncated,
            "The service answered something unexpected",
        ),
        (Fault::HtmlBadGateway, "The service has a fault of its own"),
        (Fault::InternalError, "The service has a fault of its own"),
        (
            Fault::EmptyBody,
            "The service answered something unexpected",
        ),
        (
            Fault::OtherShape,
            "The service answered something unexpected",
        ),
    ]
}

#[tokio::test]
async fn an_answer_that_is_lost_is_named_and_never_sent_again_by_the_program() -> Step<()> {
    let (office, station) = at_the_counter().await?;
    for (at, (fault, words)) in lost_answers().into_iter().enumerate() {
        office.fail_next(Calls::Order, 1, fault).await?;
        order(&station, &format!("Nordmann{at}")).await?;
        station.see(words).await?;
        station.see("It is not there: send again").await?;
        station.picture(&format!("fails-unknown-{at}")).await?;
        station.click("button", "Next person").await?;
        station.see_no_more("It is not there: send again").await?;
    }
    station.click("button", "Outbox").await?;
    station.see("6 orders need you").await?;
    station.find("row", "Nordmann5").await?;
    station.picture("fails-needs-you").await?;
    let orders = office.orders().await?.len();
    assert_eq!(
        orders, 4,
        "the two that failed before their work are not there"
    );
    Ok(())
}

#[tokio::test]
async fn an_unknown_order_is_answered_in_both_ways() -> Step<()> {
    let (office, station) = at_the_counter().await?;
    office
        .fail_next(Calls::Order, 1, Fault::ResetAfterCommitting)
        .await?;
    order(&station, "Fjeldstad").await?;
    station.see("It had left, and no answer came").await?;
    let number = office.orders().await?[0].credential_number.to_string();
    station.click("button", "It is there").await?;
    station
        .see("Type the number that Breeze shows for it")
        .await?;
    station
        .fill("Its number in Breeze", &format!("{number}9"))
        .await?;
    station.click("button", "It is there").await?;
    station.see("Confirmed by hand").await?;
    station.picture("fails-by-hand").await?;
    correct(&station, &number).await?;
    station.click("button", "Next person").await?;
    office
        .fail_next(Calls::Order, 1, Fault::ResetBeforeReading)
        .await?;
    order(&station, "Øverli").await?;
    station
        .click("button", "It is not there: send again")
        .await?;
    station.see("Sent to production").await?;
    assert_eq!(office.orders().await?.len(), 2, "each person has one card");
    Ok(())
}

/// One digit too many was typed.
async fn correct(station: &Station, number: &str) -> Step<()> {
    station.click("button", "Correct the number").await?;
    station.fill("Number in Breeze", number).await?;
    station.picture("fails-by-hand-corrects").await?;
    station.click("button", "Save").await?;
    station.find("button", "Correct the number").await?;
    let shown = "return document.querySelector('[data-testid=receipt-number]').innerText.trim() === arguments[0]";
    station
        .until("the right number", shown, vec![number.into()])
        .await
}

#[tokio::test]
async fn a_template_that_is_deleted_meanwhile_refuses_the_order_and_keeps_what_is_typed() -> Step<()>
{
    let (office, station) = at_the_counter().await?;
    fill(&station, "Haugland").await?;
    station.fill("First name", "Åse Marie").await?;
    office.delete_template(TEMPLATE_ID).await?;
    station.double_click("button", "Order card").await?;
    station.see("The template no longer exists").await?;
    station.picture("fails-template-gone").await?;
    is_typed_in_another_template(&station).await?;
    station.click("button", "Outbox").await?;
    station.see("Haugland").await?;
    let orders = office.orders().await?;
    assert!(orders.is_empty(), "{orders:?}");
    Ok(())
}

/// It is chosen once the list is without the one that is gone: what moves under the hand is missed.
async fn is_typed_in_another_template(station: &Station) -> Step<()> {
    const OTHER: &str = "Emergency response team";
    const GONE: &str = "return !document.querySelector(`[data-template=\"${arguments[0]}\"]`)";
    let gone = vec![json!(TEMPLATE_ID)];
    station.until("the list without it", GONE, gone).await?;
    station.click("button", OTHER).await?;
    station.find("heading", OTHER).await?;
    assert_eq!(station.value_of("First name").await?, "Åse Marie");
    assert_eq!(station.value_of("Last name").await?, "Haugland");
    station.picture("fails-template-other").await
}

#[tokio::test]
async fn a_double_click_in_the_window_places_one_order() -> Step<()> {
    let (office, station) = at_the_counter().await?;
    let slowly = Fault::Slow { millis: 800 };
    office.fail_next(Calls::Order, 2, slowly).await?;
    fill(&station, "Haugland").await?;
    station.double_click("button", "Order card").await?;
    station.see("Sent to production").await?;
    assert_eq!(office.orders().await?.len(), 1);
    Ok(())
}

#[tokio::test]
async fn a_window_that_is_closed_while_sending_waits_for_the_answer() -> Step<()> {
    let (office, mut station) = at_the_counter().await?;
    let slowly = Fault::Slow { millis: 6000 };
    office.fail_next(Calls::Order, 1, slowly).await?;
    order(&station, "Haugland").await?;
    station.see("Waiting for the answer").await?;
    station
        .close_and_see("Closing: waiting for the answer to 1 order")
        .await?;
    station.picture("closing").await?;
    station.see("The answer is here").await?;
    let number = office.orders().await?[0].credential_number;
    station.see(&number.to_string()).await?;
    station.picture("closing-answered").await?;
    station.until_closed().await?;
    station.restart().await?;
    station.click("button", "History").await?;
    station.click("row", "Haugland").await?;
    station
        .see(&format!("Accepted by the service as number {number}"))
        .await?;
    assert_eq!(office.orders().await?.len(), 1);
    Ok(())
}
