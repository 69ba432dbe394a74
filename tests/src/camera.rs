//! A camera on the real path: PipeWire, with a picture of a real face in front of it.

use std::path::{Path, PathBuf};

use tokio::process::Command;

use crate::child::{Beside, tool};
use crate::{JourneyError, Session, Sight, Step};

/// Asks PipeWire whether the camera is there.
const SEEN: &str = "pw-dump | grep -q '\"node.name\": \"counter-camera\"'";

/// A running camera; unplugged when dropped.
#[derive(Debug)]
pub struct Camera {
    _server: Beside,
    _policy: Beside,
    picture: PathBuf,
    stream: Option<Beside>,
}

impl Camera {
    /// Plugs in a camera that sees a picture.
    ///
    /// # Errors
    /// PipeWire or GStreamer's tools are not installed or do not start.
    pub async fn plug_in(session: &Session, picture: &Path) -> Step<Camera> {
        let server = Beside::start(&mut session.command("pipewire"))?;
        until(session, "pw-cli info 0").await?;
        let policy = Beside::start(&mut session.command("wireplumber"))?;
        let mut camera = Camera {
            _server: server,
            _policy: policy,
            picture: picture.to_owned(),
            stream: None,
        };
        camera.plug_in_again(session).await?;
        Ok(camera)
    }

    /// Plugs it in after its plug was pulled, or pulls the plug first: what a web process that died
    /// in the middle of the stream left behind may never be shown again.
    ///
    /// # Errors
    /// GStreamer's tools do not start.
    pub async fn plug_in_again(&mut self, session: &Session) -> Step<()> {
        if let Some(stream) = self.stream.take() {
            stream.end().await?;
            until(session, &format!("! {SEEN}")).await?;
        }
        let mut stream = session.command("gst-launch-1.0");
        self.stream = Some(Beside::start(stream.args(pipeline(&self.picture)))?);
        until(session, SEEN).await
    }

    /// Puts something else in front of it. The file of its picture is read for every frame.
    ///
    /// # Errors
    /// The file cannot be written.
    pub fn show(&self, sight: Sight) -> Step<()> {
        let next = self.picture.with_extension("next");
        let jpeg = sight.jpeg()?;
        let shown =
            std::fs::write(&next, jpeg).and_then(|()| std::fs::rename(&next, &self.picture));
        shown.map_err(JourneyError::io("a sight"))
    }

    /// Pulls its plug; the session stays one where cameras are looked for.
    pub fn unplug(&mut self) {
        self.stream = None;
    }
}

/// `drop-allocation` is what makes the stream start on this stack.
fn pipeline(picture: &Path) -> Vec<String> {
    let description = format!(
        "multifilesrc location={} loop=true caps=image/jpeg,framerate=15/1 ! jpegdec ! videoconvert \
         ! video/x-raw,format=YUY2,width=1280,height=720 ! identity sync=true drop-allocation=true \
         ! pipewiresink mode=provide stream-properties=props,media.class=Video/Source,\
         media.role=Camera,node.name=counter-camera,node.description=CounterCamera",
        picture.display()
    );
    description.split_whitespace().map(str::to_owned).collect()
}

/// Asks four times a second, for half a minute at the most.
async fn until(session: &Session, question: &str) -> Step<()> {
    let script = format!(
        "for i in $(seq 120); do {question} >/dev/null && exit 0; sleep 0.25; done; exit 1"
    );
    let mut wait = Command::new("sh");
    wait.args(["-c", &script]);
    session.enter(&mut wait);
    tool(&mut wait).await.map(drop)
}
