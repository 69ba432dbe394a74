//! Opens the ledger of a folder with a key of 32 equal bytes, does what each further argument says
//! and prints how it ended, one line each: `recover`, `commit`, `claim`, `counts`, or `wait` for a
//! line on standard input.

use chrono::{DateTime, Utc};
use ledger::{
    ConnectionSnapshot, Ledger, LedgerError, LedgerKey, NewOrder, OrderId, State, TemplateSnapshot,
};
use std::io::{self, BufRead, Write};
use std::path::PathBuf;
use uuid::Uuid;

fn main() -> io::Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().unwrap_or_default());
    let mut out = io::stdout();
    let key = LedgerKey::from_bytes(&[0x5A; LedgerKey::LENGTH]);
    let ledger = match key.and_then(|key| Ledger::open(&folder, &key)) {
        Ok(ledger) => ledger,
        Err(error) => return writeln!(out, "open: {}", error.code()),
    };
    for step in arguments {
        let ended = run(&ledger, &step).unwrap_or_else(|error| error.code().to_owned());
        writeln!(out, "{step}: {ended}")?;
    }
    Ok(())
}

fn run(ledger: &Ledger, step: &str) -> Result<String, LedgerError> {
    let now = DateTime::<Utc>::UNIX_EPOCH;
    let counts = ledger.counts(None)?;
    let next = u128::from(counts.total() - counts.of(State::Waiting)) + 1;
    Ok(match step {
        "recover" => ledger.recover(now)?.to_string(),
        "commit" => format!("{:?}", ledger.commit(order(counts.total()), now)?.state),
        "claim" => ledger
            .claim(OrderId::new(Uuid::from_u128(next)), now)?
            .is_some()
            .to_string(),
        "counts" => format!("{} {}", counts.total(), counts.of(State::Unknown)),
        _ => {
            // Whatever comes, or the end of the input, is what was waited for.
            let _ = io::stdin().lock().read_line(&mut String::new());
            "over".to_owned()
        }
    })
}

/// Each order goes to a connection of its own, so that several can be under way.
fn order(number: u64) -> NewOrder {
    let text = |name: &str| format!("{name} {number}");
    NewOrder {
        id: OrderId::new(Uuid::from_u128(u128::from(number) + 1)),
        draft: None,
        connection: ConnectionSnapshot {
            id: text("connection"),
            name: text("Connection"),
            environment: "test".into(),
        },
        template: TemplateSnapshot {
            id: "t".into(),
            name: "Card".into(),
            kind: "card".into(),
            body: "{}".into(),
        },
        person: text("Person"),
        external_id: None,
        values: Vec::new(),
        request: "{}".into(),
        pictures: Vec::new(),
        by: "Operator".into(),
        station: "Station".into(),
        replaces: None,
        reissue: None,
        anyway: None,
        identities: Vec::new(),
        more: serde_json::Value::Null,
        expires_on: None,
    }
}
