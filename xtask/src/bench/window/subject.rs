//! The two programs, built the same way.

use crate::{cargo, failure::Failure, project};
use std::{fs, path::PathBuf};

/// A program to measure.
pub struct Subject {
    /// Its name in the table.
    pub name: &'static str,
    /// The release build.
    pub program: PathBuf,
    /// The keys that lead from its first start to where people work, if that is elsewhere.
    pub way_in: &'static [&'static str],
}

impl Subject {
    /// It did not do what has to be measured.
    pub fn failed(&self, problem: &'static str) -> Failure {
        Failure::Measure {
            subject: self.name.to_owned(),
            problem,
        }
    }
}

/// What the empty window is made of.
const EMPTY: [&str; 6] = [
    "Cargo.toml",
    "build.rs",
    "icon.png",
    "page/index.html",
    "src/main.rs",
    "tauri.conf.json",
];

/// Badgedesk, with Tauri's production feature as the packages have it.
pub fn badgedesk() -> Result<Subject, Failure> {
    let package = ["build", "--release", "--package", "badgedesk"];
    cargo::cargo(package)
        .args(["--features", "tauri/custom-protocol"])
        .run()?;
    Ok(Subject {
        name: "Badgedesk",
        program: project::target().join("release/badgedesk"),
        // The welcome's first button starts practising; from then on it opens on the counter.
        way_in: &["Tab", "Return"],
    })
}

/// The peer: a Tauri window of the same size with one line of text. It is built from a copy that
/// has our lock file, hence the same version of everything, and our release profile.
pub fn empty_window() -> Result<Subject, Failure> {
    let dir = copy()?;
    let (manifest, target) = (dir.join("Cargo.toml"), project::target());
    cargo::cargo(["build", "--release", "--manifest-path"])
        .args([&manifest])
        .args(["--target-dir"])
        .args([&target])
        .run()?;
    Ok(Subject {
        name: "empty Tauri window",
        program: target.join("release/empty-window"),
        way_in: &[],
    })
}

fn copy() -> Result<PathBuf, Failure> {
    let from = project::root().join("tests/benches/empty-window");
    let to = project::target().join("bench/empty-window");
    for dir in ["src", "page"] {
        fs::create_dir_all(to.join(dir)).map_err(Failure::file(&to))?;
    }
    for file in EMPTY {
        fs::copy(from.join(file), to.join(file)).map_err(Failure::file(from.join(file)))?;
    }
    let lock = project::root().join("Cargo.lock");
    fs::copy(&lock, to.join("Cargo.lock")).map_err(Failure::file(&lock))?;
    Ok(to)
}
