//! Patterns such as `EMP-{personEmployeeNo}`.

use super::Texts;

/// Fills the placeholders of a pattern with the texts of those names, and keeps the rest of it.
///
/// A placeholder of a field that is empty or not there leaves nothing. Where every placeholder
/// leaves nothing, so does the whole pattern: `EMP-` alone names nobody. Braces that do not pair,
/// or have nothing between them, stand for themselves.
pub fn fill(pattern: &str, texts: &Texts) -> String {
    let pieces = pieces(pattern);
    let found = |name: &str| texts.get(name).map_or("", |text| text.trim());
    let mut placeholders = pieces.iter().filter_map(Piece::name).peekable();
    if placeholders.peek().is_some() && placeholders.all(|name| found(name).is_empty()) {
        return String::new();
    }
    let filled = pieces.iter().map(|piece| match piece {
        Piece::Literal(text) => text,
        Piece::Placeholder(name) => found(name),
    });
    filled.collect::<String>().trim().to_owned()
}

enum Piece<'a> {
    Literal(&'a str),
    Placeholder(&'a str),
}

impl<'a> Piece<'a> {
    fn name(&self) -> Option<&'a str> {
        match self {
            Piece::Literal(_) => None,
            Piece::Placeholder(name) => Some(name),
        }
    }
}

fn pieces(mut rest: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    while let Some((before, name, after)) = next_placeholder(rest) {
        pieces.push(Piece::Literal(before));
        pieces.push(Piece::Placeholder(name.trim()));
        rest = after;
    }
    pieces.push(Piece::Literal(rest));
    pieces
}

/// What stands before, in and after the first pair of braces with a name between them.
fn next_placeholder(text: &str) -> Option<(&str, &str, &str)> {
    let closings = text.match_indices('}').map(|(at, _)| at);
    let mut pairs = closings.filter_map(|close| Some((text[..close].rfind('{')?, close)));
    let (open, close) = pairs.find(|(open, close)| {
        let name = &text[open + 1..*close];
        !name.trim().is_empty() && !name.contains('}')
    })?;
    Some((&text[..open], &text[open + 1..close], &text[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::fill;
    use crate::form::sample::texts;
    use proptest::prelude::*;

    fn filled(pattern: &str) -> String {
        let typed = [
            ("personEmployeeNo", " 00412 "),
            ("personFirstName", "Kari"),
            ("personLastName", "{Nordmann}"),
            ("personPin", " "),
        ];
        fill(pattern, &texts(&typed))
    }

    #[test]
    fn a_placeholder_is_replaced_by_what_is_typed() {
        assert_eq!(filled("{personEmployeeNo}"), "00412");
        assert_eq!(filled("EMP-{personEmployeeNo}/26"), "EMP-00412/26");
        assert_eq!(filled("{ personEmployeeNo }"), "00412");
        assert_eq!(filled("{personFirstName}{personEmployeeNo}"), "Kari00412");
    }

    #[test]
    fn an_empty_placeholder_leaves_nothing_beside_a_full_one() {
        assert_eq!(filled("{personPin}-{personEmployeeNo}"), "-00412");
        assert_eq!(filled("{personEmployeeNo} {unheard}"), "00412");
    }

    #[test]
    fn a_pattern_whose_placeholders_are_all_empty_gives_nothing() {
        assert_eq!(filled("EMP-{personPin}"), "");
        assert_eq!(filled("EMP-{unheard}-{personPin}"), "");
    }

    #[test]
    fn a_pattern_without_placeholders_stands_for_itself() {
        assert_eq!(filled(""), "");
        assert_eq!(filled(" reception "), "reception");
    }

    #[test]
    fn braces_that_do_not_pair_stand_for_themselves() {
        assert_eq!(filled("{personEmployeeNo"), "{personEmployeeNo");
        assert_eq!(filled("personEmployeeNo}"), "personEmployeeNo}");
        assert_eq!(filled("{}"), "{}");
        assert_eq!(filled("{}}"), "{}}");
        assert_eq!(filled("{}{personEmployeeNo}"), "{}00412");
        assert_eq!(filled("{{personEmployeeNo}}"), "{00412}");
        assert_eq!(filled("a}{personEmployeeNo}{"), "a}00412{");
    }

    #[test]
    fn what_is_typed_is_not_a_pattern_again() {
        assert_eq!(filled("{personLastName}"), "{Nordmann}");
    }

    proptest! {
        #[test]
        fn any_pattern_is_filled(pattern in "[{}a ]{0,12}") {
            let _ = fill(&pattern, &texts(&[("a", "1")]));
        }
    }
}
