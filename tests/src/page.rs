//! What a person does in the window: finds things by what they are called, clicks, types, waits.

use std::path::Path;
use std::time::{Duration, Instant};

use fantoccini::Locator;
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::{Value, json};

use crate::answer::in_time;
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
    pub async fn find(&self, role: &str, name: &str) -> Step<()> {
        self.element(role, name).await.map(drop)
    }

    pub(crate) async fn element(&self, role: &str, name: &str) -> Step<Element> {
        let start = Instant::now();
        while start.elapsed() < PATIENCE {
            let found = self.evaluate(FIND, vec![json!(role), json!(name)]).await;
            if let Value::String(mark) = unless_gone(found)? {
                let css = format!("[data-found='{mark}']");
                let element = in_time(name, self.page.find(Locator::Css(&css))).await;
                if let Ok(element) = element {
                    return Ok(element);
                }
            }
            tokio::time::sleep(LOOK).await;
        }
        Err(self.waited(&format!("{role} “{name}”")).await)
    }

    /// The text of something of a role and a name.
    ///
    /// # Errors
    /// It does not come.
    pub async fn text_of(&self, role: &str, name: &str) -> Step<String> {
        let element = self.element(role, name).await?;
        in_time(name, element.text()).await
    }

    /// What stands in a text field.
    ///
    /// # Errors
    /// It does not come.
    pub async fn value_of(&self, name: &str) -> Step<String> {
        let element = self.element("textbox", name).await?;
        let value = in_time(name, element.prop("value")).await?;
        Ok(value.unwrap_or_default())
    }

    /// Clicks something of a role and a name, once it can be clicked.
    ///
    /// # Errors
    /// It does not come, or cannot be clicked.
    pub async fn click(&self, role: &str, name: &str) -> Step<()> {
        let start = Instant::now();
        loop {
            match self.try_click(role, name).await {
                Ok(true) => return Ok(()),
                // It waits for something, the page may have drawn it anew, or something moves over it.
                Ok(false) | Err(JourneyError::Command(_)) if start.elapsed() < PATIENCE => {
                    tokio::time::sleep(LOOK).await;
                }
                Ok(false) => return Err(self.waited(&format!("a click on “{name}”")).await),
                Err(error) => return Err(error),
            }
        }
    }

    /// Waits until something stays where it is: the driver clicks where it was a moment ago, and the
    /// photo's tools move when a camera opens or a picture comes.
    ///
    /// # Errors
    /// It does not come, or goes on moving.
    pub async fn until_still(&self, role: &str, name: &str) -> Step<()> {
        const REST: Duration = Duration::from_millis(400);
        let start = Instant::now();
        let mut before = None;
        while start.elapsed() < PATIENCE {
            let element = self.element(role, name).await?;
            let now = in_time(name, element.rectangle()).await.ok();
            if now.is_some() && now == before {
                return Ok(());
            }
            before = now;
            tokio::time::sleep(REST).await;
        }
        Err(self.waited(&format!("“{name}” at rest")).await)
    }

    /// A click on what is disabled does nothing, and says nothing.
    async fn try_click(&self, role: &str, name: &str) -> Step<bool> {
        let element = self.element(role, name).await?;
        if !in_time(name, element.is_enabled()).await? {
            return Ok(false);
        }
        in_time(name, element.click()).await?;
        Ok(true)
    }

    /// Types into a text field in place of what is in it.
    ///
    /// # Errors
    /// It does not come, or takes no text.
    pub async fn fill(&self, name: &str, text: &str) -> Step<()> {
        let field = self.element("textbox", name).await?;
        in_time(name, field.clear()).await?;
        in_time(name, field.send_keys(text)).await
    }

    /// Presses keys in something of a role and a name, which takes the focus.
    ///
    /// # Errors
    /// It does not come, or takes no focus.
    pub async fn press_in(&self, role: &str, name: &str, keys: &[Key]) -> Step<()> {
        let element = self.element(role, name).await?;
        in_time(name, element.send_keys(&chord(keys))).await
    }

    /// Types a text into something of a role and a name as single keys.
    ///
    /// # Errors
    /// It does not come, or takes no focus.
    pub async fn type_in(&self, role: &str, name: &str, text: &str) -> Step<()> {
        let element = self.element(role, name).await?;
        in_time(name, element.send_keys(text)).await
    }

    /// Chooses an option of a select by its text.
    ///
    /// # Errors
    /// Field or option does not come.
    pub async fn choose(&self, name: &str, option: &str) -> Step<()> {
        let field = self.element("combobox", name).await?;
        in_time(name, field.select_by_label(option)).await
    }

    /// Presses a chord, such as Ctrl and Enter, wherever the focus is.
    ///
    /// # Errors
    /// Nothing has the focus.
    pub async fn press(&self, keys: &[Key]) -> Step<()> {
        let element = in_time("the focus", self.page.active_element()).await?;
        in_time("keys", element.send_keys(&chord(keys))).await
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

    /// Asks the window to close until the page says these words. The keys are pressed again, since the
    /// window manager may drop them; asked twice, the program waits as if asked once.
    ///
    /// # Errors
    /// The page never says so.
    pub async fn close_and_see(&self, text: &str) -> Step<()> {
        let said = json!(text.to_lowercase());
        let seen = "return document.body.innerText.toLowerCase().includes(arguments[0])";
        for _ in 0..10 {
            self.screen.ask_to_close("Badgedesk").await?;
            for _ in 0..10 {
                if unless_gone(self.evaluate(seen, vec![said.clone()]).await)? == json!(true) {
                    return Ok(());
                }
                tokio::time::sleep(LOOK).await;
            }
        }
        Err(self.waited(text).await)
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
            if unless_gone(self.evaluate(script, with.clone()).await)? == json!(true) {
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
            .evaluate("return document.body.innerText", Vec::new())
            .await?;
        Ok(text.as_str().unwrap_or_default().to_owned())
    }

    /// What a script answers in the page.
    ///
    /// # Errors
    /// It throws, or the page does not answer.
    pub async fn evaluate(&self, script: &str, with: Vec<Value>) -> Step<Value> {
        in_time("a script", self.page.execute(script, with)).await
    }

    /// What a script that takes its time tells its last argument.
    ///
    /// # Errors
    /// It throws, or the page does not answer.
    pub async fn evaluate_later(&self, script: &str, with: Vec<Value>) -> Step<Value> {
        in_time("a script", self.page.execute_async(script, with)).await
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
        self.rest().await;
        let folder = Path::new(&folder);
        std::fs::create_dir_all(folder).map_err(JourneyError::io("screenshots"))?;
        self.screen.shoot(&folder.join(format!("{name}.png"))).await
    }

    /// Waits a moment for what fades in; what goes round for ever, or does not answer, is no reason
    /// to go without a picture.
    async fn rest(&self) {
        let still =
            "return document.getAnimations().every(({ playState }) => playState !== 'running')";
        for _ in 0..10 {
            match self.evaluate(still, Vec::new()).await {
                Ok(Value::Bool(false)) => tokio::time::sleep(LOOK).await,
                _ => return,
            }
        }
    }

    pub(crate) async fn waited(&self, what: &str) -> JourneyError {
        let page = self.text().await.unwrap_or_else(|error| error.to_string());
        drop(self.picture("waited-in-vain").await);
        JourneyError::Waited {
            what: what.to_owned(),
            page,
        }
    }
}

fn chord(keys: &[Key]) -> String {
    keys.iter().map(|key| char::from(*key)).collect()
}

/// While a page is drawn anew there is nobody to answer, and the next look finds it; a page that is
/// gone is never found again.
fn unless_gone(answer: Step<Value>) -> Step<Value> {
    match answer {
        Err(JourneyError::Command(_)) => Ok(Value::Null),
        answer => answer,
    }
}
