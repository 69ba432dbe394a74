//! Who the form is about, for lists, and the office's identifier of them.

use issuing::FieldType;
use ledger::{Identity, IdentityKind};

use super::entry::{Entry, entries};
use super::{Form, Texts, badge, is_sensitive, pattern};
use crate::also::EMAILS;
use crate::people::field_of;

const FULL_NAME: &str = "personFullName";
/// What the office tells its employees apart by.
pub const EMPLOYEE_NUMBER: &str = "personEmployeeNo";
const NAME_PARTS: [&str; 3] = ["personFirstName", "personMiddleName", "personLastName"];

impl Form<'_> {
    /// What the pattern of this template, or else of the office, gives for the external id.
    /// Sensitive fields count as empty in it: the id is shown, searched and kept.
    pub fn external_id_proposed(&self) -> String {
        let own = self.settings.external_id_pattern.as_deref();
        let pattern = own.unwrap_or(&self.office.external_id_pattern);
        pattern::fill(pattern, &self.open_texts())
    }

    /// The external id to order with: the one typed, else the one the pattern gives.
    pub fn external_id(&self) -> Option<String> {
        let typed = self.input.more.external_id.trim();
        let id = match typed {
            "" => self.external_id_proposed(),
            typed => typed.to_owned(),
        };
        Some(id).filter(|id| !id.is_empty())
    }

    /// The person's name for lists: the full name, else its parts, else the external id, else the
    /// first text there is; never a sensitive one, and empty where there is none.
    pub fn person(&self) -> String {
        let texts = self.open_texts();
        let full = texts.get(FULL_NAME).or_else(|| texts.get(badge::NAME));
        let full = full.cloned();
        let first_text = || {
            self.open_entries()
                .find(is_text)
                .map(|entry| entry.text.to_owned())
        };
        full.or_else(|| name_from_parts(&texts))
            .or_else(|| self.external_id())
            .or_else(first_text)
            .unwrap_or_default()
    }

    /// By what other orders of the person are found; nothing sensitive is among it.
    pub fn identities(&self) -> Vec<Identity> {
        let external_id = self
            .external_id()
            .map(|text| identity(IdentityKind::ExternalId, text));
        let others = self.open_entries().filter_map(|entry| {
            let kind = match entry.name() {
                name if EMAILS.contains(&name) => IdentityKind::Email,
                name if field_of(name) == Some(EMPLOYEE_NUMBER) => IdentityKind::EmployeeNumber,
                _ => return None,
            };
            Some(identity(kind, entry.text.to_owned()))
        });
        external_id.into_iter().chain(others).collect()
    }

    fn open_texts(&self) -> Texts {
        let entries = self.open_entries();
        entries
            .map(|entry| (entry.name().to_owned(), entry.text.to_owned()))
            .collect()
    }

    /// The fields with a text that everybody at the office may see.
    fn open_entries(&self) -> impl Iterator<Item = Entry<'_>> {
        let all = entries(self.template, self.settings, &self.input.values);
        all.filter(|entry| {
            !entry.text.is_empty() && !is_sensitive(entry.name(), self.settings, self.office)
        })
    }
}

fn identity(kind: IdentityKind, text: String) -> Identity {
    Identity { kind, text }
}

fn is_text(entry: &Entry<'_>) -> bool {
    entry.field.kind == FieldType::Text
}

fn name_from_parts(texts: &Texts) -> Option<String> {
    let parts = NAME_PARTS.iter().filter_map(|name| texts.get(*name));
    let name = parts.map(String::as_str).collect::<Vec<_>>().join(" ");
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(test)]
mod tests {
    use issuing::FieldType;
    use ledger::{Identity, IdentityKind};

    use crate::boundary::FieldSettings;
    use crate::form::sample::{Sample, field, hidden, plain};

    #[test]
    fn the_full_name_comes_before_its_parts() {
        let mut sample = Sample::typed(&[
            ("personFirstName", " Kari "),
            ("personMiddleName", ""),
            ("personLastName", "Nordmann"),
            ("personEmployeeNo", "00412"),
        ]);
        assert_eq!(sample.form().person(), "Kari Nordmann");
        sample
            .input
            .values
            .insert("personMiddleName".into(), "Lie".into());
        assert_eq!(sample.form().person(), "Kari Lie Nordmann");
        sample
            .input
            .values
            .insert("personFullName".into(), "Kari N.".into());
        assert_eq!(sample.form().person(), "Kari N.");
    }

    #[test]
    fn without_a_name_the_external_id_stands_for_the_person() {
        let mut sample = Sample::typed(&[("personEmail", "kari@example.com")]);
        assert_eq!(sample.form().person(), "kari@example.com");
        sample
            .input
            .values
            .insert("personEmployeeNo".into(), "00412".into());
        assert_eq!(sample.form().person(), "00412");
        sample.input.more.external_id = " EMP-7 ".into();
        assert_eq!(sample.form().person(), "EMP-7");
    }

    #[test]
    fn a_sensitive_text_never_names_a_person() {
        let pin = Sample::typed(&[("personPin", "1234"), ("accessLevel", "3")]);
        assert_eq!(pin.form().person(), "");
        let secret = FieldSettings {
            sensitive: Some(true),
            ..plain("personFullName")
        };
        let named = Sample::typed(&[("personFullName", "Kari"), ("personEmail", "k@example.com")]);
        assert_eq!(named.with(secret).form().person(), "k@example.com");
    }

    #[test]
    fn a_field_of_another_template_does_not_name_the_person() {
        assert_eq!(
            Sample::typed(&[("visitorName", "Kari")]).form().person(),
            ""
        );
    }

    #[test]
    fn the_external_id_is_the_one_typed_or_what_the_pattern_gives() {
        let mut sample = Sample::typed(&[("personEmployeeNo", "00412")]);
        assert_eq!(sample.form().external_id().as_deref(), Some("00412"));
        sample.settings.external_id_pattern = Some("EMP-{personEmployeeNo}".into());
        assert_eq!(sample.form().external_id().as_deref(), Some("EMP-00412"));
        sample.input.more.external_id = "mine".into();
        assert_eq!(sample.form().external_id().as_deref(), Some("mine"));
        assert_eq!(sample.form().external_id_proposed(), "EMP-00412");
        assert_eq!(Sample::typed(&[]).form().external_id(), None);
    }

    #[test]
    fn a_template_without_a_proposal_has_an_empty_pattern_of_its_own() {
        let mut sample = Sample::typed(&[("personEmployeeNo", "00412")]);
        sample.settings.external_id_pattern = Some(String::new());
        assert_eq!(sample.form().external_id(), None);
    }

    #[test]
    fn a_sensitive_field_is_empty_in_the_pattern() {
        let mut sample = Sample::typed(&[("personPin", "1234")]);
        sample.office.external_id_pattern = "{personPin}".into();
        assert_eq!(sample.form().external_id_proposed(), "");
    }

    #[test]
    fn a_person_is_told_by_reference_number_and_address_but_never_by_what_is_sensitive() {
        let sample = Sample::typed(&[
            ("personEmployeeNo", "00412"),
            ("personEmail", "kari@example.com"),
            ("personPin", "1234"),
        ]);
        let told = |sample: &Sample| -> Vec<_> {
            let all = sample.form().identities().into_iter();
            all.map(|one| (one.kind, one.text)).collect()
        };
        let expected = [
            (IdentityKind::ExternalId, "00412"),
            (IdentityKind::EmployeeNumber, "00412"),
            (IdentityKind::Email, "kari@example.com"),
        ];
        let found = told(&sample);
        assert_eq!(found.len(), expected.len());
        for (kind, text) in expected {
            assert!(found.contains(&(kind, text.to_owned())), "{kind:?}");
        }
        let secret = FieldSettings {
            sensitive: Some(true),
            ..plain("personEmail")
        };
        let kinds: Vec<_> = told(&sample.with(secret))
            .into_iter()
            .map(|one| one.0)
            .collect();
        assert!(!kinds.contains(&IdentityKind::Email));
    }

    #[test]
    fn an_employee_number_tells_a_person_whatever_a_badge_calls_it() {
        for name in ["employee_id", "Ansattnr", "employee number"] {
            let mut sample = Sample::typed(&[(name, "00412")]);
            sample.template.fields.push(field(name, FieldType::Text));
            let expected = Identity {
                kind: IdentityKind::EmployeeNumber,
                text: "00412".into(),
            };
            assert_eq!(sample.form().identities(), [expected], "{name}");
        }
    }

    #[test]
    fn the_default_of_a_hidden_field_counts_in_the_pattern() {
        let mut sample = Sample::typed(&[("personEmployeeNo", "00412"), ("personEmail", "old")]);
        sample.office.external_id_pattern = "{personEmail}{personEmployeeNo}".into();
        let sample = sample.with(hidden("personEmail", "HQ"));
        assert_eq!(sample.form().external_id_proposed(), "HQ00412");
    }
}
