//! The person's own mirror, for a second screen: a window that shows what the first page hands it.
//! It has no camera, calls no command and hears no event; it asks again and again what to show.

use std::sync::Arc;
use std::time::Duration;

use desk::Desk;
use tauri::http::{Request, Response, StatusCode, header};
use tauri::{
    AppHandle, Manager, Monitor, PhysicalPosition, PhysicalSize, UriSchemeContext,
    UriSchemeResponder, WebviewUrl, WebviewWindow, WebviewWindowBuilder, Wry,
};
use tokio::sync::{Notify, watch};

use crate::window;

/// The window's label, as its capability file names it.
pub(crate) const LABEL: &str = "mirror";
/// What it asks: `mirror://localhost/` and the number of what it shows already.
pub(crate) const SCHEME: &str = "mirror";

/// Where nothing new comes for so long, the page is told so, and shows nobody any longer.
const SILENCE: Duration = Duration::from_secs(2);
/// A mirror that takes nothing for so long is not waited for.
const PATIENCE: Duration = Duration::from_secs(1);
/// What the first page hands over is far smaller.
const MOST_BYTES: usize = 1024 * 1024;
/// Its size where there is no second screen, in pixels.
const SIZE: (f64, f64) = (720.0, 640.0);

/// What is shown in the mirror.
#[derive(Debug)]
pub(crate) struct Mirror {
    shown: watch::Sender<Shown>,
    taken: Notify,
    silence: Duration,
    patience: Duration,
}

impl Default for Mirror {
    fn default() -> Self {
        Mirror {
            shown: watch::Sender::default(),
            taken: Notify::default(),
            silence: SILENCE,
            patience: PATIENCE,
        }
    }
}

/// Something to show, and its number, which grows.
#[derive(Debug, Clone, Default)]
struct Shown {
    number: u64,
    content: Arc<[u8]>,
}

impl Mirror {
    /// Shows something in place of what was there; says whether the mirror has taken it. Whoever
    /// waits for that never hands over more than the mirror can show.
    pub(crate) async fn show(&self, content: Vec<u8>) -> bool {
        if content.len() > MOST_BYTES {
            return false;
        }
        let taken = self.taken.notified();
        tokio::pin!(taken);
        taken.as_mut().enable();
        self.shown.send_modify(|shown| {
            shown.number += 1;
            shown.content = content.into();
        });
        tokio::time::timeout(self.patience, taken).await.is_ok()
    }

    /// Keeps nothing of whoever was seen last, where nobody looks or shows any more.
    pub(crate) fn forget(&self) {
        self.shown
            .send_modify(|shown| shown.content = Arc::default());
    }

    /// What is to be shown after what is seen already, as soon as there is something.
    async fn next(&self, seen: u64) -> Option<Shown> {
        let mut shown = self.shown.subscribe();
        let newer = shown.wait_for(|shown| shown.number > seen && !shown.content.is_empty());
        let newer = tokio::time::timeout(self.silence, newer).await.ok()?.ok()?;
        let newer = newer.clone();
        self.taken.notify_waiters();
        Some(newer)
    }
}

/// Answers the mirror's page, and nobody else.
pub(crate) fn answer(
    context: &UriSchemeContext<'_, Wry>,
    request: &Request<Vec<u8>>,
    responder: UriSchemeResponder,
) {
    if context.webview_label() != LABEL {
        return responder.respond(response(StatusCode::FORBIDDEN, None));
    }
    let app = context.app_handle().clone();
    let seen = request.uri().path().trim_start_matches('/').parse();
    let seen = seen.unwrap_or(0);
    tauri::async_runtime::spawn(async move {
        let next = app.state::<Mirror>().next(seen).await;
        let status = match next {
            Some(_) => StatusCode::OK,
            None => StatusCode::NO_CONTENT,
        };
        responder.respond(response(status, next));
    });
}

/// The page comes from another scheme: its browser wants to be told that it may read the answer.
fn response(status: StatusCode, shown: Option<Shown>) -> Response<Vec<u8>> {
    let Shown { number, content } = shown.unwrap_or_default();
    let mut response = Response::new(content.to_vec());
    *response.status_mut() = status;
    let headers = response.headers_mut();
    let all = header::HeaderValue::from_static("*");
    headers.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, all);
    let name = header::HeaderName::from_static("x-number");
    headers.insert(header::ACCESS_CONTROL_EXPOSE_HEADERS, name.clone().into());
    headers.insert(name, number.into());
    headers.insert(
        header::CACHE_CONTROL,
        header::HeaderValue::from_static("no-store"),
    );
    response
}

/// Opens the mirror or closes it, as the station wants it.
pub(crate) fn follow(app: &AppHandle, wanted: bool) {
    let done = match (app.get_webview_window(LABEL), wanted) {
        (None, true) => open(app),
        (Some(mirror), false) => mirror.destroy(),
        _ => Ok(()),
    };
    if !wanted {
        app.state::<Mirror>().forget();
    }
    if let Err(error) = done {
        tracing::warn!(%error, wanted, "the mirror could not follow");
    }
}

/// Somebody closed its window: it stays closed at this station until it is wanted again.
pub(crate) fn closed_by_hand(app: &AppHandle) {
    app.state::<Mirror>().forget();
    let desk = app.state::<Desk>().inner().clone();
    tauri::async_runtime::spawn(async move {
        if desk.close_second_view().await.is_err() {
            tracing::warn!("that the mirror was closed could not be kept");
        }
    });
}

fn open(app: &AppHandle) -> tauri::Result<()> {
    let page = WebviewUrl::App("mirror.html".into());
    let mirror = WebviewWindowBuilder::new(app, LABEL, page)
        .title("Badgedesk mirror")
        .inner_size(SIZE.0, SIZE.1)
        .min_inner_size(320.0, 320.0)
        .visible(false)
        .focused(false)
        .incognito(!window::is_automated())
        .general_autofill_enabled(false)
        .on_navigation(window::is_our_page)
        .on_document_title_changed(|mirror, title| {
            if let Err(error) = mirror.set_title(&title) {
                tracing::warn!(%error, "the mirror keeps its title");
            }
        })
        .build()?;
    #[cfg(target_os = "linux")]
    crate::page_watch::revive(&mirror)?;
    if let Err(error) = fill_second_screen(app, &mirror) {
        tracing::warn!(%error, "the mirror stays a window");
    }
    mirror.show()
}

/// Under Wayland no window chooses its place, and only asking for the screen helps; window managers
/// of X11 that do not know how to be asked go by the place.
fn fill_second_screen(app: &AppHandle, mirror: &WebviewWindow) -> tauri::Result<()> {
    let Some(counter) = app.get_webview_window(window::LABEL) else {
        return Ok(());
    };
    let Some(here) = counter.current_monitor()? else {
        return Ok(());
    };
    let screens: Vec<_> = app.available_monitors()?.iter().map(Screen::from).collect();
    if let Some((screen, point)) = second_screen(&screens, *here.position()) {
        mirror.set_position(screen.position)?;
        mirror.set_fullscreen_on_monitor(point.cast())?;
    }
    Ok(())
}

/// Where a screen begins among all of them, and how large it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Screen {
    position: PhysicalPosition<i32>,
    size: PhysicalSize<u32>,
}

impl From<&Monitor> for Screen {
    fn from(monitor: &Monitor) -> Self {
        Screen {
            position: *monitor.position(),
            size: *monitor.size(),
        }
    }
}

impl Screen {
    fn has(&self, point: PhysicalPosition<i32>) -> bool {
        let along = |from: i32, length: u32, at: i32| at >= from && at.abs_diff(from) < length;
        along(self.position.x, self.size.width, point.x)
            && along(self.position.y, self.size.height, point.y)
    }

    fn corners(&self) -> [PhysicalPosition<i32>; 4] {
        let PhysicalPosition { x, y } = self.position;
        let right = x.saturating_add_unsigned(self.size.width.saturating_sub(1));
        let bottom = y.saturating_add_unsigned(self.size.height.saturating_sub(1));
        [(x, y), (right, y), (x, bottom), (right, bottom)].map(|(x, y)| PhysicalPosition::new(x, y))
    }
}

/// A screen that the counter is not on, and a point it is found by. Screens of different scales may
/// overlap, and the first that has a point is taken for it: the counter's own must never be, since
/// under the mirror nobody could switch the mirror off.
fn second_screen(
    screens: &[Screen],
    counter: PhysicalPosition<i32>,
) -> Option<(Screen, PhysicalPosition<i32>)> {
    let elsewhere = |screen: &&Screen| screen.position != counter;
    let points = screens.iter().filter(elsewhere).flat_map(Screen::corners);
    points
        .filter_map(|point| Some((screens.iter().find(|it| it.has(point))?, point)))
        .find(|(screen, _)| elsewhere(screen))
        .map(|(screen, point)| (*screen, point))
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use tauri::{PhysicalPosition, PhysicalSize};

    use super::{MOST_BYTES, Mirror, Screen, second_screen};

    fn screen(x: i32, y: i32, width: u32, height: u32) -> Screen {
        Screen {
            position: PhysicalPosition::new(x, y),
            size: PhysicalSize::new(width, height),
        }
    }

    /// One that waits for a moment only where nobody comes.
    fn impatient() -> Mirror {
        Mirror {
            silence: Duration::from_millis(20),
            patience: Duration::from_millis(20),
            ..Mirror::default()
        }
    }

    #[tokio::test]
    async fn what_is_shown_is_taken_once_and_then_waited_for() {
        let mirror = Mirror {
            patience: Duration::from_secs(60),
            ..impatient()
        };
        let (taken, next) = tokio::join!(mirror.show(b"one".to_vec()), mirror.next(0));
        let next = next.unwrap();
        assert!(taken);
        assert_eq!(&*next.content, b"one");
        assert!(mirror.next(next.number).await.is_none(), "it was seen");
        let (shown, next) = tokio::join!(mirror.show(b"two".to_vec()), mirror.next(next.number));
        assert!(shown);
        assert_eq!(&*next.unwrap().content, b"two");
    }

    #[tokio::test]
    async fn a_mirror_that_is_not_there_holds_up_nobody_and_later_shows_the_last_only() {
        let mirror = impatient();
        assert!(!mirror.show(b"one".to_vec()).await);
        assert!(!mirror.show(b"two".to_vec()).await);
        assert_eq!(&*mirror.next(0).await.unwrap().content, b"two");
    }

    #[tokio::test]
    async fn what_was_shown_last_is_forgotten_and_the_next_is_shown() {
        let mirror = impatient();
        mirror.show(b"one".to_vec()).await;
        mirror.forget();
        assert!(mirror.next(0).await.is_none());
        mirror.show(b"two".to_vec()).await;
        assert_eq!(&*mirror.next(0).await.unwrap().content, b"two");
    }

    #[tokio::test]
    async fn what_is_no_small_frame_is_not_shown() {
        let mirror = impatient();
        assert!(!mirror.show(vec![0; MOST_BYTES + 1]).await);
        assert!(mirror.next(0).await.is_none());
    }

    #[test]
    fn the_mirror_fills_the_screen_that_the_counter_is_not_on() {
        let left = screen(-1280, 0, 1280, 1024);
        let right = screen(0, 0, 1920, 1080);
        for screens in [[left, right], [right, left]] {
            let found = |counter: Screen| second_screen(&screens, counter.position);
            assert_eq!(found(right), Some((left, left.position)));
            assert_eq!(found(left), Some((right, right.position)));
        }
    }

    #[test]
    fn without_another_screen_the_mirror_stays_a_window() {
        let only = screen(0, 0, 1920, 1080);
        let same_picture = screen(0, 0, 1280, 1024);
        assert_eq!(second_screen(&[only], only.position), None);
        assert_eq!(second_screen(&[only, same_picture], only.position), None);
        assert_eq!(second_screen(&[], only.position), None);
    }

    #[test]
    fn a_screen_that_overlaps_the_counters_is_found_by_a_point_of_its_own() {
        let fine = screen(0, 0, 3024, 1964);
        let coarse = screen(1512, 0, 1920, 1080);
        let (found, point) = second_screen(&[fine, coarse], fine.position).unwrap();
        assert_eq!(found, coarse);
        assert!(coarse.has(point) && !fine.has(point), "{point:?}");
    }

    #[test]
    fn a_screen_within_the_counters_is_left_since_the_mirror_would_cover_the_counter() {
        let fine = screen(0, 0, 3840, 2160);
        let coarse = screen(1920, 0, 1920, 1080);
        assert_eq!(second_screen(&[fine, coarse], fine.position), None);
        let third = screen(3840, 0, 1280, 1024);
        let found = second_screen(&[fine, coarse, third], fine.position);
        assert_eq!(found, Some((third, third.position)));
    }

    #[test]
    fn a_screen_ends_where_the_next_one_begins() {
        let one = screen(-100, -50, 100, 50);
        let inside = one.corners();
        assert!(inside.iter().all(|point| one.has(*point)), "{inside:?}");
        for (x, y) in [(0, -50), (-100, 0), (-101, -50), (-100, -51)] {
            assert!(!one.has(PhysicalPosition::new(x, y)), "{x}, {y}");
        }
        assert!(!screen(0, 0, 0, 0).has(PhysicalPosition::new(0, 0)));
    }
}
