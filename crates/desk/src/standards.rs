//! What is asked of every portrait here.

use portrait::Standards;

use crate::desk::Desk;

impl Desk {
    /// What a live view and a picture are held against.
    pub(crate) fn standards(&self) -> Standards {
        Standards::default()
    }
}
