//! `cargo xtask bench`: the budgets, measured against peers in the same run.
//!
//! A ratio of two medians from one run on one machine means something; a time alone does not.
//! Nothing here fails because it was slow: the table says which budgets were met.

mod faces;
mod ledger;
mod order;
mod photo;
mod python;
mod report;
#[cfg(target_os = "linux")]
mod shutter;
mod table;
#[cfg(target_os = "linux")]
mod window;

use crate::{
    failure::Failure,
    machine::{self, Purpose},
    npm, say,
};
use clap::ValueEnum;
use serde::Deserialize;
use table::Row;

/// What can be measured by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Asked {
    /// From a 12-megapixel JPEG to a portrait.
    Photo,
    /// A face found and judged: live frame and shot.
    Faces,
    /// From the shutter to the portrait on the screen.
    Shutter,
    /// Start and memory of the window.
    Window,
    /// The ledger with a million orders, and what it adds to one.
    Ledger,
    /// What the desk adds to one order, sent to the practice office.
    Order,
    /// Everything.
    All,
}

/// A part of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Photo,
    Faces,
    Shutter,
    Window,
    Ledger,
    Order,
}

/// The parts in the order of the page.
const PARTS: [Part; 6] = [
    Part::Photo,
    Part::Faces,
    Part::Window,
    Part::Ledger,
    Part::Order,
    Part::Shutter,
];

/// Prepares the machine, measures, prints the tables and keeps them in `docs/bench.md`. What is
/// not measured this time stays there as it was.
pub fn bench(yes: bool, asked: Asked) -> Result<(), Failure> {
    match asked {
        Asked::Photo => page(yes, &[Part::Photo]),
        Asked::Faces => page(yes, &[Part::Faces]),
        Asked::Shutter => page(yes, &[Part::Shutter]),
        Asked::Window => page(yes, &[Part::Window]),
        Asked::Ledger => page(yes, &[Part::Ledger]),
        Asked::Order => page(yes, &[Part::Order]),
        Asked::All => page(yes, &PARTS),
    }
}

fn page(yes: bool, parts: &[Part]) -> Result<(), Failure> {
    // The peers of these two are built with them; the others' are installed.
    let purpose = match parts {
        [Part::Ledger | Part::Order] => Purpose::Build,
        [Part::Shutter] => Purpose::Test,
        _ => Purpose::Bench,
    };
    machine::prepare(purpose, yes)?;
    say::line("Release builds take about 15 minutes on two cores the first time.");
    for &part in parts {
        let before = report::load();
        let rows = measured(part)?;
        let load = before.max(report::load());
        table::lines(&rows).iter().for_each(|line| say::line(line));
        report::write(part, &rows, load)?;
    }
    Ok(())
}

fn measured(part: Part) -> Result<Vec<Row>, Failure> {
    match part {
        Part::Photo => photo::measure(),
        Part::Faces => faces::measure(),
        Part::Shutter => shots(),
        Part::Window => windows(),
        Part::Ledger => ledger::measure(),
        Part::Order => order::measure(),
    }
}

#[cfg(target_os = "linux")]
fn shots() -> Result<Vec<Row>, Failure> {
    shutter::measure()
}

#[cfg(not(target_os = "linux"))]
fn shots() -> Result<Vec<Row>, Failure> {
    say::line("Shots are taken with a camera of PipeWire's: on Linux only.");
    Ok(Vec::new())
}

#[cfg(target_os = "linux")]
fn windows() -> Result<Vec<Row>, Failure> {
    npm::install()?;
    npm::build()?;
    window::measure()
}

#[cfg(not(target_os = "linux"))]
fn windows() -> Result<Vec<Row>, Failure> {
    say::line("Start time and memory are measured from outside under Xvfb: on Linux only.");
    Ok(Vec::new())
}

/// What one program says about its own runs.
#[derive(Deserialize)]
struct Measured {
    name: String,
    median_ms: f64,
}

/// The results among the lines that a program has printed.
fn parse(lines: &str) -> Result<Vec<Measured>, Failure> {
    let json = lines.lines().filter(|line| line.starts_with('{'));
    json.map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(|source| Failure::Json {
            what: "a benchmark's result".to_owned(),
            source,
        })
}

/// What our own example says about itself.
fn ours(args: &[&str]) -> Result<Vec<Measured>, Failure> {
    let example = [
        "run",
        "--release",
        "--package",
        "portrait",
        "--example",
        "bench",
        "--",
    ];
    parse(&crate::cargo::cargo(example).args(args).text()?)
}

/// The result of one name.
fn of(measured: &[Measured], name: &str) -> Result<f64, Failure> {
    let found = measured.iter().find(|one| one.name == name);
    found
        .map(|one| one.median_ms)
        .ok_or_else(|| Failure::Measure {
            subject: name.to_owned(),
            problem: "it printed no result",
        })
}

/// The middle value; of an even number, the upper one of the two in the middle.
fn median(mut values: Vec<f64>) -> Option<f64> {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied()
}

#[cfg(test)]
mod tests {
    use super::{median, of, parse};

    #[test]
    fn one_outlier_does_not_move_the_median() {
        assert_eq!(median(vec![3.0, 900.0, 1.0, 2.0, 4.0]), Some(3.0));
        assert_eq!(median(Vec::new()), None);
    }

    #[test]
    fn results_are_read_past_what_libraries_print() {
        let text = "loading\n{\"name\":\"libvips 8\",\"median_ms\":170.5,\"runs\":15}\n";
        let measured = parse(text).expect("readable");
        assert_eq!(of(&measured, "libvips 8").ok(), Some(170.5));
        assert!(of(&measured, "OpenCV").is_err());
        assert!(parse("{\"name\":1}").is_err());
    }
}
