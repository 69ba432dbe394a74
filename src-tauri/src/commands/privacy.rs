//! What is kept of persons.

use desk::boundary::PrivacyView;

use super::{Answered, Station};

#[tauri::command]
#[specta::specta]
pub(crate) async fn privacy(desk: Station<'_>) -> Answered<PrivacyView> {
    Ok(desk.privacy().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn erase_now(desk: Station<'_>) -> Answered<PrivacyView> {
    Ok(desk.erase_now().await?)
}
