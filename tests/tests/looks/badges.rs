//! A badge of which nobody knows whether it was issued, and the page of one that was, on a small
//! screen.

use fantoccini::key::Key;
use journeys::{Office, Step};
use practice::issuebadge::{Calls, Fault};

use crate::inspection::Inspection;

/// What things are called in a language.
struct Words {
    language: &'static str,
    places: [&'static str; 3],
    theme: &'static str,
    themes: [&'static str; 2],
    name: &'static str,
    email: &'static str,
    ready: &'static str,
    used: &'static str,
    close: &'static str,
    closed: &'static str,
    next: &'static str,
    in_force: &'static str,
    changes: [&'static str; 2],
    lists: [&'static str; 2],
    ours: &'static str,
}

const ENGLISH: Words = Words {
    language: "en",
    places: ["Counter", "History", "Settings"],
    theme: "Theme",
    themes: ["Light", "Dark"],
    name: "Name",
    email: "E-mail",
    ready: "Ready to order",
    used: "sends the same key",
    close: "It is not there: close it",
    closed: "the service does not have it",
    next: "Next person",
    in_force: "In force",
    changes: ["Revoke …", "Change expiry …"],
    lists: ["All orders", "Issued elsewhere"],
    ours: "From this desk",
};
const NORWEGIAN: Words = Words {
    language: "nb",
    places: ["Skranke", "Historikk", "Innstillinger"],
    theme: "Tema",
    themes: ["Lyst", "Mørkt"],
    name: "Navn",
    email: "E-post",
    ready: "Klar til å bestille",
    used: "den samme nøkkelen",
    close: "Den er ikke der: avslutt den",
    closed: "tjenesten har den ikke",
    next: "Neste person",
    in_force: "Gyldig",
    changes: ["Kall tilbake …", "Endre utløp …"],
    lists: ["Alle bestillinger", "Utstedt andre steder"],
    ours: "Herfra",
};

/// Nothing is wider than the window, and no dialog is taller.
const WITHIN: &str = "const page = document.documentElement;
    const boxes = [...document.querySelectorAll('dialog[open]')].map((it) => it.getBoundingClientRect());
    const inside = (box) => box.top >= 0 && box.bottom <= innerHeight && box.right <= innerWidth;
    return page.scrollWidth <= innerWidth && boxes.every(inside);";

/// The three answers and the way on stand in sight, nothing before them.
const ANSWERS: &str = "const buttons = [...document.querySelectorAll('dialog[open] form button, dialog[open] footer button')];
    const seen = (button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      return button.contains(document.elementFromPoint(left + width / 2, top + height / 2));
    };
    return buttons.length === 4 && buttons.every(seen);";

impl Inspection {
    async fn fill_a_badge(&mut self, words: &Words, person: &str, email: &str) -> Step<()> {
        let station = &self.station;
        station.click("button", words.places[0]).await?;
        station.click("button", "Course completion").await?;
        station.fill(words.name, person).await?;
        station.fill(words.email, email).await?;
        station.see(words.ready).await?;
        station.press(&[Key::Control, Key::Enter]).await
    }

    /// The first attempt fails and uses up the key, so that nothing but an operator helps.
    async fn lose_a_badge(&mut self, words: &Words, office: &Office, theme: &str) -> Step<()> {
        let failed = Fault::InternalError;
        office.fail_next_badges(Calls::Issue, 1, failed).await?;
        let person = format!("Åse Marie Bjørkås-Østbø i Sør-Trøndelag og Ålesund {theme}");
        let email = format!("aase.marie-{}-{theme}@example.com", words.language);
        let email = email.replace('ø', "o");
        self.fill_a_badge(words, &person, &email).await?;
        self.station.see(words.used).await?;
        let within = "the dialog within the window";
        self.station.until(within, WITHIN, Vec::new()).await?;
        self.station
            .until("all answers", ANSWERS, Vec::new())
            .await?;
        let what = format!("unknown-badge-{}-{theme}", words.language);
        self.look_at(&what).await?;
        self.station.click("button", words.close).await?;
        self.station.see(words.closed).await?;
        let closed = format!("closed-badge-{}-{theme}", words.language);
        self.station.picture(&closed).await?;
        self.station.click("button", words.next).await
    }

    async fn look_at_a_badge(&mut self, words: &Words, theme: &str) -> Step<()> {
        let person = format!("Øystein {theme} {}", words.language);
        let email = format!("{}@example.com", person.replace([' ', 'Ø', 'ø'], "."));
        self.fill_a_badge(words, &person, email.trim_start_matches('.'))
            .await?;
        self.station.see("/v/").await?;
        let name = |what: &str| format!("{what}-badge-{}-{theme}", words.language);
        self.station.picture(&name("receipt")).await?;
        self.station.click("button", words.next).await?;
        self.station.click("button", words.places[1]).await?;
        self.station.click("row", &person).await?;
        self.station.see(words.in_force).await?;
        let within = "the page within the window";
        self.station.until(within, WITHIN, Vec::new()).await?;
        self.look_at(&name("page")).await?;
        for (change, what) in words.changes.into_iter().zip(["revoke", "expiry"]) {
            self.station.click("button", change).await?;
            let within = "the dialog within the window";
            self.station.until(within, WITHIN, Vec::new()).await?;
            self.look_at(&name(what)).await?;
            self.station.press(&[Key::Escape]).await?;
        }
        Ok(())
    }

    /// Everything that the account has issued, and one badge of it.
    async fn look_elsewhere(&mut self, words: &Words, theme: &str) -> Step<()> {
        let name = |what: &str| format!("{what}-badge-{}-{theme}", words.language);
        self.station.click("button", words.places[1]).await?;
        self.station.click("label", words.lists[1]).await?;
        self.station.see(words.ours).await?;
        let within = "the page within the window";
        self.station.until(within, WITHIN, Vec::new()).await?;
        self.look_at(&name("issued")).await?;
        let person = format!("Øystein {theme} {}", words.language);
        self.station.click("button", &person).await?;
        self.station.see(words.in_force).await?;
        self.look_at(&name("elsewhere")).await?;
        self.station.click("button", words.places[1]).await?;
        self.station.click("label", words.lists[0]).await
    }

    async fn go_through_badges(&mut self, words: &Words, office: &Office) -> Step<()> {
        for theme in words.themes {
            self.station.click("button", words.places[2]).await?;
            self.station.choose(words.theme, theme).await?;
            self.lose_a_badge(words, office, theme).await?;
            self.look_at_a_badge(words, theme).await?;
            self.look_elsewhere(words, theme).await?;
        }
        Ok(())
    }
}

#[tokio::test]
async fn axe_finds_nothing_about_a_badge_on_a_small_screen_in_either_look_or_language() -> Step<()>
{
    let office = Office::open().await?;
    office.burn_failed_keys().await?;
    let mut inspection = Inspection::begin().await?;
    inspection.station.connect_badges(&office).await?;
    let small = inspection.station.screen.resize("Badgedesk", 1024, 700);
    small.await?;
    inspection.go_through_badges(&ENGLISH, &office).await?;
    inspection.station.click("button", "Settings").await?;
    inspection.station.choose("Language", "Norsk").await?;
    inspection.go_through_badges(&NORWEGIAN, &office).await?;
    inspection.is_passed();
    Ok(())
}
