//! The practice office: a faithful stand-in for the issuing services on loopback.
//!
//! It answers as the services' public documentation says, and judges orders by documented rules
//! only. Where the documentation is silent it is lenient, or the choice is a switch in
//! [`Undocumented`] for Breeze and in [`issuebadge::Switches`] for IssueBadge. Each service has a
//! port of its own. It serves 127.0.0.1 only, makes new credentials for every run, and refuses
//! requests that a web page could have made.
//!
//! With the Cargo feature `faults`, which no release build has, tests can make it fail in every
//! way a network and a server fail: see [`PracticeOffice::faults`] and
//! [`PracticeOffice::issuebadge_faults`].

mod access;
mod breeze;
mod clock;
mod error;
#[cfg(feature = "faults")]
mod faults;
mod held;
pub mod issuebadge;
mod office;
mod options;
mod server;
mod state_file;

pub use access::BreezeAccess;
pub use breeze::orders::{OrderRecord, RecordedValue};
pub use clock::{Clock, ManualClock};
pub use error::PracticeError;
#[cfg(feature = "faults")]
pub use faults::{Calls, Fault, Faults, PlannedFault};
pub use office::PracticeOffice;
pub use options::{DataUriPrefix, ErrorStatus, Limits, Options, Undocumented};
