//! What deserves a second look although the service names no rule for it.

use chrono::{Months, NaiveDate};
use issuing::Value;

use super::badge;
use super::dates::YEARS_AHEAD;
use crate::boundary::Warning;

/// A line of a card of 85.6 mm (ISO/IEC 7810 ID-1) in type one can read takes about as many.
const CARD_LINE: usize = 40;

/// The shortest numbers in use in Norway have five digits.
const SHORTEST_PHONE: usize = 5;

/// ITU-T E.164 allows fifteen digits; `00` may stand before them.
const LONGEST_PHONE: usize = 17;

/// The first thing worth a second look in a value: its shape before its characters, and its
/// length last.
pub fn of(name: &str, value: &Value, today: NaiveDate) -> Option<Warning> {
    match value {
        Value::Text(text) if name == badge::EMAIL => {
            shape(name, text).or(Some(Warning::SentAtOnce))
        }
        // A badge is no card: its lines are as long as they need to be.
        Value::Text(text) if name.contains(':') => shape(name, text).or_else(|| unusual(text)),
        Value::Text(text) => shape(name, text)
            .or_else(|| unusual(text))
            .or_else(|| long(text)),
        Value::Date(date) => past(name, *date, today).or_else(|| far_ahead(*date, today)),
        Value::Number(_) | Value::Boolean(_) | Value::Image(_) => None,
    }
}

fn shape(name: &str, text: &str) -> Option<Warning> {
    let lower = name.to_lowercase();
    if lower.contains("email") {
        (!is_email(text)).then_some(Warning::EmailShape)
    } else if lower.contains("phone") {
        (!is_phone(text)).then_some(Warning::PhoneShape)
    } else if name == "personCountryCode" {
        (!is_country_code(text)).then_some(Warning::CountryCodeShape)
    } else {
        None
    }
}

/// Loosely `someone@somewhere.land`: an address is proved by mail that arrives, not by its letters.
fn is_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let has_land = labels.len() > 1 && labels.iter().all(|label| !label.is_empty());
    let is_stray = |c: char| c.is_whitespace() || c.is_control() || matches!(c, '@' | ',' | ';');
    !local.is_empty() && has_land && !text.replacen('@', "", 1).contains(is_stray)
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let fits = |c: char| c.is_ascii_digit() || c.is_whitespace() || "+-()./".contains(c);
    (SHORTEST_PHONE..=LONGEST_PHONE).contains(&digits) && text.chars().all(fits)
}

fn is_country_code(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn long(text: &str) -> Option<Warning> {
    (text.chars().count() > CARD_LINE).then_some(Warning::LongText)
}

fn unusual(text: &str) -> Option<Warning> {
    let found = text.chars().any(|c| is_unseen(c) || is_pictorial(c));
    found.then_some(Warning::UnusualCharacters)
}

/// Characters that are not seen, or change how others are seen. The joiners U+200C and U+200D are
/// not among them: names in Persian and in the scripts of India are spelt with them.
fn is_unseen(c: char) -> bool {
    c.is_control()
        || matches!(c,
            // Unicode's Bidi_Control.
            '\u{061c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
            // Line ends, zero widths, the byte order mark, and what a wrong encoding leaves behind.
            | '\u{2028}' | '\u{2029}' | '\u{200b}' | '\u{2060}' | '\u{feff}' | '\u{fffd}'
            // The Private Use Area: every font has its own idea of it.
            | '\u{e000}'..='\u{f8ff}')
}

/// The blocks of Unicode that hold the emoji, and what turns another character into one.
fn is_pictorial(c: char) -> bool {
    matches!(c,
        '\u{2300}'..='\u{23ff}' // Miscellaneous Technical
        | '\u{2600}'..='\u{27bf}' // Miscellaneous Symbols, Dingbats
        | '\u{2b00}'..='\u{2bff}' // Miscellaneous Symbols and Arrows
        | '\u{1f000}'..='\u{1faff}' // from Mahjong Tiles to Symbols and Pictographs Extended-A
        | '\u{fe0f}' | '\u{20e3}' // emoji presentation, keycap
        | '\u{e0020}'..='\u{e007f}') // the tags of regional flags
}

fn past(name: &str, date: NaiveDate, today: NaiveDate) -> Option<Warning> {
    (ends_validity(name) && date < today).then_some(Warning::DateInThePast)
}

/// Whether a date by this name says when something ends to be valid. When it begins
/// (`validFromDate`) may well lie behind.
fn ends_validity(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.contains("expir") || (lower.contains("valid") && !lower.contains("from"))
}

fn far_ahead(date: NaiveDate, today: NaiveDate) -> Option<Warning> {
    let horizon = today.checked_add_months(Months::new(YEARS_AHEAD.unsigned_abs() * 12))?;
    (date > horizon).then_some(Warning::DateFarAhead)
}

#[cfg(test)]
mod tests {
    use super::of;
    use crate::boundary::Warning;
    use crate::form::sample::today;
    use chrono::{Days, Months, NaiveDate};
    use issuing::Value;

    fn text(name: &str, text: &str) -> Option<Warning> {
        of(name, &Value::Text(text.to_owned()), today())
    }

    fn date(name: &str, date: NaiveDate) -> Option<Warning> {
        of(name, &Value::Date(date), today())
    }

    #[test]
    fn an_email_address_that_does_not_look_like_one_is_warned_of() {
        for good in [
            "kari@example.com",
            "kari.nordmann+id@post.example.no",
            "åse@bø.example",
        ] {
            assert_eq!(text("personEmail", good), None, "{good}");
        }
        let odd = [
            "kari",
            "@example.com",
            "kari@",
            "kari@example",
            "kari@.no",
            "kari@example.",
            "kari @example.com",
            "a@b@example.com",
            "a@example.com, b@example.com",
        ];
        for odd in odd {
            assert_eq!(text("userEmail", odd), Some(Warning::EmailShape), "{odd}");
        }
    }

    #[test]
    fn a_phone_number_that_does_not_look_like_one_is_warned_of() {
        for good in [
            "+47 22 33 44 55",
            "22334455",
            "02800",
            "(0047) 22.33.44-55",
            "+47\u{a0}22334455",
        ] {
            assert_eq!(text("personPhoneNumber", good), None, "{good}");
        }
        for odd in ["112", "ring meg", "22334455x", "123456789012345678"] {
            assert_eq!(text("userPhone", odd), Some(Warning::PhoneShape), "{odd}");
        }
    }

    #[test]
    fn a_country_code_that_is_not_two_letters_is_warned_of() {
        assert_eq!(text("personCountryCode", "NO"), None);
        for odd in ["N", "NOR", "N1", "Å", "47"] {
            assert_eq!(
                text("personCountryCode", odd),
                Some(Warning::CountryCodeShape),
                "{odd}"
            );
        }
    }

    #[test]
    fn letters_of_any_script_are_usual() {
        for name in [
            "Ærlig Ørjan Åse",
            "Jiří Šťastný",
            "محمد",
            "李小龍",
            "علی\u{200c}رضا",
            "O’Brien",
        ] {
            assert_eq!(text("personFullName", name), None, "{name}");
        }
    }

    #[test]
    fn emoji_and_characters_that_are_not_seen_are_unusual() {
        let odd = [
            "Kari 😀",
            "Kari ❤",
            "1\u{fe0f}\u{20e3}",
            "Kari\tNordmann",
            "Kari\nNordmann",
            "a\u{202e}b",
            "a\u{2066}b",
            "\u{200b}Kari",
            "Kari\u{fffd}",
            "Kari\u{f8ff}",
        ];
        for odd in odd {
            assert_eq!(
                text("extra1", odd),
                Some(Warning::UnusualCharacters),
                "{odd:?}"
            );
        }
    }

    #[test]
    fn a_text_is_long_from_41_characters_on() {
        assert_eq!(text("personFullName", &"Å".repeat(40)), None);
        assert_eq!(
            text("personFullName", &"Å".repeat(41)),
            Some(Warning::LongText)
        );
    }

    #[test]
    fn a_card_that_has_expired_is_warned_of_and_a_birthday_is_not() {
        let yesterday = today() - Days::new(1);
        assert_eq!(
            date("cardValidUntilDate", yesterday),
            Some(Warning::DateInThePast)
        );
        assert_eq!(date("expiryDate", yesterday), Some(Warning::DateInThePast));
        assert_eq!(date("cardValidUntilDate", today()), None);
        assert_eq!(date("extraDate1", yesterday), None);
        assert_eq!(date("cardValidFromDate", yesterday), None);
    }

    #[test]
    fn a_date_is_far_ahead_after_thirty_years() {
        let horizon = today() + Months::new(360);
        for name in ["cardValidUntilDate", "extraDate1"] {
            assert_eq!(date(name, horizon), None, "{name}");
            assert_eq!(
                date(name, horizon + Days::new(1)),
                Some(Warning::DateFarAhead),
                "{name}"
            );
        }
    }
}
