//! Dialogs of the system, for what no page is there to say.

use rfd::{AsyncMessageDialog, MessageButtons, MessageDialogResult, MessageLevel};

/// What a dialog says, in one language.
struct Words {
    title: &'static str,
    text: &'static str,
    /// The buttons: the first goes on, the second leaves.
    buttons: (&'static str, &'static str),
}

const PAGE: [Words; 2] = [
    Words {
        title: "The counter cannot be shown",
        text: "The page of Badgedesk stopped several times before it was ready. What was typed, \
               shot and ordered is kept.\n\nIf it stops again, close other programs or start the \
               computer again.",
        buttons: ("Try again", "Close Badgedesk"),
    },
    Words {
        title: "Skranken kan ikke vises",
        text: "Siden til Badgedesk stoppet flere ganger før den var klar. Det som er skrevet, \
               fotografert og bestilt, er tatt vare på.\n\nStopper den igjen, lukk andre programmer \
               eller start maskinen på nytt.",
        buttons: ("Prøv igjen", "Lukk Badgedesk"),
    },
];

const START: [Words; 2] = [
    Words {
        title: "Badgedesk cannot start",
        text: "Nothing was changed. Mend what is named here, and start it again.",
        buttons: ("Close Badgedesk", ""),
    },
    Words {
        title: "Badgedesk kan ikke starte",
        text: "Ingenting er endret. Rett det som er nevnt her, og start på nytt.",
        buttons: ("Lukk Badgedesk", ""),
    },
];

/// Asks what to do about a page that never lives; true for another try.
pub(crate) async fn page_cannot_be_shown() -> bool {
    let words = spoken(&PAGE);
    let (again, close) = words.buttons;
    let buttons = MessageButtons::OkCancelCustom(again.to_owned(), close.to_owned());
    let answer = dialog(words, words.text, buttons).show().await;
    match answer {
        MessageDialogResult::Custom(button) => button == again,
        answer => answer == MessageDialogResult::Ok,
    }
}

/// Says why the program cannot start, and waits until that was read.
pub(crate) async fn cannot_start(why: &str) {
    let words = spoken(&START);
    let text = format!("{why}\n\n{}", words.text);
    let buttons = MessageButtons::OkCustom(words.buttons.0.to_owned());
    dialog(words, &text, buttons).show().await;
}

fn dialog(words: &Words, text: &str, buttons: MessageButtons) -> AsyncMessageDialog {
    AsyncMessageDialog::new()
        .set_level(MessageLevel::Error)
        .set_title(words.title)
        .set_description(plain(text))
        .set_buttons(buttons)
}

/// GTK reads this text as a format, in which a percent sign stands twice.
fn plain(text: &str) -> String {
    if cfg!(target_os = "linux") {
        text.replace('%', "%%")
    } else {
        text.to_owned()
    }
}

/// The system's language: the page, which knows the operator's, is not there.
fn spoken(words: &[Words; 2]) -> &Words {
    let locale = sys_locale::get_locale().unwrap_or_default();
    let norwegian = ["nb", "nn", "no"].iter().any(|it| locale.starts_with(it));
    &words[usize::from(norwegian)]
}
