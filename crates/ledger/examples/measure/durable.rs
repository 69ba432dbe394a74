//! What a ledger adds to one order.

use std::fs::{self, File};
use std::io::Write;
use std::ops::Range;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{
    ConnectionSnapshot, Ledger, LedgerId, LedgerKey, NewOrder, OrderId, Receipt, Settlement,
    StoredPicture, StoredValue, TemplateSnapshot,
};

use crate::fill::{id, person};
use crate::{Done, percentile, tell, timed};

/// So many orders, one after the other.
const ORDERS: u64 = 10_000;
/// From here on the memory must not grow.
const EARLY: u64 = 1_000;
/// The bytes of a portrait of 720x960 pixels.
const PORTRAIT: usize = 125_000;
const THUMBNAIL: usize = 3_000;
/// The budget, in milliseconds.
const GOAL: f64 = 5.0;
/// "Flat": what an allocator keeps for itself.
const FLAT: f64 = 1.05;

/// The parts of an order's way through the ledger.
const PARTS: [&str; 3] = ["written down", "taken for sending", "with its receipt"];

/// Writes orders down, takes each for sending and writes its receipt down, durably.
pub fn measure(folder: &Path) -> Done<()> {
    let folder = folder.join("durable");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let key = LedgerKey::random()?;
    let ledger = Ledger::create(&folder, LedgerId::new(id(0)), &key)?;
    drop(many(&ledger, 0..EARLY, false)?);
    let before = resident()?;
    let times = many(&ledger, EARLY..ORDERS, false)?;
    let after = resident()?;
    let secret = many(&ledger, ORDERS..ORDERS + EARLY, true)?;
    let bare = (0..300).map(|number| Ok(timed(|| bytes(&folder, number))?.1));
    let mut bare = bare.collect::<Done<Vec<_>>>()?;
    let written = (
        "writing its bytes to a file, durably",
        percentile(&mut bare, 50),
    );
    let whole = median(&times);
    let what = "one durable order with a portrait of 125 kB, median";
    tell(what, whole, "ms", ("goal", GOAL), Some(1.0))?;
    tell(what, whole, "ms", written, None)?;
    for (part, name) in PARTS.iter().enumerate() {
        let mut part: Vec<f64> = times.iter().map(|times| times[part]).collect();
        let part = percentile(&mut part, 50);
        tell(
            &format!("of it {name}"),
            part,
            "ms",
            ("the whole", whole),
            None,
        )?;
    }
    let what = "the same with a sensitive value, which is erased, median";
    tell(what, median(&secret), "ms", ("without one", whole), None)?;
    let what = "memory after 10,000 orders";
    tell(what, after, "MB", ("after 1,000", before), Some(FLAT))?;
    Ok(fs::remove_dir_all(folder)?)
}

fn median(times: &[[f64; 3]]) -> f64 {
    let mut whole: Vec<f64> = times.iter().map(|parts| parts.iter().sum()).collect();
    percentile(&mut whole, 50)
}

fn many(ledger: &Ledger, numbers: Range<u64>, secret: bool) -> Done<Vec<[f64; 3]>> {
    numbers.map(|number| one(ledger, number, secret)).collect()
}

fn one(ledger: &Ledger, number: u64, secret: bool) -> Done<[f64; 3]> {
    let at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(i64::try_from(number)?);
    let order = order(number, secret);
    let id = order.id;
    let receipt = Receipt {
        id: Some(format!("r{number}")),
        number: Some(number.to_string()),
        status: Some("in_queue".to_owned()),
        ..Receipt::default()
    };
    let accepted = Settlement::Accepted { receipt };
    Ok([
        timed(|| Ok(ledger.commit(order, at)?))?.1,
        timed(|| Ok(ledger.claim(id, at)?))?.1,
        timed(|| Ok(ledger.settle(id, accepted, at)?))?.1,
    ])
}

fn noise(number: u64, length: usize) -> Vec<u8> {
    let mut state = number + 1;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    (0..length).map(|_| next()).collect()
}

fn picture(number: u64) -> StoredPicture {
    StoredPicture {
        field: "photo".to_owned(),
        jpeg: noise(number, PORTRAIT),
        thumbnail: noise(number, THUMBNAIL),
        original_sha256: None,
        record: serde_json::Value::Null,
    }
}

fn order(number: u64, secret: bool) -> NewOrder {
    let text = |text: &str| text.to_owned();
    let value = |field: &str| StoredValue {
        field: text(field),
        label: None,
        value: person(number).into(),
        searchable: true,
        sensitive: secret && field == "pin",
    };
    NewOrder {
        id: OrderId::new(id(number)),
        draft: None,
        connection: ConnectionSnapshot {
            id: text("breeze-1"),
            name: text("Breeze"),
            environment: text("production"),
        },
        template: TemplateSnapshot {
            id: text("t"),
            name: text("Card"),
            kind: text("card"),
            body: text("{}"),
        },
        person: person(number),
        external_id: Some(format!("e{number}")),
        values: ["first", "last", "employee", "department", "pin"]
            .map(value)
            .into(),
        request: text("{}"),
        pictures: vec![picture(number)],
        by: text("Ingrid"),
        station: text("Reception"),
        replaces: None,
        reissue: None,
        anyway: None,
        identities: Vec::new(),
        more: serde_json::Value::Null,
        expires_on: None,
    }
}

fn bytes(folder: &Path, number: u64) -> Done<()> {
    let path = folder.join("bytes");
    let mut file = File::create(&path)?;
    file.write_all(&noise(number, PORTRAIT))?;
    file.sync_all()?;
    Ok(())
}

/// Megabytes of memory in use, where the system tells.
fn resident() -> Done<f64> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes.map_or(Ok(0.0), str::parse::<f64>)? / 1000.0)
}
