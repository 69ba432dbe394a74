//! What stands over and beside the form: the crop, the template's settings, receipts, an order.

use std::path::Path;

use journeys::{Office, Step};
use practice::{Calls, Fault};

use crate::inspection::Inspection;

/// What things are called in a language and a look.
struct Words {
    name: &'static str,
    places: [&'static str; 3],
    last_name: &'static str,
    paste: &'static str,
    picture_ready: &'static str,
    template_settings: &'static str,
    cancel: &'static str,
    order: &'static str,
    ordered: &'static str,
    next: &'static str,
    timeline: &'static str,
    send_again: &'static str,
}

const ENGLISH: Words = Words {
    name: "en-dark",
    places: ["Counter", "History", "Settings"],
    last_name: "Last name",
    paste: "Paste",
    picture_ready: "Picture ready",
    template_settings: "Template settings",
    cancel: "Cancel",
    order: "Order card",
    ordered: "Sent to production",
    next: "Next person",
    timeline: "What happened",
    send_again: "It is not there: send again",
};
const NORWEGIAN: Words = Words {
    name: "nb-dark",
    places: ["Skranke", "Historikk", "Innstillinger"],
    last_name: "Etternavn",
    paste: "Lim inn",
    picture_ready: "Bildet er klart",
    template_settings: "Malinnstillinger",
    cancel: "Avbryt",
    order: "Bestill kort",
    ordered: "Sendt til produksjon",
    next: "Neste person",
    timeline: "Hva som har skjedd",
    send_again: "Den er ikke der: send på nytt",
};

impl Inspection {
    async fn photograph(&mut self, words: &Words) -> Step<()> {
        let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
        self.station.click("button", words.places[0]).await?;
        self.station.click("button", "Company ID Card").await?;
        self.station.fill(words.last_name, "Bjørkås-Østbø").await?;
        self.station.screen.put_on_clipboard(&face).await?;
        self.station.click("button", words.paste).await?;
        self.station.see(words.picture_ready).await?;
        self.look_at(&format!("crop-{}", words.name)).await
    }

    async fn set_the_template(&mut self, words: &Words) -> Step<()> {
        let settings = words.template_settings;
        self.station.click("button", settings).await?;
        self.station.find("button", words.cancel).await?;
        self.look_at(&format!("template-{}", words.name)).await?;
        self.station.click("button", words.cancel).await
    }

    async fn order(&mut self, words: &Words) -> Step<()> {
        self.station.click("button", words.order).await?;
        self.station.see(words.ordered).await?;
        self.look_at(&format!("receipt-{}", words.name)).await?;
        self.station.click("button", words.next).await?;
        self.station.click("button", words.places[1]).await?;
        self.station.click("row", "Bjørkås-Østbø").await?;
        self.station.see(words.timeline).await?;
        self.look_at(&format!("order-{}", words.name)).await
    }

    async fn lose_an_answer(&mut self, words: &Words, office: &Office) -> Step<()> {
        let lost = Fault::ResetAfterCommitting;
        office.fail_next(Calls::Order, 1, lost).await?;
        self.station.click("button", words.places[0]).await?;
        self.station.fill(words.last_name, "Haugland").await?;
        self.station.click("button", words.order).await?;
        self.station.see(words.send_again).await?;
        self.look_at(&format!("unknown-{}", words.name)).await?;
        self.station.click("button", words.send_again).await?;
        self.station.see(words.ordered).await?;
        self.station.click("button", words.next).await
    }

    async fn go_through(&mut self, words: &Words, office: &Office) -> Step<()> {
        self.photograph(words).await?;
        self.set_the_template(words).await?;
        self.order(words).await?;
        self.lose_an_answer(words, office).await
    }
}

#[tokio::test]
async fn axe_finds_nothing_on_the_way_of_an_order_in_the_dark_and_in_norwegian() -> Step<()> {
    let office = Office::open().await?;
    let mut inspection = Inspection::of(&office).await?;
    let settings = ENGLISH.places[2];
    inspection.station.click("button", settings).await?;
    inspection.station.choose("Theme", "Dark").await?;
    inspection.go_through(&ENGLISH, &office).await?;
    inspection.station.click("button", settings).await?;
    inspection.station.choose("Language", "Norsk").await?;
    inspection.go_through(&NORWEGIAN, &office).await?;
    inspection.is_passed();
    Ok(())
}
