//! A screen nobody sees, with a window manager.

use std::path::Path;
use std::time::Duration;

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

    /// The window of this title without its frame, as PNG in 256 colours. The folder is made if it
    /// is not there.
    ///
    /// # Errors
    /// There is no such window, ImageMagick or xdotool is not installed, or the file cannot be
    /// written.
    pub async fn shoot_window(&self, title: &str, file: &Path) -> Step<()> {
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder).map_err(JourneyError::io("screenshots"))?;
        }
        let named = format!("^{title}$");
        let mut search = self.command("xdotool");
        search.args(["search", "--onlyvisible", "--name", &named]);
        let window = tool(&mut search).await?;
        let window = window.lines().next().unwrap_or_default();
        let mut import = self.command("import");
        import.args(["-window", window, "-colors", "256"]);
        import.arg(format!("PNG8:{}", file.display()));
        tool(&mut import).await.map(drop)
    }

    /// Waits until somebody who looks at the screen reads these words on it. For when there is no
    /// page to ask: a driver does not outlive the page it drives.
    ///
    /// # Errors
    /// They do not appear, or tesseract is not installed.
    pub async fn read(&self, words: &[&str]) -> Step<()> {
        let folder = tempfile::tempdir().map_err(JourneyError::io("a picture of the screen"))?;
        let picture = folder.path().join("screen.png");
        let mut text = String::new();
        for _ in 0..20 {
            self.shoot(&picture).await?;
            text = read_twice(&picture).await?;
            if words.iter().all(|word| text.contains(word)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Err(JourneyError::Waited {
            what: words.join(", "),
            page: text,
        })
    }

    /// The same for one window of this title.
    ///
    /// # Errors
    /// There is no such window in time, it does not show them, or tesseract is not installed.
    pub async fn read_window(&self, title: &str, words: &[&str]) -> Step<()> {
        let folder = tempfile::tempdir().map_err(JourneyError::io("a picture of the window"))?;
        let picture = folder.path().join("window.png");
        let mut text = String::new();
        for _ in 0..20 {
            if self.shoot_window(title, &picture).await.is_ok() {
                text = read_twice(&picture).await?;
            }
            if words.iter().all(|word| text.contains(word)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Err(JourneyError::Waited {
            what: words.join(", "),
            page: text,
        })
    }

    /// Closes the window of exactly this title, as its frame does. A window that is just being put on
    /// the screen does not take the first press.
    ///
    /// # Errors
    /// It stays, or xdotool is not installed.
    pub async fn close(&self, title: &str) -> Step<()> {
        for _ in 0..30 {
            if !self.has_window(&format!("^{title}$")).await {
                return Ok(());
            }
            self.ask_to_close(title).await?;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Err(JourneyError::NotReady(title.to_owned()))
    }

    /// Asks the window of exactly this title once to close. The window manager is told which window
    /// is meant: one that lost sight of who has the keyboard drops the keys without a word.
    ///
    /// # Errors
    /// xdotool is not installed.
    pub async fn ask_to_close(&self, title: &str) -> Step<()> {
        let named = format!("^{title}$");
        let mut activate = self.command("xdotool");
        activate.args(["search", "--onlyvisible", "--name", &named]);
        drop(tool(activate.arg("windowactivate")).await);
        self.press("alt+F4").await
    }

    /// Whether a window of this title is there.
    pub async fn has_window(&self, title: &str) -> bool {
        let search = ["search", "--onlyvisible", "--name", title];
        tool(self.command("xdotool").args(search)).await.is_ok()
    }

    /// Waits until a window of this title is there and gives it the keyboard. It is asked again and
    /// again: a dialog that is just being put on the screen lets the keyboard go once more, and
    /// GTK holds it in a window within the window, which waiting for the dialog's own never sees.
    ///
    /// # Errors
    /// It does not come.
    pub async fn focus(&self, title: &str) -> Step<()> {
        let mut focused = String::new();
        for _ in 0..120 {
            let search = ["search", "--onlyvisible", "--name", title, "windowfocus"];
            drop(tool(self.command("xdotool").args(search)).await);
            tokio::time::sleep(Duration::from_millis(250)).await;
            let ask = ["getwindowfocus", "getwindowname"];
            focused = tool(self.command("xdotool").args(ask))
                .await
                .unwrap_or_default();
            if focused.contains(title) {
                return Ok(());
            }
        }
        Err(JourneyError::Waited {
            what: title.to_owned(),
            page: focused,
        })
    }

    /// Gives the window of this title another size, in pixels without its frame.
    ///
    /// # Errors
    /// There is no such window, or xdotool is not installed.
    pub async fn resize(&self, title: &str, width: u32, height: u32) -> Step<()> {
        let mut resize = self.command("xdotool");
        resize.args(["search", "--onlyvisible", "--name", &format!("^{title}$")]);
        resize.args(["windowmove", "0", "0", "windowsize"]);
        resize.args([width.to_string(), height.to_string()]);
        tool(&mut resize).await.map(drop)
    }

    /// Presses a key until a window of this title is gone. A dialog that is still looking at what
    /// was typed does not take the first press.
    ///
    /// # Errors
    /// It stays.
    pub async fn press_until_gone(&self, key: &str, title: &str) -> Step<()> {
        for _ in 0..30 {
            if !self.has_window(title).await {
                return Ok(());
            }
            self.press(key).await?;
            tokio::time::sleep(Duration::from_millis(500)).await;
        }
        Err(JourneyError::NotReady(title.to_owned()))
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

    /// Puts a picture on the clipboard as programs do, which is as PNG. The holder keeps it there.
    ///
    /// # Errors
    /// xclip is not installed, or the file is no picture.
    pub async fn put_on_clipboard(&self, picture: &Path) -> Step<()> {
        let png = png_of(picture).map_err(JourneyError::io("the picture"))?;
        let mut holder = self.command("xclip");
        holder
            .args(["-selection", "clipboard", "-t", "image/png", "-i"])
            .arg(png.path());
        // It reads the file, answers and goes on in the background until another owner comes.
        let status = holder.stdout(std::process::Stdio::null()).status().await;
        status.map(drop).map_err(JourneyError::io("xclip"))
    }

    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command.env("DISPLAY", &self.display);
        command
    }
}

fn png_of(picture: &Path) -> std::io::Result<tempfile::NamedTempFile> {
    let png = tempfile::Builder::new().suffix(".png").tempfile()?;
    let picture = image::open(picture).map_err(std::io::Error::other)?;
    picture.save(png.path()).map_err(std::io::Error::other)?;
    Ok(png)
}

/// Scattered words (page segmentation mode 11) and whole lines (mode 6): what one way of reading
/// takes apart, the other often does not.
async fn read_twice(picture: &Path) -> Step<String> {
    let mut text = String::new();
    for mode in ["11", "6"] {
        let mut read = Command::new("tesseract");
        read.arg(picture).args(["-", "--psm", mode]);
        text.push_str(&tool(&mut read).await?);
    }
    Ok(text)
}
