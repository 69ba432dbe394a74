//! A picture through the real native dialog.

use std::path::Path;

use crate::{Station, Step};

impl Station {
    /// Chooses a file for the picture in sight, in the native dialog whose Ctrl+L opens a line for
    /// a path. The dialog has gone when this answers; what became of the file the page tells.
    ///
    /// # Errors
    /// The button, named in the page's language, or the dialog does not come.
    pub async fn choose_picture(&self, button: &str, file: &Path) -> Step<()> {
        const DIALOG: &str = "Choose a picture";
        self.until_still("button", button).await?;
        self.click("button", button).await?;
        if self.screen.focus(DIALOG).await.is_err() {
            return Err(self.waited(DIALOG).await);
        }
        self.screen.press("ctrl+l").await?;
        self.screen.type_text(&file.display().to_string()).await?;
        self.screen.press_until_gone("Return", DIALOG).await
    }
}
