//! The practice office over real HTTP.

mod client;
mod faults;
mod gate;
mod limits;
mod orders;
mod program;
mod refusals;
mod state;
mod switches;
mod templates;
mod token;
mod validation;
