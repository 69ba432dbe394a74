//! From the shutter to the portrait on the screen, in the real window.
//!
//! The protocol stands at the head of `tests/examples/shutter.rs`.

use super::{
    of, parse,
    table::{Budget, Row},
};
use crate::{cargo, failure::Failure, npm, process::Call, project, say};

/// Takes shots in a window that is built as the release is, but may be driven from outside.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("shutter");
    npm::install()?;
    npm::build()?;
    let window = ["build", "--profile", "driven", "--package", "badgedesk"];
    cargo::cargo(window)
        .args(["--features", "tauri/custom-protocol"])
        .run()?;
    cargo::on_graph(
        &["build"],
        ["--package", "journeys", "--example", "shutter"],
    )
    .run()?;
    let program = project::target().join("debug/examples/shutter");
    let window = project::target().join("driven/badgedesk");
    let shots = Call::new(program).env("BADGEDESK_PROGRAM", window);
    let measured = parse(&shots.text()?)?;
    Ok(vec![Row {
        what: "shutter to portrait on screen",
        ours: of(&measured, "shutter")?,
        unit: "ms",
        peer: None,
        budget: Some(Budget::Most(200.0)),
    }])
}
