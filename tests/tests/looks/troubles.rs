//! What stands in the way of an order: no camera, a refusal, a window that closes, a locked ledger.

use std::path::Path;

use fantoccini::key::Key;
use journeys::{Cameras, Office, Plan, Step};
use practice::{Calls, Fault};

use crate::inspection::Inspection;

/// It has every kind of field there is.
const EVERYTHING: &str = "Accreditation, everything on it";
const REFUSED: &str = "Field 'personLastName' expects a shorter value";

/// What things are called in a language and a look.
struct Words {
    name: &'static str,
    settings: &'static str,
    counter: &'static str,
    no_camera: &'static str,
    calendar: &'static str,
    last_name: &'static str,
    /// Both are photographed with one picture, which is stopped under another name once it was ordered.
    typed: &'static str,
    paste: &'static str,
    picture_ready: &'static str,
    ready: &'static str,
    sending: &'static str,
    closing: &'static str,
    shift: &'static str,
    continues: &'static str,
    stop_waiting: &'static str,
    silent: &'static str,
    again: &'static str,
}

const ENGLISH: Words = Words {
    name: "en-light",
    settings: "Settings",
    counter: "Counter",
    no_camera: "No camera found",
    calendar: "Extra date 2: choose in a calendar",
    last_name: "Last name",
    typed: "Haugland",
    paste: "Paste",
    picture_ready: "Picture ready",
    ready: "Ready to order",
    sending: "Waiting for the answer",
    closing: "Closing: waiting for the answer to 1 order",
    shift: "Who is at the counter?",
    continues: "Continue as Ingrid Østbø",
    stop_waiting: "Stop waiting",
    silent: "The keyring does not answer",
    again: "Try again",
};
const NORWEGIAN: Words = Words {
    name: "nb-dark",
    settings: "Innstillinger",
    counter: "Skranke",
    no_camera: "Fant ikke noe kamera",
    calendar: "Ekstra dato 2: velg i kalender",
    last_name: "Etternavn",
    typed: "Haug",
    paste: "Lim inn",
    picture_ready: "Bildet er klart",
    ready: "Klar til å bestille",
    sending: "Venter på svaret",
    closing: "Lukker: venter på svar på 1 bestilling",
    shift: "Hvem er i skranken?",
    continues: "Fortsett som Ingrid Østbø",
    stop_waiting: "Slutt å vente",
    silent: "Nøkkelringen svarer ikke",
    again: "Prøv igjen",
};

const PLAN: Plan = Plan {
    size: (1024, 700),
    keyring: journeys::Keyring::Unlocked,
    cameras: Cameras::Session,
};

impl Inspection {
    async fn begin_a_form(&mut self, words: &Words) -> Step<()> {
        self.station.click("button", words.counter).await?;
        self.station.click("button", EVERYTHING).await?;
        self.station.see(words.no_camera).await?;
        self.look_at(&format!("no-camera-{}", words.name)).await?;
        self.station.click("button", words.calendar).await?;
        self.look_at(&format!("calendar-{}", words.name)).await?;
        self.station.press(&[Key::Escape]).await?;
        let face = Path::new(env!("CARGO_MANIFEST_DIR")).join("vectors/astronaut-face.jpg");
        self.station.screen.put_on_clipboard(&face).await?;
        self.station.click("button", words.paste).await?;
        self.station.see(words.picture_ready).await?;
        self.look_at(&format!("picture-{}", words.name)).await
    }

    async fn be_refused(&mut self, words: &Words, office: &Office) -> Step<()> {
        let refusal = Fault::ErrorCode {
            code: "BAD_USER_INPUT".to_owned(),
            message: REFUSED.to_owned(),
        };
        office.fail_next(Calls::Order, 1, refusal).await?;
        self.station.fill(words.last_name, words.typed).await?;
        self.station.see(words.ready).await?;
        self.station.press(&[Key::Control, Key::Enter]).await?;
        self.station.see(REFUSED).await?;
        self.look_at(&format!("refused-{}", words.name)).await?;
        self.station.fill(words.last_name, "Haug").await
    }

    async fn close_while_sending(&mut self, words: &Words, office: &Office) -> Step<()> {
        office.fail_next(Calls::Order, 1, Fault::Held).await?;
        self.station.see(words.ready).await?;
        self.station.press(&[Key::Control, Key::Enter]).await?;
        self.station.see(words.sending).await?;
        self.station.close_and_see(words.closing).await?;
        self.look_at(&format!("closing-{}", words.name)).await?;
        office.heal().await?;
        self.station.until_closed().await
    }

    async fn find_the_ledger_locked(&mut self, words: &Words) -> Step<()> {
        self.station.stop().await?;
        self.station.session.lock_keyring().await?;
        self.station.restart().await?;
        self.station.click("button", words.stop_waiting).await?;
        self.station.find("heading", words.silent).await?;
        self.look_at(&format!("locked-{}", words.name)).await?;
        self.station.session.unlock_keyring().await?;
        self.station.click("button", words.again).await
    }

    async fn begin_a_shift(&mut self, words: &Words) -> Step<()> {
        self.station.find("heading", words.shift).await?;
        self.look_at(&format!("shift-{}", words.name)).await?;
        self.station.click("button", words.continues).await?;
        self.station.click("button", words.settings).await
    }

    async fn go_through_troubles(&mut self, words: &Words, office: &Office) -> Step<()> {
        self.begin_a_form(words).await?;
        self.be_refused(words, office).await?;
        self.close_while_sending(words, office).await?;
        self.find_the_ledger_locked(words).await?;
        self.begin_a_shift(words).await
    }
}

#[tokio::test]
async fn axe_finds_nothing_where_something_is_in_the_way() -> Step<()> {
    let office = Office::open().await?;
    let mut inspection = Inspection::with(PLAN).await?;
    let station = &inspection.station;
    station.connect(&office).await?;
    station.screen.focus("Badgedesk").await?;
    station.screen.press("ctrl+o").await?;
    station.fill("Somebody else", "Ingrid Østbø").await?;
    station
        .press_in("textbox", "Somebody else", &[Key::Enter])
        .await?;
    station.click("button", "Settings").await?;
    station.choose("Theme", "Light").await?;
    inspection.go_through_troubles(&ENGLISH, &office).await?;
    inspection.station.choose("Theme", "Dark").await?;
    inspection.station.choose("Language", "Norsk").await?;
    inspection.go_through_troubles(&NORWEGIAN, &office).await?;
    inspection.is_passed();
    Ok(())
}
