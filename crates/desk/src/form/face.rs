//! Which field shows the person's face.

use issuing::{Field, FieldName, FieldType, Template};

use super::entry::{offered, settings_of};
use crate::boundary::TemplateSettings;

/// What Breeze calls photos of the person; a digit follows.
const DOCUMENTED: &str = "personPhoto";

/// What pictures of a face are called in fields that a service or an office names itself, in
/// English and the Scandinavian languages. Our own list: a field whose name says nothing is not
/// judged, because it may hold anything.
const FACES: [&str; 9] = [
    "photo",
    "portrait",
    "face",
    "headshot",
    "selfie",
    "foto",
    "portrett",
    "ansikt",
    "profilbilde",
];

/// What such names may also speak of, and no face is on.
const OTHERS: [&str; 4] = ["logo", "sign", "background", "bakgrunn"];

/// The field whose picture is cut to the face and judged: the first photo of the person that the
/// form shows, else the first picture whose name or label speaks of a face. Logos and signatures
/// never are.
pub fn face_field<'a>(
    template: &'a Template,
    settings: &TemplateSettings,
) -> Option<&'a FieldName> {
    let shown = |field: &&Field| {
        let hidden = settings_of(settings, field).is_some_and(|settings| settings.hidden);
        field.kind == FieldType::Image && !hidden
    };
    let pictures = || offered(template).filter(shown);
    let documented = pictures().find(|field| field.name.as_str().starts_with(DOCUMENTED));
    let field = documented.or_else(|| pictures().find(|field| speaks_of_a_face(field)));
    field.map(|field| &field.name)
}

fn speaks_of_a_face(field: &Field) -> bool {
    let names = [Some(field.name.as_str()), field.label.as_deref()];
    let names = names.into_iter().flatten().map(str::to_lowercase);
    let spoken = names.collect::<Vec<_>>().join(" ");
    let speaks_of = |words: &[&str]| words.iter().any(|word| spoken.contains(word));
    speaks_of(&FACES) && !speaks_of(&OTHERS)
}

#[cfg(test)]
mod tests {
    use issuing::{Field, FieldName, FieldType, FilledBy, Template};

    use super::face_field;
    use crate::boundary::TemplateSettings;
    use crate::form::sample::{hidden, template};

    fn picture(name: &str, label: Option<&str>) -> Field {
        Field {
            name: FieldName::new(name).unwrap(),
            kind: FieldType::Image,
            filled_by: FilledBy::Operator,
            label: label.map(str::to_owned),
            required: false,
        }
    }

    fn face_of(fields: Vec<Field>) -> Option<String> {
        let template = Template {
            fields,
            ..template()
        };
        let face = face_field(&template, &TemplateSettings::default());
        face.map(ToString::to_string)
    }

    #[test]
    fn the_first_photo_of_the_person_is_the_face() {
        let fields = ["companyLogo1", "personPhoto1", "personPhoto2"];
        let fields = fields.map(|name| picture(name, None)).to_vec();
        assert_eq!(face_of(fields).as_deref(), Some("personPhoto1"));
    }

    #[test]
    fn logos_and_signatures_and_pictures_of_anything_are_no_faces() {
        for name in ["companyLogo1", "personSignature1", "image", "photo_logo"] {
            assert_eq!(face_of(vec![picture(name, None)]), None, "{name}");
        }
    }

    #[test]
    fn a_field_of_an_office_is_a_face_where_its_name_or_label_says_so() {
        let named = picture("certificate_photo", None);
        assert_eq!(face_of(vec![named]).as_deref(), Some("certificate_photo"));
        let labelled = picture("f7", Some("Portrett av kandidaten"));
        assert_eq!(face_of(vec![labelled]).as_deref(), Some("f7"));
    }

    #[test]
    fn a_photo_that_the_form_does_not_show_is_not_judged() {
        let settings = TemplateSettings {
            fields: vec![hidden("personPhoto1", "")],
            ..TemplateSettings::default()
        };
        let template = Template {
            fields: vec![picture("personPhoto1", None)],
            ..template()
        };
        assert_eq!(face_field(&template, &settings), None);
    }
}
