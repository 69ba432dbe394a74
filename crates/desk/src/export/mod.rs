//! Orders as a file: a table of them, or their timelines.

mod audit;
mod cells;
mod source;
mod table;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use ledger::{ExportId, Exported, Ledger, LedgerError, OrderDetail, Stamp, part_of};

use crate::boundary::{Code, ExportFormat, ExportRequest, ExportView, Problem};
use crate::desk::{Desk, lock};
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
            // Of a folder that was never there nobody has to be told that it is gone.
            fs::metadata(file.parent().unwrap_or(Path::new(".")))
                .map_err(|error| unwritable(&error))?;
            let listed = desk.begin_export(&ledger, &request, &file)?;
            let made = desk.make(&ledger, &request, &file);
            let ended = match &made {
                Ok(orders) => ledger.end_export(listed, *orders),
                Err(_) => end_unmade(&ledger, listed, &file),
            };
            lock(&desk.inner().exporting).remove(&listed);
            // It is in the list either way, and the next look tells what became of it.
            if let Err(error) = ended {
                tracing::warn!(code = error.code(), "the end of an export is not noted");
            }
            made
        })
        .await
    }

    fn begin_export(
        &self,
        ledger: &Ledger,
        request: &ExportRequest,
        file: &Path,
    ) -> Result<ExportId, DeskError> {
        let (name, kind) = (file.display().to_string(), format_name(request.format));
        // Nobody finds it in the ledger and not here.
        let mut exporting = lock(&self.inner().exporting);
        let listed = ledger.begin_export(kind, &name, &self.stamp())?;
        exporting.insert(listed);
        Ok(listed)
    }

    fn make(
        &self,
        ledger: &Ledger,
        request: &ExportRequest,
        file: &Path,
    ) -> Result<u32, DeskError> {
        let part = part_of(file);
        let orders = self.write_orders(ledger, request, &part)?;
        fs::rename(&part, file).map_err(|error| unwritable(&error))?;
        Ok(orders)
    }

    /// A program that was killed while it wrote a file leaves a part of it that anybody can read.
    pub(crate) async fn clear_unmade_exports(&self) {
        let cleared = self.blocking(|desk| {
            let Ok(ledger) = desk.ledger() else {
                return Ok(());
            };
            for (listed, file) in ledger.unfinished_exports()? {
                if !lock(&desk.inner().exporting).contains(&listed) {
                    end_unmade(&ledger, listed, Path::new(&file))?;
                }
            }
            Ok(())
        });
        if let Err(error) = cleared.await {
            tracing::debug!(code = ?Problem::from(error).code, "exports were not looked through");
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
        let station = lock(&self.inner().station).clone();
        let cells = Cells::of(request, &station, &source)?;
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

/// Removes what was written of a file that did not get its name. It stays in the list where it got it
/// all the same, and for as long as nobody can tell: a disk may have been pulled out.
fn end_unmade(ledger: &Ledger, listed: ExportId, file: &Path) -> Result<(), LedgerError> {
    let removed = fs::remove_file(part_of(file));
    let folder_is_there = file.parent().is_some_and(Path::is_dir);
    match removed.map_err(|error| error.kind()) {
        Ok(()) => ledger.drop_export(listed),
        Err(io::ErrorKind::NotFound) if file.is_file() => ledger.end_export(listed, 0),
        Err(io::ErrorKind::NotFound) if folder_is_there => ledger.drop_export(listed),
        Err(_) => Ok(()),
    }
}

fn unwritable(error: &io::Error) -> DeskError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::FileUnwritable,
    };
    DeskError::named(code, error.kind().to_string())
}
