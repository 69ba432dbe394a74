//! Known people, and the roster.

use desk::boundary::{DeskView, EnrolmentView, KnownPerson};
use tauri::WebviewWindow;

use super::{Answered, Station};
use crate::files;

#[tauri::command]
#[specta::specta]
pub(crate) async fn known_people(
    desk: Station<'_>,
    enrolment: String,
    text: String,
) -> Answered<Vec<KnownPerson>> {
    Ok(desk.known_people(enrolment, text).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn bring_person(
    desk: Station<'_>,
    enrolment: String,
    person: String,
) -> Answered<EnrolmentView> {
    Ok(desk.bring_person(enrolment, person).await?)
}

/// Lets the operator choose the file; nothing is answered when the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_roster(
    desk: Station<'_>,
    window: WebviewWindow,
    title: String,
) -> Answered<Option<DeskView>> {
    let Some((file, bytes)) = files::open_roster(&window, &title).await? else {
        return Ok(None);
    };
    Ok(Some(desk.import_roster(file, bytes).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn remove_roster(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.remove_roster().await?)
}
