//! A connection typed by hand: it is checked step by step, and its secret is in the keyring and
//! nowhere else.

use std::path::Path;

use fantoccini::key::Key;
use journeys::{Office, Plan, Station, Step, files_with};

/// Nobody else is called so.
const PERSON: &str = "Bjørkåsen-Kjærstadmyr";
/// Everything a page can be holding: its markup, and what stands in its fields.
const IN_THE_PAGE: &str = "return document.documentElement.outerHTML
    + [...document.querySelectorAll('input, textarea')].map((field) => field.value).join('\\n')";
const TEST_CHIP: &str =
    "return document.querySelector('header [data-environment=test]')?.innerText === 'TEST'";

async fn form_of(office: &Office) -> Step<Station> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Connect to Breeze").await?;
    station.type_connection(office).await?;
    Ok(station)
}

/// What is said of a step, beside its name.
async fn said_of(station: &Station, step: &str) -> Step<String> {
    station.text_of("row", step).await
}

#[tokio::test]
async fn a_connection_is_checked_in_three_steps_and_its_secret_is_only_in_the_keyring() -> Step<()>
{
    let office = Office::open().await?;
    let station = form_of(&office).await?;
    station
        .fill("Client secret", &office.breeze.client_secret)
        .await?;
    passes_the_check(&station).await?;
    station.click("button", "Save").await?;
    station.see("Company ID Card").await?;
    station
        .until("the chip TEST", TEST_CHIP, Vec::new())
        .await?;
    station.picture("breeze-counter").await?;
    order_a_card(&station, &office).await?;
    is_only_in_the_keyring(&station, &office).await
}

/// With a photo: from here on there is something to be found in files.
async fn order_a_card(station: &Station, office: &Office) -> Step<()> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    station.click("button", "Company ID Card").await?;
    station.fill("Last name", PERSON).await?;
    station.choose_picture("File …", &face).await?;
    station.see("Picture ready").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Sent to production").await?;
    station.click("button", "Next person").await?;
    assert_eq!(office.orders().await?.len(), 1);
    Ok(())
}

async fn passes_the_check(station: &Station) -> Step<()> {
    station.click("button", "Check").await?;
    station.see("The connection works").await?;
    for (step, says) in [
        ("Sign-in", "Client ID and secret are right"),
        ("Account", "Signed in as"),
        ("Templates", "templates to order"),
    ] {
        let said = said_of(station, step).await?;
        assert!(said.contains(says), "{step}: {said}");
    }
    station.picture("breeze-checked").await
}

async fn is_only_in_the_keyring(station: &Station, office: &Office) -> Step<()> {
    let secrets = station.session.secrets().await?;
    assert!(secrets.contains(&office.breeze.client_secret), "{secrets}");
    is_not_in_the_page(station, office).await?;
    station.click("button", "Settings").await?;
    station.click("button", "Edit Breeze").await?;
    station.see("Leave empty to keep").await?;
    is_not_in_the_page(station, office).await?;
    let home = station.session.home();
    let address = files_with(home, office.breeze.base_url.as_bytes());
    assert!(!address.is_empty(), "the search finds nothing at all");
    let canary = files_with(home, office.breeze.client_secret.as_bytes());
    assert!(canary.is_empty(), "the secret is in {canary:?}");
    tokens_are_nowhere(station, office, &secrets).await?;
    let person = files_with(home, PERSON.as_bytes());
    assert!(person.is_empty(), "the person is in {person:?}");
    Ok(())
}

async fn tokens_are_nowhere(station: &Station, office: &Office, keyring: &str) -> Step<()> {
    let tokens = office.tokens().await?;
    assert!(!tokens.is_empty(), "nobody was let in");
    for token in tokens {
        let found = files_with(station.session.home(), token.as_bytes());
        assert!(found.is_empty(), "a token is in {found:?}");
        assert!(!keyring.contains(&token), "a token is in the keyring");
    }
    Ok(())
}

async fn is_not_in_the_page(station: &Station, office: &Office) -> Step<()> {
    let page = station.evaluate(IN_THE_PAGE, vec![]).await?;
    let page = page.as_str().unwrap_or_default();
    assert!(page.contains("Badgedesk"), "the page was not read");
    assert!(!page.contains(&office.breeze.client_secret), "{page}");
    Ok(())
}

#[tokio::test]
async fn a_wrong_secret_is_named_beside_the_first_step_and_can_be_mended() -> Step<()> {
    let office = Office::open().await?;
    let station = form_of(&office).await?;
    station.fill("Client secret", "not the right one").await?;
    station.click("button", "Check").await?;
    station.see("The client id or the secret is wrong").await?;
    let sign_in = said_of(&station, "Sign-in").await?;
    assert!(
        sign_in.contains("The client id or the secret is wrong"),
        "{sign_in}"
    );
    assert!(said_of(&station, "Account").await?.contains("Not tried"));
    assert!(said_of(&station, "Templates").await?.contains("Not tried"));
    station.picture("breeze-wrong-secret").await?;
    station
        .fill("Client secret", &office.breeze.client_secret)
        .await?;
    passes_the_check(&station).await
}
