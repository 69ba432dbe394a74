//! The ledger with a million orders, and what it adds to one.
//!
//! The protocol stands at the head of `crates/ledger/examples/measure/main.rs`.

use super::table::{Budget, Row};
use crate::{cargo, failure::Failure, project, say};
use serde::Deserialize;
use std::fs;

/// What the example says about one comparison.
#[derive(Deserialize)]
struct Measured {
    what: String,
    ours: f64,
    unit: String,
    peer: String,
    theirs: f64,
    budget: Option<f64>,
}

/// Fills the ledgers, the first time, and measures.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("ledger");
    say::line("The first time, two ledgers of a million orders are filled: five minutes, 2 GB.");
    let folder = project::target().join("bench/ledger");
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let example = [
        "run",
        "--release",
        "--package",
        "ledger",
        "--example",
        "measure",
        "--",
    ];
    parse(&cargo::cargo(example).args([&folder]).text()?)
}

/// The rows that an example prints, one in a line.
pub fn parse(lines: &str) -> Result<Vec<Row>, Failure> {
    let read = |line| serde_json::from_str(line).map(row);
    let rows = lines.lines().map(read).collect::<Result<_, _>>();
    rows.map_err(|source| Failure::Json {
        what: "a benchmark's result".to_owned(),
        source,
    })
}

fn row(measured: Measured) -> Row {
    Row {
        // The table lives as long as the program.
        what: measured.what.leak(),
        ours: measured.ours,
        unit: measured.unit.leak(),
        peer: Some((measured.peer, measured.theirs)),
        budget: measured.budget.map(Budget::Ratio),
    }
}

#[cfg(test)]
mod tests {
    use super::{Budget, parse};

    #[test]
    fn a_comparison_is_a_row() {
        let line =
            r#"{"what":"a page","ours":1.5,"unit":"ms","peer":"goal","theirs":5.0,"budget":1.0}"#;
        let rows = parse(line).expect("readable");
        assert_eq!((rows[0].what, rows[0].unit), ("a page", "ms"));
        assert_eq!(rows[0].budget, Some(Budget::Ratio(1.0)));
        assert!(parse("Compiling").is_err());
    }
}
