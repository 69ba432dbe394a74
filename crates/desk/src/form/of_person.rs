//! What of a form belongs to the person, and comes along with them.

use issuing::{Field, FieldType};

use super::entry::{offered, settings_of};
use super::{Form, Texts, badge, is_sensitive, starting_values};

/// The fields that every badge has for its recipient.
const RECIPIENT: [&str; 3] = [badge::NAME, badge::EMAIL, badge::PHONE];

/// How the service begins the names of the fields about a person and their company.
const GROUPS: [&str; 2] = ["person", "company"];

/// What is given anew with every card, whatever else it is, and pictures.
const NEW_EACH_TIME: [&str; 3] = ["personPin", "personPhoto", "personSignature"];

/// Whether a card's field is, by its name, about the person or their company.
pub fn is_of_person(name: &str) -> bool {
    let grouped = GROUPS.iter().any(|group| {
        let rest = name.strip_prefix(group);
        rest.is_some_and(|rest| rest.starts_with(|next: char| next.is_uppercase() || next == '_'))
    });
    grouped && !NEW_EACH_TIME.iter().any(|other| name.starts_with(other))
}

impl Form<'_> {
    /// The texts of the form once a known person stands in it. Whatever is known goes into the
    /// person's fields; the others of theirs go back to their defaults, so that nothing of somebody
    /// else is left. Everything else stays, and so does what is pinned.
    pub fn with_person(&self, known: &Texts) -> Texts {
        let mut texts = self.input.values.clone();
        let defaults = starting_values(self.template, self.settings, None);
        for field in offered(self.template).filter(|field| self.takes_from_person(field)) {
            let name = field.name.as_str();
            let told = |texts: &Texts| {
                let text = texts.get(name).filter(|text| !text.trim().is_empty());
                text.cloned()
            };
            let own = settings_of(self.settings, field);
            let pinned = own.is_some_and(|own| own.pinned) && told(&texts).is_some();
            if own.is_some_and(|own| own.hidden) || pinned {
                continue;
            }
            match told(known).or_else(|| told(&defaults)) {
                Some(text) => texts.insert(name.to_owned(), text),
                None => texts.remove(name),
            };
        }
        texts
    }

    fn takes_from_person(&self, field: &Field) -> bool {
        let name = field.name.as_str();
        // The names of a badge's own fields are the office's: how they begin means nothing.
        let theirs = match self.template.badge {
            Some(_) => RECIPIENT.contains(&name),
            None => is_of_person(name),
        };
        let typed = !matches!(field.kind, FieldType::Image | FieldType::Unlisted(_));
        theirs && typed && !is_sensitive(name, self.settings, self.office)
    }
}

#[cfg(test)]
mod tests {
    use super::is_of_person;
    use crate::boundary::FieldSettings;
    use crate::form::sample::{Sample, hidden, plain, texts};

    #[test]
    fn a_known_person_fills_their_fields_and_nothing_else() {
        let sample = Sample::typed(&[
            ("personFirstName", "ka"),
            ("accessLevel", "3"),
            ("cardValidUntilDate", "31.12.28"),
            ("personPin", "1234"),
        ]);
        let known = texts(&[
            ("personFirstName", "Kari"),
            ("personEmail", "kari@example.com"),
            ("accessLevel", "9"),
            ("cardValidUntilDate", "2020-01-01"),
            ("personPin", "0000"),
            ("personPhoto1", "https://example.com/kari.jpg"),
            ("notThere", "x"),
        ]);
        let filled = texts(&[
            ("personFirstName", "Kari"),
            ("personEmail", "kari@example.com"),
            ("accessLevel", "3"),
            ("cardValidUntilDate", "31.12.28"),
            ("personPin", "1234"),
        ]);
        assert_eq!(sample.form().with_person(&known), filled);
    }

    #[test]
    fn nothing_of_somebody_else_is_left() {
        let default = FieldSettings {
            default: "NO".to_owned(),
            ..plain("personCountryCode")
        };
        let sample = Sample::typed(&[
            ("personEmail", "ola@example.com"),
            ("personCountryCode", "SE"),
        ]);
        let known = texts(&[("personFirstName", "Kari")]);
        let filled = texts(&[("personFirstName", "Kari"), ("personCountryCode", "NO")]);
        assert_eq!(sample.with(default).form().with_person(&known), filled);
    }

    #[test]
    fn what_is_pinned_hidden_or_sensitive_stays_as_it_is() {
        let pinned = FieldSettings {
            pinned: true,
            ..plain("personCountryCode")
        };
        let secret = FieldSettings {
            sensitive: Some(true),
            ..plain("personEmail")
        };
        let typed = [("personCountryCode", "SE"), ("personEmail", "typed")];
        let mut sample = Sample::typed(&typed)
            .with(pinned)
            .with(secret)
            .with(hidden("personEmployeeNo", "0"));
        let known = texts(&[
            ("personCountryCode", "NO"),
            ("personEmail", "kept@example.com"),
            ("personEmployeeNo", "7"),
        ]);
        assert_eq!(sample.form().with_person(&known), texts(&typed));
        sample.input.values.clear();
        let filled = texts(&[("personCountryCode", "NO")]);
        assert_eq!(
            sample.form().with_person(&known),
            filled,
            "nothing was pinned in it"
        );
    }

    #[test]
    fn the_groups_of_the_documentation_tell_whose_a_field_is() {
        for name in ["personFirstName", "companyOrgNo", "person_size"] {
            assert!(is_of_person(name), "{name}");
        }
        for name in [
            "cardNumber",
            "personPin",
            "personPhoto2",
            "personal",
            "person",
            "orderNo",
        ] {
            assert!(!is_of_person(name), "{name}");
        }
    }
}
