//! Kills a station at random instants, as often as it is told, and compares its ledger with what
//! the practice office holds after each: `soak --rounds 300 [--seconds N] [--seed N]
//! [--report FILE] [--commit NAME]`. A report
//! is read first and added to, for the state of the program that NAME tells. Ends with an error if any order was lost, doubled or misjudged.

mod faults;
mod judge;
mod kill;
mod ledger_file;
mod report;
mod session;

use std::io::{self, Write};
use std::path::PathBuf;
use std::time::{Duration, Instant, SystemTime};

use journeys::{JourneyError, Step};
use report::{Kept, Report};
use session::Session;

/// A month.
const ENDLESS: Duration = Duration::from_secs(30 * 24 * 3600);

/// So many rounds share an office and a ledger; then every order has to be settled.
const ROUNDS_OF_A_SESSION: u64 = 40;

#[tokio::main(worker_threads = 2)]
async fn main() -> Step<()> {
    let arguments = Arguments::read()?;
    let mut report = arguments
        .report
        .as_deref()
        .map_or(Ok(Kept::default()), Kept::read)?;
    let mut this_time = Report::default();
    let mut seed = arguments.seed;
    let end = Instant::now() + arguments.time;
    while this_time.rounds < arguments.rounds && Instant::now() < end {
        let rounds = ROUNDS_OF_A_SESSION.min(arguments.rounds - this_time.rounds);
        let found = Session::open(seed).await?.play(rounds, end).await?;
        this_time.add(&found);
        report.add(&arguments.commit, &found);
        if let Some(path) = &arguments.report {
            report.write(path)?;
        }
        say(&format!("up to seed {seed}: {this_time}"));
        seed = seed.wrapping_add(1);
    }
    this_time.verdict()
}

struct Arguments {
    rounds: u64,
    time: Duration,
    seed: u64,
    report: Option<PathBuf>,
    commit: String,
}

impl Arguments {
    fn read() -> Step<Arguments> {
        let mut read = Arguments {
            rounds: 1,
            time: ENDLESS,
            seed: now(),
            report: None,
            commit: "not told".to_owned(),
        };
        let mut given = std::env::args().skip(1);
        while let (Some(name), Some(value)) = (given.next(), given.next()) {
            match name.as_str() {
                "--rounds" => read.rounds = number(&value)?,
                "--seconds" => read.time = Duration::from_secs(number(&value)?),
                "--seed" => read.seed = number(&value)?,
                "--commit" => read.commit = value,
                _ => read.report = Some(PathBuf::from(value)),
            }
        }
        Ok(read)
    }
}

fn number(text: &str) -> Step<u64> {
    text.parse()
        .map_err(|_| JourneyError::Soak(format!("{text} is no number")))
}

/// A seed that nobody has tried.
fn now() -> u64 {
    let since = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    since.map_or(0, |since| since.as_secs())
}

pub(crate) fn say(what: &str) {
    // Without a listener it is still in the report.
    drop(writeln!(io::stdout().lock(), "{what}"));
}
