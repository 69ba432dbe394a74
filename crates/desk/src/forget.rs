//! Forgetting a person: finding what is kept, and deleting it.

use std::fs;

use ledger::{
    Draft, DraftId, Ledger, Marked, Order, OrderId, RosterPersonId, State, Told, Traces, Words,
};

use crate::also;
use crate::boundary::{
    Code, DeletionView, DeskEvent, FoundDraft, FoundInRoster, FoundOrder, PersonView, ToForget,
    Whom,
};
use crate::desk::{Desk, lock};
use crate::enrolment::body_of;
use crate::error::DeskError;
use crate::export::files_of;
use crate::orders::order_id;
use crate::people::{PersonId, line_of};
use crate::retention::receipt;

impl Desk {
    /// What this station keeps of a person.
    ///
    /// # Errors
    /// There is no such order, or the ledger cannot be read.
    pub async fn find_person(&self, whom: Whom) -> Result<PersonView, DeskError> {
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let (person, traces) = match whom {
                Whom::Named { text } => (text.trim().to_owned(), ledger.traces_of(&text)?),
                Whom::OfOrder { order } => {
                    let id = order_id(&order)?;
                    let traces = ledger.traces_of_person_of(id)?;
                    (name_in(&traces, id), traces)
                }
            };
            Ok(PersonView {
                people: in_roster(&ledger, &person)?,
                links: desk.links_naming(&Words::of(&person)),
                files: files_of(&ledger)?,
                set_aside: desk.set_aside(),
                ..desk.shown_person(person, &traces)?
            })
        })
        .await
    }

    fn shown_person(&self, person: String, traces: &Traces) -> Result<PersonView, DeskError> {
        let at_counter = self.on_the_screen(&*self.ledger()?)?;
        let orders = traces.orders.iter();
        let drafts = traces.drafts.iter();
        Ok(PersonView {
            person,
            orders: orders
                .map(|(order, told)| self.found(order, *told))
                .collect(),
            more: traces.more,
            collected: traces
                .collected
                .iter()
                .map(|it| it.id.to_string())
                .collect(),
            drafts: drafts
                .map(|draft| self.found_draft(draft, at_counter))
                .collect(),
            links: Vec::new(),
            people: Vec::new(),
            files: Vec::new(),
            set_aside: Vec::new(),
        })
    }

    fn found(&self, order: &Order, told: Told) -> FoundOrder {
        FoundOrder {
            row: self.row(order),
            finished: is_finished(order),
            certain: told == Told::ByIdentity,
        }
    }

    fn found_draft(&self, draft: &Draft, at_counter: Option<DraftId>) -> FoundDraft {
        let station = lock(&self.inner().station);
        let connection = station.connection(&draft.connection);
        let named = connection.map_or_else(|_| draft.connection.clone(), |it| it.name.clone());
        FoundDraft {
            id: draft.id.to_string(),
            person: also::named_in(&body_of(&draft.body).values),
            connection: named,
            saved_at: draft.saved_at,
            at_counter: at_counter == Some(draft.id),
        }
    }

    /// The folders of ledgers that were set aside: encrypted, but not by what is deleted here.
    fn set_aside(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.inner().folder).into_iter().flatten();
        let folders = entries.flatten().map(|entry| entry.path());
        let aside = folders.filter(|path| {
            let name = path.file_name().and_then(|name| name.to_str());
            name.is_some_and(|name| name.starts_with(ledger::SET_ASIDE))
        });
        let mut aside: Vec<_> = aside.map(|path| path.display().to_string()).collect();
        aside.sort();
        aside
    }

    /// Deletes orders that are finished, forms, people of the roster and links, to the last byte, and
    /// says what went. That it was done stays in the ledger, but nothing of whom.
    ///
    /// # Errors
    /// One of the orders is not finished, or the ledger cannot be written; nothing is deleted then.
    pub async fn forget(&self, what: ToForget) -> Result<DeletionView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let orders = ids(&what.orders, order_id)?;
        let collected = ids(&what.collected, order_id)?;
        let drafts = ids(&what.drafts, draft_id)?;
        let people = ids(&what.people, roster_id)?;
        let (gone, nameless) = (orders.clone(), collected.clone());
        let deletion = self.blocking(move |desk| {
            let marked = Marked {
                orders: &gone,
                collected: &nameless,
                drafts: &drafts,
                people: &people,
            };
            Ok(desk.ledger()?.forget(marked, &desk.stamp())?)
        });
        let deletion = deletion.await?;
        if !what.drafts.is_empty() {
            self.forget_pictures();
        }
        for link in &what.links {
            self.drop_link(link);
        }
        for order in orders.into_iter().chain(collected) {
            let id = order.to_string();
            self.tell(DeskEvent::OrderChanged { id });
        }
        self.tell(DeskEvent::StationChanged);
        Ok(receipt(deletion))
    }
}

/// From its end on an order is in nobody's way. See the ledger's `ended_at`.
fn is_finished(order: &Order) -> bool {
    matches!(order.state, State::Accepted | State::Cancelled) || order.dealt_with_at.is_some()
}

/// Whoever has each word of the name, or of what was typed, whole.
fn in_roster(ledger: &Ledger, person: &str) -> Result<Vec<FoundInRoster>, DeskError> {
    let people = ledger.roster_people_with(person)?.into_iter();
    Ok(people
        .map(|one| FoundInRoster {
            id: PersonId::Roster(one.id).to_string(),
            line: line_of(&one.name, &one.values),
            name: one.name,
        })
        .collect())
}

fn name_in(traces: &Traces, id: OrderId) -> String {
    let mut orders = traces.orders.iter();
    let found = orders.find(|(order, _)| order.id == id);
    found
        .map(|(order, _)| order.person.clone())
        .unwrap_or_default()
}

fn ids<T>(
    texts: &[String],
    read: impl Fn(&str) -> Result<T, DeskError>,
) -> Result<Vec<T>, DeskError> {
    texts.iter().map(|text| read(text)).collect()
}

fn roster_id(text: &str) -> Result<RosterPersonId, DeskError> {
    match text.parse()? {
        PersonId::Roster(id) => Ok(id),
        PersonId::Order(_) => Err(DeskError::named(Code::NoSuchPerson, "")),
    }
}

fn draft_id(text: &str) -> Result<DraftId, DeskError> {
    text.parse()
        .map_err(|_| DeskError::named(Code::AnotherPerson, ""))
}
