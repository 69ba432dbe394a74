//! The log file: causes and places, never a secret and never a person.

use std::path::Path;

use tracing_appender::non_blocking::WorkerGuard;
use tracing_appender::rolling::{RollingFileAppender, Rotation};

use crate::station::StartError;

/// How many daily log files are kept: a fortnight, long enough to look back on a bad week.
const KEPT_FILES: usize = 14;

/// Writes warnings and our own notes into `folder/logs`; the guard writes the rest when dropped.
///
/// # Errors
/// The folder cannot be made or written.
pub(crate) fn begin(folder: &Path) -> Result<WorkerGuard, StartError> {
    let folder = folder.join("logs");
    // The appender looks for old files before it makes the folder, and complains on a first start.
    std::fs::create_dir_all(&folder)?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("badgedesk")
        .filename_suffix("log")
        .max_log_files(KEPT_FILES)
        .build(folder)?;
    let (writer, guard) = tracing_appender::non_blocking(file);
    tracing_subscriber::fmt()
        .with_env_filter("warn,badgedesk=info,desk=info,issuing=info,ledger=info,vault=info")
        .with_ansi(false)
        .with_writer(writer)
        .init();
    Ok(guard)
}
