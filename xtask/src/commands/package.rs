//! `cargo xtask package`: build the installable packages of this system.

use crate::{
    failure::Failure,
    machine::{self, Purpose},
    npm,
    process::Call,
    project,
};

/// AppImage is left out: bundling one downloads tools while it builds.
const BUNDLES: &str = if cfg!(target_os = "macos") {
    "app,dmg"
} else if cfg!(windows) {
    "nsis"
} else {
    "deb,rpm"
};

/// Builds the page, then a release build, then the packages.
pub fn package(yes: bool) -> Result<(), Failure> {
    machine::prepare(Purpose::Build, yes)?;
    npm::install()?;
    npm::build()?;
    Call::new(npm::program("tauri"))
        .args(["build", "--bundles", BUNDLES])
        .dir(project::root().join("src-tauri"))
        .run()
}
