//! A station that is killed at an instant that chance has chosen.

use std::collections::BTreeSet;
use std::process::Stdio;
use std::time::Duration;

use journeys::{Dice, JourneyError, Shift, Step, program};
use tokio::io::{AsyncBufReadExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};
use tokio::time::{Instant, timeout_at};

/// The longest a loaded machine takes to start a station.
const START: Duration = Duration::from_secs(60);

/// The longest that an order is waited for: some are refused, and nothing is said of them.
const NEXT: Duration = Duration::from_secs(2);

/// When a station is killed, on a machine that has nothing else to do.
#[derive(Debug, Clone, Copy)]
pub enum Instants {
    /// So long after it was started.
    Started(Duration),
    /// So long after it has said so many lines.
    Said(u64, Duration),
}

impl Instants {
    pub fn chosen(dice: &mut Dice) -> Instants {
        let millis = |dice: &mut Dice, most| Duration::from_millis(dice.below(most));
        match dice.below(10) {
            0 => Instants::Started(millis(dice, 200)),
            1..=3 => Instants::Said(1, millis(dice, 500)),
            4 | 5 => Instants::Said(1, millis(dice, 1500)),
            _ => Instants::Said(1 + dice.below(5), millis(dice, 60)),
        }
    }
}

/// A running station.
pub struct Station {
    process: Child,
    said: Lines<BufReader<ChildStdout>>,
    /// Whose orders it said to have written down.
    pub confirmed: BTreeSet<String>,
    lines: u64,
}

impl Station {
    /// Starts it; `room` is the size in bytes beyond which none of its files can grow.
    pub fn start(shift: &Shift, room: Option<u64>) -> Step<Station> {
        let what = "station_to_kill";
        let io = |error| JourneyError::Io {
            what: what.to_owned(),
            error,
        };
        let shift = serde_json::to_string(shift).unwrap_or_default();
        let mut process = command(room)
            .arg(shift)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(io)?;
        let silent = || JourneyError::NotReady(what.to_owned());
        let out = process.stdout.take().ok_or_else(silent)?;
        Ok(Station {
            process,
            said: BufReader::new(out).lines(),
            confirmed: BTreeSet::new(),
            lines: 0,
        })
    }

    /// Lets it work until its instant has come, kills it and reads what it had still said.
    pub async fn until(mut self, instant: Instants) -> Step<BTreeSet<String>> {
        let begun = Instant::now();
        let then = match instant {
            Instants::Started(after) => begun + after,
            Instants::Said(lines, after) => {
                self.hear(begun + START).await;
                let slow = slowness(begun.elapsed());
                let patience = Instant::now() + NEXT * slow;
                while self.lines < lines && self.hear(patience).await {}
                Instant::now() + after * slow
            }
        };
        while self.hear(then).await {}
        self.process
            .kill()
            .await
            .map_err(|error| JourneyError::Io {
                what: "kill".to_owned(),
                error,
            })?;
        while self.hear(Instant::now() + START).await {}
        Ok(self.confirmed)
    }

    /// Waits until it ends by itself.
    pub async fn until_it_ends(mut self) -> Step<()> {
        while self.hear(Instant::now() + START).await {}
        drop(self.process.kill().await);
        Ok(())
    }

    /// Hears one line; false once the time is over or the station has ended.
    async fn hear(&mut self, until: Instant) -> bool {
        let Ok(Ok(Some(line))) = timeout_at(until, self.said.next_line()).await else {
            return false;
        };
        self.lines += 1;
        if let Some(name) = line.strip_prefix("placed ") {
            self.confirmed.insert(name.to_owned());
        }
        true
    }
}

/// How many times slower a machine is than one that has nothing else to do, where a station opens
/// within a tenth of a second: what happens in a round takes as many times longer.
fn slowness(opened: Duration) -> u32 {
    let times = opened.as_millis() / 100;
    u32::try_from(times).unwrap_or(u32::MAX).clamp(1, 20)
}

/// A process that outgrows its room is told so, instead of being ended.
fn command(room: Option<u64>) -> Command {
    let station = program("examples/station_to_kill");
    let Some(room) = room else {
        return Command::new(station);
    };
    let mut command = Command::new("env");
    command.args(["--ignore-signal=XFSZ", "prlimit"]);
    command
        .arg(format!("--fsize={room}"))
        .arg("--")
        .arg(station);
    command
}
