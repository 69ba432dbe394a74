//! The project's own commands, run as `cargo xtask <command>`.
//!
//! `run` and `test` are all that a newcomer needs: both first install what the machine lacks,
//! after showing the command and asking.

mod bench;
mod cargo;
mod commands;
mod failure;
mod licences;
mod machine;
mod npm;
mod process;
mod project;
mod say;
mod shipped;
mod steps;
mod unused;

use clap::{Parser, Subcommand};
use failure::Failure;
use std::process::ExitCode;

/// What `cargo xtask` understands.
#[derive(Parser)]
#[command(name = "cargo xtask", about = "The project's own commands")]
struct Xtask {
    #[command(subcommand)]
    command: Command,
    /// Install what the machine lacks without asking.
    #[arg(long, global = true)]
    yes: bool,
}

#[derive(Subcommand)]
enum Command {
    /// Build Badgedesk and open its window.
    Run {
        /// Passed on to Badgedesk.
        #[arg(last = true)]
        args: Vec<String>,
    },
    /// Everything that must pass: check, unit tests, journeys in the real window.
    Test,
    /// Formatting, lints, types, licences, unused code and dependencies.
    Check,
    /// Mend what tools can mend: formatting, lints, the generated bindings.
    Fix,
    /// Measure the budgets against their peers, in the same run.
    Bench {
        /// Only this part.
        #[arg(value_enum, default_value_t = bench::Asked::All)]
        part: bench::Asked,
    },
    /// Kill a station at random instants and compare its ledger with what the service holds.
    Soak {
        /// How often; the sum is kept in `docs/soak.json`.
        #[arg(long, default_value_t = 1000)]
        rounds: u64,
    },
    /// Look for pictures that break what is promised about any bytes. On Linux.
    Fuzz {
        /// How often each target is run.
        #[arg(long, default_value_t = 100_000)]
        executions: u64,
        /// Only this target: decode, exif, crop or encode.
        #[arg(long)]
        target: Option<String>,
    },
    /// Draw the contact sheet of the test portraits.
    Portraits,
    /// Take the README's pictures again, of the real program.
    Screenshots,
    /// Build the installable packages of this system.
    Package,
}

fn main() -> ExitCode {
    let asked = Xtask::parse();
    match carry_out(&asked) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            say::error(&failure.to_string());
            ExitCode::FAILURE
        }
    }
}

fn carry_out(asked: &Xtask) -> Result<(), Failure> {
    match &asked.command {
        Command::Run { args } => commands::run::run(asked.yes, args),
        Command::Test => commands::test::test(asked.yes),
        Command::Check => commands::check::check(asked.yes),
        Command::Fix => commands::fix::fix(asked.yes),
        Command::Bench { part } => bench::bench(asked.yes, *part),
        Command::Soak { rounds } => commands::soak::soak(asked.yes, *rounds),
        Command::Fuzz { executions, target } => {
            commands::fuzz::fuzz(asked.yes, *executions, target.as_deref())
        }
        Command::Portraits => commands::portraits::portraits(asked.yes),
        Command::Screenshots => commands::screenshots::screenshots(asked.yes),
        Command::Package => commands::package::package(asked.yes),
    }
}
