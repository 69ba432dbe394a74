//! The ledger with a million orders, and what it adds to one.
//!
//! The protocol stands at the head of `crates/ledger/examples/measure/main.rs`.

use super::{
    report,
    table::{self, Budget, Row},
};
use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    project, say,
};
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

const HEAD: &str = "\
# The ledger, measured

`cargo xtask bench ledger` writes this page. The ledger is asked by its own calls, the peer by the SQL
that somebody would write who knows the tables, of the same orders without encryption, in turn. The
protocol is at the head of `crates/ledger/examples/measure/main.rs`.

";

/// Measures, prints the table and keeps it in `docs/bench-ledger.md`.
pub fn bench(yes: bool) -> Result<(), Failure> {
    machine::prepare(Purpose::Build, yes)?;
    let before = report::load();
    let rows = measure()?;
    let caution = report::caution(before.max(report::load()));
    table::lines(&rows).iter().for_each(|line| say::line(line));
    let path = project::root().join("docs/bench-ledger.md");
    let table = table::markdown(&rows).join("\n");
    let page = format!(
        "{HEAD}Machine: {}.{caution}\n\n{table}\n",
        report::machine()
    );
    fs::write(&path, page).map_err(Failure::file(&path))?;
    say::line(&format!("\nWritten to {}", path.display()));
    Ok(())
}

/// Fills the ledgers, the first time, and measures.
fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("ledger");
    say::line("The first time, two ledgers of a million orders are filled: most of an hour, 3 GB.");
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

fn parse(lines: &str) -> Result<Vec<Row>, Failure> {
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
