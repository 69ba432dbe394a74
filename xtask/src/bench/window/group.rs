//! A program and all that it starts, ended together.

use crate::{failure::Failure, process::Call};
use std::{
    fs::File,
    io::{BufRead, BufReader},
    os::unix::process::CommandExt,
    process::{Child, Stdio},
};

/// A running program in a process group of its own; dropping it ends the whole group.
pub struct Group(Child);

impl Group {
    /// Starts it with nothing to read. What it writes is dropped, except standard output if the
    /// caller reads it.
    pub fn start(call: Call, output: Stdio) -> Result<Self, Failure> {
        Self::spawn(call, Stdio::null(), output)
    }

    /// Starts it with a file to read; what it writes is dropped.
    pub fn reading(call: Call, input: File) -> Result<Self, Failure> {
        Self::spawn(call, input.into(), Stdio::null())
    }

    fn spawn(call: Call, input: Stdio, output: Stdio) -> Result<Self, Failure> {
        let program = call.line().to_owned();
        let mut command = call.into_command();
        command
            .stdin(input)
            .stdout(output)
            .stderr(Stdio::null())
            .process_group(0);
        command
            .spawn()
            .map(Self)
            .map_err(|source| Failure::Start { program, source })
    }

    /// Starts it and waits for the first line it prints.
    pub fn announcing(call: Call) -> Result<(Self, String), Failure> {
        let subject = call.line().to_owned();
        let mut group = Self::start(call, Stdio::piped())?;
        let mut line = String::new();
        if let Some(output) = group.0.stdout.as_mut() {
            BufReader::new(output)
                .read_line(&mut line)
                .map_err(Failure::file(&subject))?;
        }
        let line = line.trim().to_owned();
        let problem = "it ended without saying where it is";
        if line.is_empty() {
            Err(Failure::Measure { subject, problem })
        } else {
            Ok((group, line))
        }
    }

    /// The first process's id.
    pub fn id(&self) -> u32 {
        self.0.id()
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        let group = format!("-{}", self.0.id());
        Call::new("kill").args(["-KILL", "--", &group]).succeeds();
        // Reaping can only fail if it was reaped already.
        let _ = self.0.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::{self, Read};

    #[test]
    fn what_a_program_started_ends_with_it() {
        let (mut reader, writer) = io::pipe().expect("a pipe");
        let shell = Call::new("sh").args(["-c", "sleep 600 & echo ready; wait"]);
        let group = Group::start(shell, writer.into()).expect("sh is there");
        let mut ready = [0; 6];
        reader.read_exact(&mut ready).expect("it said so");
        drop(group);
        // The pipe ends when nobody is left who could write to it, the sleeping child included.
        assert_eq!(reader.read(&mut ready).expect("readable"), 0);
    }

    #[test]
    fn a_program_that_says_nothing_is_named() {
        let failure = Group::announcing(Call::new("true"))
            .err()
            .expect("it said nothing");
        assert!(failure.to_string().starts_with("true: it ended"));
    }
}
