//! The places of the program, in both looks and both languages.

use journeys::Step;

use crate::inspection::Inspection;

/// What things are called in a language.
struct Words {
    language: &'static str,
    places: [&'static str; 4],
    add: &'static str,
    cancel: &'static str,
    pick_language: &'static str,
    pick_theme: &'static str,
    light: &'static str,
    dark: &'static str,
    remove: &'static str,
    remove_practice: [&'static str; 2],
}

const ENGLISH: Words = Words {
    language: "English",
    places: ["Counter", "History", "Outbox", "Settings"],
    add: "Add connection …",
    cancel: "Cancel",
    pick_language: "Language",
    pick_theme: "Theme",
    light: "Light",
    dark: "Dark",
    remove: "Remove",
    remove_practice: ["Remove Practice office", "Remove Practice badges"],
};
const NORWEGIAN: Words = Words {
    language: "Norsk",
    places: ["Skranke", "Historikk", "Utboks", "Innstillinger"],
    add: "Legg til tilkobling …",
    cancel: "Avbryt",
    pick_language: "Språk",
    pick_theme: "Tema",
    light: "Lyst",
    dark: "Mørkt",
    remove: "Fjern",
    remove_practice: ["Fjern Øvingskontoret", "Fjern Øvingsmerker"],
};

const WORN: &str = "return document.documentElement.dataset.theme === arguments[0]";

impl Inspection {
    async fn look_around(&mut self, words: &Words, theme: &str) -> Step<()> {
        for place in words.places {
            self.station.click("button", place).await?;
            self.look_at(&format!("{place}-{theme}")).await?;
        }
        self.station.click("button", words.add).await?;
        self.look_at(&format!("{}-{theme}", words.add)).await?;
        self.station.click("button", words.cancel).await
    }

    /// From the settings, where a round ends.
    async fn look_around_in_both_themes(&mut self, words: &Words) -> Step<()> {
        for (theme, look) in [(words.light, "light"), (words.dark, "dark")] {
            self.station.choose(words.pick_theme, theme).await?;
            // It is worn once it is kept; until then nothing fades yet.
            self.station.until(theme, WORN, vec![look.into()]).await?;
            self.look_around(words, theme).await?;
        }
        Ok(())
    }

    async fn look_at_the_welcome_again(&mut self, words: &Words) -> Step<()> {
        for office in words.remove_practice {
            self.station.click("button", office).await?;
            self.station.click("button", words.remove).await?;
        }
        self.station.find("heading", "Badgedesk").await?;
        self.look_at(&format!("welcome-{}", words.language)).await
    }

    async fn order_a_card(&mut self) -> Step<()> {
        self.station.click("button", "Start practising").await?;
        self.station.click("button", "Company ID Card").await?;
        self.station.fill("Last name", "Bjørkås-Østbø").await?;
        self.station.see("Ready to order").await?;
        self.station.click("button", "Order card").await?;
        self.station.see("Sent to production").await?;
        self.look_at("receipt").await?;
        self.station.click("button", "Next person").await
    }
}

#[tokio::test]
async fn axe_finds_nothing_in_either_look_or_language() -> Step<()> {
    let mut inspection = Inspection::begin().await?;
    inspection
        .station
        .find("button", "Start practising")
        .await?;
    inspection.is_awake().await?;
    inspection.look_at("welcome").await?;
    inspection.order_a_card().await?;
    inspection.station.click("button", "Settings").await?;
    inspection.look_around_in_both_themes(&ENGLISH).await?;
    let norwegian = NORWEGIAN.language;
    inspection
        .station
        .choose(ENGLISH.pick_language, norwegian)
        .await?;
    inspection.look_around_in_both_themes(&NORWEGIAN).await?;
    inspection.look_at_the_welcome_again(&NORWEGIAN).await?;
    inspection.is_passed();
    Ok(())
}
