//! `cargo xtask check`: what can be judged without running the program.

use crate::{
    cargo,
    failure::Failure,
    licences,
    machine::{self, Purpose},
    npm, shipped,
    steps::{Steps, timed},
    unused,
};

/// Prepares the machine and runs every check.
pub fn check(yes: bool) -> Result<(), Failure> {
    timed(|steps| {
        steps.run("machine", || machine::prepare(Purpose::Build, yes))?;
        steps.run("npm packages", npm::install)?;
        steps.run("page", npm::build_if_missing)?;
        all(steps)
    })
}

/// Every check, the quick ones first, on a machine that has all it needs.
pub fn all(steps: &mut Steps) -> Result<(), Failure> {
    quick(steps)?;
    page(steps)?;
    steps.run("clippy", || {
        cargo::announce_first_build();
        cargo::on_graph(&["clippy"], ["--all-targets", "--", "-D", "warnings"]).run()
    })?;
    // No release build has the switches for tests, so that code is checked as well.
    steps.run("clippy, as released", || {
        cargo::cargo(["clippy", "--package", "practice", "--", "-D", "warnings"]).run()
    })
}

fn quick(steps: &mut Steps) -> Result<(), Failure> {
    steps.run("rustfmt", || {
        cargo::cargo(["fmt", "--all", "--check"]).run()
    })?;
    steps.run("unused crates", unused::check)?;
    steps.run("no switches shipped", shipped::check)?;
    steps.run("licences of crates", licences::check_crates)?;
    steps.run("licences of npm packages", licences::check_packages)
}

fn page(steps: &mut Steps) -> Result<(), Failure> {
    steps.run("prettier", || npm::script("format:check"))?;
    steps.run("eslint", || npm::script("lint"))?;
    steps.run("svelte-check", || npm::script("check"))?;
    steps.run("knip", || npm::script("unused"))
}
