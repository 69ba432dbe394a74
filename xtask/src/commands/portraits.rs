//! `cargo xtask portraits`: the contact sheet of the test portraits.

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    process::Call,
    project, say,
};

/// Draws input, crop, portrait and verdict of every test portrait into `target/portraits`.
pub fn portraits(yes: bool) -> Result<(), Failure> {
    machine::prepare(Purpose::Build, yes)?;
    cargo::announce_first_build();
    cargo::on_graph(&["build"], ["--example", "contact_sheet"]).run()?;
    let folder = project::target().join("portraits");
    let program = project::target().join("debug/examples/contact_sheet");
    Call::new(program).args([&folder]).run()?;
    say::line(&format!("Look at {}", folder.join("index.html").display()));
    Ok(())
}
