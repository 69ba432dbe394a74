//! Measures a ledger of a million orders, and what one durable order costs: `measure FOLDER
//! [ORDERS]`. Prints one line of JSON for each result, times in milliseconds.
//!
//! One durable order is written down and taken for sending in one transaction, as at a counter whose
//! way is free, and its receipt in another; nothing is sent, and nothing limited. The peer is a bare
//! file of SQLCipher with one table that writes the same portrait as durably, in as many
//! transactions. What a disk takes to say that something is written is in both.
//!
//! The orders are filled in bulk, the same into the encrypted ledger and into a plain database that
//! was made from it when it was empty. Ours are the ledger's own calls; the peer is SQLite without
//! encryption, asked with the SQL somebody would write who knows the tables. Both are asked in turn,
//! 300 times each, after as many that do not count. Folders that are filled already serve again.

mod bare;
mod durable;
mod fill;
mod plain;
mod queries;
mod sample;

use std::error::Error;
use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use crate::queries::Bare;

/// What can go wrong is told and ends it.
pub(crate) type Done<T> = Result<T, Box<dyn Error>>;

fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().ok_or("which folder?")?);
    let orders = arguments
        .next()
        .map_or(Ok(1_000_000), |text| text.parse())?;
    let ledger = fill::ledger(&folder.join("encrypted"), orders)?;
    let bare = Bare {
        encrypted: fill::encrypted(&folder.join("encrypted"))?,
        plain: fill::plain(&folder, orders)?,
    };
    queries::measure(&ledger, &bare, orders)?;
    durable::measure(&folder)
}

/// One comparison, for a table.
pub(crate) fn tell(
    what: &str,
    ours: f64,
    unit: &str,
    peer: (&str, f64),
    budget: Option<f64>,
) -> io::Result<()> {
    let (peer, theirs) = peer;
    let line = serde_json::json!({
        "what": what, "ours": ours, "unit": unit, "peer": peer, "theirs": theirs, "budget": budget,
    });
    writeln!(io::stdout().lock(), "{line}")
}

/// How long something takes, in milliseconds.
pub(crate) fn timed<T>(work: impl FnOnce() -> Done<T>) -> Done<(T, f64)> {
    let begun = Instant::now();
    let result = work()?;
    Ok((result, millis(begun.elapsed())))
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

/// The value below which so many of a hundred lie.
pub(crate) fn percentile(times: &mut [f64], percent: usize) -> f64 {
    times.sort_by(f64::total_cmp);
    let at = times.len() * percent / 100;
    times.get(at).or(times.last()).copied().unwrap_or_default()
}
