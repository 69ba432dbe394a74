//! Pythons with the peers' packages, one for each set. They are used here only and never shipped.

use crate::{failure::Failure, process::Call, project};
use std::path::PathBuf;

/// A Python that can import `modules`, in a place of its own, set up with `packages` on first use.
pub fn with(place: &str, packages: &[&str], modules: &str) -> Result<PathBuf, Failure> {
    let home = project::target().join(place);
    let python = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    let import = format!("import {modules}");
    if !Call::new(&python).args(["-c", &import]).succeeds() {
        Call::new("python3")
            .args(["-m", "venv"])
            .args([&home])
            .run()?;
        Call::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(packages)
            .run()?;
    }
    Ok(python)
}
