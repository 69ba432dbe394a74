//! People at the counter.

use desk::boundary::{EnrolmentInput, MoreInput};
use desk::{Desk, DeskError};

use crate::say;

/// A card without a photo, so that a round has time for several people.
const CARD: &str = "66e1ad73bd756adad71e0006";
/// A badge without a custom field that must be filled.
const BADGE: &str = "abc123";

/// Orders a card or a badge for somebody, and says so once it is written down.
pub async fn serve(desk: &Desk, name: &str, card: bool) -> Result<(), DeskError> {
    let (connection, template) = if card {
        ("practice", CARD)
    } else {
        ("practice-badges", BADGE)
    };
    desk.choose_connection(connection.to_owned()).await?;
    desk.templates().await?;
    let at_counter = desk.enrolment().await?.id;
    let chosen = desk.choose_template(at_counter, template.to_owned());
    let typed = typed(name, card);
    let form = EnrolmentInput {
        id: chosen.await?.id,
        values: typed.into_iter().collect(),
        more: MoreInput {
            external_id: if card { name.to_owned() } else { String::new() },
            ..MoreInput::default()
        },
    };
    let enrolment = form.id.clone();
    desk.save_enrolment(form).await?;
    desk.place_order(enrolment).await?;
    // Whoever listens has killed this program by now, if it cannot be said.
    drop(say(&format!("placed {name}")));
    Ok(())
}

fn typed(name: &str, card: bool) -> Vec<(String, String)> {
    let field = |field: &str, text: &str| (field.to_owned(), text.to_owned());
    if card {
        return vec![field("personFullName", name), field("personPin", "4711")];
    }
    let mailbox: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
    let email = format!("{mailbox}@example.com");
    vec![
        field("recipient:name", name),
        field("recipient:email", &email),
    ]
}
