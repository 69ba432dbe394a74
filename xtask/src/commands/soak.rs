//! `cargo xtask soak`: kill a station at random instants, and count what was lost.

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    npm,
    process::Call,
    project,
};

/// Where the sum of all runs is kept.
const REPORT: &str = "docs/soak.json";

/// Kills so many stations, adds what was found to the report, and stops if anything is wrong.
pub fn soak(yes: bool, rounds: u64) -> Result<(), Failure> {
    machine::prepare(Purpose::Build, yes)?;
    npm::install()?;
    npm::build_if_missing()?;
    cargo::announce_first_build();
    cargo::build_all()?;
    Call::new(project::target().join("debug/examples/soak"))
        .args(["--rounds", &rounds.to_string(), "--report", REPORT])
        .args(["--commit", &state_of_the_code()])
        .run()
}

/// The commit that was built, and whether anything was changed since.
fn state_of_the_code() -> String {
    let git = |args: &[&str]| Call::new("git").args(args).text();
    let commit = git(&["rev-parse", "--short", "HEAD"]);
    let changed = git(&[
        "status",
        "--porcelain",
        "--untracked-files=no",
        "--",
        "crates",
        "tests",
        "Cargo.lock",
    ]);
    match (commit, changed) {
        (Ok(commit), Ok(changes)) if changes.trim().is_empty() => commit.trim().to_owned(),
        (Ok(commit), _) => format!("{}, changed", commit.trim()),
        (Err(_), _) => "not told".to_owned(),
    }
}
