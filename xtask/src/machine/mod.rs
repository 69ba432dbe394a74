//! What this machine lacks, and how to get it.

mod consent;
mod debian;
mod display;
mod packages;
mod system;
mod tools;

use crate::{failure::Failure, say};
pub use display::need as need_display;
pub use packages::Purpose;
use system::System;

/// Installs what the purpose needs and the machine lacks, or says what to install and stops.
pub fn prepare(purpose: Purpose, yes: bool) -> Result<(), Failure> {
    // What cannot be installed from here is asked for before anything is installed.
    tools::node()?;
    match System::detect() {
        System::Debian => debian::prepare(purpose, yes)?,
        other => other.instruct(purpose)?,
    }
    if purpose.judges_code() {
        tools::rust_components()?;
    }
    if purpose.runs_tests() {
        tools::nextest()?;
    }
    Ok(())
}

/// One line about a keyring where none seems to be installed; the program works without.
pub fn recommend_keyring() {
    if System::detect() == System::Debian && !debian::has_keyring() {
        say::line(
            "No keyring (Secret Service) is installed: the practice office works without, but the \
             ledger then lives for one run. Recommended: gnome-keyring.",
        );
    }
}
