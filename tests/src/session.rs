//! A desktop session of its own: home, message bus, keyring.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::process::Command;

use crate::child::{Beside, quiet, tool};
use crate::{JourneyError, Screen, Step};

/// What keyring the session has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyring {
    /// Unlocked, as after signing in.
    Unlocked,
    /// None at all.
    None,
}

/// A desktop session.
#[derive(Debug)]
pub struct Session {
    home: TempDir,
    bus: String,
    display: String,
    _daemon: Beside,
    keyring: Option<Beside>,
}

impl Session {
    /// Opens a session on a screen.
    ///
    /// # Errors
    /// The message bus or the keyring is not installed or does not start.
    pub async fn open(screen: &Screen, keyring: Keyring) -> Step<Session> {
        let home = tempfile::tempdir().map_err(JourneyError::io("home"))?;
        make_private(&home.path().join("run"))?;
        make_private(&home.path().join("tmp"))?;
        let mut daemon = quiet("dbus-daemon");
        daemon.args(["--session", "--print-address=1", "--nofork"]);
        daemon
            .env("HOME", home.path())
            .env("XDG_RUNTIME_DIR", home.path().join("run"));
        daemon.env("DISPLAY", screen.display());
        let mut daemon = Beside::start(&mut daemon)?;
        let bus = daemon.line().await?;
        let display = screen.display().to_owned();
        let mut session = Session {
            home,
            bus,
            display,
            _daemon: daemon,
            keyring: None,
        };
        if keyring == Keyring::Unlocked {
            session.unlock_keyring().await?;
        }
        Ok(session)
    }

    /// A command inside this session.
    pub fn command(&self, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = quiet(program);
        self.enter(&mut command);
        command
    }

    /// Puts a command inside this session.
    pub fn enter(&self, command: &mut Command) {
        let home = self.home.path();
        command
            .env("HOME", home)
            .env("XDG_RUNTIME_DIR", home.join("run"))
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("TMPDIR", home.join("tmp"))
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            .env("DISPLAY", &self.display)
            .env_remove("WAYLAND_DISPLAY")
            .env("LANG", "C.UTF-8")
            .env("NO_AT_BRIDGE", "1")
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1");
    }

    /// The home folder of this session.
    #[must_use]
    pub fn home(&self) -> &Path {
        self.home.path()
    }

    /// Where Badgedesk keeps its things in this session.
    #[must_use]
    pub fn data(&self) -> PathBuf {
        self.home.path().join("data/no.badgedesk.station")
    }

    /// The secrets in the keyring, as its own tool tells them.
    ///
    /// # Errors
    /// The tool is not installed.
    pub async fn secrets(&self) -> Step<String> {
        let mut search = Command::new("secret-tool");
        search.args(["search", "--all", "--unlock", "service", "badgedesk"]);
        self.enter(&mut search);
        tool(&mut search).await
    }

    /// The key of the ledger of this session, from the keyring.
    ///
    /// # Errors
    /// The tool is not installed, or there is no such key.
    pub async fn ledger_key(&self) -> Step<Vec<u8>> {
        const NAME: &str = "attribute.username = ";
        let mut search = Command::new("secret-tool");
        search.args(["search", "--all", "service", "badgedesk"]);
        self.enter(&mut search);
        // It tells attributes beside its answer, not in it.
        let told = search
            .output()
            .await
            .map_err(JourneyError::io("secret-tool"))?;
        let told = String::from_utf8_lossy(&told.stderr).into_owned();
        let mut names = told.lines().filter_map(|line| line.strip_prefix(NAME));
        let is_key = |name: &&str| name.starts_with("ledger/") && !name.ends_with("/seal");
        let name = names.find(is_key).unwrap_or_default();
        let mut lookup = Command::new("secret-tool");
        lookup.args(["lookup", "service", "badgedesk", "username", name]);
        self.enter(&mut lookup);
        let key = lookup
            .output()
            .await
            .map_err(JourneyError::io("secret-tool"))?;
        Ok(key.stdout)
    }

    /// Takes every secret of the program out of the keyring.
    ///
    /// # Errors
    /// The tool is not installed.
    pub async fn forget_secrets(&self) -> Step<()> {
        let mut clear = Command::new("secret-tool");
        clear.args(["clear", "service", "badgedesk"]);
        self.enter(&mut clear);
        tool(&mut clear).await.map(drop)
    }

    /// Locks the keyring, as where somebody is signed in without a password: what was kept in it is
    /// there, and its own window asks for the password.
    ///
    /// # Errors
    /// The keyring does not start.
    pub async fn lock_keyring(&mut self) -> Step<()> {
        self.end_keyring().await?;
        let mut keyring = self.command("gnome-keyring-daemon");
        keyring.args(["--foreground", "--components=secrets"]);
        self.keyring = Some(Beside::start(&mut keyring)?);
        self.until_on_the_bus("org.freedesktop.secrets").await
    }

    /// Unlocks the keyring, as after signing in.
    ///
    /// # Errors
    /// The keyring does not start.
    pub async fn unlock_keyring(&mut self) -> Step<()> {
        self.end_keyring().await?;
        let mut keyring = self.command("gnome-keyring-daemon");
        keyring.args(["--unlock", "--foreground", "--components=secrets"]);
        let mut keyring = Beside::start(&mut keyring)?;
        keyring.tell("a password of this session\n").await?;
        self.keyring = Some(keyring);
        self.until_on_the_bus("org.freedesktop.secrets").await
    }

    async fn end_keyring(&mut self) -> Step<()> {
        match self.keyring.take() {
            Some(keyring) => keyring.end().await,
            None => Ok(()),
        }
    }

    async fn until_on_the_bus(&self, name: &str) -> Step<()> {
        let mut wait = Command::new("timeout");
        wait.args(["30", "gdbus", "wait", "--session", name]);
        self.enter(&mut wait);
        tool(&mut wait).await.map(drop)
    }
}

fn make_private(folder: &Path) -> Step<()> {
    use std::os::unix::fs::DirBuilderExt;
    let made = std::fs::DirBuilder::new().mode(0o700).create(folder);
    made.map_err(JourneyError::io(folder.display().to_string()))
}
