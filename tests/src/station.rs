//! The real program in its real window.

use std::env;
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::time::Duration;

use fantoccini::{Client, ClientBuilder};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::json;

use crate::answer::in_time;
use crate::child::{Beside, tool};
use crate::{JourneyError, Keyring, Screen, Session, Step, processes};

/// Which cameras the program sees.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cameras {
    /// WebKit's own two moving test cards.
    TestCards,
    /// The session's, through PipeWire.
    Session,
}

/// How a station is set up.
#[derive(Debug, Clone, Copy)]
pub struct Plan {
    /// The screen's size in pixels.
    pub size: (u32, u32),
    /// The keyring.
    pub keyring: Keyring,
    /// The cameras.
    pub cameras: Cameras,
}

impl Default for Plan {
    fn default() -> Self {
        Plan {
            size: (1440, 900),
            keyring: Keyring::Unlocked,
            cameras: Cameras::TestCards,
        }
    }
}

/// The program in its window, on its own screen, in its own session.
#[derive(Debug)]
pub struct Station {
    /// The window, driven from outside; every question to it has a time limit.
    pub(crate) page: Client,
    /// The desktop session.
    pub session: Session,
    /// The screen.
    pub screen: Screen,
    plan: Plan,
    driver: Option<Beside>,
}

impl Station {
    /// Opens a screen, a session and the program.
    ///
    /// # Errors
    /// Anything of it is missing or does not start.
    pub async fn open(plan: Plan) -> Step<Station> {
        let screen = Screen::open(plan.size.0, plan.size.1).await?;
        let session = Session::open(&screen, plan.keyring).await?;
        Station::within(plan, screen, session).await
    }

    /// Opens the program in a session that has something in it already, such as a camera.
    ///
    /// # Errors
    /// The driver or the program does not start.
    pub async fn within(plan: Plan, screen: Screen, session: Session) -> Step<Station> {
        let (driver, page) = start(plan, &session, &[]).await?;
        Ok(Station {
            page,
            session,
            screen,
            plan,
            driver: Some(driver),
        })
    }

    pub(crate) fn driver_process(&self) -> Option<u32> {
        self.driver.as_ref().and_then(Beside::id)
    }

    /// Ends the program and starts it again in the same session.
    ///
    /// # Errors
    /// It does not start again.
    pub async fn restart(&mut self) -> Step<()> {
        self.restart_with(&[]).await
    }

    /// As [`Station::restart`], with arguments as another program would give them.
    ///
    /// # Errors
    /// It does not start again.
    pub async fn restart_with(&mut self, arguments: &[&str]) -> Step<()> {
        self.stop().await?;
        let (driver, page) = start(self.plan, &self.session, arguments).await?;
        (self.driver, self.page) = (Some(driver), page);
        Ok(())
    }

    /// Starts the program a second time beside itself, as the system does with a link, and waits
    /// until that one has handed it over and ended.
    ///
    /// # Errors
    /// It cannot be started, or says that it failed.
    pub async fn start_again_with(&self, argument: &str) -> Step<()> {
        let mut second = self.session.command(program("badgedesk"));
        tool(second.arg(argument)).await.map(drop)
    }

    /// Ends the program; the screen and the session stay.
    ///
    /// # Errors
    /// It goes on.
    pub async fn stop(&mut self) -> Step<()> {
        let program = self.program_process();
        // Closing the driver's session ends the program; a session that is gone already does not.
        drop(in_time("its end", self.page.clone().close()).await);
        self.driver = None;
        if let Some(program) = program {
            processes::end(program).await?;
        }
        Ok(())
    }
}

async fn start(plan: Plan, session: &Session, arguments: &[&str]) -> Step<(Beside, Client)> {
    let port = free_port()?;
    let mut driver = session.command("WebKitWebDriver");
    driver.arg(format!("--port={port}"));
    driver
        .env("TAURI_AUTOMATION", "true")
        .env("TAURI_WEBVIEW_AUTOMATION", "true");
    match plan.cameras {
        Cameras::TestCards => driver.env("BADGEDESK_MOCK_CAMERA", "1"),
        Cameras::Session => driver.env_remove("BADGEDESK_MOCK_CAMERA"),
    };
    let driver = Beside::start(&mut driver)?;
    until_it_listens(port).await?;
    Ok((driver, connect(port, arguments).await?))
}

/// The program beside the journey's own, or the one that is named: a release build, to be measured.
async fn connect(port: u16, arguments: &[&str]) -> Step<Client> {
    let program =
        env::var_os("BADGEDESK_PROGRAM").map_or_else(|| program("badgedesk"), PathBuf::from);
    let wish = json!({ "webkitgtk:browserOptions": { "binary": program, "args": arguments } });
    let wish = wish.as_object().cloned().unwrap_or_default();
    let mut builder = ClientBuilder::new(HttpConnector::new());
    let driver = format!("http://127.0.0.1:{port}");
    let opened = builder.capabilities(wish).connect(&driver);
    in_time("its window", opened).await
}

/// A built program of this workspace, beside the journey's own; an example is `examples/name`.
#[must_use]
pub fn program(name: &str) -> PathBuf {
    let own = env::current_exe().unwrap_or_default();
    let folder = own
        .parent()
        .and_then(Path::parent)
        .unwrap_or(Path::new("target/debug"));
    folder.join(name)
}

fn free_port() -> Step<u16> {
    TcpListener::bind("127.0.0.1:0")
        .and_then(|listener| listener.local_addr())
        .map(|address| address.port())
        .map_err(JourneyError::io("a free port"))
}

async fn until_it_listens(port: u16) -> Step<()> {
    for _ in 0..240 {
        if tokio::net::TcpStream::connect(("127.0.0.1", port))
            .await
            .is_ok()
        {
            return Ok(());
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    Err(JourneyError::NotReady("WebKitWebDriver".to_owned()))
}
