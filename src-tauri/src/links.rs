//! Links of the operating system that bring a person to the counter.

use desk::Desk;
use desk::boundary::{Code, LinkHandling, Problem};
use tauri::{App, AppHandle, Manager, Url};
use tauri_plugin_deep_link::{DeepLinkExt, Error};

use crate::window;

/// The part of an address before its colon.
const SCHEME: &str = "badgedesk";

/// Takes the link the program was started with, and those that come later.
pub(crate) fn listen(app: &App) {
    let handle = app.handle().clone();
    app.deep_link()
        .on_open_url(move |event| receive(&handle, &event.urls()));
    match app.deep_link().get_current() {
        Ok(urls) => receive(app.handle(), &urls.unwrap_or_default()),
        Err(error) => tracing::warn!(%error, "the link of the start could not be read"),
    }
}

fn receive(app: &AppHandle, urls: &[Url]) {
    for url in urls {
        app.state::<Desk>().receive_link(url.as_str());
    }
    if !urls.is_empty() {
        window::raise(app);
    }
}

/// Whether the operating system brings such links here.
pub(crate) fn handling(app: &AppHandle) -> LinkHandling {
    match app.deep_link().is_registered(SCHEME) {
        Ok(true) => LinkHandling::Here,
        Ok(false) => LinkHandling::NotHere,
        Err(Error::UnsupportedPlatform) => LinkHandling::ByInstalling,
        Err(error) => {
            tracing::warn!(%error, "who opens links could not be read");
            LinkHandling::NotHere
        }
    }
}

/// Asks the operating system to bring such links here from now on.
///
/// # Errors
/// It does not take that from a running program, or refuses.
pub(crate) fn handle_here(app: &AppHandle) -> Result<LinkHandling, Problem> {
    app.deep_link()
        .register(SCHEME)
        .map_err(|error| Problem::of(Code::LinksNotTaken, error.to_string()))?;
    Ok(handling(app))
}
