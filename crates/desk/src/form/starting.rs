//! What a form starts with.

use issuing::{Field, FieldType, Template};

use super::Texts;
use super::entry::{offered, settings_of};
use crate::boundary::TemplateSettings;

/// What a new form starts with: the office's defaults, and over them the texts of the pinned fields
/// as they stood in the form before, also where the operator had emptied them.
pub fn starting_values(
    template: &Template,
    settings: &TemplateSettings,
    pinned_from: Option<&Texts>,
) -> Texts {
    let start = |field: &Field| {
        let own = settings_of(settings, field)?;
        let pinned = pinned_from.filter(|_| own.pinned && !own.hidden);
        let kept = pinned.and_then(|texts| texts.get(field.name.as_str()));
        Some(kept.unwrap_or(&own.default).clone())
    };
    named(typed_into(template), start)
}

/// What goes along when another template is chosen: the texts of the fields that both have. Fields
/// left empty do not go along, so that the new template's defaults show through.
pub fn carry_over(texts: &Texts, template: &Template) -> Texts {
    named(typed_into(template), |field| {
        texts.get(field.name.as_str()).cloned()
    })
}

/// Takes out what a form only started with: the defaults of one template are nobody's typing, and
/// must not stand in the place of another's.
pub fn drop_what_was_started(texts: &mut Texts, template: &Template, settings: &TemplateSettings) {
    let started = starting_values(template, settings, None);
    texts.retain(|field, text| started.get(field) != Some(text));
}

/// What was typed in fields that a template does not have.
pub fn left_behind(mut texts: Texts, template: &Template) -> Texts {
    texts.retain(|field, text| {
        let here = offered(template).any(|one| one.name.as_str() == field);
        !here && !text.trim().is_empty()
    });
    texts
}

/// The fields that hold a text; a picture is not carried from person to person.
fn typed_into(template: &Template) -> impl Iterator<Item = &Field> {
    offered(template).filter(|field| field.kind != FieldType::Image)
}

fn named<'a>(
    fields: impl Iterator<Item = &'a Field>,
    text_of: impl Fn(&Field) -> Option<String>,
) -> Texts {
    let texts = fields.filter_map(|field| Some((field.name.to_string(), text_of(field)?)));
    texts.filter(|(_, text)| !text.trim().is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::{carry_over, drop_what_was_started, left_behind, starting_values};
    use crate::boundary::FieldSettings;
    use crate::form::sample::{Sample, hidden, plain, template, texts};

    fn office() -> Sample {
        let pinned = FieldSettings {
            pinned: true,
            default: "NO".to_owned(),
            ..plain("personCountryCode")
        };
        let default = FieldSettings {
            default: "1".to_owned(),
            ..plain("accessLevel")
        };
        Sample::typed(&[]).with(pinned).with(default)
    }

    #[test]
    fn a_new_form_starts_with_the_defaults() {
        let office = office();
        let start = starting_values(&office.template, &office.settings, None);
        assert_eq!(
            start,
            texts(&[("accessLevel", "1"), ("personCountryCode", "NO")])
        );
    }

    #[test]
    fn the_next_person_keeps_the_pinned_fields_only() {
        let office = office();
        let before = texts(&[
            ("personCountryCode", "SE"),
            ("accessLevel", "9"),
            ("personFirstName", "Kari"),
        ]);
        let start = starting_values(&office.template, &office.settings, Some(&before));
        assert_eq!(
            start,
            texts(&[("accessLevel", "1"), ("personCountryCode", "SE")])
        );
    }

    #[test]
    fn a_pinned_field_that_was_emptied_stays_empty() {
        let office = office();
        let before = texts(&[("personCountryCode", "")]);
        let start = starting_values(&office.template, &office.settings, Some(&before));
        assert_eq!(start, texts(&[("accessLevel", "1")]));
    }

    #[test]
    fn nothing_is_started_in_fields_the_operator_cannot_fill() {
        let default = |name: &str| FieldSettings {
            default: "1".to_owned(),
            ..plain(name)
        };
        let sample = Sample::typed(&[])
            .with(default("cardNumber"))
            .with(default("personPhoto1"))
            .with(default("notThere"));
        let start = starting_values(&sample.template, &sample.settings, None);
        assert_eq!(start, texts(&[]));
    }

    #[test]
    fn a_hidden_field_starts_with_its_default_whatever_was_in_it() {
        let pinned = FieldSettings {
            pinned: true,
            ..hidden("personCountryCode", "NO")
        };
        let sample = Sample::typed(&[]).with(pinned);
        let before = texts(&[("personCountryCode", "SE")]);
        let start = starting_values(&sample.template, &sample.settings, Some(&before));
        assert_eq!(start, texts(&[("personCountryCode", "NO")]));
    }

    #[test]
    fn another_template_takes_over_the_fields_of_the_same_name() {
        let before = texts(&[
            ("personFirstName", " Kari"),
            ("personLastName", ""),
            ("cardNumber", "1"),
            ("visitorHost", "Ola"),
        ]);
        assert_eq!(
            carry_over(&before, &template()),
            texts(&[("personFirstName", " Kari")])
        );
    }

    #[test]
    fn a_default_is_nobodys_typing_and_what_is_typed_stays() {
        let office = office();
        let mut typed = texts(&[("accessLevel", "1"), ("personFirstName", "Åse")]);
        drop_what_was_started(&mut typed, &office.template, &office.settings);
        assert_eq!(typed, texts(&[("personFirstName", "Åse")]));
        let mut changed = texts(&[("accessLevel", "2")]);
        drop_what_was_started(&mut changed, &office.template, &office.settings);
        assert_eq!(changed, texts(&[("accessLevel", "2")]));
    }

    #[test]
    fn what_a_template_has_no_field_for_is_left_behind_and_not_lost() {
        let template = template();
        let typed = texts(&[
            ("roomNumber", "4"),
            ("personFirstName", "Åse"),
            ("none", " "),
        ]);
        assert_eq!(left_behind(typed, &template), texts(&[("roomNumber", "4")]));
    }
}
