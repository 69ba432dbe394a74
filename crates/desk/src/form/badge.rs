//! What the form of a digital badge has beyond that of a card: the recipient, and how long it
//! counts.

use chrono::NaiveDate;
use issuing::{
    BadgeOrder, Email, Field, FieldName, FieldType, FilledBy, IdempotencyKey, IssuingError,
    RecipientName, Template, Value,
};

use super::{Form, dates};
use crate::boundary::{DescribedField, DescribedKind, FieldProblem, FieldProblemCode};

/// Whom the badge names.
pub const NAME: &str = "recipient:name";
/// Where the service sends it.
pub const EMAIL: &str = "recipient:email";
/// The recipient's telephone number.
pub const PHONE: &str = "recipient:phone";
/// The last day it counts.
pub const EXPIRES: &str = "badge:expires";
/// The day it counts from.
pub const ISSUED: &str = "badge:issued";
/// The office's note.
pub const MEMO: &str = "badge:memo";

/// The fields every badge has. A colon stands in none of the service's own names.
const OWN: [(&str, FieldType, bool); 6] = [
    (NAME, FieldType::Text, true),
    (EMAIL, FieldType::Email, false),
    (PHONE, FieldType::Text, false),
    (EXPIRES, FieldType::Date, false),
    (ISSUED, FieldType::Date, false),
    (MEMO, FieldType::Text, false),
];

/// The template as the form offers it: the recipient first, then the custom fields the service
/// told, as the office describes them, then those that only the office knows of.
pub fn offered(template: &Template, described: Option<&[DescribedField]>) -> Template {
    if template.badge.is_none() {
        return template.clone();
    }
    let described = described.unwrap_or_default().iter();
    let by_office: Vec<Field> = described.filter_map(field).collect();
    let told = template.fields.iter();
    let told = told.filter(|field| !is_own(&field.name));
    let told = told.filter(|field| !by_office.iter().any(|own| own.name == field.name));
    let own = OWN.into_iter().filter_map(|(name, kind, required)| {
        let name = FieldName::new(name).ok()?;
        Some(plain(name, kind, required))
    });
    Template {
        fields: own.chain(told.cloned()).chain(by_office.clone()).collect(),
        ..template.clone()
    }
}

fn plain(name: FieldName, kind: FieldType, required: bool) -> Field {
    Field {
        name,
        kind,
        filled_by: FilledBy::Operator,
        label: None,
        required,
    }
}

fn field(described: &DescribedField) -> Option<Field> {
    let kind = match described.kind {
        DescribedKind::Text => FieldType::Text,
        DescribedKind::Number => FieldType::Number,
        DescribedKind::Date => FieldType::Date,
        DescribedKind::Email => FieldType::Email,
        DescribedKind::Image => FieldType::Image,
    };
    let name = FieldName::new(described.key.trim()).ok()?;
    let label = described.label.trim();
    Some(Field {
        label: (!label.is_empty()).then(|| label.to_owned()),
        ..plain(name, kind, described.required)
    })
}

/// How many characters the service takes in one of the badge's own fields, where it names a most.
pub fn most(field: &str) -> Option<usize> {
    (field == NAME).then_some(RecipientName::MOST)
}

/// Whether a text can be what the service takes in one of the badge's own fields.
///
/// # Errors
/// What is wrong with it.
pub fn check(field: &str, text: &str) -> Result<(), FieldProblemCode> {
    let checked = match field {
        NAME => RecipientName::new(text).map(drop),
        EMAIL => Email::new(text).map(drop),
        _ => Ok(()),
    };
    checked.map_err(|error| match error {
        IssuingError::TooLong { .. } => FieldProblemCode::TooLong,
        IssuingError::NotAnEmail => FieldProblemCode::NotAnEmail,
        _ => FieldProblemCode::Required,
    })
}

impl Form<'_> {
    /// The last day the badge will count as the form stands, as `YYYY-MM-DD`.
    pub fn expected_expiry(&self) -> Option<String> {
        let badge = self.template.badge.as_ref()?;
        let day = |field| self.day(field);
        let issued = day(ISSUED).unwrap_or(self.today);
        let reckoned = || badge.expiry.as_ref()?.expected(issued);
        day(EXPIRES).or_else(reckoned).map(dates::canonical)
    }

    fn day(&self, field: &str) -> Option<NaiveDate> {
        let text = self.input.values.get(field)?;
        dates::parse(text.trim(), self.today)
    }

    /// The order of a badge from the values of its form; none if the recipient is not named.
    pub fn badge_order(
        &self,
        values: Vec<(FieldName, Value)>,
        key: IdempotencyKey,
    ) -> Option<BadgeOrder> {
        let text = |field: &str| match found(&values, field)? {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        };
        let day = |field: &str| match found(&values, field)? {
            Value::Date(day) => Some(*day),
            _ => None,
        };
        Some(BadgeOrder {
            badge: self.template.id.clone(),
            recipient: RecipientName::new(text(NAME)?).ok()?,
            email: text(EMAIL).and_then(|text| Email::new(text).ok()),
            phone: text(PHONE),
            expire_date: day(EXPIRES),
            issue_date: day(ISSUED),
            memo: text(MEMO),
            idempotency_key: key,
            metadata: values.into_iter().filter(is_custom).collect(),
        })
    }
}

/// What the form calls the members of an order of a badge.
const MEMBERS: [(&str, &str); 6] = [
    ("name", NAME),
    ("email", EMAIL),
    ("phone", PHONE),
    ("expire_date", EXPIRES),
    ("issue_date", ISSUED),
    ("memo", MEMO),
];

/// Gives what a service said of the members of an order the names of the form, so that it stands at
/// their fields. A custom field that was sent under the name of a member keeps it.
pub fn name_as_on_the_form(said: &mut [FieldProblem], order: &BadgeOrder) {
    for one in said {
        let mut custom = order.metadata.iter().map(|(name, _)| name.as_str());
        let own = MEMBERS.iter().find(|(member, _)| *member == one.field);
        if let (Some((_, name)), false) = (own, custom.any(|name| name == one.field)) {
            one.field = (*name).to_owned();
        }
    }
}

fn found<'a>(values: &'a [(FieldName, Value)], field: &str) -> Option<&'a Value> {
    let mut named = values.iter().filter(|(name, _)| name.as_str() == field);
    named.next().map(|(_, value)| value)
}

fn is_custom((name, _): &(FieldName, Value)) -> bool {
    !is_own(name)
}

fn is_own(name: &FieldName) -> bool {
    OWN.iter().any(|(own, _, _)| *own == name.as_str())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use issuing::{BadgeDetails, ExpiryRule, FieldsTold, Period, TemplateKind};

    use super::*;
    use crate::form::sample::{Sample, field as told};

    fn sample(texts: &[(&str, &str)]) -> Sample {
        let mut sample = Sample::typed(texts);
        sample.template.kind = TemplateKind::DigitalBadge;
        sample.template.fields = vec![
            told("score", FieldType::Number),
            told("day", FieldType::Text),
        ];
        sample.template.badge = Some(BadgeDetails {
            description: None,
            organization: None,
            fields: FieldsTold::Told,
            expiry: Some(ExpiryRule::After {
                amount: 2,
                period: Period::Years,
            }),
            skills: Vec::new(),
        });
        let described = DescribedField {
            key: " day ".to_owned(),
            label: "Completed".to_owned(),
            kind: DescribedKind::Date,
            required: true,
        };
        sample.template = offered(&sample.template, Some(&[described]));
        sample
    }

    fn order(sample: &Sample) -> BadgeOrder {
        let form = sample.form();
        let values = form.values(&BTreeMap::new()).unwrap();
        let key = IdempotencyKey::new("k").unwrap();
        form.badge_order(values, key).unwrap()
    }

    #[test]
    fn the_recipient_comes_first_and_the_office_knows_better_than_the_service() {
        let sample = sample(&[]);
        let names: Vec<_> = sample
            .template
            .fields
            .iter()
            .map(|it| it.name.as_str())
            .collect();
        assert_eq!(
            names,
            [NAME, EMAIL, PHONE, EXPIRES, ISSUED, MEMO, "score", "day"]
        );
        let day = sample.template.fields.last().unwrap();
        assert_eq!(
            (&day.kind, day.label.as_deref()),
            (&FieldType::Date, Some("Completed"))
        );
        assert!(day.required);
    }

    #[test]
    fn what_is_said_of_a_member_stands_at_its_field_and_a_custom_field_keeps_its_name() {
        let mut order = order(&sample(&[
            (NAME, "John Doe"),
            ("score", "95"),
            ("day", "2025-11-10"),
        ]));
        let named = |order: &BadgeOrder| {
            let mut said = ["name", "expire_date", "score"].map(|field| FieldProblem {
                field: field.to_owned(),
                problem: FieldProblemCode::SaidByService,
                detail: String::new(),
            });
            name_as_on_the_form(&mut said, order);
            said.map(|one| one.field)
        };
        assert_eq!(named(&order), [NAME, EXPIRES, "score"]);
        let own = FieldName::new("name").unwrap();
        order.metadata.push((own, Value::Text("A".to_owned())));
        assert_eq!(named(&order), ["name", EXPIRES, "score"]);
    }

    #[test]
    fn what_is_offered_already_is_offered_once() {
        let once = sample(&[]).template;
        assert_eq!(offered(&once, None), once);
    }

    #[test]
    fn the_form_becomes_an_order_with_everything_in_its_place() {
        let order = order(&sample(&[
            (NAME, "John Doe"),
            (EMAIL, "john@example.com"),
            (EXPIRES, "10.11.2027"),
            ("score", "95"),
            ("day", "2025-11-10"),
        ]));
        assert_eq!(order.recipient.as_str(), "John Doe");
        assert_eq!(order.email.unwrap().as_str(), "john@example.com");
        assert_eq!(order.expire_date.unwrap().to_string(), "2027-11-10");
        assert_eq!(
            (order.phone, order.issue_date, order.memo),
            (None, None, None)
        );
        let names: Vec<_> = order
            .metadata
            .iter()
            .map(|(name, _)| name.as_str())
            .collect();
        assert_eq!(names, ["score", "day"]);
        assert_eq!(order.metadata[0].1, Value::Number(95.into()));
    }

    #[test]
    fn a_name_that_is_too_long_and_an_address_that_is_none_stand_in_the_way() {
        let long = "Å".repeat(201);
        let sample = sample(&[(NAME, &long), (EMAIL, "nobody"), ("day", "2025-11-10")]);
        let problems = sample.form().values(&BTreeMap::new()).unwrap_err();
        let codes: Vec<_> = problems.iter().map(|it| it.problem).collect();
        assert_eq!(
            codes,
            [FieldProblemCode::TooLong, FieldProblemCode::NotAnEmail]
        );
        assert_eq!(
            (problems[0].detail.as_str(), problems[1].detail.as_str()),
            ("200", "")
        );
        let verdicts = sample.form().judge(&BTreeMap::new()).fields;
        let name = verdicts.iter().find(|it| it.field == NAME).unwrap();
        assert_eq!(name.detail, "200", "the form says so while it is typed");
    }

    #[test]
    fn what_the_service_demands_is_demanded_whatever_the_office_set() {
        let problems = sample(&[]).form().values(&BTreeMap::new()).unwrap_err();
        let named: Vec<_> = problems.iter().map(|it| it.field.as_str()).collect();
        assert_eq!(named, [NAME, "day"]);
    }

    #[test]
    fn the_last_day_is_the_one_typed_or_the_one_the_template_gives() {
        let expiry = |texts: &[(&str, &str)]| sample(texts).form().expected_expiry();
        assert_eq!(
            expiry(&[(ISSUED, "2025-01-31")]).as_deref(),
            Some("2027-01-31")
        );
        assert_eq!(
            expiry(&[(EXPIRES, "2026-05-17")]).as_deref(),
            Some("2026-05-17")
        );
        assert!(expiry(&[]).is_some(), "from today");
    }
}
