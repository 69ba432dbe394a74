//! One office and one ledger, and the stations that are killed over them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use journeys::{Dice, JourneyError, Office, Shift, Step};
use ledger::State;
use practice::issuebadge::ReusedKey;
use tempfile::TempDir;

use crate::judge::{Held, is_open, judge};
use crate::kill::{Instants, Station};
use crate::ledger_file::{self, Book};
use crate::report::Report;
use crate::{faults, say};

/// So often everything may be tried to be settled in the end.
const LAST_SHIFTS: u32 = 8;

/// Between two looks at what the office holds: what had arrived when a station was killed is
/// worked on meanwhile.
const BETWEEN_LOOKS: Duration = Duration::from_millis(25);

/// A session.
pub struct Session {
    office: Office,
    home: TempDir,
    seed: u64,
    dice: Dice,
    confirmed: BTreeSet<String>,
}

impl Session {
    /// Opens an office that rejects keys that were used before, or answers with what there is.
    pub async fn open(seed: u64) -> Step<Session> {
        let office = Office::open_without_limits().await?;
        let used_keys = match seed % 2 {
            0 => ReusedKey::ReturnsExisting,
            _ => ReusedKey::Conflict,
        };
        office.treat_used_keys(used_keys).await?;
        let home = tempfile::tempdir().map_err(|error| JourneyError::Io {
            what: "home".to_owned(),
            error,
        })?;
        Ok(Session {
            office,
            home,
            seed,
            dice: Dice::new(seed),
            confirmed: BTreeSet::new(),
        })
    }

    /// Plays so many rounds, or as many as there is time for, and settles what they left.
    pub async fn play(mut self, rounds: u64, end: Instant) -> Step<Report> {
        let mut report = Report::default();
        for round in 0..rounds {
            if round > 0 && Instant::now() >= end {
                break;
            }
            let found = self.round(round).await?;
            if found.verdict().is_err() {
                say(&format!(
                    "in round {round} of the session with the seed {}",
                    self.seed
                ));
            }
            report.add(&found);
        }
        report.add(&self.settle().await?);
        Ok(report)
    }

    async fn round(&mut self, round: u64) -> Step<Report> {
        faults::plan(&self.office, &mut self.dice).await?;
        let names = format!("Åse {}-{round}", self.seed);
        let shift = self.shift(names, false).await?;
        let instant = Instants::chosen(&mut self.dice);
        let room = self.room();
        let confirmed = Station::start(&shift, room)?.until(instant).await?;
        self.confirmed.extend(confirmed);
        let mut found = self.compare(false).await?;
        found.rounds = 1;
        Ok(found)
    }

    /// In one round of ten no file can grow beyond a size, as on a disk that fills up.
    fn room(&mut self) -> Option<u64> {
        let files = fs::read_dir(self.folder()).into_iter().flatten().flatten();
        let sizes = files.filter_map(|file| Some(file.metadata().ok()?.len()));
        let largest = sizes.max().unwrap_or_default();
        let room = largest + self.dice.below(200_000);
        (self.dice.below(10) == 0).then_some(room)
    }

    /// Nobody comes any more, and the office is well.
    async fn settle(&mut self) -> Step<Report> {
        self.office.heal().await?;
        for _ in 0..LAST_SHIFTS {
            let shift = self.shift(String::new(), true).await?;
            Station::start(&shift, None)?.until_it_ends().await?;
            if self.open_orders().await? == 0 {
                break;
            }
        }
        let (book, _) = self.look().await?;
        let mut found = self.compare(true).await?;
        let count = |count: usize| u64::try_from(count).unwrap_or(u64::MAX);
        let accepted = book.entries.iter().filter(|it| it.state == State::Accepted);
        found.orders = count(book.entries.len());
        found.accepted = count(accepted.count());
        Ok(found)
    }

    async fn open_orders(&self) -> Step<usize> {
        let done = [State::Accepted, State::Refused, State::Cancelled];
        let (book, _) = self.look().await?;
        let open = book.entries.iter().filter(|it| !done.contains(&it.state));
        Ok(open.count())
    }

    async fn compare(&self, settled: bool) -> Step<Report> {
        let (book, held) = self.look().await?;
        Ok(judge(&book, &held, &self.confirmed, settled))
    }

    /// The ledger, and what the office holds once it has done all that had arrived.
    async fn look(&self) -> Step<(Book, Held)> {
        let mut held = Held::by(&self.office).await?;
        loop {
            tokio::time::sleep(BETWEEN_LOOKS).await;
            let again = Held::by(&self.office).await?;
            if again == held {
                break;
            }
            held = again;
        }
        let book = ledger_file::read(&self.folder(), &self.keyring())?;
        Ok((book, held))
    }

    /// The next shift. The operator looks up at the services what is open. A badge that is not
    /// there is left to the program until nothing fails any more: it may be sending it again.
    async fn shift(&mut self, names: String, last: bool) -> Step<Shift> {
        let (book, held) = self.look().await?;
        let open = book.entries.iter().filter(|entry| is_open(entry.state));
        let mut answers = BTreeMap::new();
        for entry in open {
            let number = held.of(entry).first().cloned();
            if entry.card || last || number.is_some() {
                answers.insert(entry.id.to_string(), number);
            }
        }
        Ok(Shift {
            folder: self.folder(),
            keyring: self.keyring(),
            breeze: self.office.breeze.clone(),
            issuebadge: self.office.issuebadge.clone(),
            seed: self.dice.throw(),
            names,
            answers,
            last,
        })
    }

    fn folder(&self) -> PathBuf {
        self.home.path().join("desk")
    }

    fn keyring(&self) -> PathBuf {
        self.home.path().join("keyring")
    }
}
