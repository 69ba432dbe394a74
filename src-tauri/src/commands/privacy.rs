//! What is kept of persons.

use desk::boundary::{DeletionView, PersonView, PrivacyView, ToForget, Whom};

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

#[tauri::command]
#[specta::specta]
pub(crate) async fn find_person(desk: Station<'_>, whom: Whom) -> Answered<PersonView> {
    Ok(desk.find_person(whom).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn forget(desk: Station<'_>, what: ToForget) -> Answered<DeletionView> {
    Ok(desk.forget(what).await?)
}
