//! When a badge was made. The format is not documented, and neither is a time zone.

use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Timelike, Utc};

/// How far a clock without a zone can be behind UTC, and before it: the zones reach from -12 to +14.
const WEST: TimeDelta = TimeDelta::hours(12);
const EAST: TimeDelta = TimeDelta::hours(14);

/// Whether a time as a service wrote it is not before an instant; nothing if it cannot be said.
pub(super) fn not_before(written: &str, instant: DateTime<Utc>) -> Option<bool> {
    // Services leave the parts of a second out.
    let instant = instant.with_nanosecond(0).unwrap_or(instant);
    let (earliest, latest) = span(written.trim())?;
    if earliest >= instant {
        return Some(true);
    }
    (latest < instant).then_some(false)
}

/// The earliest and the latest instant that a time can mean.
fn span(written: &str) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    if let Ok(exact) = DateTime::parse_from_rfc3339(written) {
        return Some((exact.to_utc(), exact.to_utc()));
    }
    if let Ok(day) = written.parse::<NaiveDate>() {
        let begins = day.and_time(NaiveTime::MIN);
        return around(begins, begins.checked_add_signed(TimeDelta::days(1))?);
    }
    let forms = [
        "%Y-%m-%d %H:%M:%S%.f",
        "%Y-%m-%dT%H:%M:%S%.f",
        "%Y-%m-%d %H:%M",
    ];
    let local = forms
        .iter()
        .find_map(|form| NaiveDateTime::parse_from_str(written, form).ok())?;
    around(local, local)
}

fn around(first: NaiveDateTime, last: NaiveDateTime) -> Option<(DateTime<Utc>, DateTime<Utc>)> {
    let first = first.checked_sub_signed(EAST)?.and_utc();
    Some((first, last.checked_add_signed(WEST)?.and_utc()))
}

#[cfg(test)]
mod tests {
    use super::not_before;

    #[test]
    fn a_time_proves_no_more_than_it_says() {
        let sent = "2026-03-01T12:00:00.700Z".parse().unwrap();
        for (written, proven) in [
            ("2026-03-01T12:00:00Z", Some(true)),
            ("2026-03-01T12:00:00.000000Z", Some(true)),
            ("2026-03-01T11:59:59Z", Some(false)),
            ("2026-03-01T13:00:01+01:00", Some(true)),
            ("2026-03-01T12:59:59+01:00", Some(false)),
            ("2026-03-01 12:00:01", None),
            ("2026-03-01 10:00:00", None),
            ("2026-03-02 02:00:00", Some(true)),
            ("2026-02-28 23:00:00", Some(false)),
            ("2026-03-01", None),
            ("2026-03-03", Some(true)),
            ("2026-02-27", Some(false)),
            ("yesterday", None),
            ("", None),
        ] {
            assert_eq!(not_before(written, sent), proven, "{written}");
        }
    }
}
