//! A screen nobody sees, with a window manager.

use std::path::Path;

use tokio::process::Command;

use crate::child::{Beside, quiet, tool};
use crate::{JourneyError, Step};

/// A screen nobody sees.
#[derive(Debug)]
pub struct Screen {
    display: String,
    _server: Beside,
    manager: Option<Beside>,
}

impl Screen {
    /// Opens a screen of a size in pixels.
    ///
    /// # Errors
    /// The X server or the window manager is not installed or does not start.
    pub async fn open(width: u32, height: u32) -> Step<Screen> {
        let size = format!("{width}x{height}x24");
        let mut server = quiet("Xvfb");
        server.args(["-displayfd", "1", "-screen", "0", &size, "-nolisten", "tcp"]);
        let mut server = Beside::start(&mut server)?;
        let display = format!(":{}", server.line().await?.trim());
        let mut screen = Screen {
            display,
            _server: server,
            manager: None,
        };
        screen.manager = Some(Beside::start(
            quiet("openbox").env("DISPLAY", &screen.display),
        )?);
        Ok(screen)
    }

    /// Its name for the environment variable DISPLAY.
    #[must_use]
    pub fn display(&self) -> &str {
        &self.display
    }

    /// Everything on it, as PNG.
    ///
    /// # Errors
    /// ImageMagick is not installed, or the file cannot be written.
    pub async fn shoot(&self, file: &Path) -> Step<()> {
        tool(self.command("import").args(["-window", "root"]).arg(file))
            .await
            .map(drop)
    }

    /// Waits until a window of this title is there and gives it the keyboard.
    ///
    /// # Errors
    /// It does not come.
    pub async fn focus(&self, title: &str) -> Step<()> {
        let search = [
            "search",
            "--sync",
            "--onlyvisible",
            "--name",
            title,
            "windowfocus",
        ];
        tool(
            self.command("timeout")
                .args(["20", "xdotool"])
                .args(search)
                .arg("--sync"),
        )
        .await
        .map(drop)
    }

    /// Types a text on the keyboard of this screen.
    ///
    /// # Errors
    /// xdotool is not installed.
    pub async fn type_text(&self, text: &str) -> Step<()> {
        tool(
            self.command("xdotool")
                .args(["type", "--delay", "20", text]),
        )
        .await
        .map(drop)
    }

    /// Presses a key, such as `Return` or `ctrl+v`.
    ///
    /// # Errors
    /// xdotool is not installed.
    pub async fn press(&self, key: &str) -> Step<()> {
        tool(self.command("xdotool").args(["key", key]))
            .await
            .map(drop)
    }

    /// Puts a picture on the clipboard. The holder keeps it there.
    ///
    /// # Errors
    /// xclip is not installed.
    pub async fn put_on_clipboard(&self, png: &Path) -> Step<()> {
        let mut holder = self.command("xclip");
        holder
            .args(["-selection", "clipboard", "-t", "image/png", "-i"])
            .arg(png);
        // It answers at once and goes on in the background until another owner comes.
        let status = holder.stdout(std::process::Stdio::null()).status().await;
        status.map(drop).map_err(JourneyError::io("xclip"))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display);
        command
    }
}
