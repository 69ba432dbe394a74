//! What the desk adds to one order, beside the bare client of the service.
//!
//! The protocol stands at the head of `crates/desk/examples/order.rs`.

use super::{ledger, table::Row};
use crate::{cargo, failure::Failure, process::Call, project, say};
use std::{
    fs,
    io::{BufRead, BufReader},
    process::{Child, Stdio},
};

/// Orders at a desk and by a bare client, of a practice office without its limits.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("order");
    say::line("Ten thousand orders are placed: a quarter of an hour.");
    let folder = project::target().join("bench/order");
    if folder.exists() {
        fs::remove_dir_all(&folder).map_err(Failure::file(&folder))?;
    }
    fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
    let office = ["build", "--release", "--package", "practice"];
    cargo::cargo(office).args(["--features", "faults"]).run()?;
    let example = ["build", "--release", "--package", "desk"];
    cargo::cargo(example).args(["--example", "order"]).run()?;
    let (_office, line) = Office::open()?;
    let program = format!("release/examples/order{}", std::env::consts::EXE_SUFFIX);
    let orders = Call::new(project::target().join(program)).args([&line]);
    ledger::parse(&orders.args([&folder]).text()?)
}

/// A practice office in a process of its own, ended with it.
struct Office(Child);

impl Office {
    /// The office, and what it says of itself.
    fn open() -> Result<(Self, String), Failure> {
        let program = format!("release/practice{}", std::env::consts::EXE_SUFFIX);
        let call = Call::new(project::target().join(program)).args(["--limits", "off"]);
        let subject = call.line().to_owned();
        let mut command = call.into_command();
        let started = command.stdout(Stdio::piped()).spawn();
        let mut office = Self(started.map_err(Failure::file(&subject))?);
        let mut line = String::new();
        if let Some(output) = office.0.stdout.take() {
            BufReader::new(output)
                .read_line(&mut line)
                .map_err(Failure::file(&subject))?;
        }
        Ok((office, line.trim().to_owned()))
    }
}

impl Drop for Office {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}
