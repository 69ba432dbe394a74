//! Which column of a roster is which field.

use crate::form::{EMPLOYEE_NUMBER, is_of_person};

/// What a column may be called besides the field's own name, in small letters without anything
/// between them: what the form calls the field, and what HR systems write over it.
const CALLED: [(&str, &[&str]); 14] = [
    (
        "personFirstName",
        &["firstname", "givenname", "forename", "fornavn"],
    ),
    ("personMiddleName", &["middlename", "mellomnavn"]),
    (
        "personLastName",
        &["lastname", "surname", "familyname", "etternavn"],
    ),
    (
        "personFullName",
        &[
            "fullname",
            "name",
            "displayname",
            "fulltnavn",
            "navn",
            "recipientname",
        ],
    ),
    (
        "personEmail",
        &[
            "email",
            "mail",
            "emailaddress",
            "epost",
            "epostadresse",
            "recipientemail",
        ],
    ),
    (
        "personPhoneNumber",
        &[
            "phone",
            "phonenumber",
            "telephone",
            "telefon",
            "telefonnummer",
            "tlf",
            "recipientphone",
        ],
    ),
    (
        "personMobilePhoneNumber",
        &[
            "mobilephone",
            "mobile",
            "mobilenumber",
            "mobiltelefon",
            "mobil",
            "mobilnummer",
        ],
    ),
    (
        EMPLOYEE_NUMBER,
        &[
            "employeenumber",
            "employeeno",
            "employeeid",
            "staffnumber",
            "ansattnummer",
            "ansattnr",
            "ansattid",
        ],
    ),
    ("personGender", &["gender", "kjønn"]),
    ("personCountryCode", &["countrycode", "landkode"]),
    ("personCountry", &["country", "land"]),
    (
        "personDepartment",
        &["department", "unit", "avdeling", "enhet"],
    ),
    (
        "companyName",
        &["company", "companyname", "firma", "bedrift", "selskap"],
    ),
    (
        "companyOrgNo",
        &[
            "organisationnumber",
            "organizationnumber",
            "orgno",
            "organisasjonsnummer",
            "orgnr",
        ],
    ),
];

/// The field that a heading names: by the service's own name of it, or in words. Fields that are
/// not of the person, PINs among them, are none.
pub fn field_of(heading: &str) -> Option<&str> {
    if is_of_person(heading) {
        return Some(heading);
    }
    let plain = heading.chars().filter(|letter| letter.is_alphanumeric());
    let plain: String = plain.flat_map(char::to_lowercase).collect();
    let mut called = CALLED.iter();
    let found = called
        .find(|(field, names)| names.contains(&plain.as_str()) || field.to_lowercase() == plain);
    found.map(|(field, _)| *field)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_is_known_by_the_fields_name_and_by_words_in_either_language() {
        for (heading, field) in [
            ("personShoeSize", "personShoeSize"),
            ("PersonFirstName", "personFirstName"),
            ("First name", "personFirstName"),
            ("FORNAVN", "personFirstName"),
            ("E-mail", "personEmail"),
            ("E-post", "personEmail"),
            ("recipient:name", "personFullName"),
            ("Ansattnummer", EMPLOYEE_NUMBER),
            ("Employee No.", EMPLOYEE_NUMBER),
            ("Kjønn", "personGender"),
        ] {
            assert_eq!(field_of(heading), Some(field), "{heading}");
        }
    }

    #[test]
    fn what_is_not_of_the_person_is_no_column_of_a_roster() {
        for heading in [
            "",
            "Lønn",
            "personPin",
            "PIN",
            "personPhoto1",
            "cardNumber",
            "cardValidUntilDate",
            "orderCostCentre",
            "person",
            "badge:expires",
        ] {
            assert_eq!(field_of(heading), None, "{heading}");
        }
    }

    /// The words of the form, as they stand there.
    #[test]
    fn every_field_of_a_person_is_known_by_what_the_form_calls_it() {
        let words = include_str!("../../../../ui/src/features/enrolment/labelWords.ts");
        let labels = words.lines().filter_map(|line| {
            let (key, words) = line.trim().split_once("': '")?;
            Some((key.strip_prefix("'label.")?, words.strip_suffix("',")?))
        });
        // These two are sensitive until the office says otherwise; a code of education is rare.
        let spared = [
            "personPin",
            "personPersonalNo",
            "personEducationCode",
            "personPhoto1",
        ];
        let own = labels.filter(|(field, _)| is_of_person(field) && !spared.contains(field));
        let own: Vec<_> = own.collect();
        assert_eq!(own.len(), 2 * CALLED.len(), "in two languages");
        for (field, words) in own {
            assert_eq!(field_of(words), Some(field), "{words}");
        }
    }
}
