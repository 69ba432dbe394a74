//! The commands: one line each; what they mean stands at the desk's methods.

pub(crate) mod badges;
pub(crate) mod connections;
pub(crate) mod counter;
pub(crate) mod exports;
pub(crate) mod links;
#[cfg(test)]
mod names;
pub(crate) mod orders;
pub(crate) mod people;
pub(crate) mod pictures;
pub(crate) mod privacy;
pub(crate) mod station;

#[cfg(test)]
pub(crate) use names::COMMAND_NAMES;

use desk::boundary::Problem;

/// What a command answers: a value, or the one error that crosses to the page.
pub(crate) type Answered<T> = Result<T, Problem>;

/// The desk, as commands receive it.
pub(crate) type Station<'a> = tauri::State<'a, desk::Desk>;
