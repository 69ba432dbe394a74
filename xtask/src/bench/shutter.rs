//! From the shutter to the portrait on the screen, and what the live view takes, in the real window.
//!
//! The protocol stands at the head of `tests/examples/shutter.rs`.

use super::{
    Measured, of, parse,
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
    rows(&measured)
}

/// Frames a second of the camera, as its pipeline says (`tests/src/camera.rs`).
const CAMERA: f64 = 15.0;

fn rows(measured: &[Measured]) -> Result<Vec<Row>, Failure> {
    let camera = Some(("the camera's own".to_owned(), CAMERA));
    let most = Some(Budget::Most(200.0));
    let view = "frames of the live view a second, with the coach";
    let rows = [
        ("shutter to portrait on screen", "shutter", "ms", None, most),
        (view, "frames", "", camera, None),
        (
            "of one processor, a person in the live view",
            "face",
            "%",
            None,
            None,
        ),
        (
            "the same, nobody in it for a while",
            "nobody",
            "%",
            None,
            None,
        ),
        ("the same, camera off", "off", "%", None, None),
    ];
    let row = |(what, name, unit, peer, budget)| {
        of(measured, name).map(|ours| Row {
            what,
            ours,
            unit,
            peer,
            budget,
        })
    };
    rows.into_iter().map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_window_did_not_tell_is_an_error_and_no_zero() {
        let told = |name: &str| Measured {
            name: name.to_owned(),
            median_ms: 1.0,
        };
        let mut all: Vec<_> = ["shutter", "frames", "face", "nobody", "off"]
            .map(told)
            .into();
        assert_eq!(rows(&all).map(|rows| rows.len()).ok(), Some(5));
        all.pop();
        assert!(rows(&all).is_err());
    }
}
