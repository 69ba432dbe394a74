//! Start time and memory of Badgedesk against an empty Tauri window.
//!
//! Both are watched from outside in the same way, on a screen of their own (Xvfb), with an open
//! keyring and without a window manager. Each keeps one home for all its runs, so both find the
//! caches of their first run. The first run warms up and takes Badgedesk past its welcome to the
//! counter of the practice office, where all later runs begin. The second shows, after ten idle
//! seconds, what the finished window looks like and how much memory it takes, with the camera off;
//! then the two start in turn. A run ends when the window shows 95 % of what the finished one shows.

mod group;
mod ink;
mod memory;
mod run;
mod screen;
mod stage;
mod subject;

use super::{
    median,
    table::{Budget, Row},
};
use crate::{failure::Failure, say};
use ink::Ink;
use memory::Memory;
use stage::Stage;
use std::{thread, time::Duration};
use subject::Subject;

/// Starts of each program that count.
const STARTS: usize = 9;

/// How long a window is left alone before it counts as finished and idle.
const IDLE: Duration = Duration::from_secs(10);

/// Of what the finished window shows, how much makes the window usable.
const USABLE: f64 = 0.95;

/// What is known of one program.
struct Measured {
    subject: Subject,
    ink: Ink,
    memory: Memory,
    starts: Vec<f64>,
}

/// Builds both programs, measures them and compares.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("start and memory");
    let subjects = [subject::badgedesk()?, subject::empty_window()?];
    let stage = Stage::set()?;
    let mut measured = Vec::new();
    for subject in subjects {
        let (ink, memory) = finished(&stage, &subject)?;
        measured.push(Measured {
            subject,
            ink,
            memory,
            starts: Vec::new(),
        });
    }
    for _ in 0..STARTS {
        for each in &mut measured {
            let start = run::start(&stage, &each.subject)?.until(&each.ink, USABLE)?;
            each.starts.push(start.as_secs_f64() * 1000.0);
        }
    }
    Ok(rows(&measured))
}

/// The finished window and its memory, in a second run after one that only warms up.
fn finished(stage: &Stage, subject: &Subject) -> Result<(Ink, Memory), Failure> {
    let before = stage.screen.look()?;
    warm_up(stage, subject)?;
    let running = run::start(stage, subject)?;
    thread::sleep(IDLE);
    let ink = Ink::between(&before, &stage.screen.look()?);
    let memory = running.memory();
    running.end()?;
    let blank = || subject.failed("its window showed nothing within ten seconds");
    ink.map(|ink| (ink, memory)).ok_or_else(blank)
}

fn warm_up(stage: &Stage, subject: &Subject) -> Result<(), Failure> {
    let running = run::start(stage, subject)?;
    thread::sleep(IDLE);
    if !subject.way_in.is_empty() {
        let first = stage.screen.look()?;
        stage.press(subject.name, subject.way_in)?;
        thread::sleep(IDLE);
        if stage.screen.look()? == first {
            let problem = "its keys led nowhere";
            return Err(subject.failed(problem));
        }
    }
    running.end()
}

/// The budgets are the design's: 1.2 times the start, 1.3 times the resident memory, all processes
/// of the program together. PSS divides a page among those that share it; RSS counts it for each.
fn rows(measured: &[Measured]) -> Vec<Row> {
    let [ours, empty] = measured else {
        return Vec::new();
    };
    let row = |what, unit, most, value: &dyn Fn(&Measured) -> f64| Row {
        what,
        ours: value(ours),
        unit,
        peer: Some((empty.subject.name.to_owned(), value(empty))),
        budget: Some(Budget::Ratio(most)),
    };
    let start = |each: &Measured| median(each.starts.clone()).unwrap_or(f64::NAN);
    vec![
        row("start to a usable counter", "ms", 1.2, &start),
        row("memory at the counter (PSS)", "MB", 1.3, &|each| {
            each.memory.proportional
        }),
        row("the same as sum of RSS", "MB", 1.3, &|each| {
            each.memory.resident
        }),
    ]
}
