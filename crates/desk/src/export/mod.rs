//! Orders as a file: a table of them, or their timelines.

mod audit;
mod cells;
mod source;
mod table;

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use ledger::{Exported, Ledger, OrderDetail, Stamp};

use crate::boundary::{Code, ExportFormat, ExportRequest, ExportView};
use crate::desk::Desk;
use crate::error::DeskError;

use cells::Cells;
use source::Source;
use table::Table;

impl Desk {
    /// Writes orders into a file and says how many. What is sensitive is never among them.
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
            let part = with_suffix(&file, ".part");
            let written = desk.write_orders(&ledger, &request, &part);
            let orders = written.inspect_err(|_| drop(fs::remove_file(&part)))?;
            fs::rename(&part, &file).map_err(|error| unwritable(&error))?;
            let (name, kind) = (file.display().to_string(), format_name(request.format));
            let noted = ledger.note_export(kind, &name, orders, &desk.stamp());
            // Anybody can read it, so there is none that the list of files does not know.
            noted.inspect_err(|_| drop(fs::remove_file(&file)))?;
            Ok(orders)
        })
        .await
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

fn with_suffix(file: &Path, suffix: &str) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(suffix);
    name.into()
}

fn unwritable(error: &io::Error) -> DeskError {
    let code = match error.kind() {
        io::ErrorKind::StorageFull => Code::DiskFull,
        _ => Code::FileUnwritable,
    };
    DeskError::named(code, error.kind().to_string())
}
