//! A screen, a message bus and a keyring for the programs that are measured, and for nobody else.

use super::{group::Group, screen::Screen};
use crate::{failure::Failure, process::Call, project};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A bus that starts no services: no portal and no settings daemon joins the measuring.
const BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:tmpdir=/tmp</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
"#;

/// Everything the programs need around them; ended with it.
pub struct Stage {
    /// What they show.
    pub screen: Screen,
    dir: PathBuf,
    display: String,
    bus: String,
    /// Ended when the stage is dropped.
    running: Vec<Group>,
}

/// Protects nothing but what a measurement leaves behind.
const PASSWORD: &str = "a password of this measurement\n";

impl Stage {
    /// Starts screen and bus, and forgets the homes of earlier runs.
    pub fn set() -> Result<Self, Failure> {
        let dir = project::target().join("bench/stage");
        if dir.exists() {
            fs::remove_dir_all(&dir).map_err(Failure::file(&dir))?;
        }
        fs::create_dir_all(&dir).map_err(Failure::file(&dir))?;
        let (bus_group, bus) = Group::announcing(bus(&dir)?)?;
        let (screen_group, number) = Group::announcing(xvfb(&dir))?;
        let screen = Screen::open(&dir)?;
        let display = format!(":{number}");
        let mut stage = Self {
            screen,
            dir,
            display,
            bus,
            running: vec![bus_group, screen_group],
        };
        stage.unlock_keyring()?;
        Ok(stage)
    }

    /// Starts a keyring that is open, as it is after a person has logged in.
    fn unlock_keyring(&mut self) -> Result<(), Failure> {
        let path = self.dir.join("password");
        fs::write(&path, PASSWORD).map_err(Failure::file(&path))?;
        let password = fs::File::open(&path).map_err(Failure::file(&path))?;
        let options = ["--unlock", "--foreground", "--components=secrets"];
        let keyring = self.call("keyring", Path::new("gnome-keyring-daemon"))?;
        self.running
            .push(Group::reading(keyring.args(options), password)?);
        let wait = [
            "30",
            "gdbus",
            "wait",
            "--session",
            "org.freedesktop.secrets",
        ];
        self.call("keyring", Path::new("timeout"))?.args(wait).run()
    }

    /// Presses keys in a window, which without a window manager has to be given the keyboard first.
    pub fn press(&self, title: &str, keys: &[&str]) -> Result<(), Failure> {
        let window = [
            "search",
            "--onlyvisible",
            "--name",
            title,
            "windowfocus",
            "--sync",
        ];
        let press = ["key", "--clearmodifiers", "--delay", "200"];
        let call = self.call("keyboard", Path::new("xdotool"))?;
        call.args(window).args(press).args(keys).run()
    }

    /// A call of a program on this stage, in a home that it keeps between its runs.
    pub fn call(&self, name: &str, program: &Path) -> Result<Call, Failure> {
        let home = self.dir.join(name);
        let runtime = home.join("run");
        fs::create_dir_all(&runtime).map_err(Failure::file(&runtime))?;
        private(&runtime)?;
        Ok(Call::new(program)
            .env("HOME", &home)
            .env("XDG_RUNTIME_DIR", &runtime)
            .env("XDG_DATA_HOME", home.join("data"))
            .env("XDG_CONFIG_HOME", home.join("config"))
            .env("XDG_CACHE_HOME", home.join("cache"))
            .env("DISPLAY", &self.display)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus)
            // Without a graphics card WebKitGTK shows nothing unless told to draw in memory.
            .env("WEBKIT_DISABLE_DMABUF_RENDERER", "1")
            .env("GDK_BACKEND", "x11")
            .env("NO_AT_BRIDGE", "1"))
    }
}

/// The directory for sockets must be the user's alone, or GLib refuses it.
fn private(dir: &Path) -> Result<(), Failure> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(dir, fs::Permissions::from_mode(0o700)).map_err(Failure::file(dir))
}

fn bus(dir: &Path) -> Result<Call, Failure> {
    let config = dir.join("bus.conf");
    fs::write(&config, BUS).map_err(Failure::file(&config))?;
    let config = format!("--config-file={}", config.display());
    Ok(Call::new("dbus-daemon").args(["--nofork", "--print-address=1", &config]))
}

/// Xvfb chooses a free number and prints it when it is ready.
fn xvfb(dir: &Path) -> Call {
    let screen = [
        "-displayfd",
        "1",
        "-screen",
        "0",
        "1920x1080x24",
        "-nolisten",
        "tcp",
        "-fbdir",
    ];
    Call::new("Xvfb").args(screen).args([dir])
}
