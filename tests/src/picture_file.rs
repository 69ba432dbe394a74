//! Files through the real native dialogs.

use std::path::Path;

use crate::{JourneyError, Station, Step};

impl Station {
    /// Chooses a file for the picture in sight, in the native dialog whose Ctrl+L opens a line for
    /// a path. The dialog has gone when this answers; what became of the file the page tells.
    ///
    /// # Errors
    /// The button, named in the page's language, or the dialog does not come.
    pub async fn choose_picture(&self, button: &str, file: &Path) -> Step<()> {
        const DIALOG: &str = "Choose a picture";
        self.choose_file(button, DIALOG, file).await
    }

    /// Chooses a file in the native dialog of this title that a button opens.
    ///
    /// # Errors
    /// The button or the dialog does not come.
    pub async fn choose_file(&self, button: &str, dialog: &str, file: &Path) -> Step<()> {
        self.answer_dialog((button, dialog), "ctrl+l", file).await
    }

    /// What a button saves by the native dialog of this title, under a name that is typed there;
    /// the page then says these words.
    ///
    /// # Errors
    /// The button, the dialog or the words do not come.
    pub async fn saved_by(&self, button: &str, dialog: &str, said: &str) -> Step<Vec<u8>> {
        let folder = tempfile::tempdir().map_err(JourneyError::io("a folder"))?;
        let file = folder.path().join("saved");
        self.answer_dialog((button, dialog), "ctrl+a", &file)
            .await?;
        self.see(said).await?;
        std::fs::read(&file).map_err(JourneyError::io("what was saved"))
    }

    /// Types a path into the dialog that a button opens, at the place that a key leads to.
    async fn answer_dialog(
        &self,
        (button, dialog): (&str, &str),
        key: &str,
        file: &Path,
    ) -> Step<()> {
        self.until_still("button", button).await?;
        self.click("button", button).await?;
        if self.screen.focus(dialog).await.is_err() {
            return Err(self.waited(dialog).await);
        }
        self.screen.press(key).await?;
        self.screen.type_text(&file.display().to_string()).await?;
        self.screen.press_until_gone("Return", dialog).await
    }
}
