//! A template's own expiry.

use chrono::{Days, Months, NaiveDate};
use serde::Deserialize;

/// When badges of a template expire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(tag = "kind", rename_all = "lowercase")]
pub(super) enum ExpiryRule {
    Never,
    After { count: u32, unit: Unit },
    On { date: NaiveDate },
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum Unit {
    Days,
    Months,
    Years,
}

impl Unit {
    pub(super) fn word(self) -> &'static str {
        match self {
            Self::Days => "days",
            Self::Months => "months",
            Self::Years => "years",
        }
    }
}

impl ExpiryRule {
    /// The last day of a badge that is issued on this day.
    pub(super) fn date(self, issued: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Never => None,
            Self::On { date } => Some(date),
            Self::After { count, unit } => match unit {
                Unit::Days => issued.checked_add_days(Days::new(count.into())),
                Unit::Months => issued.checked_add_months(Months::new(count)),
                Unit::Years => issued.checked_add_months(Months::new(count.checked_mul(12)?)),
            },
        }
    }

    /// As the examples page words it: "2 years".
    pub(super) fn words(self) -> Option<String> {
        match self {
            Self::Never => None,
            Self::On { date } => Some(date.to_string()),
            Self::After { count, unit } => Some(format!("{count} {}", unit.word())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn periods_are_counted_by_the_calendar() {
        let after = |count, unit| ExpiryRule::After { count, unit };
        let leap = day("2028-02-29");
        assert_eq!(after(2, Unit::Years).date(leap), Some(day("2030-02-28")));
        assert_eq!(
            after(1, Unit::Months).date(day("2026-01-31")),
            Some(day("2026-02-28"))
        );
        assert_eq!(
            after(90, Unit::Days).date(day("2026-01-01")),
            Some(day("2026-04-01"))
        );
        assert_eq!(ExpiryRule::Never.date(leap), None);
    }
}
