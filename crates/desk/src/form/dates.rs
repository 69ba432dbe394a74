//! Dates as people type them.

use chrono::{Datelike, NaiveDate};

/// Dates before this year are taken for slips of the finger. It also keeps eight digits from
/// meaning two days: a text that reads as year, month, day has a "year" of at most 1231 when it is
/// read the other way round.
const FIRST_YEAR: i32 = 1900;

/// Years have four digits, because that is how they are sent (ISO 8601).
const LAST_YEAR: i32 = 9999;

/// How far ahead two digits of a year may point: the same thirty years after which a date is
/// warned of as far ahead.
pub const YEARS_AHEAD: i32 = 30;

/// Reads a day, wherever an operator of any locale would write it the same way: year first where
/// the year has four digits, else the day first and never the month first.
///
/// Day, month and year are parted by `.`, `/`, `-` or space, or stand as six or eight digits.
/// A year of two digits is the latest that ends so and is at most thirty years after `today`: an
/// expiry date lands in the years to come, and a birth date in the past.
pub fn parse(text: &str, today: NaiveDate) -> Option<NaiveDate> {
    let text = text.trim();
    let starts_well = text.starts_with(|first: char| first.is_ascii_digit());
    let is_part = |c: char| c.is_ascii_digit();
    if !starts_well || !text.chars().all(|c| is_part(c) || is_separator(c)) {
        return None;
    }
    let mut parts = text.split(is_separator).filter(|part| !part.is_empty());
    match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        (digits, None, None, None) => from_digits(digits, today),
        (first, Some(second), Some(third), None) => from_parts(first, second, third, today),
        _ => None,
    }
}

/// The way a day crosses to the page and is kept: `2028-12-31`.
pub fn canonical(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '/' | '-') || c.is_whitespace()
}

fn from_digits(digits: &str, today: NaiveDate) -> Option<NaiveDate> {
    match digits.len() {
        6 => from_parts(&digits[..2], &digits[2..4], &digits[4..], today),
        8 => from_parts(&digits[..2], &digits[2..4], &digits[4..], today)
            .or_else(|| from_parts(&digits[..4], &digits[4..6], &digits[6..], today)),
        _ => None,
    }
}

fn from_parts(first: &str, second: &str, third: &str, today: NaiveDate) -> Option<NaiveDate> {
    let (day, year) = match (first.len(), third.len()) {
        (4, 1..=2) => (third, first.parse().ok()?),
        (1..=2, 4) => (first, third.parse().ok()?),
        (1..=2, 2) => (first, full_year(third.parse().ok()?, today)),
        _ => return None,
    };
    if second.len() > 2 || !(FIRST_YEAR..=LAST_YEAR).contains(&year) {
        return None;
    }
    NaiveDate::from_ymd_opt(year, second.parse().ok()?, day.parse().ok()?)
}

fn full_year(two_digits: i32, today: NaiveDate) -> i32 {
    let latest = today.year() + YEARS_AHEAD;
    latest - (latest - two_digits).rem_euclid(100)
}

#[cfg(test)]
mod tests {
    use super::{canonical, parse};
    use chrono::{Datelike, NaiveDate};
    use proptest::prelude::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    fn read(text: &str) -> Option<NaiveDate> {
        parse(text, day(2026, 3, 1))
    }

    #[test]
    fn the_same_day_may_be_written_in_many_ways() {
        let ways = [
            "2028-12-31",
            "31.12.2028",
            "31.12.28",
            "31/12/2028",
            "31-12-2028",
            "31 12 2028",
            "31. 12. 2028",
            "31\u{a0}12\u{202f}2028",
            " 31.12.2028 ",
            "311228",
            "31122028",
            "20281231",
            "2028/12/31",
        ];
        for text in ways {
            assert_eq!(read(text), Some(day(2028, 12, 31)), "{text}");
        }
    }

    #[test]
    fn the_day_comes_before_the_month() {
        assert_eq!(read("3/4/2027"), Some(day(2027, 4, 3)));
        assert_eq!(read("030427"), Some(day(2027, 4, 3)));
        assert_eq!(read("12/31/2028"), None);
    }

    #[test]
    fn one_digit_is_enough_for_day_and_month() {
        assert_eq!(read("1.2.28"), Some(day(2028, 2, 1)));
        assert_eq!(read("2028-2-1"), Some(day(2028, 2, 1)));
    }

    #[test]
    fn two_digits_of_a_year_point_at_most_thirty_years_ahead() {
        assert_eq!(read("01.01.00"), Some(day(2000, 1, 1)));
        assert_eq!(read("31.12.56"), Some(day(2056, 12, 31)));
        assert_eq!(read("31.12.57"), Some(day(1957, 12, 31)));
        assert_eq!(read("15.03.85"), Some(day(1985, 3, 15)));
    }

    #[test]
    fn the_29th_of_february_is_there_in_leap_years_only() {
        assert_eq!(read("29.02.2028"), Some(day(2028, 2, 29)));
        assert_eq!(read("29.02.28"), Some(day(2028, 2, 29)));
        assert_eq!(read("29.02.2027"), None);
        assert_eq!(read("29.02.2100"), None);
    }

    #[test]
    fn eight_digits_mean_one_day_only() {
        assert_eq!(read("20111012"), Some(day(2011, 10, 12)));
        assert_eq!(read("20122011"), Some(day(2011, 12, 20)));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let wrong = [
            "",
            " ",
            "31.12.",
            "31.12",
            "32.12.2028",
            "31.13.2028",
            "31.11.2028",
            "00.12.2028",
            "31.12.228",
            "31.12.20288",
            "031.12.2028",
            "31.012.2028",
            "31.12.1028",
            "31.12.2028.1",
            "2028",
            "1234567",
            "-31.12.2028",
            "31. desember 2028",
            "2028-12-31T12:00:00.000Z",
            "٣١.١٢.٢٠٢٨",
            "31,12,2028",
        ];
        for text in wrong {
            assert_eq!(read(text), None, "{text:?}");
        }
    }

    fn any_day() -> impl Strategy<Value = NaiveDate> {
        let first = day(1900, 1, 1).num_days_from_ce();
        let last = day(9999, 12, 31).num_days_from_ce();
        (first..=last).prop_map(|days| NaiveDate::from_num_days_from_ce_opt(days).unwrap())
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC*", today in any_day()) {
            let _ = parse(&text, today);
        }

        #[test]
        fn any_figures_and_separators_are_read_or_refused(text in "[0-9./ -]{0,12}") {
            let _ = read(&text);
        }

        #[test]
        fn every_day_is_read_back_as_it_is_shown(date in any_day(), today in any_day()) {
            let shown = ["%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %m %Y", "%d%m%Y", "%Y%m%d"];
            for format in shown {
                prop_assert_eq!(parse(&date.format(format).to_string(), today), Some(date));
            }
            prop_assert_eq!(parse(&canonical(date), today), Some(date));
        }

        #[test]
        fn a_day_of_the_years_around_is_read_back_from_two_digits(days in -25_000..10_900_i64) {
            let today = day(2026, 3, 1);
            let date = today + chrono::Duration::days(days);
            let shown = date.format("%d.%m.%y").to_string();
            prop_assert_eq!(parse(&shown, today), Some(date));
        }
    }
}
