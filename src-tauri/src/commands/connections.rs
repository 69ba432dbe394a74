//! Connections.

use desk::boundary::{CheckReport, ConnectionForm, DeskView, Intent, SubmittedConnection};

use super::{Answered, Station};

#[tauri::command]
#[specta::specta]
pub(crate) async fn submit_connection(
    desk: Station<'_>,
    form: ConnectionForm,
    intent: Intent,
) -> Answered<SubmittedConnection> {
    Ok(desk.submit_connection(form, intent).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn check_connection(desk: Station<'_>, id: String) -> Answered<CheckReport> {
    Ok(desk.check_connection(id).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_connection(desk: Station<'_>, id: String) -> Answered<DeskView> {
    Ok(desk.choose_connection(id).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_connection(desk: Station<'_>, id: String) -> Answered<DeskView> {
    Ok(desk.remove_connection(id).await?)
}
