//! `cargo xtask fix`: mend what tools can mend.

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    npm,
    steps::timed,
};

/// Mends Rust before the bindings are generated from it, and lints before the layout.
pub fn fix(yes: bool) -> Result<(), Failure> {
    timed(|steps| {
        steps.run("machine", || machine::prepare(Purpose::Fix, yes))?;
        steps.run("npm packages", npm::install)?;
        steps.run("page", npm::build_if_missing)?;
        steps.run("clippy", clippy)?;
        steps.run("rustfmt", || cargo::cargo(["fmt", "--all"]).run())?;
        steps.run("bindings", bindings)?;
        steps.run("eslint", || npm::script("lint:fix"))?;
        steps.run("prettier", || npm::script("format"))
    })
}

fn clippy() -> Result<(), Failure> {
    let over_changes = ["--all-targets", "--fix", "--allow-dirty", "--allow-staged"];
    cargo::on_graph(&["clippy"], over_changes).run()
}

/// The test that compares the bindings writes them when told to.
fn bindings() -> Result<(), Failure> {
    let test = "package(badgedesk) and test(the_committed_bindings_are_current)";
    cargo::on_graph(&["nextest", "run"], ["-E", test])
        .env("UPDATE_BINDINGS", "1")
        .run()
}
