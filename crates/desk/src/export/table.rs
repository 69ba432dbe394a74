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

/// What a reader may take for the end of a cell, whatever the file is written with: which it is, a
/// spreadsheet asks its own country.
const ENDS_A_CELL: [char; 6] = [',', ';', '\t', '\r', '\n', '"'];

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
        let writer = writer.delimiter(delimiter(locale)).flexible(true);
        // The cells come quoted: the writer knows of no separator but its own.
        writer.quote_style(csv::QuoteStyle::Never);
        Table::Csv(Box::new(writer.from_writer(out)))
    }

    /// One more line.
    pub fn line(&mut self, cells: &[String]) -> Result<(), DeskError> {
        match self {
            Table::Csv(writer) => {
                let cells = cells.iter().map(|cell| quoted(&harmless(cell)));
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

/// What would begin a formula is kept from it by an apostrophe, as spreadsheets themselves do; also
/// behind what may be taken for the end of a cell.
fn harmless(cell: &str) -> String {
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for letter in cell.chars() {
        if begins && BEGINS_A_FORMULA.contains(&letter) {
            text.push('\'');
        }
        text.push(letter);
        begins = ENDS_A_CELL.contains(&letter);
    }
    text
}

/// A cell as it stands in the file, whole for a reader of whatever separator.
fn quoted(cell: &str) -> String {
    if cell.contains(ENDS_A_CELL) {
        format!("\"{}\"", cell.replace('"', "\"\""))
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
    use super::{ExportFormat, Table, delimiter, harmless};

    #[test]
    fn what_would_be_a_formula_is_a_text() {
        for formula in ["=1+1", "+47 900", "-3", "@SUM(A1)", "\t1", "\r1"] {
            assert_eq!(harmless(formula), format!("'{formula}"));
        }
        assert_eq!(harmless("Åse = Anne, Ås-Vik"), "Åse = Anne, Ås-Vik");
    }

    #[test]
    fn a_formula_behind_the_separator_of_another_country_is_a_text_too() {
        for separator in [',', ';', '\t', '\r', '\n', '"'] {
            for formula in ["=1+1", "+1", "-1", "@A1"] {
                let cell = format!("Hansen{separator}{formula}");
                let held = format!("Hansen{separator}'{formula}");
                assert_eq!(harmless(&cell), held);
            }
        }
    }

    #[test]
    fn a_cell_is_whole_for_a_reader_of_whatever_separator() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("table.csv");
        for locale in ["nb-NO", "en-GB"] {
            let out = std::fs::File::create(&file).unwrap();
            let mut table = Table::begin(ExportFormat::Csv, out, locale);
            let line = ["Hansen,=1+1", "a;b", "c\td", "\"e\"", "f\ng", "00412", ""];
            table.line(&line.map(str::to_owned)).unwrap();
            table.finish().unwrap();
            let written = std::fs::read_to_string(&file).unwrap();
            let separator = char::from(delimiter(locale));
            let cells = [
                "\"Hansen,'=1+1\"",
                "\"a;b\"",
                "\"c\td\"",
                "\"\"\"e\"\"\"",
                "\"f\ng\"",
                "00412",
                "",
            ];
            let expected = cells.join(&separator.to_string());
            assert_eq!(written, format!("\u{feff}{expected}\n"));
        }
    }

    #[test]
    fn a_list_is_written_as_the_spreadsheets_of_the_country_expect_it() {
        assert_eq!(delimiter("nb-NO"), b';');
        assert_eq!(delimiter("en-GB"), b',');
        assert_eq!(delimiter("en"), b',');
    }
}
