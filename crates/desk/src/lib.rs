//! The workstation: connections, enrolment, orders and settings, composed from the other crates.
//!
//! [`Desk`] is the whole of it; the shell calls its methods one by one and adds nothing.

pub mod boundary;
mod desk;
mod error;

pub use desk::{Desk, DeskOptions, PracticeAccess};
pub use error::DeskError;

/// A picture of raw RGBA pixels as PNG.
///
/// # Errors
/// The bytes do not fit the size.
pub fn png_from_rgba(width: usize, height: usize, rgba: &[u8]) -> Result<Vec<u8>, DeskError> {
    let _ = (width, height, rgba);
    Err(DeskError::Interrupted)
}
