//! One module for each command.

pub mod check;
pub mod fix;
pub mod fuzz;
pub mod package;
pub mod portraits;
pub mod run;
pub mod screenshots;
pub mod soak;
pub mod test;
