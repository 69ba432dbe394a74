//! A station that is killed at any instant loses no order and places none twice.

#![cfg(test)]

use std::process::Stdio;

use journeys::program;
use tokio::process::Command;

/// What takes about two minutes. `cargo xtask soak` takes as many as it is told.
const ROUNDS: &str = "240";

#[tokio::test]
async fn a_station_killed_at_random_instants_loses_no_order_and_doubles_none() {
    let mut soak = Command::new(program("examples/soak"));
    soak.args(["--rounds", ROUNDS]).stdin(Stdio::null());
    let output = soak.kill_on_drop(true).output().await.unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let wrong = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}{wrong}");
    let last = said.lines().last().unwrap_or_default();
    assert!(last.contains(&format!("{ROUNDS} rounds")), "{said}");
    println!("{said}");
}
