//! Files made of the ledger.

use desk::boundary::ExportRequest;
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
