//! How long a badge counts.

use chrono::{Days, Months, NaiveDate};
use serde::{Deserialize, Serialize};

/// How long a badge counts if its order does not say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ExpiryRule {
    /// Always.
    Never,
    /// Until this day.
    On(NaiveDate),
    /// For so long from its issue date.
    After {
        /// How many periods.
        amount: u32,
        /// Which periods.
        period: Period,
    },
    /// A rule this program does not understand, as the service wrote it.
    AsWritten(String),
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Period {
    /// Days.
    Days,
    /// Weeks.
    Weeks,
    /// Months of the calendar.
    Months,
    /// Years of the calendar.
    Years,
}

impl Period {
    /// Reads the name of a period, in the singular or the plural.
    pub(crate) fn read(word: &str) -> Option<Self> {
        match word.trim().to_lowercase().trim_end_matches('s') {
            "day" => Some(Self::Days),
            "week" => Some(Self::Weeks),
            "month" => Some(Self::Months),
            "year" => Some(Self::Years),
            _ => None,
        }
    }
}

impl ExpiryRule {
    /// The last day of a badge issued on a day, as far as the rule is understood. What the service
    /// reckons may differ by a day; it counts.
    #[must_use]
    pub fn expected(&self, issued: NaiveDate) -> Option<NaiveDate> {
        match self {
            Self::Never | Self::AsWritten(_) => None,
            Self::On(day) => Some(*day),
            Self::After { amount, period } => match period {
                Period::Days => issued.checked_add_days(Days::new((*amount).into())),
                Period::Weeks => issued.checked_add_days(Days::new(u64::from(*amount) * 7)),
                Period::Months => issued.checked_add_months(Months::new(*amount)),
                Period::Years => issued.checked_add_months(Months::new(amount.checked_mul(12)?)),
            },
        }
    }

    /// Reads a rule in words: `2 years`, `2027-11-10`, `never`.
    pub(crate) fn read(text: &str) -> Self {
        let text = text.trim();
        if matches!(
            text.to_lowercase().as_str(),
            "never" | "none" | "no expiration" | "no expiry"
        ) {
            return Self::Never;
        }
        if let Some(Ok(day)) = text.get(..10).map(str::parse) {
            return Self::On(day);
        }
        let after = text.split_once(' ').and_then(|(amount, period)| {
            Some(Self::After {
                amount: amount.parse().ok()?,
                period: Period::read(period)?,
            })
        });
        after.unwrap_or_else(|| Self::AsWritten(text.chars().take(Self::KEPT).collect()))
    }

    /// The most that is kept of a rule that is not understood, in characters.
    const KEPT: usize = 200;
}

#[cfg(test)]
mod tests {
    use super::{ExpiryRule, Period};
    use chrono::NaiveDate;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    #[test]
    fn a_rule_in_words_is_read() {
        let years = ExpiryRule::After {
            amount: 2,
            period: Period::Years,
        };
        assert_eq!(ExpiryRule::read("2 years"), years);
        let month = ExpiryRule::After {
            amount: 1,
            period: Period::Months,
        };
        assert_eq!(ExpiryRule::read("1 Month"), month);
        assert_eq!(
            ExpiryRule::read("2027-11-10T00:00:00Z"),
            ExpiryRule::On(day("2027-11-10"))
        );
        assert_eq!(ExpiryRule::read("Never"), ExpiryRule::Never);
        let odd = ExpiryRule::AsWritten("når året er omme".into());
        assert_eq!(ExpiryRule::read("når året er omme"), odd);
    }

    #[test]
    fn the_last_day_is_reckoned_by_the_calendar() {
        let after = |amount, period| ExpiryRule::After { amount, period };
        for (rule, last) in [
            (after(2, Period::Years), Some("2026-02-28")),
            (after(1, Period::Months), Some("2024-03-29")),
            (after(2, Period::Weeks), Some("2024-03-14")),
            (after(1, Period::Days), Some("2024-03-01")),
            (after(u32::MAX, Period::Years), None),
            (ExpiryRule::On(day("2030-01-01")), Some("2030-01-01")),
            (ExpiryRule::Never, None),
        ] {
            assert_eq!(rule.expected(day("2024-02-29")), last.map(day), "{rule:?}");
        }
    }
}
