//! Closing waits for the answers in flight, and shows them before the window goes.

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use desk::Desk;
use desk::boundary::{DeskEvent, UnwrittenView};
use tauri::{AppHandle, Manager, RunEvent, Window, WindowEvent};
use tauri_specta::Event;

use crate::bindings::Told;
use crate::mirror;
use crate::window::LABEL;

/// How long an answer is shown before the window goes by itself: time to read a name and a number.
const SHOWN: Duration = Duration::from_secs(6);

/// Whether somebody waits for the answers already.
#[derive(Debug, Default)]
pub(crate) struct Closing {
    waiting: AtomicBool,
    /// How often answers were shown before a window went.
    shown: AtomicU64,
    /// Whether the operator was told that orders would be lost.
    warned: AtomicBool,
    /// Whether the operator was told which answers cannot be written down.
    unwritten_told: AtomicBool,
    /// Whether everything was said that there is to say: nothing keeps the program any more.
    going: AtomicBool,
}

/// Keeps the window open while an order is on its way; the mirror goes with it.
pub(crate) fn on_window_event(window: &Window, event: &WindowEvent) {
    let app = window.app_handle();
    match (window.label(), event) {
        (LABEL, WindowEvent::CloseRequested { api, .. }) if answers_are_awaited(app) => {
            api.prevent_close();
        }
        (LABEL, WindowEvent::Destroyed) => mirror::follow(app, false),
        (mirror::LABEL, WindowEvent::CloseRequested { .. }) => mirror::closed_by_hand(app),
        _ => {}
    }
}

/// The program can be asked to end without its window, as macOS does.
pub(crate) fn on_run_event(app: &AppHandle, event: &RunEvent) {
    match event {
        // Without a desk there is no window either, but a dialog of the system that says why.
        RunEvent::ExitRequested {
            api, code: None, ..
        } if app.try_state::<Desk>().is_none() => api.prevent_exit(),
        RunEvent::ExitRequested { api, .. } if answers_are_awaited(app) => api.prevent_exit(),
        // The process ends here, and with it nothing is dropped by itself.
        RunEvent::Exit => {
            if let Some(desk) = app.try_state::<Desk>() {
                desk.close_ledger();
            }
        }
        _ => {}
    }
}

/// Closes the window, unless an answer is awaited.
pub(crate) fn close(app: &AppHandle) {
    if !answers_are_awaited(app) {
        destroy(app);
    }
}

/// From here on nothing is ordered any more; says whether answers are still to come. If so, the
/// window goes by itself when they are there and were shown.
fn answers_are_awaited(app: &AppHandle) -> bool {
    if app.state::<Closing>().going.load(Ordering::SeqCst) {
        return false;
    }
    // A program that could not start has no desk.
    let Some(desk) = app.try_state::<Desk>() else {
        return false;
    };
    let desk = desk.inner().clone();
    let orders = desk.begin_closing();
    if orders.is_empty() {
        return warns_of_loss(app, &desk);
    }
    if !app.state::<Closing>().waiting.swap(true, Ordering::SeqCst) {
        let sending = u32::try_from(orders.len()).unwrap_or(u32::MAX);
        tell(app, DeskEvent::Closing { sending });
        let orders = orders.iter().map(ToString::to_string).collect();
        tauri::async_runtime::spawn(wait(app.clone(), desk, orders));
    }
    true
}

/// The window stays after all; asked to close again, it warns again.
pub(crate) fn stay_open(app: &AppHandle) {
    let closing = app.state::<Closing>();
    closing.warned.store(false, Ordering::SeqCst);
    closing.unwritten_told.store(false, Ordering::SeqCst);
    app.state::<Desk>().stay_open();
}

/// Says once that orders would be lost. Asked once more, the window goes: a page that cannot show
/// the warning must not keep it open.
fn warns_of_loss(app: &AppHandle, desk: &Desk) -> bool {
    let orders = desk.lost_by_closing();
    if orders == 0 || app.state::<Closing>().warned.swap(true, Ordering::SeqCst) {
        return false;
    }
    tell(app, DeskEvent::WouldLose { orders });
    true
}

async fn wait(app: AppHandle, desk: Desk, orders: Vec<String>) {
    desk.until_nothing_is_sending().await;
    let unwritten = desk.write_down_again().await;
    let closing = app.state::<Closing>();
    closing.waiting.store(false, Ordering::SeqCst);
    if !unwritten.is_empty() {
        return tell_what_is_not_written(&app, unwritten);
    }
    if warns_of_loss(&app, &desk) {
        return;
    }
    tell(&app, DeskEvent::ReadyToClose { orders });
    let shown = closing.shown.fetch_add(1, Ordering::SeqCst) + 1;
    tokio::time::sleep(SHOWN).await;
    // A window that stayed, and was asked to close once more, waits for other answers by now.
    let same = closing.shown.load(Ordering::SeqCst) == shown;
    if same && desk.is_closing() && desk.begin_closing().is_empty() {
        destroy(&app);
    }
}

/// Says once which answers the next start will not know. Asked once more, the window goes: a page
/// that cannot show them must not keep it open.
fn tell_what_is_not_written(app: &AppHandle, orders: Vec<UnwrittenView>) {
    let told = &app.state::<Closing>().unwritten_told;
    if told.swap(true, Ordering::SeqCst) {
        return destroy(app);
    }
    tell(app, DeskEvent::NotWritten { orders });
}

fn destroy(app: &AppHandle) {
    app.state::<Closing>().going.store(true, Ordering::SeqCst);
    let Some(window) = app.get_webview_window(LABEL) else {
        return app.exit(0);
    };
    if let Err(error) = window.destroy() {
        tracing::warn!(%error, "the window could not be closed");
    }
}

fn tell(app: &AppHandle, event: DeskEvent) {
    if let Err(error) = Told(event).emit_to(app, LABEL) {
        tracing::warn!(%error, "the page could not be told of the closing");
    }
}
