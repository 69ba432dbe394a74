use std::io::{self, Write};
use std::process::{self, Command, Stdio};
use std::time::Instant;

/// Binds this process and its later threads to one CPU.
pub fn pin() {
    let pid = process::id().to_string();
    // Where there is no such program, times may be of several CPUs; the table is made on Linux.
    let _ = Command::new("taskset")
        .args(["-pc", "0", &pid])
        .stdout(Stdio::null())
        .status();
}

/// The sorted times of some runs of a job, in milliseconds.
pub struct Times(Vec<f64>);

impl Times {
    /// Runs `job` on each of what `prepare` makes; `warm` runs at the start do not count.
    pub fn of<T, E>(
        runs: usize,
        warm: usize,
        mut prepare: impl FnMut(usize) -> T,
        mut job: impl FnMut(T) -> Result<(), E>,
    ) -> Result<Self, E> {
        let mut times = Vec::with_capacity(runs);
        for run in 0..warm + runs {
            let prepared = prepare(run);
            let start = Instant::now();
            job(prepared)?;
            times.push(start.elapsed().as_secs_f64() * 1000.0);
        }
        times.drain(..warm);
        times.sort_by(f64::total_cmp);
        Ok(Self(times))
    }

    /// Prints one result.
    pub fn print(&self, name: &str) -> io::Result<()> {
        let (median, least) = (self.0[self.0.len() / 2], self.0[0]);
        let mean = self.0.iter().sum::<f64>() / self.0.len() as f64;
        let runs = self.0.len();
        let line = format!(
            r#"{{"name":"{name}","median_ms":{median:.2},"mean_ms":{mean:.2},"min_ms":{least:.2},"runs":{runs}}}"#
        );
        writeln!(io::stdout(), "{line}")
    }
}
