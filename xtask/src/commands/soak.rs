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
        .run()
}
