//! `cargo xtask run`: build Badgedesk and open its window.

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    npm,
};

/// Prepares the machine, builds page and program, opens the window and waits until it closes.
pub fn run(yes: bool, args: &[String]) -> Result<(), Failure> {
    machine::need_display()?;
    machine::prepare(Purpose::Run, yes)?;
    machine::recommend_keyring();
    npm::install()?;
    npm::build()?;
    cargo::announce_first_build();
    cargo::cargo(["run", "--package", "badgedesk", "--"])
        .args(args)
        .run()
}
