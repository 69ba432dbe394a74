//! Badgedesk, the desktop workstation of a badge office: the window around the desk.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod bindings;
mod camera_signs;
mod closing;
mod commands;
mod files;
mod links;
mod log;
mod mirror;
mod notice;
mod page_watch;
mod picture_sources;
mod station;
mod window;

use std::process::ExitCode;

// The settings of plugins are told in it by `tauri::generate_context`.
use serde_json as _;

fn main() -> ExitCode {
    match station::run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            tracing::error!(%error, "the program could not start");
            ExitCode::FAILURE
        }
    }
}
