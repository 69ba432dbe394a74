//! Numbers as people type them.

use serde_json::Number;

/// So many significant digits survive as a binary number of 64 bits (IEEE 754: `f64::DIGITS`).
const EXACT_DIGITS: usize = f64::DIGITS as usize;

/// Reads `1 234,5`, `1234.5` or `-3`: an optional minus, digits, at most one decimal mark (comma or
/// dot, and never a thousands separator), and spaces of any width between groups of three digits.
/// A number that could not be sent digit for digit is none, and neither is one like `12,345`, which
/// is twelve and a bit to some and twelve thousand to others.
pub fn parse(text: &str) -> Option<Number> {
    let text = text.trim();
    let unsigned = text.strip_prefix(['-', '\u{2212}']);
    let (whole, decimals) = match unsigned.unwrap_or(text).split_once([',', '.']) {
        Some((whole, decimals)) => (whole, Some(decimals)),
        None => (unsigned.unwrap_or(text), None),
    };
    let whole = ungrouped(whole)?;
    let sign = if unsigned.is_some() { "-" } else { "" };
    match decimals {
        None => whole_number(&format!("{sign}{whole}")),
        Some(decimals) if is_exact(&whole, decimals) && !may_be_thousands(&whole, decimals) => {
            Number::from_f64(format!("{sign}{whole}.{decimals}").parse().ok()?)
        }
        Some(_) => None,
    }
}

/// A number as [`parse`] reads it: without an exponent, and never in a way that may mean thousands.
pub fn as_typed(number: &Number) -> String {
    let text = match number.as_f64() {
        Some(broken) if number.is_f64() => broken.to_string(),
        _ => number.to_string(),
    };
    let doubtful = text
        .trim_start_matches('-')
        .split_once('.')
        .is_some_and(|(whole, decimals)| may_be_thousands(whole, decimals));
    if doubtful { text + "0" } else { text }
}

fn may_be_thousands(whole: &str, decimals: &str) -> bool {
    decimals.len() == 3 && whole.len() <= 3 && !whole.starts_with('0')
}

fn whole_number(text: &str) -> Option<Number> {
    let signed = text.parse::<i64>().map(Number::from);
    signed
        .or_else(|_| text.parse::<u64>().map(Number::from))
        .ok()
}

fn is_exact(whole: &str, decimals: &str) -> bool {
    let significant = whole.trim_start_matches('0').len() + decimals.len();
    all_digits(decimals) && significant <= EXACT_DIGITS
}

/// The digits of a whole number without the spaces between its groups.
fn ungrouped(text: &str) -> Option<String> {
    let mut groups = text.split(char::is_whitespace);
    let first = groups.next()?;
    let rest: Vec<&str> = groups.collect();
    let grouped = rest.is_empty() || first.len() <= 3;
    let in_threes = rest
        .iter()
        .all(|group| group.len() == 3 && all_digits(group));
    (all_digits(first) && grouped && in_threes).then(|| first.to_owned() + &rest.concat())
}

fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{as_typed, parse};
    use proptest::prelude::*;

    fn sent(text: &str) -> Option<String> {
        parse(text).map(|number| number.to_string())
    }

    #[test]
    fn a_number_may_be_written_as_the_locale_does() {
        let ways = [
            ("42", "42"),
            (" 42 ", "42"),
            ("007", "7"),
            ("-3", "-3"),
            ("\u{2212}3", "-3"),
            ("1234.5", "1234.5"),
            ("1234,5", "1234.5"),
            ("1 234,5", "1234.5"),
            ("1\u{a0}234\u{a0}567,25", "1234567.25"),
            ("1\u{202f}234", "1234"),
            ("0,1", "0.1"),
            ("0,125", "0.125"),
            ("12,3450", "12.345"),
            ("18446744073709551615", "18446744073709551615"),
            ("123456789012.345", "123456789012.345"),
        ];
        for (text, number) in ways {
            assert_eq!(sent(text).as_deref(), Some(number), "{text:?}");
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        let wrong = [
            "",
            "-",
            "ti",
            "1,2,3",
            "1.234,5",
            "12,345",
            "1.234",
            "-999.999",
            "1,234.5",
            ".5",
            "5,",
            "12 34",
            "1234 567",
            "1  234",
            "1e5",
            "0x1F",
            "NaN",
            "inf",
            "--1",
            "- 1",
            "+1",
            "1 234,5 6",
            "٣",
        ];
        for text in wrong {
            assert_eq!(sent(text), None, "{text:?}");
        }
    }

    #[test]
    fn a_number_that_would_be_rounded_is_refused() {
        assert_eq!(sent("18446744073709551616"), None);
        assert_eq!(sent("0,12345678901234567890"), None);
        assert_eq!(sent("1234567890123,456"), None);
    }

    #[test]
    fn a_number_is_typed_again_as_it_is_read() {
        let again = |text: &str| parse(text).map(|number| as_typed(&number));
        for (text, typed) in [
            ("12,3450", "12.3450"),
            ("-12,3450", "-12.3450"),
            ("0,125", "0.125"),
            ("0,00001", "0.00001"),
            ("1 234,5", "1234.5"),
            ("18446744073709551615", "18446744073709551615"),
            ("7,0", "7"),
        ] {
            assert_eq!(again(text).as_deref(), Some(typed), "{text}");
        }
    }

    proptest! {
        #[test]
        fn what_was_read_is_read_again_as_it_is_typed(text in "-?[0-9]{1,9}([,.][0-9]{1,6})?") {
            if let Some(number) = parse(&text) {
                prop_assert_eq!(parse(&as_typed(&number)).and_then(|it| it.as_f64()), number.as_f64());
            }
        }

        #[test]
        fn any_text_is_read_or_refused_as_a_number(text in "\\PC*") {
            let _ = parse(&text);
        }

        #[test]
        fn every_price_is_read_back_as_it_is_shown(whole in 0..1_000_000_i64, cents in 0..100) {
            let number = parse(&format!("{whole},{cents:02}")).and_then(|read| read.as_f64());
            let expected: f64 = format!("{whole}.{cents:02}").parse().unwrap();
            prop_assert_eq!(number, Some(expected));
        }
    }
}
