//! The log file: causes and places, never a secret and never a person.

use std::path::Path;

use tracing_appender::non_blocking::{NonBlockingBuilder, WorkerGuard};
use tracing_appender::rolling::{InitError, RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::SubscriberBuilder;
use tracing_subscriber::fmt::format::{DefaultFields, Format};

/// How many daily log files are kept: a fortnight, long enough to look back on a bad week.
const KEPT_FILES: usize = 14;

/// So many lines may wait for the disk before some are dropped. Room for all of them is taken at the
/// start, 32 bytes each: what is usual, 128,000, is 4 MB for a program that writes a few lines a minute.
const WAITING_LINES: usize = 4000;

/// Writes warnings and our own notes into `folder/logs`; the guard writes the rest when dropped.
/// Where no file can be written they go to the terminal: the window itself says what is wrong with
/// the folder.
pub(crate) fn begin(folder: &Path) -> Option<WorkerGuard> {
    match file_in(&folder.join("logs")) {
        Ok(file) => {
            let (writer, guard) = NonBlockingBuilder::default()
                .buffered_lines_limit(WAITING_LINES)
                .finish(file);
            noted().with_writer(writer).init();
            Some(guard)
        }
        Err(error) => {
            noted().with_writer(std::io::stderr).init();
            tracing::error!(%error, "no log file");
            None
        }
    }
}

fn noted() -> SubscriberBuilder<DefaultFields, Format, EnvFilter> {
    tracing_subscriber::fmt()
        .with_env_filter("warn,badgedesk=info,desk=info,issuing=info,ledger=info,vault=info")
        .with_ansi(false)
}

fn file_in(folder: &Path) -> Result<RollingFileAppender, InitError> {
    // The appender looks for old files before it makes the folder, and complains on a first start.
    drop(std::fs::create_dir_all(folder));
    RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("badgedesk")
        .filename_suffix("log")
        .max_log_files(KEPT_FILES)
        .build(folder)
}
