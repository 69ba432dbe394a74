//! Certificates as PDF: one landscape page each, with the fonts that every reader has.

use pdf_writer::{Content, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr};

/// A4 landscape in points.
const WIDTH: f32 = 842.0;
const HEIGHT: f32 = 595.0;
/// From the left edge to the text.
const MARGIN: f32 = 72.0;
/// The mean width of Helvetica's letters is about half their height.
const LETTER: f32 = 0.55;

const FONT: Name<'static> = Name(b"F1");
const BOLD: Name<'static> = Name(b"F2");

/// What stands on a certificate.
pub(super) struct Certificate {
    pub badge: String,
    pub organization: String,
    pub recipient: String,
    /// Dates, number, address: one a line.
    pub details: Vec<String>,
}

/// One document with a page for each certificate.
pub(super) fn document(certificates: &[Certificate]) -> Vec<u8> {
    let mut pdf = Pdf::new();
    let mut next = Ref::new(1);
    let [catalog, tree, font, bold, information] = std::array::from_fn(|_| next.bump());
    let pages: Vec<_> = certificates
        .iter()
        .map(|certificate| (certificate, next.bump(), next.bump()))
        .collect();
    pdf.catalog(catalog).pages(tree);
    let count = i32::try_from(pages.len()).unwrap_or(i32::MAX);
    pdf.pages(tree)
        .kids(pages.iter().map(|(_, page, _)| *page))
        .count(count);
    for (id, name) in [(font, "Helvetica"), (bold, "Helvetica-Bold")] {
        pdf.type1_font(id)
            .base_font(Name(name.as_bytes()))
            .encoding_predefined(Name(b"WinAnsiEncoding"));
    }
    for (certificate, page, content) in pages {
        let mut written = pdf.page(page);
        written.media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT));
        written.parent(tree).contents(content);
        written
            .resources()
            .fonts()
            .pair(FONT, font)
            .pair(BOLD, bold);
        written.finish();
        pdf.stream(content, &drawn(certificate));
    }
    if let Some(first) = certificates.first() {
        pdf.document_info(information)
            .title(TextStr(&first.badge))
            .subject(TextStr(&first.recipient));
    }
    pdf.finish()
}

fn drawn(certificate: &Certificate) -> Vec<u8> {
    let mut content = Content::new();
    content.set_stroke_rgb(0.13, 0.35, 0.55).set_line_width(3.0);
    content
        .rect(28.0, 28.0, WIDTH - 56.0, HEIGHT - 56.0)
        .stroke();
    let mut line = |font, size: f32, from_top: f32, text: &str| {
        content.begin_text().set_font(font, fitting(size, text));
        content.next_line(MARGIN, HEIGHT - from_top);
        content.show(Str(&win_ansi(text))).end_text();
    };
    line(FONT, 14.0, 100.0, &certificate.organization);
    line(BOLD, 34.0, 160.0, &certificate.badge);
    line(FONT, 14.0, 230.0, "PRACTICE - worth nothing - awarded to");
    line(BOLD, 30.0, 275.0, &certificate.recipient);
    let mut from_top = 340.0;
    for detail in &certificate.details {
        line(FONT, 12.0, from_top, detail);
        from_top += 20.0;
    }
    content.finish().to_vec()
}

/// The size, or the largest at which the text stays on the page.
fn fitting(size: f32, text: &str) -> f32 {
    let letters = f32::from(u16::try_from(text.chars().count()).unwrap_or(u16::MAX));
    size.min((WIDTH - 2.0 * MARGIN) / (LETTER * letters.max(1.0)))
}

/// The text in the one encoding that a PDF's own fonts have. What it lacks becomes a question
/// mark; the document's title and subject have the whole text.
fn win_ansi(text: &str) -> Vec<u8> {
    text.chars().map(win_ansi_letter).collect()
}

fn win_ansi_letter(letter: char) -> u8 {
    match letter {
        '€' => 0x80,
        'Š' => 0x8A,
        'Œ' => 0x8C,
        'Ž' => 0x8E,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        'š' => 0x9A,
        'œ' => 0x9C,
        'ž' => 0x9E,
        'Ÿ' => 0x9F,
        ' '..='~' | '\u{A0}'..='ÿ' => u8::try_from(letter).unwrap_or(b'?'),
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nordic_letters_are_written_and_others_marked() {
        assert_eq!(win_ansi("Åø–Š"), [0xC5, 0xF8, 0x96, 0x8A]);
        assert_eq!(win_ansi("Ŋ"), b"?");
    }

    #[test]
    fn a_long_name_is_written_smaller() {
        assert_eq!(fitting(30.0, "Bo Ek"), 30.0);
        assert!(fitting(30.0, &"a".repeat(200)) < 7.0);
    }
}
