//! Which fields are masked, kept out of search, and erased.

use crate::boundary::{Settings, TemplateSettings};

/// Whether a field is sensitive: as the office set it for this template, else as it set it for
/// every field of that name.
pub fn is_sensitive(name: &str, settings: &TemplateSettings, office: &Settings) -> bool {
    let mut fields = settings.fields.iter();
    let own = fields.find(|field| field.name == name);
    let everywhere = || office.sensitive_fields.iter().any(|field| field == name);
    own.and_then(|field| field.sensitive)
        .unwrap_or_else(everywhere)
}

/// Every field that is sensitive in a template, as far as the office says so.
pub fn sensitive_fields(settings: &TemplateSettings, office: &Settings) -> Vec<String> {
    let own = settings.fields.iter().map(|field| &field.name);
    let named = own.chain(&office.sensitive_fields);
    let mut names: Vec<String> = named
        .filter(|name| is_sensitive(name, settings, office))
        .cloned()
        .collect();
    names.sort_unstable();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::is_sensitive;
    use crate::boundary::{FieldSettings, Settings, TemplateSettings};
    use crate::form::sample::plain;

    fn sensitive(name: &str, own: Option<bool>) -> bool {
        let settings = TemplateSettings {
            fields: vec![FieldSettings {
                sensitive: own,
                ..plain(name)
            }],
            ..TemplateSettings::default()
        };
        is_sensitive(name, &settings, &Settings::default())
    }

    #[test]
    fn the_offices_list_holds_where_the_template_says_nothing() {
        assert!(sensitive("personPin", None));
        assert!(sensitive("personPersonalNo", None));
        assert!(!sensitive("personFirstName", None));
        assert!(is_sensitive(
            "personPin",
            &TemplateSettings::default(),
            &Settings::default()
        ));
    }

    #[test]
    fn the_template_has_the_last_word() {
        assert!(!sensitive("personPin", Some(false)));
        assert!(sensitive("personFirstName", Some(true)));
    }
}
