//! One module for each command.

pub mod check;
pub mod fix;
pub mod package;
pub mod run;
pub mod screenshots;
pub mod soak;
pub mod test;
