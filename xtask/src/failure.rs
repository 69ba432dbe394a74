//! Why a command stopped.

use std::{io, path::PathBuf};

/// Why a command stopped; its text is the last thing the person reads.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// A named step of a longer command failed.
    #[error("{cause}\nFailed at: {step}")]
    Step {
        /// The step's name, as in the timing table.
        step: &'static str,
        /// Why it failed.
        cause: Box<Failure>,
    },
    /// A program could not be started at all.
    #[error("`{program}` could not be started: {source}")]
    Start {
        /// The program's name.
        program: String,
        /// What the system said.
        source: io::Error,
    },
    /// A program ran and ended with an error.
    #[error("`{line}` ended with {status}")]
    Ended {
        /// The whole command line.
        line: String,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// A file or an answer of a tool is not the JSON it should be.
    #[error("{what} is not the JSON expected: {source}")]
    Json {
        /// The file or the tool.
        what: String,
        /// Where it went wrong.
        source: serde_json::Error,
    },
    /// Cargo could not describe the workspace.
    #[error("cargo metadata: {0}")]
    Metadata(#[from] cargo_metadata::Error),
    /// The person said no to installing.
    #[error("nothing was installed. Run the command above yourself, or answer y, or use --yes")]
    Declined,
    /// Packages are missing and this process may not install them.
    #[error("no right to install packages here: run the command above as an administrator")]
    NoRights,
    /// This is not a system whose packages we install; the text before says what to do.
    #[error("install what is named above, then run this command again")]
    InstallFirst,
    /// Node.js is missing or too old.
    #[error(
        "{found}. Node.js {}.{} or newer with npm is needed: https://nodejs.org/en/download \
         (Debian 12's own package is too old)",
        least.0, least.1
    )]
    Node {
        /// What was found instead.
        found: String,
        /// The oldest version that works: major and minor.
        least: (u32, u32),
    },
    /// There is nowhere to open a window.
    #[cfg(target_os = "linux")]
    #[error("No display: set DISPLAY or WAYLAND_DISPLAY, or run this on a desktop.")]
    NoDisplay,
    /// A display is named, and nobody is there.
    #[cfg(target_os = "linux")]
    #[error("No display: nothing answers at {0}. Run this on a desktop, or correct DISPLAY.")]
    SilentDisplay(String),
    /// Licences that the policy does not allow, or that nobody states.
    #[error("licences to settle (the policy is xtask/src/licences/policy.rs):\n{}", .0.join("\n"))]
    Licences(Vec<String>),
    /// Dependencies that no source file names.
    #[error("dependencies that no source file names:\n{}", .0.join("\n"))]
    Unused(Vec<String>),
    /// Crates of the program that have the switches for tests.
    #[error("the program would be built with the feature `faults` of:\n{}", .0.join("\n"))]
    Switches(Vec<String>),
    /// A measurement did not come to an end.
    #[error("{subject}: {problem}")]
    Measure {
        /// What was measured.
        subject: String,
        /// What did not happen.
        problem: &'static str,
    },
}

impl Failure {
    /// For `map_err` where a file is read or written.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
