//! Closing the window waits for the answer in flight, and shows it.

use desk::Desk;
use desk::boundary::DeskEvent;
use tauri::{Manager, Window, WindowEvent};
use tauri_specta::Event;

use crate::bindings::Told;

/// Keeps the window open while an order is on its way.
pub(crate) fn on_event(window: &Window, event: &WindowEvent) {
    let WindowEvent::CloseRequested { api, .. } = event else {
        return;
    };
    let desk = window.state::<Desk>().inner().clone();
    let sending = desk.sending();
    if sending == 0 {
        return;
    }
    api.prevent_close();
    if let Err(error) = Told(DeskEvent::Closing { sending }).emit(window) {
        tracing::warn!(%error, "the page could not be told of the closing");
    }
    let window = window.clone();
    tauri::async_runtime::spawn(async move {
        desk.until_nothing_is_sending().await;
        if let Err(error) = window.destroy() {
            tracing::warn!(%error, "the window could not be closed");
        }
    });
}
