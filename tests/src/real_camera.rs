//! A station with a camera on the real path: PipeWire, GStreamer, WebKitGTK.

use std::path::Path;

use serde_json::json;

use crate::{Camera, Cameras, JourneyError, Keyring, Plan, Screen, Session, Sight, Station, Step};

/// WebKitGTK's web process dies in GStreamer's PipeWire source about once in three starts of such a
/// stream, more often under load, and the driver's session dies with it: a fault of theirs, which
/// the program survives (see `a_page_that_fails.rs`) but its driver does not. Six starts all die
/// about once in seven hundred.
const STARTS: usize = 6;
const PLAN: Plan = Plan {
    size: (1440, 900),
    keyring: Keyring::Unlocked,
    cameras: Cameras::Session,
};

async fn opened() -> Step<(Screen, Session)> {
    let screen = Screen::open(PLAN.size.0, PLAN.size.1).await?;
    let session = Session::open(&screen, PLAN.keyring).await?;
    Ok((screen, session))
}

impl Station {
    /// A station that practises, with a camera that sees a face; photos are taken by hand.
    ///
    /// # Errors
    /// The camera or the program does not start.
    pub async fn with_a_camera(face: &Path) -> Step<(Camera, Station)> {
        let (screen, session) = opened().await?;
        by_hand(&session)?;
        Station::behind(screen, session, face).await
    }

    /// The same with a camera that sees a sight, and can be shown others.
    ///
    /// # Errors
    /// The camera or the program does not start.
    pub async fn with_a_camera_that_sees(sight: Sight) -> Step<(Camera, Station)> {
        let (screen, session) = opened().await?;
        by_hand(&session)?;
        Station::before(screen, session, sight).await
    }

    /// The same as it is installed: the photo takes itself.
    ///
    /// # Errors
    /// The camera or the program does not start.
    pub async fn as_installed_with_a_camera_that_sees(sight: Sight) -> Step<(Camera, Station)> {
        let (screen, session) = opened().await?;
        Station::before(screen, session, sight).await
    }

    async fn before(screen: Screen, session: Session, sight: Sight) -> Step<(Camera, Station)> {
        let file = session.home().join("sight.jpg");
        std::fs::write(&file, sight.jpeg()?).map_err(JourneyError::io("a sight"))?;
        Station::behind(screen, session, &file).await
    }

    async fn behind(screen: Screen, session: Session, face: &Path) -> Step<(Camera, Station)> {
        let camera = Camera::plug_in(&session, face).await?;
        let station = Station::within(PLAN, screen, session).await?;
        station.click("button", "Start practising").await?;
        station.find("button", "Company ID Card").await?;
        Ok((camera, station))
    }

    /// Tries something with a live camera, and once more where the web process died meanwhile, and
    /// only there.
    ///
    /// # Errors
    /// What the attempt says, or it died every time.
    pub async fn despite_crashes(
        &mut self,
        camera: &mut Camera,
        mut attempt: impl AsyncFnMut(&mut Camera, &Station) -> Step<()>,
    ) -> Step<()> {
        for _ in 1..STARTS {
            let page = self.page_process()?;
            match attempt(camera, self).await {
                // The driver may say it before the process has gone.
                Err(error) if is_gone(&error) || self.page_process().ok() != Some(page) => {
                    self.stop().await?;
                    camera.plug_in_again(&self.session).await?;
                    self.restart().await?;
                    self.find("button", "Company ID Card").await?;
                }
                ended => return ended,
            }
        }
        attempt(camera, self).await
    }

    /// Waits until the live view shows a picture, and not one of a single colour; or until these
    /// words are on the page.
    ///
    /// # Errors
    /// It stays dark.
    pub async fn see_a_live_picture(&self, or: &str) -> Step<()> {
        const LIVE: &str = "if (document.body.innerText.includes(arguments[0])) return true;
            const video = document.querySelector('video');
            if (!video?.videoWidth) return false;
            const canvas = new OffscreenCanvas(32, 18);
            const context = canvas.getContext('2d');
            context.drawImage(video, 0, 0, 32, 18);
            const { data } = context.getImageData(0, 0, 32, 18);
            const green = data.filter((_, at) => at % 4 === 1);
            return Math.max(...green) - Math.min(...green) > 60;";
        self.until("a live picture", LIVE, vec![or.into()]).await
    }
}

/// Settings of an office whose photos do not take themselves: a journey that presses the shutter
/// would come too late.
fn by_hand(session: &Session) -> Step<()> {
    let folder = session.data();
    let settings = json!({ "settings": { "autoShutter": false } });
    std::fs::create_dir_all(&folder)
        .and_then(|()| std::fs::write(folder.join("station.json"), settings.to_string()))
        .map_err(JourneyError::io("the settings"))
}

fn is_gone(error: &JourneyError) -> bool {
    matches!(error, JourneyError::Gone(_))
}
