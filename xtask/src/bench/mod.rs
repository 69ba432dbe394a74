//! `cargo xtask bench`: the budgets, measured against peers in the same run.
//!
//! A ratio of two medians from one run on one machine means something; a time alone does not.
//! Nothing here fails because it was slow: the table says which budgets were met.

mod ledger;
mod photo;
mod report;
mod table;
#[cfg(target_os = "linux")]
mod window;

use crate::{
    failure::Failure,
    machine::{self, Purpose},
    npm, say,
};
use table::Row;

/// What is measured.
#[derive(Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub enum What {
    /// The photo and the window.
    All,
    /// The ledger, on a page of its own.
    Ledger,
}

/// Measures what is asked for, prints the table and keeps it.
pub fn bench(yes: bool, what: What) -> Result<(), Failure> {
    match what {
        What::Ledger => ledger::bench(yes),
        What::All => all(yes),
    }
}

/// Prepares the machine, measures, prints the table and keeps it in `docs/bench.md`.
fn all(yes: bool) -> Result<(), Failure> {
    machine::prepare(Purpose::Bench, yes)?;
    npm::install()?;
    npm::build()?;
    say::line("Release builds take about 15 minutes on two cores the first time.");
    let before = report::load();
    let mut rows = photo::measure()?;
    rows.extend(windows()?);
    let load = before.max(report::load());
    say::heading("measured");
    table::lines(&rows).iter().for_each(|line| say::line(line));
    report::write(&rows, load)
}

#[cfg(target_os = "linux")]
fn windows() -> Result<Vec<Row>, Failure> {
    window::measure()
}

#[cfg(not(target_os = "linux"))]
fn windows() -> Result<Vec<Row>, Failure> {
    say::line("Start time and memory are measured from outside under Xvfb: on Linux only.");
    Ok(Vec::new())
}

/// The middle value; of an even number, the upper one of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::median;

    #[test]
    fn one_outlier_does_not_move_the_median() {
        assert_eq!(median(vec![3.0, 900.0, 1.0, 2.0, 4.0]), Some(3.0));
        assert_eq!(median(Vec::new()), None);
    }
}
