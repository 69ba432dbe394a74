//! Norwegian, and the longest names there are, in the smallest window and in a large one.

use std::path::Path;

use fantoccini::key::Key;
use journeys::{Plan, Station, Step};

/// Sixty letters each, as the register of persons allows.
const FIRST: &str = "Ægir Øyvind Åsmund Ragnvald Sigbjørn Tørres Håkon Bårdsønnen";
const LAST: &str = "Bjørkåsen-Østbølandgård-Kjærstadmyrvåg-Ørjansæterløkken-Åsen";
/// The window at its smallest and at its largest; the screen has room for its frame.
const SIZES: [(u32, u32); 2] = [(1024, 700), (1920, 1080)];
/// Nothing that can be used or read sticks out of the window: across not at all, down only where
/// its own place scrolls.
const WITHIN: &str = "const scrolls = (element) => {
      for (let at = element.parentElement; at; at = at.parentElement)
        if (/auto|scroll/.test(getComputedStyle(at).overflowY) && at.scrollHeight > at.clientHeight) return true;
      return false;
    };
    const seen = [...document.querySelectorAll('button, input, select, textarea, a, h1, h2, h3, p, strong')]
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.visually-hidden'))
      .map((one) => [one, one.getBoundingClientRect()])
      .filter(([one, { width, height }]) => width > 1 && height > 1);
    const out = seen.filter(([one, { left, right, top, bottom }]) =>
      left < -1 || right > innerWidth + 1 || ((top < -1 || bottom > innerHeight + 1) && !scrolls(one)));
    return seen.length > 10 && out.length === 0;";

#[tokio::test]
async fn names_of_sixty_letters_are_ordered_in_norwegian_in_small_and_large_windows() -> Step<()> {
    assert_eq!((FIRST.chars().count(), LAST.chars().count()), (60, 60));
    let plan = Plan {
        size: (1960, 1140),
        ..Plan::default()
    };
    let station = Station::open(plan).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Settings").await?;
    station.choose("Language", "Norsk").await?;
    station.click("button", "Skranke").await?;
    fill(&station).await?;
    look(&station, "skjema").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("Noen må sjekke den ut i Breeze").await?;
    look(&station, "kvittering").await?;
    station.click("button", "Neste person").await?;
    station.click("button", "Historikk").await?;
    station.find("row", LAST).await?;
    look(&station, "historikk").await?;
    station.click("row", LAST).await?;
    station.see("Hva som har skjedd").await?;
    look(&station, "bestilling").await
}

#[tokio::test]
async fn a_badge_for_sixty_letters_is_issued_in_norwegian_in_the_dark() -> Step<()> {
    let plan = Plan {
        size: (1960, 1140),
        ..Plan::default()
    };
    let station = Station::open(plan).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Settings").await?;
    station.choose("Language", "Norsk").await?;
    station.choose("Tema", "Mørkt").await?;
    station.click("button", "Skranke").await?;
    station.click("button", "Tilkobling").await?;
    station.click("menuitem", "Øvingsmerker").await?;
    station.click("button", "Course completion").await?;
    station.fill("Navn", LAST).await?;
    station.fill("E-post", "aase@example.com").await?;
    look(&station, "merke-skjema").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.see("/v/").await?;
    look(&station, "merke-kvittering").await?;
    station.click("button", "Neste person").await?;
    station.click("button", "Historikk").await?;
    station.click("row", LAST).await?;
    station.see("Hos IssueBadge nå").await?;
    look(&station, "merke-bestilling").await
}

async fn fill(station: &Station) -> Step<()> {
    let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
    station
        .click("button", "Feltarbeider ved forskningsstasjonen")
        .await?;
    station.fill("Fornavn", FIRST).await?;
    station.fill("Etternavn", LAST).await?;
    station.fill("Boot size", "46,5").await?;
    station.choose("Has first aid", "Ja").await?;
    station.screen.put_on_clipboard(&face).await?;
    station.click("button", "Lim inn").await?;
    station.see("Bildet er klart").await?;
    station.see("Klar til å bestille").await
}

/// In both sizes; the large one stays.
async fn look(station: &Station, what: &str) -> Step<()> {
    for (width, height) in SIZES {
        station.screen.resize("Badgedesk", width, height).await?;
        let size = "return innerWidth === arguments[0] && innerHeight === arguments[1]";
        let wanted = vec![width.into(), height.into()];
        station.until("the window's size", size, wanted).await?;
        station
            .until("room for everything", WITHIN, Vec::new())
            .await?;
        station.picture(&format!("{what}-{width}")).await?;
    }
    Ok(())
}

#[tokio::test]
async fn no_field_moves_away_from_the_hand_when_the_first_letter_is_typed() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.see("Last name").await?;
    let places = "return [...document.querySelectorAll('form input')]
      .map((field) => Math.round(field.getBoundingClientRect().top)).join()";
    let before = station.evaluate(places, Vec::new()).await?;
    station.fill("First name", "K").await?;
    station.see("Ready to order").await?;
    assert_eq!(station.evaluate(places, Vec::new()).await?, before);
    Ok(())
}
