//! The tray of links.

use desk::boundary::{EnrolmentView, LinkHandling};

use super::{Answered, Station};

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_link(
    desk: Station<'_>,
    link: String,
    connection: Option<String>,
) -> Answered<EnrolmentView> {
    Ok(desk.open_link(link, connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_link(desk: Station<'_>, link: String) -> Answered<()> {
    desk.drop_link(&link);
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget_refused_link(desk: Station<'_>) -> Answered<()> {
    desk.forget_refused_link();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn link_handling(app: tauri::AppHandle) -> Answered<LinkHandling> {
    Ok(crate::links::handling(&app))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn handle_links(app: tauri::AppHandle) -> Answered<LinkHandling> {
    crate::links::handle_here(&app)
}
