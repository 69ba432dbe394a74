//! `cargo xtask screenshots`: take the README's pictures again.

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    npm,
    process::Call,
    project,
};

/// Builds everything and lets the journeys' example drive the real program.
pub fn screenshots(yes: bool) -> Result<(), Failure> {
    machine::prepare(Purpose::Test, yes)?;
    npm::install()?;
    npm::build()?;
    cargo::announce_first_build();
    cargo::build_all()?;
    let program = project::target().join("debug/examples/screenshots");
    let pictures = project::root().join("docs/images");
    Call::new(program)
        .env("BADGEDESK_SCREENSHOTS", pictures)
        .run()
}
