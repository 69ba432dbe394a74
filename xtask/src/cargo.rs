//! How cargo is called.
//!
//! Every step builds the same graph: the whole workspace with the same features, chosen from
//! by filters. `-p` would unify features differently and build the dependencies once more.

use crate::{failure::Failure, process::Call, project, say};
use std::fs;

/// The one graph that check, test, fix and screenshots build; no release has the feature.
const GRAPH: [&str; 3] = ["--workspace", "--features", "practice/faults"];

/// A call of cargo with these arguments.
pub fn cargo<'a>(args: impl IntoIterator<Item = &'a str>) -> Call {
    let program = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    Call::new(program).args(args)
}

/// A call of a cargo command on the workspace's one graph.
pub fn on_graph<'a>(command: &[&'a str], args: impl IntoIterator<Item = &'a str>) -> Call {
    cargo(command.iter().copied().chain(GRAPH)).args(args)
}

/// Builds programs, tests, examples: everything the later steps start.
pub fn build_all() -> Result<(), Failure> {
    on_graph(&["build"], ["--all-targets"]).run()
}

/// Runs the tests that `filter` selects and gives their counts in words.
pub fn nextest(filter: &str, args: &[&str]) -> Result<String, Failure> {
    let selected = ["--profile", "ci", "-E", filter]
        .into_iter()
        .chain(args.iter().copied());
    on_graph(&["nextest", "run"], selected).run()?;
    let report = project::target().join("nextest/ci/junit.xml");
    let xml = fs::read_to_string(&report).map_err(Failure::file(&report))?;
    Ok(counts(&xml))
}

/// Says how long the first build takes, if this is going to be it.
pub fn announce_first_build() {
    let program = format!("debug/badgedesk{}", std::env::consts::EXE_SUFFIX);
    if !project::target().join(program).exists() {
        say::line("The first build takes about 6 to 10 minutes on two cores; later ones, seconds.");
    }
}

/// The root element of a JUnit report carries the totals.
fn counts(xml: &str) -> String {
    let root = xml.split_once("<testsuites").map_or("", |(_, rest)| rest);
    let root = root
        .split_once('>')
        .map_or(root, |(attributes, _)| attributes);
    let number = |name: &str| {
        let (_, rest) = root.split_once(&format!(" {name}=\""))?;
        rest.split_once('"')?.0.parse::<u32>().ok()
    };
    number("tests").map_or_else(|| "ok".to_owned(), |tests| format!("{tests} passed"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_counts_come_from_the_reports_root() {
        let xml = r#"<?xml version="1.0"?>
            <testsuites name="nextest-run" tests="41" failures="0" errors="0">
            <testsuite name="vault" tests="7"></testsuite></testsuites>"#;
        assert_eq!(counts(xml), "41 passed");
    }

    #[test]
    fn a_report_without_totals_claims_no_number() {
        assert_eq!(counts("<testsuites name=\"x\">"), "ok");
        assert_eq!(counts(""), "ok");
    }

    #[test]
    fn every_command_builds_the_same_graph() {
        let call = on_graph(&["nextest", "run"], ["-E", "all()"]);
        let end = "nextest run --workspace --features practice/faults -E 'all()'";
        assert!(call.line().ends_with(end), "{}", call.line());
    }
}
