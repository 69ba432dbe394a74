//! Why a journey could not go on.

use std::io;

/// What a step of a journey gives.
pub type Step<T> = Result<T, JourneyError>;

/// Why a journey could not go on.
#[derive(Debug, thiserror::Error)]
pub enum JourneyError {
    /// A program could not be started, or a file not be read.
    #[error("{what}: {error}")]
    Io {
        /// The program or file.
        what: String,
        /// What the system said.
        error: io::Error,
    },
    /// A program ended or fell silent before it said what it must say first.
    #[error("{0} did not say that it is ready")]
    NotReady(String),
    /// The driver would not start the program.
    #[error("the window was not opened: {0}")]
    Session(#[from] fantoccini::error::NewSessionError),
    /// The driver refused a command.
    #[error("the window did not do as asked: {0}")]
    Command(fantoccini::error::CmdError),
    /// The page is gone, and the driver's session with it: a driver does not outlive the page it
    /// drives.
    #[error("the page is gone: {0}")]
    Gone(fantoccini::error::CmdError),
    /// The driver was asked and fell silent.
    #[error("the window did not answer in {} seconds when asked for {what}", .patience.as_secs())]
    Silent {
        /// What was asked of it.
        what: String,
        /// How long it was waited for.
        patience: std::time::Duration,
    },
    /// The practice office refused a switch, or could not be reached.
    #[error("the practice office did not do as asked: {0}")]
    Office(String),
    /// A killed station left something that must not be.
    #[error("{0}")]
    Soak(String),
    /// What was waited for did not come.
    #[error("waited in vain for {what}; the page says: {page}")]
    Waited {
        /// What did not come.
        what: String,
        /// The page's text at the end.
        page: String,
    },
    /// An answer was not what it must be.
    #[error("{what}: {error}")]
    Answer {
        /// Whose answer.
        what: String,
        /// What is wrong with it.
        error: serde_json::Error,
    },
    /// A tool ended with an error.
    #[error("{tool} failed: {said}")]
    Tool {
        /// Which tool.
        tool: String,
        /// What it said.
        said: String,
    },
}

impl JourneyError {
    pub(crate) fn io(what: impl Into<String>) -> impl FnOnce(io::Error) -> JourneyError {
        let what = what.into();
        move |error| JourneyError::Io { what, error }
    }
}

impl From<fantoccini::error::CmdError> for JourneyError {
    fn from(error: fantoccini::error::CmdError) -> Self {
        if error.is_invalid_session_id() || error.is_no_such_window() {
            JourneyError::Gone(error)
        } else {
            JourneyError::Command(error)
        }
    }
}
