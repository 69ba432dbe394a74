//! The page's packages and scripts.

use crate::{failure::Failure, process::Call, project, say};
use std::{fs, path::PathBuf};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Runs one of the scripts of `ui/package.json`.
pub fn script(name: &str) -> Result<(), Failure> {
    Call::new(NPM).args(["run", name]).dir(project::ui()).run()
}

/// Installs exactly what the lock file names, unless that is what is installed already.
pub fn install() -> Result<(), Failure> {
    let lock = project::ui().join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::file(&lock))?;
    if fs::read(stamp()).is_ok_and(|installed| installed == wanted) {
        say::line("The npm packages are up to date.");
        return Ok(());
    }
    let quiet = ["ci", "--no-audit", "--no-fund"];
    Call::new(NPM).args(quiet).dir(project::ui()).run()?;
    fs::write(stamp(), wanted).map_err(Failure::file(stamp()))
}

/// Builds the page into `ui/dist`.
pub fn build() -> Result<(), Failure> {
    script("build")
}

/// Builds the page if it was never built: the shell takes it in when it compiles.
pub fn build_if_missing() -> Result<(), Failure> {
    if project::ui().join("dist/index.html").exists() {
        Ok(())
    } else {
        build()
    }
}

/// A program that an npm package brings.
pub fn program(name: &str) -> PathBuf {
    let name = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    project::ui().join("node_modules/.bin").join(name)
}

/// A copy of the lock file that was installed. Its content decides, because a checkout of another
/// commit gives files new dates; it lies among the packages to go when they go.
fn stamp() -> PathBuf {
    project::ui().join("node_modules/.installed-lock.json")
}
