//! The ledger of a station that is not running.

use std::path::Path;

use journeys::{JourneyError, Step};
use ledger::{EventKind, Ledger, LedgerError, LedgerKey, OrderId, Presence, Query, State};
use vault::{Slot, Vault};

/// What the ledger says of one order.
#[derive(Debug, Clone)]
pub struct Entry {
    pub id: OrderId,
    pub person: String,
    pub card: bool,
    pub state: State,
    /// The card's number, or the badge's id.
    pub receipt: Option<String>,
    pub timeline: Vec<EventKind>,
}

/// What the ledger says.
#[derive(Debug, Default)]
pub struct Book {
    pub entries: Vec<Entry>,
    pub paused: bool,
}

/// Reads the ledger in a folder; one that was killed before it came about is empty.
pub fn read(folder: &Path, keyring: &Path) -> Step<Book> {
    let keyring = Vault::in_folder(keyring.to_owned());
    match ledger::presence(folder).map_err(|error| named(&error))? {
        Presence::Absent => Ok(Book::default()),
        Presence::Present { id } => {
            let key = keyring.read_bytes(&Slot::ledger_key(&id.to_string()));
            let key = key.ok().flatten().ok_or(LedgerError::WrongKey);
            let key = key.and_then(|bytes| LedgerKey::from_bytes(&bytes));
            let ledger = Ledger::open(folder, &key.map_err(|error| named(&error))?)
                .map_err(|error| named(&error))?;
            whole(&ledger).map_err(|error| named(&error))
        }
        other => Err(JourneyError::Soak(format!("the folder holds: {other:?}"))),
    }
}

fn whole(ledger: &Ledger) -> Result<Book, LedgerError> {
    ledger.check()?;
    let mut entries = Vec::new();
    let mut query = Query {
        limit: 500,
        ..Query::default()
    };
    loop {
        let page = ledger.page(&query)?;
        for order in page.orders {
            let card = order.connection.id == "practice";
            let detail = ledger.order(order.id)?;
            let receipt = detail.receipt;
            entries.push(Entry {
                id: order.id,
                person: order.person,
                card,
                state: order.state,
                receipt: receipt.and_then(|it| if card { it.number } else { it.id }),
                timeline: detail.timeline.iter().map(|event| event.kind).collect(),
            });
        }
        match page.next {
            Some(next) => query.after = Some(next),
            None => break,
        }
    }
    let paused = ledger.pause()?.is_some();
    Ok(Book { entries, paused })
}

fn named(error: &LedgerError) -> JourneyError {
    JourneyError::Soak(format!("the ledger: {error}"))
}
