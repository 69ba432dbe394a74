//! Files made of the ledger, and a ledger made of one.

use desk::boundary::{BackedUpView, ExportRequest, RestoredView, TypedPassphrase};
use tauri::WebviewWindow;

use super::{Answered, Station};
use crate::files::{self, Offered};

/// Lets the operator choose where to write the orders, and says how many there were; nothing when
/// the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_orders(
    desk: Station<'_>,
    window: WebviewWindow,
    request: ExportRequest,
    offered: Offered,
) -> Answered<Option<u32>> {
    let Some(file) = files::choose(&window, &offered).await else {
        return Ok(None);
    };
    Ok(Some(desk.export_orders(request, file).await?))
}

/// Lets the operator choose where to write a backup, and says what it holds; nothing when the dialog
/// is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn back_up(
    desk: Station<'_>,
    window: WebviewWindow,
    passphrase: TypedPassphrase,
    offered: Offered,
) -> Answered<Option<BackedUpView>> {
    let Some(file) = files::choose(&window, &offered).await else {
        return Ok(None);
    };
    Ok(Some(desk.back_up(file, passphrase).await?))
}

/// Lets the operator choose a backup and puts it in place; nothing when the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn restore_backup(
    desk: Station<'_>,
    window: WebviewWindow,
    passphrase: TypedPassphrase,
    title: String,
) -> Answered<Option<RestoredView>> {
    let Some(file) = files::choose_one(&window, &title).await else {
        return Ok(None);
    };
    Ok(Some(desk.restore(file, passphrase).await?))
}
