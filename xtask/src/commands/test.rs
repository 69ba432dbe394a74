//! `cargo xtask test`: everything that must pass.

use super::check;
use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    npm,
    steps::{Steps, timed},
};

/// Prepares the machine, checks, and runs every test; stops at the first step that fails.
pub fn test(yes: bool) -> Result<(), Failure> {
    timed(|steps| {
        steps.run("machine", || machine::prepare(Purpose::Test, yes))?;
        steps.run("npm packages", npm::install)?;
        steps.run("page", npm::build)?;
        check::all(steps)?;
        steps.run("vitest", || npm::script("test"))?;
        steps.run("build", cargo::build_all)?;
        rust(steps)
    })
}

/// The journeys come last and one at a time: each has the screen to itself.
fn rust(steps: &mut Steps) -> Result<(), Failure> {
    steps.counted("unit tests", || {
        cargo::nextest("not package(journeys)", &[])
    })?;
    steps.run("doc tests", || {
        cargo::on_graph(&["test", "--doc"], []).run()
    })?;
    steps.counted("journeys", || {
        cargo::nextest("package(journeys)", &["--test-threads", "1"])
    })
}
