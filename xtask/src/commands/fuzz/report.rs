//! What all runs together have tried and found.

use crate::{failure::Failure, project};
use chrono::{Local, NaiveDate};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt, fs, path::PathBuf};

/// What one run of the engine said at its end.
#[derive(Debug, PartialEq, Eq)]
pub struct Run {
    executions: u64,
    crashes: u64,
    peak_megabytes: u64,
}

/// The sum of all runs of one target.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Sum {
    executions: u64,
    crashes: u64,
    peak_megabytes: u64,
    last: NaiveDate,
}

/// All targets by their names.
#[derive(Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Report(BTreeMap<String, Sum>);

impl Run {
    /// From what the engine wrote; nothing if it never got to its figures. A run that did not
    /// succeed has ended with its first crash.
    pub fn of(said: &str, succeeded: bool) -> Option<Self> {
        let figure = |name: &str| {
            let mut lines = said.lines();
            let value = lines.find_map(|line| line.strip_prefix(name)?.strip_prefix(':'));
            value?.trim().parse().ok()
        };
        Some(Self {
            executions: figure("stat::number_of_executed_units")?,
            crashes: u64::from(!succeeded),
            peak_megabytes: figure("stat::peak_rss_mb")?,
        })
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            executions,
            crashes,
            peak_megabytes,
        } = self;
        write!(
            f,
            "{executions} executions, {crashes} crashes, {peak_megabytes} MB at the most"
        )
    }
}

impl Report {
    /// What is known so far; nothing before the first run.
    pub fn read() -> Result<Self, Failure> {
        let Ok(text) = fs::read_to_string(path()) else {
            return Ok(Self::default());
        };
        serde_json::from_str(&text).map_err(|source| Failure::Json {
            what: path().display().to_string(),
            source,
        })
    }

    /// Adds a run of today.
    pub fn add(&mut self, target: &str, run: &Run) {
        let sum = self.0.entry(target.to_owned()).or_default();
        sum.executions += run.executions;
        sum.crashes += run.crashes;
        sum.peak_megabytes = sum.peak_megabytes.max(run.peak_megabytes);
        sum.last = Local::now().date_naive();
    }

    /// Keeps it.
    pub fn write(&self) -> Result<(), Failure> {
        let text = serde_json::to_string_pretty(self).map_err(|source| Failure::Json {
            what: "the report".to_owned(),
            source,
        })?;
        fs::write(path(), text + "\n").map_err(Failure::file(path()))
    }

    /// One line for each target and one for all.
    pub fn lines(&self) -> Vec<String> {
        let total: u64 = self.0.values().map(|sum| sum.executions).sum();
        let line = |(name, sum): (&String, &Sum)| {
            let Sum {
                executions,
                crashes,
                peak_megabytes,
                last,
            } = sum;
            format!(
                "{name}: {executions} executions, {crashes} crashes, {peak_megabytes} MB, last on {last}"
            )
        };
        let all = format!("all: {total} executions");
        self.0.iter().map(line).chain([all]).collect()
    }
}

fn path() -> PathBuf {
    project::root().join("crates/portrait/fuzz/report.json")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SAID: &str =
        "#512\tDONE\nstat::number_of_executed_units: 512\nstat::peak_rss_mb:              61\n";

    #[test]
    fn the_figures_of_a_run_are_read_and_a_crash_counts() {
        let good = Run::of(SAID, true).expect("figures");
        assert_eq!(
            (good.executions, good.crashes, good.peak_megabytes),
            (512, 0, 61)
        );
        assert_eq!(Run::of(SAID, false).map(|run| run.crashes), Some(1));
        assert_eq!(Run::of("it never began", true), None);
    }

    #[test]
    fn runs_add_up_and_the_largest_memory_stays() {
        let mut report = Report::default();
        let run = |executions, peak_megabytes| Run {
            executions,
            crashes: 0,
            peak_megabytes,
        };
        report.add("decode", &run(10, 300));
        report.add("decode", &run(5, 200));
        report.add("crop", &run(1, 20));
        let lines = report.lines();
        assert!(
            lines[1].starts_with("decode: 15 executions, 0 crashes, 300 MB"),
            "{}",
            lines[1]
        );
        assert_eq!(lines[2], "all: 16 executions");
    }
}
