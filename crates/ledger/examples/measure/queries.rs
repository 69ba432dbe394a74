//! What a history asks.

use chrono::DateTime;
use ledger::{Ledger, OrderId, Query, State};
use rusqlite::Connection;

use crate::{Done, fill, percentile, plain, tell, timed};

/// So often each is asked, and once as often before.
const TIMES: u64 = 300;
/// So far from ours is what the files are asked: ours reads the encrypted one too, and what it just
/// asked for is in memory of that file alone. It is one more than is ever asked, and a multiple of
/// the steps of [`typed`].
const APART: u64 = TIMES * 2;
/// The page of a history, as the counter shows it.
const PAGE: u32 = 60;
/// The budget of a page, in milliseconds.
const GOAL: f64 = 5.0;
/// What encryption may cost.
const ENCRYPTED: f64 = 1.3;

/// Something that is asked of the ledger, and with SQL of a file.
type Asked<'a> = (
    &'a str,
    Box<dyn Fn(u64) -> Done<usize> + 'a>,
    Box<dyn Fn(&Connection, u64) -> Done<usize> + 'a>,
);

/// The files that are asked with SQL.
pub struct Bare {
    /// The ledger's own, on a connection beside it.
    pub encrypted: Connection,
    /// The same orders without encryption.
    pub plain: Connection,
}

/// Asks everything and tells how long it took.
pub fn measure(ledger: &Ledger, bare: &Bare, orders: u64) -> Done<()> {
    for (what, ours, theirs) in questions(ledger, orders) {
        let mut times = [const { Vec::new() }; 3];
        for number in 0..TIMES * 2 {
            let mut round = [0.0; 3];
            // Whoever is asked first finds the processor's memory as the round before left it.
            for turn in 0..3 {
                let who = usize::try_from((number + turn) % 3)?;
                round[who] = match who {
                    0 => timed(|| ours(number))?.1,
                    1 => timed(|| theirs(&bare.encrypted, number + APART))?.1,
                    _ => timed(|| theirs(&bare.plain, number + APART))?.1,
                };
            }
            if number >= TIMES {
                times
                    .iter_mut()
                    .zip(round)
                    .for_each(|(all, one)| all.push(one));
            }
        }
        tell_times(what, times)?;
    }
    Ok(())
}

fn tell_times(what: &str, mut times: [Vec<f64>; 3]) -> Done<()> {
    let [ours, encrypted, plain] = times
        .each_mut()
        .map(|times| [50, 95].map(|percent| percentile(times, percent)));
    let (median, late) = (
        format!("{what}, median"),
        format!("{what}, at the 95th percentile"),
    );
    let peer = "SQLite without encryption";
    tell(&late, ours[1], "ms", ("goal", GOAL), Some(1.0))?;
    tell(&late, ours[1], "ms", (peer, plain[1]), None)?;
    tell(&median, ours[0], "ms", (peer, plain[0]), None)?;
    let what = format!("{what}: encryption alone, median");
    let peer = "the same SQL without it";
    Ok(tell(
        &what,
        encrypted[0],
        "ms",
        (peer, plain[0]),
        Some(ENCRYPTED),
    )?)
}

fn questions<'a>(ledger: &'a Ledger, orders: u64) -> Vec<Asked<'a>> {
    let somebody = move |number: u64| number.wrapping_mul(7_919 * 104_729) % orders;
    vec![
        (
            "the first page of a million orders",
            Box::new(move |_| page(ledger, Query::default())),
            Box::new(move |db, _| plain::first_page(db)),
        ),
        (
            "a search, as it is typed",
            Box::new(move |number| page(ledger, with(typed(somebody(number), number)))),
            Box::new(move |db, number| plain::search(db, &typed(somebody(number), number))),
        ),
        (
            "refused ones of a month with a word",
            Box::new(move |number| page(ledger, refused(somebody(number), number))),
            Box::new(move |db, number| {
                let first = i64::try_from(month(somebody(number)) * fill::ORDERS_A_DAY)?;
                let last = first + i64::try_from(30 * fill::ORDERS_A_DAY)?;
                plain::filtered(db, &typed(somebody(number), number), 4, (first + 1, last))
            }),
        ),
        (
            "one order with its thumbnail",
            Box::new(move |number| {
                let id = OrderId::new(fill::id(somebody(number)));
                let detail = ledger.order(id)?;
                Ok(detail.values.len() + ledger.thumbnail(id)?.map_or(0, |it| it.len()))
            }),
            Box::new(move |db, number| plain::detail(db, fill::id(somebody(number)))),
        ),
    ]
}

fn page(ledger: &Ledger, query: Query) -> Done<usize> {
    let query = Query {
        limit: PAGE,
        ..query
    };
    Ok(ledger.page(&query)?.orders.len())
}

fn with(text: String) -> Query {
    Query {
        text,
        by_template: true,
        ..Query::default()
    }
}

/// What stands in the search while somebody types the name, or the number, of an order's person.
fn typed(order: u64, step: u64) -> String {
    let person = fill::person(order);
    let reference = format!("e{order}");
    let last = person.rsplit(' ').next().unwrap_or_default();
    let beginning = |text: &str, letters: usize| text.chars().take(letters).collect::<String>();
    match step % 8 {
        0 => beginning(last, 1),
        1 => beginning(last, 2),
        2 => beginning(last, 3),
        3 => beginning(last, 5),
        4 => beginning(&person, person.find(' ').unwrap_or(1) + 3),
        5 => person,
        6 => beginning(&reference, 4),
        _ => reference,
    }
}

fn month(order: u64) -> u64 {
    (order / fill::ORDERS_A_DAY).saturating_sub(30)
}

fn refused(order: u64, step: u64) -> Query {
    let day = |days: u64| {
        let millis = i64::try_from(days).unwrap_or(0) * 86_400_000;
        DateTime::from_timestamp_millis(fill::FIRST + millis)
    };
    Query {
        states: vec![State::Refused],
        from: day(month(order)),
        until: day(month(order) + 30),
        ..with(typed(order, step))
    }
}
