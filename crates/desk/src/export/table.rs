//! A table as a file: CSV or a workbook.

use std::fs::File;
use std::io::{self, Write as _};

use rust_xlsxwriter::{Format, Workbook, XlsxError};

use super::unwritable;
use crate::boundary::{Code, ExportFormat};
use crate::error::DeskError;

/// What Excel takes in one cell (support.microsoft.com, "Excel specifications and limits"). It
/// counts UTF-16 units, of which a letter has at most two.
const LONGEST_CELL: usize = 32_767 / 2;

/// What a spreadsheet would take for the beginning of a formula
/// (owasp.org/www-community/attacks/CSV_Injection).
const BEGINS_A_FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// By it a spreadsheet knows the text as UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A table that is being written.
pub enum Table {
    Csv(Box<csv::Writer<File>>),
    Xlsx {
        workbook: Box<Workbook>,
        out: File,
        row: u32,
    },
}

impl Table {
    /// A table of a format; text is written the way the spreadsheets of a locale expect it.
    pub fn begin(format: ExportFormat, mut out: File, locale: &str) -> Table {
        if format == ExportFormat::Xlsx {
            let mut workbook = Box::new(Workbook::new());
            workbook.add_worksheet();
            return Table::Xlsx {
                workbook,
                out,
                row: 0,
            };
        }
        // What cannot be written now cannot be written with the first line either, which says so.
        drop(out.write_all(BYTE_ORDER_MARK));
        let mut writer = csv::WriterBuilder::new();
        writer.delimiter(delimiter(locale)).flexible(true);
        Table::Csv(Box::new(writer.from_writer(out)))
    }

    /// One more line.
    pub fn line(&mut self, cells: &[String]) -> Result<(), DeskError> {
        match self {
            Table::Csv(writer) => {
                let cells = cells.iter().map(|cell| harmless(cell));
                writer.write_record(cells).map_err(of_csv)
            }
            Table::Xlsx { workbook, row, .. } => {
                let written = write_row(workbook, *row, cells);
                *row += 1;
                written.map_err(|error| of_xlsx(&error))
            }
        }
    }

    /// Writes what is left, durably.
    pub fn finish(self) -> Result<(), DeskError> {
        let file = match self {
            Table::Csv(writer) => writer
                .into_inner()
                .map_err(|error| unwritable(error.error()))?,
            Table::Xlsx {
                mut workbook, out, ..
            } => {
                let saved = workbook.save_to_writer(&out);
                saved.map_err(|error| of_xlsx(&error))?;
                out
            }
        };
        file.sync_all().map_err(|error| unwritable(&error))
    }
}

fn write_row(workbook: &mut Workbook, row: u32, cells: &[String]) -> Result<(), XlsxError> {
    let sheet = workbook.worksheet_from_index(0)?;
    let title = Format::new().set_bold();
    for (column, cell) in (0_u16..).zip(cells) {
        // Always a text, so that nothing in it is a formula, and no number loses its zeros.
        let text: String = cell.chars().take(LONGEST_CELL).collect();
        if row == 0 {
            sheet.write_string_with_format(row, column, text, &title)?;
        } else if !text.is_empty() {
            sheet.write_string(row, column, text)?;
        }
    }
    if row == 0 {
        sheet.set_freeze_panes(1, 0)?;
    }
    Ok(())
}

/// Where numbers have a decimal comma, lists are written with semicolons, and a spreadsheet expects
/// that of a file.
fn delimiter(locale: &str) -> u8 {
    let english = locale.split(['-', '_']).next() == Some("en");
    if english { b',' } else { b';' }
}

/// What would begin a formula is kept from it by an apostrophe, as spreadsheets themselves do.
fn harmless(cell: &str) -> String {
    if cell.starts_with(BEGINS_A_FORMULA) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    }
}

fn of_csv(error: csv::Error) -> DeskError {
    match error.into_kind() {
        csv::ErrorKind::Io(error) => unwritable(&error),
        _ => unwritable(&io::ErrorKind::InvalidData.into()),
    }
}

fn of_xlsx(error: &XlsxError) -> DeskError {
    match error {
        XlsxError::IoError(error) => unwritable(error),
        XlsxError::RowColumnLimitError => DeskError::named(Code::TooManyForWorkbook, ""),
        _ => unwritable(&io::ErrorKind::Other.into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{delimiter, harmless};

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        for formula in ["=1+1", "+47 900", "-3", "@SUM(A1)", "\t=1", "\r=1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Åse = Anne"), "Åse = Anne");
    }

    #[test]
    fn a_list_is_written_as_the_spreadsheets_of_the_country_expect_it() {
        assert_eq!(delimiter("nb-NO"), b';');
        assert_eq!(delimiter("en-GB"), b',');
        assert_eq!(delimiter("en"), b',');
    }
}
