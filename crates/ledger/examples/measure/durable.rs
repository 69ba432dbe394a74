//! What a ledger adds to one order.

use std::fs;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Ledger, LedgerId, LedgerKey, NewOrder, OrderId, PictureKind, Receipt, Settlement};

use crate::bare::Bare;
use crate::fill::id;
use crate::sample::{draft_of, noise, order};
use crate::{Done, percentile, tell, timed};

/// So many orders, one after the other.
const ORDERS: u64 = 10_000;
/// From here on the memory must not grow.
const EARLY: u64 = 1_000;
/// So many of each kind, beside their peers.
const FEWER: u64 = 500;
/// So many with a draft, which is long to write.
const DRAFTS: u64 = 100;
/// The bytes of a picture of a camera of 12 megapixels.
const ORIGINAL: usize = 3_000_000;
/// The budget, in milliseconds.
const GOAL: f64 = 5.0;
/// "Flat": what an allocator keeps for itself.
const FLAT: f64 = 1.05;

/// How an order goes.
#[derive(Clone, Copy)]
struct Way {
    /// It is taken for sending with the same writing as it is written down.
    at_once: bool,
    /// It has a value that is erased when it is accepted.
    secret: bool,
    /// It comes from a draft with its portrait and the picture that was cut from.
    draft: bool,
}

const USUAL: Way = Way {
    at_once: true,
    secret: false,
    draft: false,
};

const WAITED: Way = Way {
    at_once: false,
    ..USUAL
};
const SECRET: Way = Way {
    secret: true,
    ..USUAL
};
const DRAFT: Way = Way {
    draft: true,
    ..USUAL
};

/// Writes orders down, takes each for sending and writes its receipt down, durably.
pub fn measure(folder: &Path) -> Done<()> {
    let folder = folder.join("durable");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    let key = LedgerKey::random()?;
    let ledger = Ledger::create(&folder, LedgerId::new(id(0)), &key)?;
    for number in 0..EARLY {
        one(&ledger, number, USUAL)?;
    }
    let before = resident()?;
    let times = (EARLY..ORDERS).map(|number| one(&ledger, number, USUAL));
    let whole = median(&times.collect::<Done<Vec<_>>>()?);
    let after = resident()?;
    let what = "one durable order with a portrait of 125 kB, median of 9,000";
    tell(what, whole, "ms", ("goal", GOAL), Some(1.0))?;
    let what = "memory after 10,000 orders";
    tell(what, after, "MB", ("after 1,000", before), Some(FLAT))?;
    compare(&ledger, &folder)?;
    drop(ledger);
    Ok(fs::remove_dir_all(folder)?)
}

/// Every kind of order in turn with its peer: a disk is not as quick at one time as at another.
fn compare(ledger: &Ledger, folder: &Path) -> Done<()> {
    let bare = [1, 2, 3].map(|writings| Bare::new(folder, writings));
    let [single, double, triple] = bare;
    let (single, double, triple) = (single?, double?, triple?);
    let mut theirs = [Vec::new(), Vec::new(), Vec::new()];
    let mut ours = [const { Vec::new() }; 3];
    let mut number = ORDERS;
    for round in 0..FEWER {
        for (bare, times) in [&single, &double, &triple].into_iter().zip(&mut theirs) {
            times.push(bare.write(round)?);
        }
        for (way, times) in [USUAL, WAITED, SECRET].into_iter().zip(&mut ours) {
            times.push(one(ledger, number, way)?);
            number += 1;
        }
    }
    let theirs = theirs.map(|mut times| percentile(&mut times, 50));
    tell_all(&ours, theirs)?;
    drafts(ledger, number)
}

/// What an order was made of is erased afterwards.
fn drafts(ledger: &Ledger, first: u64) -> Done<()> {
    let mut times = Vec::new();
    let mut after = Vec::new();
    for number in first..first + DRAFTS {
        times.push(one(ledger, number, DRAFT)?);
        after.push(timed(|| Ok(ledger.finish_erasing()?))?.1);
    }
    let what = "an order of a draft with an original of 3 MB, median";
    let erased = ("its erasing, when nobody waits", percentile(&mut after, 50));
    Ok(tell(what, median(&times), "ms", erased, None)?)
}

fn tell_all(ours: &[Vec<[f64; 2]>; 3], theirs: [f64; 3]) -> Done<()> {
    let [usual, waited, secret] = ours.each_ref().map(|times| median(times));
    let alone = |writings| format!("SQLCipher alone, {writings}");
    let what = "an order that leaves at once, median";
    for (writings, theirs) in [
        ("two transactions", theirs[1]),
        ("one transaction", theirs[0]),
    ] {
        tell(what, usual, "ms", (&alone(writings), theirs), None)?;
    }
    let parts = [
        "of it written down and taken for sending",
        "of it its receipt",
    ];
    for (part, what) in parts.into_iter().enumerate() {
        let mut part: Vec<f64> = ours[0].iter().map(|times| times[part]).collect();
        let part = percentile(&mut part, 50);
        tell(what, part, "ms", ("the whole", usual), None)?;
    }
    let what = "an order that waited first, median";
    let peer = (&*alone("three transactions"), theirs[2]);
    tell(what, waited, "ms", peer, None)?;
    let without = ("without", usual);
    let what = "one with a sensitive value, which is erased, median";
    Ok(tell(what, secret, "ms", without, None)?)
}

fn median(times: &[[f64; 2]]) -> f64 {
    let mut whole: Vec<f64> = times.iter().map(|parts| parts.iter().sum()).collect();
    percentile(&mut whole, 50)
}

fn one(ledger: &Ledger, number: u64, way: Way) -> Done<[f64; 2]> {
    let at = DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(i64::try_from(number)?);
    let mut order = order(number, way.secret);
    if way.draft {
        let draft = draft_of(number, at);
        let portrait = &order.pictures[0].jpeg;
        let original = noise(number, ORIGINAL);
        let pictures = [
            (PictureKind::Portrait, portrait.as_slice()),
            (PictureKind::Original, original.as_slice()),
        ];
        ledger.save_draft_with_pictures(&draft, "photo", &pictures)?;
        order.draft = Some(draft.id);
    }
    let id = order.id;
    let receipt = Receipt {
        id: Some(format!("r{number}")),
        number: Some(number.to_string()),
        status: Some("in_queue".to_owned()),
        ..Receipt::default()
    };
    let accepted = Settlement::Accepted { receipt };
    Ok([
        timed(|| taken(ledger, order, at, way.at_once))?.1,
        timed(|| Ok(ledger.settle(id, accepted, at)?))?.1,
    ])
}

fn taken(ledger: &Ledger, order: NewOrder, at: DateTime<Utc>, at_once: bool) -> Done<OrderId> {
    let (order, claimed) = if at_once {
        ledger.commit_and_claim(order, at)?
    } else {
        let order = ledger.commit(order, at)?;
        let claimed = ledger.claim(order.id, at)?;
        (order, claimed)
    };
    claimed.ok_or("it was not taken")?;
    Ok(order.id)
}

/// Megabytes of memory in use, where the system tells.
fn resident() -> Done<f64> {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes.map_or(Ok(0.0), str::parse::<f64>)? / 1000.0)
}
