//! The named steps of a longer command, timed.

use crate::{failure::Failure, say};
use std::time::{Duration, Instant};

/// What a step did and how long it took.
struct Done {
    name: &'static str,
    took: Duration,
    outcome: String,
}

/// The steps so far.
#[derive(Default)]
pub struct Steps {
    done: Vec<Done>,
}

impl Steps {
    /// Runs a step that either works or does not.
    pub fn run(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        self.counted(name, || work().map(|()| "ok".to_owned()))
    }

    /// Runs a step that has a few words to say about what it did.
    pub fn counted(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<String, Failure>,
    ) -> Result<(), Failure> {
        say::heading(name);
        let start = Instant::now();
        let result = work();
        let outcome = result
            .as_ref()
            .map_or_else(|_| "FAILED".to_owned(), Clone::clone);
        self.done.push(Done {
            name,
            took: start.elapsed(),
            outcome,
        });
        result.map(drop).map_err(|cause| Failure::Step {
            step: name,
            cause: Box::new(cause),
        })
    }

    /// The steps, their times and outcomes as lines of a table.
    pub fn table(&self) -> Vec<String> {
        let row = |name: &str, took: Duration, outcome: &str| {
            format!("{name:<28} {:>8.1} s   {outcome}", took.as_secs_f64())
                .trim_end()
                .to_owned()
        };
        let total = self.done.iter().map(|done| done.took).sum();
        let rows = self
            .done
            .iter()
            .map(|done| row(done.name, done.took, &done.outcome));
        rows.chain([row("total", total, "")]).collect()
    }
}

/// Runs the steps of `work`, then shows how long each took, whether or not all went well.
pub fn timed(work: impl FnOnce(&mut Steps) -> Result<(), Failure>) -> Result<(), Failure> {
    let mut steps = Steps::default();
    let result = work(&mut steps);
    say::heading("steps");
    steps.table().iter().for_each(|line| say::line(line));
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_failing_step_ends_the_work_and_is_named() {
        let mut later = false;
        let result = timed(|steps| {
            steps.run("first", || Ok(()))?;
            steps.run("second", || Err(Failure::Declined))?;
            later = true;
            Ok(())
        });
        let text = result.expect_err("the second step failed").to_string();
        assert!(text.ends_with("Failed at: second"), "{text}");
        assert!(!later);
    }

    #[test]
    fn the_table_has_every_step_its_outcome_and_the_total() {
        let mut steps = Steps::default();
        steps
            .counted("unit tests", || Ok("12 passed".to_owned()))
            .expect("it passed");
        steps
            .run("journeys", || Err(Failure::NoRights))
            .expect_err("it failed");
        let table = steps.table();
        assert!(table[0].starts_with("unit tests") && table[0].ends_with("12 passed"));
        assert!(table[1].starts_with("journeys") && table[1].ends_with("FAILED"));
        assert!(table[2].starts_with("total") && table[2].ends_with(" s"));
        assert_eq!(table.len(), 3);
    }
}
