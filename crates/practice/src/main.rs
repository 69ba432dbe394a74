//! The practice office in a process of its own: it prints one line of JSON that says how to
//! reach it, and serves until it is interrupted or terminated.

use std::{
    error::Error,
    io::{self, Write as _},
    path::PathBuf,
    process::ExitCode,
};

use clap::Parser;
#[cfg(feature = "faults")]
use practice::Limits;
use practice::{BreezeAccess, Options, PracticeOffice, issuebadge};
use serde::Serialize;

/// A stand-in for the issuing services on loopback.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    /// The loopback port of Breeze; 0 takes any free one.
    #[arg(long, default_value_t = 0)]
    port: u16,
    /// The loopback port of IssueBadge; 0 takes any free one. Without it: the port after
    /// Breeze's, or any free one if that is 0 too.
    #[arg(long)]
    issuebadge_port: Option<u16>,
    /// Whether the documented rate limits hold.
    #[cfg(feature = "faults")]
    #[arg(long, value_enum, default_value = "on")]
    limits: Switch,
    /// The file that keeps the credential numbers between runs; IssueBadge's serial numbers are
    /// kept beside it (practice.json and practice-issuebadge.json).
    #[arg(long, value_name = "FILE")]
    state: Option<PathBuf>,
    /// The line that an office printed before: its client is known again, as after an outage.
    #[cfg(feature = "faults")]
    #[arg(long, value_name = "LINE")]
    reopen: Option<String>,
}

#[cfg(feature = "faults")]
#[derive(Clone, Copy, clap::ValueEnum)]
enum Switch {
    On,
    Off,
}

/// The line that is printed, with a member for each service.
#[derive(Serialize)]
struct Announcement<'a> {
    breeze: &'a BreezeAccess,
    issuebadge: &'a issuebadge::Access,
}

#[tokio::main]
async fn main() -> ExitCode {
    match run(Arguments::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            // Without a standard error there is nobody left to tell.
            let _ = complain(error.as_ref());
            ExitCode::FAILURE
        }
    }
}

async fn run(arguments: Arguments) -> Result<(), Box<dyn Error>> {
    let office = PracticeOffice::open(options(arguments)?).await?;
    let line = serde_json::to_string(&Announcement {
        breeze: office.breeze(),
        issuebadge: office.issuebadge(),
    })?;
    writeln!(io::stdout().lock(), "{line}")?;
    told_to_stop().await?;
    office.close().await;
    Ok(())
}

/// The next port; 0, which is any free one, after 0 and after the last.
fn after(port: u16) -> u16 {
    match port {
        0 => 0,
        port => port.checked_add(1).unwrap_or_default(),
    }
}

fn options(arguments: Arguments) -> serde_json::Result<Options> {
    #[cfg(feature = "faults")]
    let reopened = arguments.reopen.as_deref().map(announced).transpose()?;
    Ok(Options {
        port: arguments.port,
        issuebadge_port: arguments.issuebadge_port.unwrap_or(after(arguments.port)),
        state: arguments.state,
        #[cfg(feature = "faults")]
        limits: match arguments.limits {
            Switch::On => Limits::On,
            Switch::Off => Limits::Off,
        },
        #[cfg(feature = "faults")]
        reopened,
        ..Options::default()
    })
}

#[cfg(feature = "faults")]
fn announced(line: &str) -> serde_json::Result<BreezeAccess> {
    #[derive(serde::Deserialize)]
    struct Announced {
        breeze: BreezeAccess,
    }
    serde_json::from_str::<Announced>(line).map(|announced| announced.breeze)
}

fn complain(error: &dyn Error) -> io::Result<()> {
    let mut stderr = io::stderr().lock();
    writeln!(stderr, "{error}")?;
    match error.source() {
        Some(source) => writeln!(stderr, "  {source}"),
        None => Ok(()),
    }
}

#[cfg(unix)]
async fn told_to_stop() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};

    let mut terminated = signal(SignalKind::terminate())?;
    tokio::select! {
        interrupted = tokio::signal::ctrl_c() => interrupted,
        _ = terminated.recv() => Ok(()),
    }
}

#[cfg(not(unix))]
async fn told_to_stop() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn issuebadge_takes_the_port_after_that_of_breeze() {
        assert_eq!(after(4000), 4001);
        assert_eq!(after(0), 0, "any free one");
        assert_eq!(after(u16::MAX), 0, "there is none after the last");
    }
}
