//! The station: what the window shows first, settings, keyring and ledger.

use desk::boundary::{Cover, DeskView, PageHistory, Settings};

use super::{Answered, Station};
use crate::camera_signs::CameraSigns;

#[tauri::command]
#[specta::specta]
pub(crate) async fn desk_state(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.state().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_settings(
    app: tauri::AppHandle,
    desk: Station<'_>,
    settings: Settings,
) -> Answered<DeskView> {
    let view = desk.save_settings(settings).await?;
    crate::mirror::follow(&app, view.settings.second_view);
    Ok(view)
}

/// Looks for what keeps a camera from being found.
#[tauri::command]
#[specta::specta]
pub(crate) async fn camera_signs() -> Answered<CameraSigns> {
    Ok(crate::camera_signs::look())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_practice(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.choose_practice().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn try_keyring_again(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.try_keyring_again().await?)
}

/// Who waits for the keyring is told that it does not answer.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stop_waiting_for_keyring(desk: Station<'_>) -> Answered<()> {
    desk.stop_waiting_for_keyring();
    Ok(())
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn practise_for_this_run(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.practise_for_this_run().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn open_ledger_again(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.open_ledger_again().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn start_new_ledger(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.start_new_ledger().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn pause_outbox(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.pause_outbox().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn resume_outbox(desk: Station<'_>) -> Answered<DeskView> {
    Ok(desk.resume_outbox().await?)
}

/// The computer has a network again, as the web view was told.
#[tauri::command]
#[specta::specta]
pub(crate) async fn network_came_back(desk: Station<'_>) -> Answered<()> {
    desk.network_came_back();
    Ok(())
}

/// The page has loaded; answers what it has to know about its own past.
#[tauri::command]
#[specta::specta]
pub(crate) async fn page_is_ready(
    app: tauri::AppHandle,
    desk: Station<'_>,
    watch: tauri::State<'_, crate::page_watch::PageWatch>,
) -> Answered<PageHistory> {
    crate::mirror::follow(&app, desk.wants_second_view());
    Ok(watch.page_is_ready())
}

/// The page has covered the counter, or shows it again; it is told so if it is loaded again.
#[tauri::command]
#[specta::specta]
pub(crate) async fn cover_counter(
    watch: tauri::State<'_, crate::page_watch::PageWatch>,
    cover: Cover,
) -> Answered<()> {
    watch.cover(cover);
    Ok(())
}

/// The window was asked to close and is to stay.
#[tauri::command]
#[specta::specta]
pub(crate) async fn stay_open(app: tauri::AppHandle) -> Answered<()> {
    crate::closing::stay_open(&app);
    Ok(())
}

/// The answers were read: the window may go now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn close_window(app: tauri::AppHandle) -> Answered<()> {
    crate::closing::close(&app);
    Ok(())
}
