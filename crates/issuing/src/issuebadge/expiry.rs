//! The expiry rule of a template. Its shape is not documented, only that there is one, such as
//! "2 years".

use serde_json::Value;

use super::read::{self, Object};
use crate::{ExpiryRule, Period};

/// Names a rule can have that is one value.
const RULES: [&str; 8] = [
    "expiration_rule",
    "expiration",
    "expiry",
    "expiry_rule",
    "expire_date",
    "expires_in",
    "validity",
    "duration",
];

/// Names of the parts within a rule.
const WITHIN: Parts = Parts {
    amounts: &["amount", "value", "duration", "number"],
    periods: &["unit", "period", "interval", "type"],
};

/// Names of the parts among a template's other members.
const AMONG_OTHERS: Parts = Parts {
    amounts: &[
        "expiration_value",
        "expiry_value",
        "expire_value",
        "expiration_duration",
    ],
    periods: &[
        "expiration_unit",
        "expiry_unit",
        "expire_unit",
        "expiration_type",
        "expire_type",
    ],
};

/// Names under which a template among its other members says that it does not expire.
const TYPES: [&str; 3] = ["expiration_type", "expiry_type", "expire_type"];

const DAYS: [&str; 3] = ["date", "expire_date", "expiration_date"];

struct Parts {
    amounts: &'static [&'static str],
    periods: &'static [&'static str],
}

/// Reads the rule of a template, if one is told.
pub(super) fn rule(template: &Object) -> Option<ExpiryRule> {
    let named = || RULES.iter().find_map(|name| of(template.get(*name)?));
    let never = || never(&read::text(template, &TYPES)?);
    AMONG_OTHERS.read(template).or_else(named).or_else(never)
}

fn of(value: &Value) -> Option<ExpiryRule> {
    match value {
        Value::Object(parts) => Some(WITHIN.read(parts).unwrap_or_else(|| whole(parts, value))),
        Value::String(text) if !text.trim().is_empty() => Some(ExpiryRule::read(text)),
        Value::Number(_) => Some(ExpiryRule::read(&value.to_string())),
        Value::Bool(false) => Some(ExpiryRule::Never),
        _ => None,
    }
}

/// Of a type alone only this one tells a rule.
fn never(kind: &str) -> Option<ExpiryRule> {
    Some(ExpiryRule::read(kind)).filter(|rule| *rule == ExpiryRule::Never)
}

fn whole(parts: &Object, value: &Value) -> ExpiryRule {
    let words = read::text(parts, &DAYS).or_else(|| read::text(parts, &["type"]));
    ExpiryRule::read(&words.unwrap_or_else(|| value.to_string()))
}

impl Parts {
    fn read(&self, object: &Object) -> Option<ExpiryRule> {
        let amount = u32::try_from(read::count(object, self.amounts)?).ok()?;
        let period = Period::read(&read::text(object, self.periods)?)?;
        Some(ExpiryRule::After { amount, period })
    }
}

#[cfg(test)]
mod tests {
    use super::rule;
    use crate::{ExpiryRule, Period};
    use serde_json::json;

    fn read(template: &serde_json::Value) -> Option<ExpiryRule> {
        rule(template.as_object().unwrap())
    }

    #[test]
    fn a_period_is_read_in_whichever_form_it_comes() {
        let after = |amount, period| Some(ExpiryRule::After { amount, period });
        for (template, told) in [
            (
                json!({"expiration_rule": "2 years"}),
                after(2, Period::Years),
            ),
            (
                json!({"expiration": {"value": "6", "unit": "months"}}),
                after(6, Period::Months),
            ),
            (
                json!({"expiration": {"type": "days", "value": 30}}),
                after(30, Period::Days),
            ),
            (
                json!({"expiration_value": 1, "expiration_unit": "year"}),
                after(1, Period::Years),
            ),
        ] {
            assert_eq!(read(&template), told, "{template}");
        }
    }

    #[test]
    fn a_day_is_read_in_whichever_form_it_comes() {
        let day = Some(ExpiryRule::On("2027-11-10".parse().unwrap()));
        for template in [
            json!({"expire_date": "2027-11-10"}),
            json!({"expiry": {"type": "fixed", "date": "2027-11-10"}}),
            json!({"expiration_type": "date", "expire_date": "2027-11-10"}),
        ] {
            assert_eq!(read(&template), day, "{template}");
        }
    }

    #[test]
    fn never_is_read_only_where_it_is_said() {
        for (template, told) in [
            (
                json!({"expiration": {"type": "never"}}),
                Some(ExpiryRule::Never),
            ),
            (json!({"expiration": "never"}), Some(ExpiryRule::Never)),
            (
                json!({"expiration_type": "never", "expire_date": null}),
                Some(ExpiryRule::Never),
            ),
            (json!({"expiration": null}), None),
            (json!({"expire_date": null, "name": "x"}), None),
        ] {
            assert_eq!(read(&template), told, "{template}");
        }
    }

    #[test]
    fn a_rule_that_is_not_understood_is_kept_as_written() {
        let template = json!({"expiration_rule": {"after": "the exam"}});
        let kept = ExpiryRule::AsWritten(r#"{"after":"the exam"}"#.into());
        assert_eq!(rule(template.as_object().unwrap()), Some(kept));
    }
}
