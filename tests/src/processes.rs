//! The program's own processes, to hurt them.

use std::fs;
use std::time::Duration;

use tokio::process::Command;

use crate::child::tool;
use crate::{JourneyError, Station, Step};

/// What is done to a process.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Harm {
    /// Ended at once, as by a crash.
    Kill,
    /// Stopped, as by a hang.
    Stop,
}

impl Station {
    /// Hurts the process that shows the page.
    ///
    /// # Errors
    /// There is none.
    pub async fn harm_page(&self, harm: Harm) -> Step<u32> {
        let page = self.page_process()?;
        let signal = match harm {
            Harm::Kill => "-KILL",
            Harm::Stop => "-STOP",
        };
        tool(Command::new("kill").args([signal, &page.to_string()])).await?;
        Ok(page)
    }

    /// Waits until another process shows the page.
    ///
    /// # Errors
    /// None does.
    pub async fn until_another_page_process(&self, than: u32) -> Step<()> {
        for _ in 0..600 {
            if self.page_process().is_ok_and(|now| now != than) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(JourneyError::NotReady("another page".to_owned()))
    }

    /// The process that shows the page.
    ///
    /// # Errors
    /// There is none.
    pub fn page_process(&self) -> Step<u32> {
        let none = || JourneyError::NotReady("WebKitWebProcess".to_owned());
        let program = self.program_process().ok_or_else(none)?;
        child_named(program, "WebKitWebProces").ok_or_else(none)
    }

    /// Ends the program at once, as by a power cut; the screen and the session stay.
    ///
    /// # Errors
    /// It is not there, or goes on.
    pub async fn kill(&mut self) -> Step<()> {
        let none = || JourneyError::NotReady("badgedesk".to_owned());
        let program = self.program_process().ok_or_else(none)?;
        tool(Command::new("kill").args(["-KILL", &program.to_string()])).await?;
        self.stop().await
    }

    /// Waits until the program has ended by itself.
    ///
    /// # Errors
    /// It goes on.
    pub async fn until_closed(&self) -> Step<()> {
        for _ in 0..600 {
            if self.program_process().is_none_or(|program| !runs(program)) {
                return Ok(());
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        Err(JourneyError::NotReady("the end of the program".to_owned()))
    }

    /// The program's own process, while it runs.
    pub(crate) fn program_process(&self) -> Option<u32> {
        child_named(self.driver_process()?, "badgedesk")
    }
}

/// Waits a while for a process to end by itself, then ends it.
pub(crate) async fn end(process: u32) -> Step<()> {
    if is_gone(process, 50).await {
        return Ok(());
    }
    let kill = tool(Command::new("kill").args(["-KILL", &process.to_string()])).await;
    if is_gone(process, 100).await {
        return Ok(());
    }
    kill.map(drop)
}

/// Looks so often, ten times a second.
async fn is_gone(process: u32, looks: u32) -> bool {
    for _ in 0..looks {
        if !runs(process) {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    false
}

/// A process whose parent has not yet heard of its end runs no more.
fn runs(process: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).unwrap_or_default();
    stat.rsplit_once(") ")
        .is_some_and(|(_, after)| !after.starts_with('Z'))
}

/// A child of a process whose name begins so; the kernel keeps 15 letters of a name.
fn child_named(parent: u32, name: &str) -> Option<u32> {
    let processes = fs::read_dir("/proc").ok()?.flatten();
    let ids = processes.filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok());
    ids.into_iter()
        .find(|id| describes(*id, parent, name).unwrap_or(false))
}

fn describes(id: u32, parent: u32, name: &str) -> Option<bool> {
    let stat = fs::read_to_string(format!("/proc/{id}/stat")).ok()?;
    let (before, after) = stat.rsplit_once(") ")?;
    let called = before.split_once('(')?.1;
    let its_parent = after.split_whitespace().nth(1)?.parse::<u32>().ok()?;
    Some(its_parent == parent && called.starts_with(name))
}
