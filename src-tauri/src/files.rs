//! Files the operator names, and pages for the browser.

use std::path::{Path, PathBuf};

use desk::boundary::{Code, Problem};
use serde::Deserialize;
use specta::Type;
use tauri::WebviewWindow;

/// No description of fields is longer than this, by far.
const LONGEST_DESCRIPTION: u64 = 1024 * 1024;

/// The most people a roster may have, with 300 bytes for each.
const LARGEST_ROSTER: u64 = 16 * 1024 * 1024;

/// Lets the operator choose a place for a file of this name and writes these bytes there; false when the dialog is closed.
///
/// # Errors
/// The file cannot be written.
pub(crate) async fn save(
    window: &WebviewWindow,
    title: &str,
    (name, bytes): (String, Vec<u8>),
) -> Result<bool, Problem> {
    let dialog = dialog(window, title);
    let Some(file) = dialog.set_file_name(name).save_file().await else {
        return Ok(false);
    };
    let written = tokio::fs::write(file.path(), bytes).await;
    written.map_err(|error| Problem::of(Code::FolderUnusable, error.to_string()))?;
    Ok(true)
}

/// What a dialog that asks for a place offers, in the language of the page.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Offered {
    /// The title of the dialog.
    title: String,
    /// The name of the file.
    name: String,
}

/// Lets the operator choose a place for a file; none when the dialog is closed.
pub(crate) async fn choose(window: &WebviewWindow, offered: &Offered) -> Option<PathBuf> {
    let dialog = dialog(window, &offered.title).set_file_name(&offered.name);
    let file = dialog.save_file().await?;
    Some(file.path().to_owned())
}

/// Lets the operator choose a file that is there; none when the dialog is closed.
pub(crate) async fn choose_one(window: &WebviewWindow, title: &str) -> Option<PathBuf> {
    let file = dialog(window, title).pick_file().await?;
    Some(file.path().to_owned())
}

/// A dialog whose title, in the language of the page, says what is chosen.
fn dialog(window: &WebviewWindow, title: &str) -> rfd::AsyncFileDialog {
    let dialog = rfd::AsyncFileDialog::new().set_parent(window);
    dialog.set_title(title)
}

/// Lets the operator choose a JSON file and reads it; nothing when the dialog is closed.
///
/// # Errors
/// The file cannot be read, or is larger than any description of fields.
pub(crate) async fn open_json(
    window: &WebviewWindow,
    title: &str,
) -> Result<Option<Vec<u8>>, Problem> {
    let dialog = dialog(window, title);
    let Some(file) = dialog.add_filter("JSON", &["json"]).pick_file().await else {
        return Ok(None);
    };
    let bytes = read(file.path(), LONGEST_DESCRIPTION, Code::NotFieldDescriptions).await?;
    Ok(Some(bytes))
}

/// Lets the operator choose a file with a line for each person and reads it, with its name; nothing
/// when the dialog is closed.
///
/// # Errors
/// The file cannot be read, or is larger than any roster.
pub(crate) async fn open_roster(
    window: &WebviewWindow,
    title: &str,
) -> Result<Option<(String, Vec<u8>)>, Problem> {
    let dialog = dialog(window, title);
    let dialog = dialog.add_filter("CSV", &["csv", "tsv", "txt"]);
    let Some(file) = dialog.pick_file().await else {
        return Ok(None);
    };
    let bytes = read(file.path(), LARGEST_ROSTER, Code::RosterTooLarge).await?;
    Ok(Some((file.file_name(), bytes)))
}

async fn read(file: &Path, most: u64, too_large: Code) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: std::io::Error| Problem::of(Code::FileUnreadable, error.to_string());
    let size = tokio::fs::metadata(file).await.map_err(unreadable)?;
    if size.len() > most {
        return Err(Problem::of(too_large, ""));
    }
    tokio::fs::read(file).await.map_err(unreadable)
}

/// Opens a page in the operator's browser.
///
/// # Errors
/// There is no browser to open it with.
pub(crate) fn open_in_browser(url: &str) -> Result<(), Problem> {
    open::that_detached(url).map_err(|error| Problem::of(Code::Interrupted, error.to_string()))
}
