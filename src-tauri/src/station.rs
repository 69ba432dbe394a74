//! Starts the window, the practice office and the desk.

use std::path::{Path, PathBuf};
use std::time::Duration;

use desk::{Clock, Desk, DeskOptions, Patience, PracticeAccess, PracticeBadges, Vault};
use practice::PracticeOffice;
use tauri::{App, Manager};
use tauri_specta::Event;

use crate::bindings::{self, Told};
use crate::closing::Closing;
use crate::mirror::Mirror;
use crate::page_watch::PageWatch;
use crate::{closing, links, log, mirror, notice, window};

/// How often waiting orders are looked at: a counter notices a quarter of a minute, a service that
/// allows 3600 calls an hour does not.
const OUTBOX_PAUSE: Duration = Duration::from_secs(15);

/// Why the program could not start.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StartError {
    /// The window system, or a folder it names.
    #[error("the window could not be opened: {0}")]
    Window(#[from] tauri::Error),
    /// The desk.
    #[error("the desk could not be opened: {0}")]
    Desk(#[from] desk::DeskError),
}

/// Runs the program until its window is closed.
///
/// # Errors
/// No window, no folder to work in.
pub(crate) fn run() -> Result<(), StartError> {
    let builder = bindings::builder();
    tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::raise(app);
        }))
        .plugin(tauri_plugin_deep_link::init())
        .plugin(
            tauri_plugin_window_state::Builder::default()
                .with_denylist(&[mirror::LABEL])
                .build(),
        )
        .register_asynchronous_uri_scheme_protocol(mirror::SCHEME, |context, request, responder| {
            mirror::answer(&context, &request, responder);
        })
        .on_permission_request(|webview, kind| window::permit(&webview, &kind))
        .invoke_handler(bindings::answer(bindings::builder()))
        .on_window_event(closing::on_window_event)
        .setup(move |app| {
            builder.mount_events(app);
            if let Err(error) = open(app) {
                give_up(app, &error);
            }
            Ok(())
        })
        .build(tauri::generate_context!())?
        .run(|app, event| closing::on_run_event(app, &event));
    Ok(())
}

fn open(app: &mut App) -> Result<(), StartError> {
    app.manage(PageWatch::default());
    app.manage(Closing::default());
    app.manage(Mirror::default());
    let folder = app.path().app_local_data_dir()?;
    app.manage(log::begin(&folder));
    // The web view's processes take longest to start: they do while the desk opens. The page comes when
    // this returns, and finds the desk.
    let window = window::open(app)?;
    open_desk(app, folder).inspect_err(|_| window::close_early(&window))?;
    links::listen(app);
    Ok(())
}

fn open_desk(app: &App, folder: PathBuf) -> Result<(), StartError> {
    let practice = tauri::async_runtime::block_on(start_practice(&folder));
    let options = DeskOptions {
        folder,
        practice: practice.as_ref().map(access),
        locale: sys_locale::get_locale().unwrap_or_default(),
        keyring: Vault::system(),
        clock: Clock::system(),
        patience: Patience::default(),
        outbox_pause: OUTBOX_PAUSE,
    };
    let desk = tauri::async_runtime::block_on(Desk::begin(options))?;
    app.manage(practice);
    tell(app, &desk);
    app.manage(desk.clone());
    // The keyring may ask a person, who sees the window meanwhile.
    tauri::async_runtime::spawn(async move { desk.open_what_is_kept().await });
    Ok(())
}

/// There is no page to say it: the system does, and the program ends when it was read.
fn give_up(app: &App, error: &StartError) {
    tracing::error!(%error, "the program could not start");
    let why = error.to_string();
    let app = app.handle().clone();
    tauri::async_runtime::spawn(async move {
        notice::cannot_start(&why).await;
        app.exit(1);
    });
}

async fn start_practice(folder: &Path) -> Option<PracticeOffice> {
    let state: PathBuf = folder.join("practice.json");
    let options = practice::Options {
        state: Some(state),
        ..practice::Options::default()
    };
    PracticeOffice::open(options)
        .await
        .inspect_err(|error| tracing::error!(%error, "the practice office did not start"))
        .ok()
}

fn access(office: &PracticeOffice) -> PracticeAccess {
    let breeze = office.breeze();
    PracticeAccess {
        base_url: breeze.base_url.clone(),
        client_id: breeze.client_id.clone(),
        client_secret: breeze.client_secret.clone().into(),
        tenants: breeze.tenant_ids.clone(),
        badges: PracticeBadges {
            base_url: office.issuebadge().base_url.clone(),
            api_key: office.issuebadge().api_key.clone().into(),
        },
    }
}

/// Hands the desk's events on to the page.
fn tell(app: &App, desk: &Desk) {
    let mut events = desk.events();
    let app = app.handle().clone();
    tauri::async_runtime::spawn(async move {
        loop {
            match events.recv().await {
                Ok(event) => {
                    if let Err(error) = Told(event).emit_to(&app, window::LABEL) {
                        tracing::warn!(%error, "the page could not be told");
                    }
                }
                Err(tokio::sync::broadcast::error::RecvError::Lagged(_)) => {}
                Err(tokio::sync::broadcast::error::RecvError::Closed) => return,
            }
        }
    });
}
