//! Children that end with the value that holds them.

use std::ffi::OsStr;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{Child, ChildStdout, Command};

use crate::{JourneyError, Step};

/// The longest a program may take to say that it is ready; a loaded machine needs some of it.
const READY: Duration = Duration::from_secs(60);

/// A program that runs beside the journey.
#[derive(Debug)]
pub(crate) struct Beside {
    name: String,
    child: Child,
    said: Option<Lines<BufReader<ChildStdout>>>,
}

impl Beside {
    /// Starts a program; it is killed when the value is dropped.
    pub fn start(command: &mut Command) -> Step<Beside> {
        let name = command
            .as_std()
            .get_program()
            .to_string_lossy()
            .into_owned();
        let mut child = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(JourneyError::io(&name))?;
        let said = child.stdout.take().map(|out| BufReader::new(out).lines());
        Ok(Beside { name, child, said })
    }

    /// Ends it and waits until it has gone.
    pub async fn end(mut self) -> Step<()> {
        self.child
            .kill()
            .await
            .map_err(JourneyError::io(&self.name))
    }

    /// Its process id, while it runs.
    pub fn id(&self) -> Option<u32> {
        self.child.id()
    }

    /// The next line it says.
    pub async fn line(&mut self) -> Step<String> {
        let silent = || JourneyError::NotReady(self.name.clone());
        let said = self.said.as_mut().ok_or_else(silent)?;
        let line = tokio::time::timeout(READY, said.next_line()).await;
        line.ok().and_then(Result::ok).flatten().ok_or_else(silent)
    }

    /// Tells it something and closes its ear.
    pub async fn tell(&mut self, text: &str) -> Step<()> {
        if let Some(mut ear) = self.child.stdin.take() {
            ear.write_all(text.as_bytes())
                .await
                .map_err(JourneyError::io(&self.name))?;
        }
        Ok(())
    }
}

/// Runs a tool to its end and gives what it printed.
pub(crate) async fn tool(command: &mut Command) -> Step<String> {
    let name = command
        .as_std()
        .get_program()
        .to_string_lossy()
        .into_owned();
    let output = command.output().await.map_err(JourneyError::io(&name))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(JourneyError::Tool { tool: name, said });
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// A command whose noise does not drown the journey's own words.
pub(crate) fn quiet(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    command.stderr(Stdio::null());
    command
}
