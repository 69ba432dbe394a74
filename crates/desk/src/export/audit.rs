//! The audit log: what happened to the orders, one entry as JSON on each line.

use std::fs::File;
use std::io::{BufWriter, Write as _};

use chrono::{DateTime, Utc};
use ledger::{Event, OrderDetail};
use serde::Serialize;

use super::source::Source;
use super::unwritable;
use crate::error::DeskError;

/// One line. The names are part of the format: they must never change.
#[derive(Serialize)]
struct Line<'a> {
    order: String,
    person: &'a str,
    external_id: Option<&'a str>,
    connection: &'a str,
    environment: &'a str,
    template: &'a str,
    #[serde(flatten)]
    what: What<'a>,
}

#[derive(Serialize)]
#[serde(untagged)]
enum What<'a> {
    Happened(&'a Event),
    /// What happened cannot be read any more.
    Unreadable {
        kind: &'static str,
        /// When it was ordered.
        at: DateTime<Utc>,
    },
}

/// Writes the timelines of the orders, newest order first, and says of how many.
pub fn write(source: &Source<'_>, out: File) -> Result<u32, DeskError> {
    let mut out = BufWriter::new(out);
    let orders = source.each(&mut |detail: &OrderDetail| {
        let events = detail.timeline.iter().map(What::Happened);
        // Every order has a timeline: one without is damaged, and must not be missing unsaid.
        let lost = detail.timeline.is_empty().then_some(What::Unreadable {
            kind: "unreadable",
            at: detail.order.committed_at,
        });
        events
            .chain(lost)
            .map(|what| line(detail, what))
            .try_for_each(|line| {
                let mut bytes = serde_json::to_vec(&line)?;
                bytes.push(b'\n');
                out.write_all(&bytes)
            })
            .map_err(|error| unwritable(&error))
    })?;
    let file = out.into_inner();
    let file = file.map_err(|error| unwritable(error.error()))?;
    file.sync_all().map_err(|error| unwritable(&error))?;
    Ok(orders)
}

fn line<'a>(detail: &'a OrderDetail, what: What<'a>) -> Line<'a> {
    let order = &detail.order;
    Line {
        order: order.id.to_string(),
        person: &order.person,
        external_id: order.external_id.as_deref(),
        connection: &order.connection.name,
        environment: &order.connection.environment,
        template: &order.template.name,
        what,
    }
}
