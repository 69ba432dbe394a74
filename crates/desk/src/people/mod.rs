//! Known people: what was ordered for a person before, or what a roster tells of them, fills the
//! form.

mod columns;
mod person;
mod roster;
mod sheet;

use issuing::Template;
use ledger::{Ledger, LedgerError, OrderDetail, Ordered};

use crate::also;
use crate::boundary::{Code, EnrolmentView, KnownPerson, TemplateSettings};
use crate::desk::Desk;
use crate::enrolment::{Enrolment, input_of};
use crate::error::DeskError;
use crate::form::{self, Form, Texts};
pub(crate) use columns::field_of;
use person::{FOUND_BY, Person};
pub(crate) use person::{PersonId, line_of};

/// So many fit under a field without a scroll bar; who is not among them is found by one more
/// letter.
const MOST: usize = 8;
/// One letter is a tenth of an office.
const FEWEST_LETTERS: usize = 2;

impl Desk {
    /// People whom a text may mean: a name, employee number or e-mail address that is being typed.
    /// At most eight, the last ordered first, then those of the roster. Of fewer than two letters or
    /// digits there is nobody, and none at all where the office does not want them offered.
    ///
    /// # Errors
    /// Somebody else is at the counter, no template is chosen, or the ledger cannot be read.
    pub async fn known_people(
        &self,
        enrolment: String,
        text: String,
    ) -> Result<Vec<KnownPerson>, DeskError> {
        let letters = text.chars().filter(|one| one.is_alphanumeric()).count();
        if letters < FEWEST_LETTERS || !self.settings().offer_known_people {
            return Ok(Vec::new());
        }
        let enrolment = self.meant(&enrolment).await?;
        let (_, settings) = self.template_of(&enrolment).await?;
        self.blocking(move |desk| desk.people_like(&enrolment.connection, &text, &settings))
            .await
    }

    fn people_like(
        &self,
        connection: &str,
        text: &str,
        settings: &TemplateSettings,
    ) -> Result<Vec<KnownPerson>, DeskError> {
        let (ledger, office) = (self.ledger()?, self.settings());
        let ordered = ledger.ordered_for(connection, text, &FOUND_BY)?;
        let ordered = ordered.into_iter().map(Person::ordered);
        let mut found: Vec<Person> = Vec::new();
        for mut person in ordered.chain(in_roster(&ledger, text)?) {
            person
                .texts
                .retain(|field, _| !form::is_sensitive(field, settings, &office));
            if found.len() < MOST && !found.iter().any(|one| one.is(&person)) {
                found.push(person);
            }
        }
        Ok(found.into_iter().map(Person::view).collect())
    }

    /// Fills the fields of the chosen template that belong to the person. What stood in them gives
    /// way; everything else in the form stays.
    ///
    /// # Errors
    /// Somebody else is at the counter, no template is chosen, the person is not known any more, or
    /// the ledger cannot be read or written.
    pub async fn bring_person(
        &self,
        enrolment: String,
        person: String,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = self.meant(&enrolment).await?;
        let (template, settings) = self.template_of(&enrolment).await?;
        let id: PersonId = person.parse()?;
        let connection = enrolment.connection.clone();
        let known = self
            .blocking(move |desk| known(&*desk.ledger()?, &connection, id))
            .await?;
        enrolment.body.values = self.with_person(&enrolment, (&template, &settings), &known);
        enrolment.body.touched = true;
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    fn with_person(
        &self,
        enrolment: &Enrolment,
        (template, settings): (&Template, &TemplateSettings),
        known: &Texts,
    ) -> Texts {
        let (office, input) = (self.settings(), input_of(enrolment));
        Form {
            template,
            settings,
            office: &office,
            input: &input,
            today: self.inner().clock.today(),
        }
        .with_person(known)
    }
}

fn in_roster(ledger: &Ledger, text: &str) -> Result<Vec<Person>, DeskError> {
    let Some(roster) = ledger.roster()? else {
        return Ok(Vec::new());
    };
    let most = u32::try_from(MOST).unwrap_or(u32::MAX);
    let people = ledger.roster_people(text, most)?.into_iter();
    Ok(people
        .map(|person| Person::listed(person, roster.imported_at))
        .collect())
}

/// What is known of a person, under the names of either service.
fn known(ledger: &Ledger, connection: &str, id: PersonId) -> Result<Texts, DeskError> {
    let gone = |error: LedgerError| person::gone_or(error.into());
    let texts = match id {
        PersonId::Order(id) => {
            let OrderDetail { order, values, .. } = ledger.order(id).map_err(gone)?;
            if order.connection.id != connection {
                return Err(DeskError::named(Code::NoSuchPerson, ""));
            }
            Person::ordered(Ordered { order, values }).texts
        }
        PersonId::Roster(id) => ledger.roster_person(id).map_err(gone)?.values,
    };
    if texts.is_empty() {
        return Err(DeskError::named(Code::NoSuchPerson, ""));
    }
    Ok(also::under_either_name(texts))
}
