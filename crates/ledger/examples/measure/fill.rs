//! Fills a database with orders.

use std::fs;
use std::path::Path;

use ledger::{Ledger, LedgerId, LedgerKey};
use rusqlite::{Connection, params};
use uuid::Uuid;

use crate::Done;

const KEY: [u8; LedgerKey::LENGTH] = [0x5A; LedgerKey::LENGTH];

/// The newest so many have a small picture.
const THUMBNAILS: u64 = 10_000;
/// So many are filled in at once.
const BATCH: usize = 20_000;
/// The size of a portrait of 96 pixels.
const THUMBNAIL: usize = 3_000;

/// A day at the counter, of the orders that are filled in.
pub const ORDERS_A_DAY: u64 = 1_400;
/// The day of the first order: 2024-01-01, in milliseconds.
pub const FIRST: i64 = 1_704_067_200_000;
const MILLIS_A_DAY: i64 = 86_400_000;

const FIRST_NAMES: [&str; 24] = [
    "kari", "ola", "ase", "jorgen", "ingrid", "lars", "sigrid", "hakon", "maja", "oystein",
    "berit", "nils", "astrid", "pal", "solveig", "erik", "ragnhild", "tor", "marit", "gunnar",
    "linnea", "bjorn", "freja", "aslak",
];
const LAST_NAMES: [&str; 32] = [
    "nordmann",
    "bjorkas",
    "ostbo",
    "haugland",
    "fjeldstad",
    "overli",
    "hansen",
    "johansen",
    "lindqvist",
    "sorensen",
    "aaberg",
    "myklebust",
    "tveit",
    "solberg",
    "haaland",
    "kristiansen",
    "moen",
    "strand",
    "bakken",
    "lie",
    "dahl",
    "eide",
    "rasmussen",
    "nygaard",
    "vik",
    "holm",
    "berg",
    "aune",
    "sandvik",
    "utne",
    "kvamme",
    "brekke",
];

/// The person of an order; letters are folded already, so that words and names are one.
pub fn person(number: u64) -> String {
    let pick = |names: &[&'static str], salt: u64| {
        let at = number.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(17) ^ salt;
        let at = at.wrapping_mul(0xBF58_476D_1CE4_E5B9) >> 33;
        let count = u64::try_from(names.len()).unwrap_or(1);
        usize::try_from(at % count)
            .ok()
            .and_then(|at| names.get(at).copied())
    };
    let first = pick(&FIRST_NAMES, 1).unwrap_or_default();
    let (middle, last) = (pick(&LAST_NAMES, 2), pick(&LAST_NAMES, 3));
    let (middle, last) = (middle.unwrap_or_default(), last.unwrap_or_default());
    format!("{first} {middle} {last}")
}

/// The id of an order.
pub fn id(number: u64) -> Uuid {
    Uuid::from_u128(u128::from(number) + 1)
}

/// 96 of 100 were accepted, the others stand wherever an order can stand.
pub fn state(number: u64) -> i64 {
    match number % 1000 {
        0..=9 => 4,
        10..=29 => 7,
        30 => 6,
        31 => 3,
        _ => 5,
    }
}

/// The ledger, filled and open.
pub fn ledger(folder: &Path, orders: u64) -> Done<Ledger> {
    let key = LedgerKey::from_bytes(&KEY)?;
    if !folder.join("ledger.json").exists() {
        drop(Ledger::create(folder, LedgerId::new(id(0)), &key)?);
    }
    fill(&mut encrypted(folder)?, orders)?;
    Ok(Ledger::open(folder, &key)?)
}

/// A connection to the ledger of a folder.
pub fn encrypted(folder: &Path) -> Done<Connection> {
    let db = Connection::open(folder.join("ledger.db"))?;
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    db.execute_batch(&format!(
        "PRAGMA key = \"x'{key}'\"; PRAGMA cache_size = -32000;"
    ))?;
    Ok(db)
}

/// The same tables without encryption, filled and open.
pub fn plain(folder: &Path, orders: u64) -> Done<Connection> {
    let (empty, path) = (folder.join("empty"), folder.join("plain.db"));
    if !path.exists() {
        fs::create_dir_all(&empty)?;
        let key = LedgerKey::from_bytes(&KEY)?;
        drop(Ledger::create(&empty, LedgerId::new(id(0)), &key)?);
        let db = encrypted(&empty)?;
        db.execute("ATTACH ? AS plain KEY ''", [path.display().to_string()])?;
        db.query_row("SELECT sqlcipher_export('plain')", [], |_| Ok(()))?;
        drop(db);
        fs::remove_dir_all(&empty)?;
    }
    let mut db = Connection::open(path)?;
    db.execute_batch("PRAGMA journal_mode = WAL; PRAGMA cache_size = -32000;")?;
    fill(&mut db, orders)?;
    Ok(db)
}

/// Orders that are there already stay: a filling that was interrupted goes on.
fn fill(db: &mut Connection, orders: u64) -> Done<()> {
    let there: i64 = db.query_row("SELECT count(*) FROM orders", [], |row| row.get(0))?;
    let there = u64::try_from(there)?;
    db.execute_batch("PRAGMA synchronous = OFF; PRAGMA cache_size = -400000;")?;
    let body = "INSERT INTO template (id, hash, body) VALUES (1, x'00', '{}')
        ON CONFLICT DO NOTHING";
    db.execute(body, [])?;
    for first in (there..orders).step_by(BATCH) {
        let last = orders.min(first + u64::try_from(BATCH)?);
        let filling = db.transaction()?;
        for number in first..last {
            order(&filling, number)?;
            parts(&filling, number)?;
            if number + THUMBNAILS >= orders {
                thumbnail(&filling, number)?;
            }
        }
        filling.commit()?;
    }
    db.execute_batch("PRAGMA wal_checkpoint(TRUNCATE)")?;
    Ok(())
}

fn thumbnail(db: &Connection, number: u64) -> Done<()> {
    let picture = vec![u8::try_from(number % 251)?; THUMBNAIL];
    db.prepare_cached("INSERT INTO thumbnail VALUES (?, 0, ?)")?
        .execute(params![seq(number)?, picture])?;
    Ok(())
}

fn seq(number: u64) -> Done<i64> {
    Ok(i64::try_from(number)? + 1)
}

fn at(number: u64) -> Done<i64> {
    let day = i64::try_from(number / ORDERS_A_DAY)?;
    let within = i64::try_from(number % ORDERS_A_DAY)? * 20_000;
    Ok(FIRST + day * MILLIS_A_DAY + within)
}

fn order(db: &Connection, number: u64) -> Done<()> {
    let at = at(number)?;
    let template = format!("t-{}", number % 12);
    db.prepare_cached(
        "INSERT INTO orders (seq, id, state, connection_id, connection_name, environment,
             template_id, template_name, template_kind, template_body, person, external_id, by,
             station, committed_at, claimed_at, number, service_status, receipt_id, ended_at)
         VALUES (?1, ?2, ?3, 'breeze-1', 'Breeze', 'production', ?4, ?4, 'card', 1, ?5, ?6,
             'Ingrid', 'Reception', ?7, ?7, ?8, 'in_queue', ?9, ?7)",
    )?
    .execute(params![
        seq(number)?,
        id(number).as_bytes(),
        state(number),
        template,
        person(number),
        format!("e{number}"),
        at,
        (number + 100_000_000).to_string(),
        format!("r{number}"),
    ])?;
    Ok(())
}

fn parts(db: &Connection, number: u64) -> Done<()> {
    let seq = seq(number)?;
    for (position, field) in ["first", "last", "employee", "department", "until"]
        .iter()
        .enumerate()
    {
        db.prepare_cached("INSERT INTO value VALUES (?, ?, ?, NULL, ?, 0)")?
            .execute(params![seq, i64::try_from(position)?, field, "\"a value\""])?;
    }
    for kind in ["committed", "claimed", "accepted"] {
        db.prepare_cached(
            "INSERT INTO timeline (order_seq, at, by, station, kind, details)
             VALUES (?, ?, 'Ingrid', 'Reception', ?, 'null')",
        )?
        .execute(params![seq, at(number)?, kind])?;
    }
    let receipt =
        format!("{{\"id\":\"r{number}\",\"number\":\"{number}\",\"status\":\"in_queue\"}}");
    db.prepare_cached("INSERT INTO answer VALUES (?, ?)")?
        .execute(params![seq, receipt])?;
    let words = format!("{} e{number} {}", person(number), number + 100_000_000);
    db.prepare_cached("INSERT INTO search VALUES (?, ?)")?
        .execute(params![seq, words])?;
    Ok(())
}
