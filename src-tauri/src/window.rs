//! The window at the counter: its size, what it may do, and what it does not remember.

use tauri::webview::{PermissionKind, PermissionResponse};
use tauri::{App, AppHandle, Manager, Webview, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

/// The window's label, as the capability file names it.
pub(crate) const LABEL: &str = "counter";

/// Opens the window.
///
/// # Errors
/// The window system refuses.
pub(crate) fn open(app: &App) -> tauri::Result<WebviewWindow> {
    let window = WebviewWindowBuilder::new(app, LABEL, WebviewUrl::default())
        .title("Badgedesk")
        .inner_size(1280.0, 860.0)
        .min_inner_size(960.0, 640.0)
        .incognito(!is_automated())
        .general_autofill_enabled(false)
        .disable_drag_drop_handler()
        .build()?;
    #[cfg(target_os = "linux")]
    crate::page_watch::watch(&window)?;
    Ok(window)
}

/// Takes the window away before its page was loaded: there is no desk to answer it.
pub(crate) fn close_early(window: &WebviewWindow) {
    if let Err(error) = window.destroy() {
        tracing::error!(%error, "the window could not be closed");
    }
}

/// Brings the window of the program that already runs to the front.
pub(crate) fn raise(app: &AppHandle) {
    let Some(window) = app.get_webview_window(LABEL) else {
        return;
    };
    if let Err(error) = window.unminimize().and_then(|()| window.set_focus()) {
        tracing::warn!(%error, "the window could not be raised");
    }
}

/// The camera, for our own page at the counter; nothing else, for nobody.
pub(crate) fn permit(webview: &Webview, kind: &PermissionKind) -> PermissionResponse {
    let ours = webview.label() == LABEL && webview.url().is_ok_and(|url| is_our_page(&url));
    match kind {
        PermissionKind::Camera if ours => PermissionResponse::Allow,
        _ => PermissionResponse::Deny,
    }
}

pub(crate) fn is_our_page(url: &tauri::Url) -> bool {
    let windows_form = url.scheme() == "http" && url.host_str() == Some("tauri.localhost");
    url.scheme() == "tauri" || windows_form
}

/// WebKitGTK offers no automation in an incognito view, so a driven debug build goes without.
pub(crate) fn is_automated() -> bool {
    cfg!(debug_assertions) && std::env::var("TAURI_WEBVIEW_AUTOMATION").as_deref() == Ok("true")
}

#[cfg(test)]
mod tests {
    use super::is_our_page;

    #[test]
    fn only_the_programs_own_page_is_ours() {
        let ours = ["tauri://localhost/", "http://tauri.localhost/index.html"];
        assert!(ours.iter().all(|url| is_our_page(&url.parse().unwrap())));
        let foreign = [
            "https://example.invalid/",
            "http://localhost/",
            "data:text/html,x",
        ];
        assert!(!foreign.iter().any(|url| is_our_page(&url.parse().unwrap())));
    }
}
