//! The commands: one line each; what they mean stands at the desk's methods.

mod connections;
mod counter;
mod names;
mod orders;
mod pictures;
mod station;

pub(crate) use connections::*;
pub(crate) use counter::*;
pub(crate) use names::COMMAND_NAMES;
pub(crate) use orders::*;
pub(crate) use pictures::*;
pub(crate) use station::*;

use desk::boundary::Problem;

/// What a command answers: a value, or the one error that crosses to the page.
pub(crate) type Answered<T> = Result<T, Problem>;

/// The desk, as commands receive it.
pub(crate) type Station<'a> = tauri::State<'a, desk::Desk>;
