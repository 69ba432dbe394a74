//! Orders as a file: a table of them, or their timelines.

mod audit;
mod cells;
mod source;
mod table;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use ledger::{ExportId, Exported, Ledger, OrderDetail, Stamp};

use crate::boundary::{Code, ExportFormat, ExportRequest, ExportView, Problem};
use crate::desk::Desk;
use crate::error::DeskError;

use cells::Cells;
use source::Source;
use table::Table;

impl Desk {
    /// Writes orders into a file and says how many. What is sensitive is never among them. Anybody
    /// can read it, so the list of files knows it before there is a byte of it.
    ///
    /// # Errors
    /// The file cannot be written, or the ledger can be neither read nor note it; there is no file
    /// then.
    pub async fn export_orders(
        &self,
        request: ExportRequest,
        file: PathBuf,
    ) -> Result<u32, DeskError> {
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let (name, kind) = (file.display().to_string(), format_name(request.format));
            let listed = ledger.begin_export(kind, &name, &desk.stamp())?;
            let made = desk.make(&ledger, &request, &file, listed);
            made.inspect_err(|_| forget_unmade(&ledger, listed, &file))
        })
        .await
    }

    fn make(
        &self,
        ledger: &Ledger,
        request: &ExportRequest,
        file: &Path,
        listed: ExportId,
    ) -> Result<u32, DeskError> {
        let part = part_of(file);
        let orders = self.write_orders(ledger, request, &part)?;
        ledger.end_export(listed, orders)?;
        fs::rename(&part, file).map_err(|error| unwritable(&error))?;
        Ok(orders)
    }

    /// A program that was killed while it wrote a file leaves a part of it that anybody can read.
    pub(crate) async fn clear_unmade_export(&self) {
        let cleared = self.blocking(|desk| {
            let ledger = desk.ledger()?;
            // A backup is listed once it is there, and nobody can read a part of it.
            let last = ledger.last_export()?;
            let last = last.filter(|(_, it)| it.kind != ledger::BACKUP);
            if let Some((listed, it)) = last
                && part_of(Path::new(&it.file)).exists()
            {
                forget_unmade(&ledger, listed, Path::new(&it.file));
            }
            Ok(())
        });
        if let Err(error) = cleared.await {
            tracing::debug!(code = ?Problem::from(error).code, "the last export was not looked at");
        }
    }

    fn write_orders(
        &self,
        ledger: &Ledger,
        request: &ExportRequest,
        file: &Path,
    ) -> Result<u32, DeskError> {
        let source = Source::of(ledger, &request.orders)?;
        let out = File::create(file).map_err(|error| unwritable(&error))?;
        if request.format == ExportFormat::AuditLog {
            return audit::write(&source, out);
        }
        let office = self.settings();
        let cells = Cells::of(request, &office, &source)?;
        let mut table = Table::begin(request.format, out, &self.inner().locale);
        table.line(&cells.titles())?;
        let orders = source.each(&mut |order: &OrderDetail| table.line(&cells.line(order)))?;
        table.finish()?;
        Ok(orders)
    }

    /// Who does something, where and when.
    pub(crate) fn stamp(&self) -> Stamp {
        let (by, station) = self.author();
        let at = self.inner().clock.now();
        Stamp { by, station, at }
    }
}

/// The files that were made of the ledger, newest first.
pub(crate) fn files_of(ledger: &Ledger) -> Result<Vec<ExportView>, DeskError> {
    Ok(ledger.exports()?.into_iter().map(view).collect())
}

const FORMATS: [ExportFormat; 3] = [
    ExportFormat::Csv,
    ExportFormat::Xlsx,
    ExportFormat::AuditLog,
];

/// The name in the ledger: it must never change.
fn format_name(format: ExportFormat) -> &'static str {
    match format {
        ExportFormat::Csv => "csv",
        ExportFormat::Xlsx => "xlsx",
        ExportFormat::AuditLog => "audit_log",
    }
}

fn view(export: Exported) -> ExportView {
    let mut formats = FORMATS.into_iter();
    ExportView {
        format: formats.find(|format| format_name(*format) == export.kind),
        at: export.at,
        by: export.by,
        file: export.file,
        orders: export.orders,
    }
}

/// Where a file is written until it is whole.
fn part_of(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".part");
    name.into()
}

/// A file of that name that was there before stays, and what is known of it.
fn forget_unmade(ledger: &Ledger, listed: ExportId, file: &Path) {
    let part = part_of(file);
    let gone = fs::remove_file(&part).is_ok() || !part.exists();
    if gone && let Err(error) = ledger.drop_export(listed) {
        tracing::warn!(
            code = error.code(),
            "an export that was not made is still listed"
        );
    }
}

fn unwritable(error: &io::Error) -> DeskError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::FileUnwritable,
    };
    DeskError::named(code, error.kind().to_string())
}
