//! A file with a line for each person, read as text: encoding, separator, cells.

use std::borrow::Cow;

use encoding_rs::{Encoding, WINDOWS_1252};

use crate::boundary::Code;
use crate::error::DeskError;

/// More people than this are looked up in a register, not in a file.
pub const MOST_LINES: usize = 50_000;
/// No name, number or address comes near it: a longer cell is a quotation mark that nobody closed.
const MOST_LETTERS: usize = 500;

/// What separates cells, in the files that spreadsheets write.
const SEPARATORS: [u8; 3] = *b";,\t";

/// The cells of a file.
#[derive(Debug, PartialEq, Eq)]
pub struct Sheet {
    /// The headings.
    pub headings: Vec<String>,
    /// The lines below them, without those that are empty.
    pub lines: Vec<Line>,
}

/// One line.
#[derive(Debug, PartialEq, Eq)]
pub struct Line {
    /// Its number in the file; the first is 1.
    pub number: u64,
    /// Its cells, as many as there are headings at the most, without the white space around them.
    pub cells: Vec<String>,
}

/// Reads a file as a spreadsheet writes it.
///
/// # Errors
/// It is no such file, too long, or a cell cannot be taken: `detail` holds its line and heading, as
/// `12: E-mail`.
pub fn read(bytes: &[u8]) -> Result<Sheet, DeskError> {
    let text = text_of(bytes);
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(separator_of(&text))
        .flexible(true)
        .has_headers(false)
        .from_reader(text.as_bytes());
    let mut records = reader.records();
    let not_one = || DeskError::named(Code::NotARoster, "");
    let headings = records.next().and_then(Result::ok).ok_or_else(not_one)?;
    let headings: Vec<String> = headings.iter().map(|it| it.trim().to_owned()).collect();
    if headings.iter().any(|heading| !is_taken(heading)) {
        return Err(not_one());
    }
    let mut lines = Vec::new();
    for record in records {
        let record = record.map_err(|_| not_one())?;
        lines.extend(line(&record, line_number(&text, &record), &headings)?);
        if lines.len() > MOST_LINES {
            return Err(DeskError::named(Code::RosterTooLarge, ""));
        }
    }
    Ok(Sheet { headings, lines })
}

/// As its mark says, else UTF-8, else what an older spreadsheet writes in Western Europe.
fn text_of(bytes: &[u8]) -> Cow<'_, str> {
    if Encoding::for_bom(bytes).is_none()
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return Cow::Borrowed(text);
    }
    WINDOWS_1252.decode(bytes).0
}

/// What stands most often between the headings.
fn separator_of(text: &str) -> u8 {
    let first = text.lines().find(|line| !line.trim().is_empty());
    let mut quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for byte in first.unwrap_or_default().bytes() {
        quoted ^= byte == b'"';
        let at = SEPARATORS.iter().position(|one| *one == byte);
        if let Some(at) = at.filter(|_| !quoted) {
            counts[at] += 1;
        }
    }
    let most = (0..SEPARATORS.len()).rev().max_by_key(|at| counts[*at]);
    SEPARATORS[most.unwrap_or_default()]
}

/// A record begins, for its reader, with the empty lines before it.
fn line_number(text: &str, record: &csv::StringRecord) -> u64 {
    let Some(position) = record.position() else {
        return 0;
    };
    let begin = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(begin..).unwrap_or_default();
    let empty = rest.iter().take_while(|byte| b"\r\n".contains(byte));
    empty.fold(position.line(), |line, byte| {
        line + u64::from(*byte == b'\n')
    })
}

/// None where nothing stands in it.
fn line(
    record: &csv::StringRecord,
    number: u64,
    headings: &[String],
) -> Result<Option<Line>, DeskError> {
    let cells = record.iter().map(one_line);
    let mut cells: Vec<String> = cells.collect();
    while cells.last().is_some_and(String::is_empty) {
        cells.pop();
    }
    if cells.len() > headings.len() {
        return Err(DeskError::named(Code::RosterMoreCells, number.to_string()));
    }
    let bad = cells.iter().zip(headings).find(|(cell, _)| !is_taken(cell));
    if let Some((_, heading)) = bad {
        let place = format!("{number}: {heading}");
        return Err(DeskError::named(Code::RosterCell, place));
    }
    Ok((!cells.is_empty()).then_some(Line { number, cells }))
}

/// A cell may be written on several lines; a field has one.
fn one_line(cell: &str) -> String {
    cell.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn is_taken(cell: &str) -> bool {
    let typed = |letter: char| !letter.is_control() && letter != char::REPLACEMENT_CHARACTER;
    cell.chars().count() <= MOST_LETTERS && cell.chars().all(typed)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::Problem;

    fn cells(bytes: &[u8]) -> Vec<Vec<String>> {
        let lines = read(bytes).unwrap().lines;
        lines.into_iter().map(|line| line.cells).collect()
    }

    fn refused(text: &str) -> (Code, String) {
        let problem = Problem::from(read(text.as_bytes()).unwrap_err());
        (problem.code, problem.detail)
    }

    #[test]
    fn every_separator_a_spreadsheet_writes_is_seen() {
        for separator in [";", ",", "\t"] {
            let text = format!("Name{separator}\"No, of; it\"\nKari{separator}7\n");
            assert_eq!(cells(text.as_bytes()), [["Kari", "7"]], "{separator:?}");
        }
        assert_eq!(cells(b"Name\nKari\n"), [["Kari"]], "one column needs none");
    }

    #[test]
    fn every_encoding_a_spreadsheet_writes_is_read() {
        let text = "Navn;Avdeling\nÅse Bjørkås;Røntgen\n";
        let mark = [b"\xEF\xBB\xBF", text.as_bytes()].concat();
        let western: Vec<u8> = WINDOWS_1252.encode(text).0.into_owned();
        let wide = text.encode_utf16().flat_map(u16::to_le_bytes);
        let wide: Vec<u8> = [0xFF, 0xFE].into_iter().chain(wide).collect();
        for bytes in [text.as_bytes(), &mark, &western, &wide] {
            assert_eq!(read(bytes).unwrap().headings, ["Navn", "Avdeling"]);
            assert_eq!(cells(bytes), [["Åse Bjørkås", "Røntgen"]]);
        }
    }

    #[test]
    fn quoted_cells_keep_their_separators_and_empty_lines_are_nobody() {
        let text = "Name;Unit\n\n \"x\" ;\n;\n\"Moe; Kari\";\"A\r\nB\"\n";
        assert_eq!(cells(text.as_bytes())[1], ["Moe; Kari", "A B"]);
        let lines = read(text.as_bytes()).unwrap().lines;
        let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
        assert_eq!(
            numbers,
            [3, 5],
            "the numbers of the file, not of the people"
        );
        let windows = text.replace("\r\n", "\n").replace('\n', "\r\n");
        let lines = read(windows.as_bytes()).unwrap().lines;
        let numbers: Vec<_> = lines.iter().map(|line| line.number).collect();
        assert_eq!(numbers, [3, 5]);
    }

    #[test]
    fn a_cell_that_cannot_be_taken_is_named_by_line_and_heading() {
        let long = "x".repeat(MOST_LETTERS + 1);
        let place = (Code::RosterCell, "3: E-mail".to_owned());
        assert_eq!(refused(&format!("Name;E-mail\nA;b\nC;{long}\n")), place);
        assert_eq!(refused("Name;E-mail\nA;b\nC;d\u{1}e\n"), place);
        let unclosed = format!("Name;E-mail\nA;b\nC;\"d\n{}", "A;b\n".repeat(200));
        assert_eq!(refused(&unclosed), place);
    }

    #[test]
    fn a_line_with_more_cells_than_headings_would_go_into_wrong_fields() {
        let more = (Code::RosterMoreCells, "2".to_owned());
        assert_eq!(refused("Name;E-mail\nMoe;Kari;k@x.no\n"), more);
        assert_eq!(cells(b"Name;E-mail\nKari;k@x.no;;\n"), [["Kari", "k@x.no"]]);
    }

    #[test]
    fn what_is_no_text_is_no_roster() {
        assert_eq!(refused("").0, Code::NotARoster);
        assert_eq!(refused("PK\u{3}\u{4}\u{0}\u{0}").0, Code::NotARoster);
    }

    #[test]
    fn a_file_of_too_many_people_is_refused() {
        let most = format!("Name\n{}", "Kari\n".repeat(MOST_LINES));
        assert_eq!(cells(most.as_bytes()).len(), MOST_LINES);
        assert_eq!(refused(&format!("{most}Ola\n")).0, Code::RosterTooLarge);
    }
}
