//! The practice office over real HTTP.
#![cfg(test)]

mod catalogue;
mod client;
mod faults;
mod gate;
mod guard;
mod issuebadge;
mod limits;
mod orders;
mod pictures;
mod program;
mod refusals;
mod spoilt_answers;
mod state;
mod switches;
mod templates;
mod token;
mod validation;
