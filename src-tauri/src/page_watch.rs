//! Notices a page that crashed or hangs, and loads it again. The enrolment lives in the desk, so
//! nothing typed or shot is lost.

use std::sync::Mutex;
use std::time::{Duration, Instant};

use desk::boundary::{Cover, PageHistory};

/// How many failures in a row are mended quietly before the page is told to keep the camera off.
const QUIET_FAILURES: u32 = 2;
/// A page that failed so often without once being ready cannot say so itself.
const HOPELESS_FAILURES: u32 = 5;
/// No page is left alone for longer before it is loaded again.
const LONGEST_REST: Duration = Duration::from_secs(30);
/// Failures further apart than this are not "in a row".
const IN_A_ROW: Duration = Duration::from_secs(120);

/// What became of the page so far.
#[derive(Debug, Default)]
pub(crate) struct PageWatch {
    past: Mutex<Past>,
}

#[derive(Debug, Default)]
struct Past {
    in_a_row: u32,
    /// Failures since the page was ready, or since a person was asked.
    unready: u32,
    last: Option<Instant>,
    untold: bool,
    covered: Cover,
}

/// What a failure of the page asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mending {
    /// It is loaded again after a rest.
    LoadAgain(Duration),
    /// It never lives long enough to say anything: a dialog of the system asks what to do.
    Ask,
}

impl PageWatch {
    /// The page failed at `now`; answers what is to be done. One that fails again and again is left
    /// longer and longer: loading it without end is all the computer would do.
    pub(crate) fn page_failed(&self, now: Instant) -> Mending {
        let mut past = self.lock();
        let follows = past
            .last
            .is_some_and(|last| now.duration_since(last) < IN_A_ROW);
        past.in_a_row = if follows { past.in_a_row + 1 } else { 1 };
        past.unready += 1;
        past.last = Some(now);
        past.untold = true;
        if past.unready >= HOPELESS_FAILURES {
            past.unready = 0;
            return Mending::Ask;
        }
        Mending::LoadAgain(match past.in_a_row.checked_sub(QUIET_FAILURES + 1) {
            None => Duration::ZERO,
            Some(more) => LONGEST_REST.min(Duration::from_secs(1 << more.min(5))),
        })
    }

    /// The page is there again; answers what it has to know, once.
    pub(crate) fn page_is_ready(&self) -> PageHistory {
        let mut past = self.lock();
        past.unready = 0;
        let loaded_again = std::mem::take(&mut past.untold);
        PageHistory {
            loaded_again,
            keeps_failing: loaded_again && past.in_a_row > QUIET_FAILURES,
            covered: past.covered,
        }
    }

    /// The counter is covered so, or no longer. A page that fails forgets it, and the next one would
    /// show what stands there to whoever comes by.
    pub(crate) fn cover(&self, cover: Cover) {
        self.lock().covered = cover;
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Past> {
        self.past
            .lock()
            .unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

#[cfg(target_os = "linux")]
pub(crate) use webkit::{revive, watch};

#[cfg(target_os = "linux")]
mod webkit {
    use std::cell::Cell;
    use std::rc::Rc;
    use std::time::{Duration, Instant};

    use tauri::{AppHandle, Manager, WebviewWindow};
    use webkit2gtk::{SettingsExt, WebView, WebViewExt, gio, glib};

    use super::{Mending, PageWatch};
    use crate::mirror::Mirror;
    use crate::{closing, notice};

    /// How often the page is asked whether it is there.
    const ASK_EVERY: Duration = Duration::from_secs(4);
    /// So many unanswered questions in a row mean that it hangs (about 20 seconds). WebKit's own
    /// mark of a process that does not respond is set only when a person has just clicked or typed.
    const UNANSWERED: u32 = 5;

    /// How long a mirror that crashed is left: nobody waits for it.
    const MIRROR_REST: Duration = Duration::from_secs(5);

    /// Switches the camera on in WebKitGTK, which wry does not, and watches the page.
    ///
    /// # Errors
    /// The window is gone.
    pub(crate) fn watch(window: &WebviewWindow) -> tauri::Result<()> {
        let app = window.app_handle().clone();
        window.with_webview(move |webview| {
            let view = webview.inner();
            allow_camera(&view);
            mend_crashes(&view, app);
            notice_hangs(&view);
        })
    }

    /// A mirror that crashed is loaded again after a while. It is no failure of the first page.
    ///
    /// # Errors
    /// The window is gone.
    pub(crate) fn revive(mirror: &WebviewWindow) -> tauri::Result<()> {
        mirror.with_webview(|webview| {
            webview
                .inner()
                .connect_web_process_terminated(|view, reason| {
                    tracing::warn!(?reason, "the mirror is gone and is loaded again");
                    let view = view.clone();
                    glib::timeout_add_local_once(MIRROR_REST, move || view.reload());
                });
        })
    }

    fn allow_camera(view: &WebView) {
        let Some(settings) = WebViewExt::settings(view) else {
            return;
        };
        settings.set_enable_media_stream(true);
        if cfg!(debug_assertions) && std::env::var_os("BADGEDESK_MOCK_CAMERA").is_some() {
            settings.set_enable_mock_capture_devices(true);
        }
    }

    fn mend_crashes(view: &WebView, app: AppHandle) {
        view.connect_web_process_terminated(move |view, reason| {
            tracing::warn!(?reason, "the page is gone and is loaded again");
            app.state::<Mirror>().forget();
            let view = view.clone();
            match app.state::<PageWatch>().page_failed(Instant::now()) {
                Mending::LoadAgain(rest) => {
                    glib::timeout_add_local_once(rest, move || view.reload());
                }
                Mending::Ask => ask(view, app.clone()),
            }
        });
    }

    /// Nobody but the person in front of it knows whether it is worth another try.
    fn ask(view: WebView, app: AppHandle) {
        glib::spawn_future_local(async move {
            if notice::page_cannot_be_shown().await {
                view.reload();
            } else {
                closing::close(&app);
            }
        });
    }

    /// A page that hangs is ended; what follows is the same as after a crash.
    fn notice_hangs(view: &WebView) {
        let unanswered = Rc::new(Cell::new(0));
        let view = view.clone();
        glib::timeout_add_local(ASK_EVERY, move || {
            if unanswered.get() >= UNANSWERED {
                unanswered.set(0);
                view.terminate_web_process();
            }
            unanswered.set(unanswered.get() + 1);
            let answered = Rc::clone(&unanswered);
            view.evaluate_javascript("0", None, None, gio::Cancellable::NONE, move |_| {
                answered.set(0);
            });
            glib::ControlFlow::Continue
        });
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use desk::boundary::Cover;

    use super::{Mending, PageWatch};

    #[test]
    fn a_page_that_never_failed_has_no_past() {
        assert!(!PageWatch::default().page_is_ready().loaded_again);
    }

    #[test]
    fn a_failure_is_told_once() {
        let watch = PageWatch::default();
        watch.page_failed(Instant::now());
        assert!(
            watch.page_is_ready().loaded_again,
            "the page must hear of it"
        );
        assert!(
            !watch.page_is_ready().loaded_again,
            "a page loaded by hand has no such past"
        );
    }

    #[test]
    fn a_counter_that_was_covered_is_so_after_every_failure() {
        let watch = PageWatch::default();
        watch.cover(Cover::Away);
        for _ in 0..2 {
            watch.page_failed(Instant::now());
            assert_eq!(watch.page_is_ready().covered, Cover::Away);
        }
    }

    #[test]
    fn a_page_that_fails_before_anybody_said_who_is_there_does_not_end_the_question() {
        let watch = PageWatch::default();
        assert_eq!(watch.page_is_ready().covered, Cover::ShiftBegins);
        watch.page_failed(Instant::now());
        assert_eq!(watch.page_is_ready().covered, Cover::ShiftBegins);
    }

    #[test]
    fn a_counter_that_somebody_came_back_to_stays_open_after_a_failure() {
        let watch = PageWatch::default();
        watch.cover(Cover::Away);
        watch.cover(Cover::None);
        watch.page_failed(Instant::now());
        assert_eq!(watch.page_is_ready().covered, Cover::None);
    }

    #[test]
    fn the_third_failure_in_a_row_is_called_one() {
        let watch = PageWatch::default();
        let now = Instant::now();
        for seconds in [0, 30] {
            watch.page_failed(now + Duration::from_secs(seconds));
            assert!(!watch.page_is_ready().keeps_failing);
        }
        watch.page_failed(now + Duration::from_secs(60));
        assert!(watch.page_is_ready().keeps_failing);
    }

    #[test]
    fn a_page_that_fails_without_end_is_left_longer_and_longer() {
        let watch = PageWatch::default();
        let mut rests = Vec::new();
        for _ in 0..9 {
            watch.page_is_ready();
            rests.push(watch.page_failed(Instant::now()));
        }
        let seconds = [0, 0, 1, 2, 4, 8, 16, 30, 30].map(Duration::from_secs);
        assert_eq!(rests, seconds.map(Mending::LoadAgain));
    }

    #[test]
    fn a_page_that_never_lives_is_asked_about_and_tried_again() {
        let watch = PageWatch::default();
        let mendings: Vec<_> = (0..10).map(|_| watch.page_failed(Instant::now())).collect();
        let asked: Vec<_> = (0..10).filter(|at| mendings[*at] == Mending::Ask).collect();
        assert_eq!(asked, [4, 9]);
    }

    #[test]
    fn failures_far_apart_are_not_in_a_row() {
        let watch = PageWatch::default();
        let now = Instant::now();
        for hour in 0..5 {
            watch.page_failed(now + Duration::from_secs(hour * 3600));
        }
        assert!(!watch.page_is_ready().keeps_failing);
    }
}
