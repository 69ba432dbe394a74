//! What finds faces: 6 MB of models, read when the first picture is looked at.

use std::sync::{Arc, Mutex};

use portrait::Finder;

use crate::desk::lock;
use crate::error::DeskError;

/// The finder of this run, once it was needed.
#[derive(Default)]
pub(crate) struct Faces(Mutex<Option<Arc<Finder>>>);

impl Faces {
    /// The finder; reading it the first time takes some milliseconds.
    ///
    /// # Errors
    /// A model cannot be read on this computer.
    pub fn finder(&self) -> Result<Arc<Finder>, DeskError> {
        let mut kept = lock(&self.0);
        if let Some(finder) = &*kept {
            return Ok(Arc::clone(finder));
        }
        let finder = Arc::new(Finder::new()?);
        *kept = Some(Arc::clone(&finder));
        Ok(finder)
    }
}
