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

    /// How long processors have worked for the program and every process it started, that of the
    /// page included, since they were started.
    ///
    /// # Errors
    /// It does not run.
    pub fn worked(&self) -> Step<Duration> {
        let none = || JourneyError::NotReady("badgedesk".to_owned());
        let program = self.program_process().ok_or_else(none)?;
        let ticks: u64 = family(program).into_iter().filter_map(ticks).sum();
        Ok(Duration::from_millis(ticks * 1000 / TICKS))
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

/// The kernel counts work in hundredths of a second, for whoever asks (`USER_HZ`).
const TICKS: u64 = 100;

/// A process and all that it and they started.
fn family(program: u32) -> Vec<u32> {
    let mut family = vec![program];
    let mut next = 0;
    while let Some(&parent) = family.get(next) {
        let children = processes().filter(|&id| parent_of(id) == Some(parent));
        family.extend(children.collect::<Vec<_>>());
        next += 1;
    }
    family
}

/// What a process has worked, in ticks: for itself, and within the system for it.
fn ticks(process: u32) -> Option<u64> {
    // The 14th and 15th of all, the 12th and 13th after the name.
    Some(stat(process, 11)? + stat(process, 12)?)
}

fn parent_of(process: u32) -> Option<u32> {
    u32::try_from(stat(process, 1)?).ok()
}

/// A number that the kernel tells of a process, counted from what follows its name (`proc(5)`).
fn stat(process: u32, field: usize) -> Option<u64> {
    let stat = fs::read_to_string(format!("/proc/{process}/stat")).ok()?;
    let after = stat.rsplit_once(") ")?.1;
    after.split_whitespace().nth(field)?.parse().ok()
}

fn processes() -> impl Iterator<Item = u32> {
    let all = fs::read_dir("/proc").into_iter().flatten().flatten();
    all.filter_map(|entry| entry.file_name().to_str()?.parse().ok())
}

/// A child of a process whose name begins so; the kernel keeps 15 letters of a name.
fn child_named(parent: u32, name: &str) -> Option<u32> {
    processes().find(|&id| parent_of(id) == Some(parent) && is_called(id, name))
}

fn is_called(process: u32, name: &str) -> bool {
    let called = fs::read_to_string(format!("/proc/{process}/comm")).unwrap_or_default();
    called.starts_with(name)
}
