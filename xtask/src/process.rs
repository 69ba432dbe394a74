//! Starting other programs.

use crate::{failure::Failure, project, say};
use std::{
    env,
    ffi::OsStr,
    path::Path,
    process::{Command, Output, Stdio},
};

/// A program about to be started, by default at the top of the working tree.
pub struct Call {
    command: Command,
    line: String,
}

impl Call {
    /// A call of `program` without arguments.
    pub fn new(program: impl AsRef<OsStr>) -> Self {
        let program = program.as_ref();
        let mut command = Command::new(program);
        command.current_dir(project::root());
        for name in env::vars_os()
            .map(|(name, _)| name)
            .filter(|name| is_cargos_own(name))
        {
            command.env_remove(name);
        }
        Self {
            command,
            line: program.to_string_lossy().into_owned(),
        }
    }

    /// Adds arguments.
    pub fn args(mut self, args: impl IntoIterator<Item = impl AsRef<OsStr>>) -> Self {
        for arg in args {
            self.line = format!("{} {}", self.line, quoted(&arg.as_ref().to_string_lossy()));
            self.command.arg(arg);
        }
        self
    }

    /// Sets a variable of the program's environment.
    pub fn env(mut self, name: &str, value: impl AsRef<OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Starts it in another directory.
    pub fn dir(mut self, dir: impl AsRef<Path>) -> Self {
        self.command.current_dir(dir);
        self
    }

    /// The command line as a person would type it.
    pub fn line(&self) -> &str {
        &self.line
    }

    /// The prepared command, for callers that watch the running program.
    pub fn into_command(self) -> Command {
        self.command
    }

    /// Shows the command line, runs it with the terminal's streams and waits for success.
    pub fn run(mut self) -> Result<(), Failure> {
        say::line(&format!("$ {}", self.line));
        let status = self.command.status().map_err(|source| self.start(source))?;
        if status.success() {
            Ok(())
        } else {
            Err(Failure::Ended {
                line: self.line,
                status,
            })
        }
    }

    /// Runs it quietly and gives what it wrote, however it ended.
    pub fn output(mut self) -> Result<Output, Failure> {
        self.command
            .stdin(Stdio::null())
            .output()
            .map_err(|source| self.start(source))
    }

    /// Runs it with its errors shown and gives its standard output, if it succeeded.
    pub fn text(mut self) -> Result<String, Failure> {
        self.command.stderr(Stdio::inherit());
        let line = self.line.clone();
        let output = self.output()?;
        if output.status.success() {
            Ok(String::from_utf8_lossy(&output.stdout).into_owned())
        } else {
            Err(Failure::Ended {
                line,
                status: output.status,
            })
        }
    }

    /// Whether it starts and succeeds; its output is dropped.
    pub fn succeeds(self) -> bool {
        self.output().is_ok_and(|output| output.status.success())
    }

    fn start(&self, source: std::io::Error) -> Failure {
        let program = self.command.get_program().to_string_lossy().into_owned();
        Failure::Start { program, source }
    }
}

/// `cargo run` tells this process about xtask itself. Handed down, these would make build scripts
/// that watch them (ring's does) run again each time the tree is built from elsewhere.
fn is_cargos_own(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")
}

fn quoted(arg: &str) -> String {
    if arg.contains([' ', '(', '*', '"']) {
        format!("'{arg}'")
    } else {
        arg.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_can_be_typed_again() {
        let call = Call::new("cargo").args(["nextest", "-E", "not package(journeys)"]);
        assert_eq!(call.line(), "cargo nextest -E 'not package(journeys)'");
    }

    #[test]
    fn what_cargo_says_about_xtask_is_not_handed_down() {
        assert!(is_cargos_own(OsStr::new("CARGO_PKG_NAME")));
        assert!(is_cargos_own(OsStr::new("CARGO_MANIFEST_DIR")));
        assert!(!is_cargos_own(OsStr::new("CARGO_TARGET_DIR")));
        assert!(!is_cargos_own(OsStr::new("CARGO_HOME")));
    }

    #[cfg(unix)]
    #[test]
    fn a_program_that_fails_is_a_failure_with_its_line() {
        let failure = Call::new("sh")
            .args(["-c", "exit 3"])
            .run()
            .expect_err("it failed");
        assert!(
            failure
                .to_string()
                .starts_with("`sh -c 'exit 3'` ended with"),
            "{failure}"
        );
    }

    #[test]
    fn a_program_that_is_missing_is_named() {
        let failure = Call::new("no-such-program-here")
            .run()
            .expect_err("it is missing");
        assert!(
            failure
                .to_string()
                .starts_with("`no-such-program-here` could not be started")
        );
    }
}
