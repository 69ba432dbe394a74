//! One run of a program on the stage.

use super::{
    group::Group,
    ink::Ink,
    memory::Memory,
    screen::{Look, Screen},
    stage::Stage,
    subject::Subject,
};
use crate::failure::Failure;
use std::{
    process::Stdio,
    thread,
    time::{Duration, Instant},
};

/// Between two looks at the screen; the times are no finer than this.
const PAUSE: Duration = Duration::from_millis(4);

/// No window takes this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// A program that is running.
pub struct Run<'a> {
    name: &'static str,
    screen: &'a Screen,
    before: Look,
    started: Instant,
    group: Group,
}

/// Starts the program on an empty screen.
pub fn start<'a>(stage: &'a Stage, subject: &Subject) -> Result<Run<'a>, Failure> {
    let before = stage.screen.look()?;
    let call = stage.call(subject.name, &subject.program)?;
    let started = Instant::now();
    let group = Group::start(call, Stdio::null())?;
    Ok(Run {
        name: subject.name,
        screen: &stage.screen,
        before,
        started,
        group,
    })
}

impl Run<'_> {
    /// Waits until this share of the ink is on the screen, ends the program and gives the time.
    pub fn until(self, ink: &Ink, share: f64) -> Result<Duration, Failure> {
        let there = |look: &Look| ink.share(look) >= share;
        let took = self.wait(
            "its window did not come to look like the finished one",
            there,
        )?;
        self.end().map(|()| took)
    }

    /// The memory it takes now, with all that it started.
    pub fn memory(&self) -> Memory {
        Memory::of_tree(self.group.id())
    }

    /// Ends it and waits until its window is gone from the screen.
    pub fn end(self) -> Result<(), Failure> {
        let Self {
            name,
            screen,
            before,
            group,
            ..
        } = self;
        drop(group);
        let empty = |look: &Look| *look == before;
        wait(
            screen,
            Instant::now(),
            name,
            "its window stayed after it ended",
            empty,
        )
        .map(drop)
    }

    fn wait(
        &self,
        problem: &'static str,
        done: impl Fn(&Look) -> bool,
    ) -> Result<Duration, Failure> {
        wait(self.screen, self.started, self.name, problem, done)
    }
}

fn wait(
    screen: &Screen,
    since: Instant,
    name: &str,
    problem: &'static str,
    done: impl Fn(&Look) -> bool,
) -> Result<Duration, Failure> {
    loop {
        let look = screen.look()?;
        let took = since.elapsed();
        if done(&look) {
            return Ok(took);
        }
        if took > PATIENCE {
            return Err(Failure::Measure {
                subject: name.to_owned(),
                problem,
            });
        }
        thread::sleep(PAUSE);
    }
}
