//! What a person does in the window: finds things by what they are called, clicks, types, waits.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::{JourneyError, Station, Step};

/// The longest a step may take on a loaded machine before it counts as not happening.
const PATIENCE: Duration = Duration::from_secs(45);
/// How often the page is looked at while waiting.
const LOOK: Duration = Duration::from_millis(100);

/// Finds what is visible and called so: by role, then by accessible name. The name is a part of
/// the whole one only if nothing is called exactly so.
const FIND: &str = include_str!("find.js");

impl Station {
    /// Waits for something of a role and a name, such as `button` and `Order card`.
    ///
    /// # Errors
    /// It does not come.
    pub async fn find(&self, role: &str, name: &str) -> Step<Element> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let found = self
                .page
                .execute(FIND, vec![json!(role), json!(name)])
                .await;
            if let Ok(Value::String(mark)) = found {
                let css = format!("[data-found='{mark}']");
                if let Ok(element) = self.page.find(Locator::Css(&css)).await {
                    return Ok(element);
                }
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(self.waited(&format!("{role} “{name}”")).await)
    }

    /// Clicks something of a role and a name.
    ///
    /// # Errors
    /// It does not come, or cannot be clicked.
    pub async fn click(&self, role: &str, name: &str) -> Step<()> {
        let start = Instant::now();
        loop {
            let clicked = self.find(role, name).await?.click().await;
            match clicked {
                Ok(()) => return Ok(()),
                // The page may have drawn it anew, or something moves over it, in between.
                Err(_) if start.elapsed() < PATIENCE => tokio::time::sleep(LOOK).await,
                Err(error) => return Err(error.into()),
            }
        }
    }

    /// Types into a text field in place of what is in it.
    ///
    /// # Errors
    /// It does not come, or takes no text.
    pub async fn fill(&self, name: &str, text: &str) -> Step<()> {
        let field = self.find("textbox", name).await?;
        field.clear().await?;
        field.send_keys(text).await?;
        Ok(())
    }

    /// Chooses an option of a select by its text.
    ///
    /// # Errors
    /// Field or option does not come.
    pub async fn choose(&self, name: &str, option: &str) -> Step<()> {
        let field = self.find("combobox", name).await?;
        field.select_by_label(option).await?;
        Ok(())
    }

    /// Presses a chord, such as Ctrl and Enter, wherever the focus is.
    ///
    /// # Errors
    /// Nothing has the focus.
    pub async fn press(&self, keys: &[Key]) -> Step<()> {
        let chord: String = keys.iter().map(|key| char::from(*key)).collect();
        self.page.active_element().await?.send_keys(&chord).await?;
        Ok(())
    }

    /// Waits until the page shows a text.
    ///
    /// # Errors
    /// It does not.
    pub async fn see(&self, text: &str) -> Step<()> {
        let seen =
            "return document.body.innerText.toLowerCase().includes(arguments[0].toLowerCase())";
        self.until(&format!("“{text}”"), seen, vec![json!(text)])
            .await
    }

    /// Waits until a text is gone from the page.
    ///
    /// # Errors
    /// It stays.
    pub async fn see_no_more(&self, text: &str) -> Step<()> {
        let gone =
            "return !document.body.innerText.toLowerCase().includes(arguments[0].toLowerCase())";
        self.until(&format!("the end of “{text}”"), gone, vec![json!(text)])
            .await
    }

    /// Waits until a script answers true.
    ///
    /// # Errors
    /// It does not.
    pub async fn until(&self, what: &str, script: &str, with: Vec<Value>) -> Step<()> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            // While the page is being loaded again there is nobody to answer.
            if let Ok(Value::Bool(true)) = self.page.execute(script, with.clone()).await {
                return Ok(());
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(self.waited(what).await)
    }

    /// The page's text.
    ///
    /// # Errors
    /// The page does not answer.
    pub async fn text(&self) -> Step<String> {
        let text = self
            .page
            .execute("return document.body.innerText", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// Keeps a picture of the screen, if the environment variable BADGEDESK_SCREENSHOTS names a
    /// folder for them.
    ///
    /// # Errors
    /// The folder cannot be written.
    pub async fn picture(&self, name: &str) -> Step<()> {
        let Some(folder) = std::env::var_os("BADGEDESK_SCREENSHOTS") else {
            return Ok(());
        };
        let folder = Path::new(&folder);
        std::fs::create_dir_all(folder).map_err(JourneyError::io("screenshots"))?;
        self.screen.shoot(&folder.join(format!("{name}.png"))).await
    }

    async fn waited(&self, what: &str) -> JourneyError {
        let page = self.text().await.unwrap_or_else(|error| error.to_string());
        drop(self.picture("waited-in-vain").await);
        JourneyError::Waited {
            what: what.to_owned(),
            page,
        }
    }
}
