//! The roster: imported from a file, told, and removed.

use std::collections::BTreeMap;

use ledger::{NewRoster, NewRosterPerson};

use super::columns::field_of;
use super::person::FOUND_BY;
use super::sheet::{self, Line, Sheet};
use crate::also;
use crate::boundary::{Code, DeskEvent, DeskView, RosterView, Settings, TemplateSettings};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::form::{self, EMPLOYEE_NUMBER, Texts};

/// What a line tells of a person: by their fields.
struct Columns<'a> {
    /// The field of each column that is used, by its place.
    fields: BTreeMap<usize, &'a str>,
    /// The headings of the others.
    unused: Vec<String>,
}

impl Desk {
    /// Keeps the people of a file in place of those of the former one. The former one stays where
    /// the file cannot be taken.
    ///
    /// # Errors
    /// What is wrong with the file, by line and column; or the ledger cannot be written.
    pub async fn import_roster(&self, file: String, bytes: Vec<u8>) -> Result<DeskView, DeskError> {
        let (office, imported_at) = (self.settings(), self.inner().clock.now());
        self.blocking(move |desk| {
            let (unused, people) = people_in(&sheet::read(&bytes)?, &office)?;
            let roster = NewRoster {
                file,
                imported_at,
                unused,
                people,
            };
            Ok(desk.ledger()?.replace_roster(&roster)?)
        })
        .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Erases the roster.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub async fn remove_roster(&self) -> Result<DeskView, DeskError> {
        self.blocking(|desk| Ok(desk.ledger()?.remove_roster()?))
            .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// The roster, if there is one and the ledger is open.
    pub(crate) fn roster(&self) -> Result<Option<RosterView>, DeskError> {
        let Ok(ledger) = self.ledger() else {
            return Ok(None);
        };
        Ok(ledger.roster()?.map(|roster| RosterView {
            imported_at: roster.imported_at,
            file: roster.file,
            people: roster.people,
            unused: roster.unused,
        }))
    }
}

/// The headings that are not used, and the people.
fn people_in(
    sheet: &Sheet,
    office: &Settings,
) -> Result<(Vec<String>, Vec<NewRosterPerson>), DeskError> {
    let columns = Columns::of(&sheet.headings, office);
    if !columns
        .fields
        .values()
        .any(|field| FOUND_BY.contains(field))
    {
        return Err(DeskError::named(Code::NotARoster, ""));
    }
    let people = sheet.lines.iter().filter_map(|line| columns.person(line));
    let people = people.collect::<Result<Vec<_>, _>>()?;
    if people.is_empty() {
        return Err(DeskError::named(Code::RosterEmpty, ""));
    }
    Ok((columns.unused, people))
}

impl<'a> Columns<'a> {
    /// Of two columns for one field the first is used, and none for what is sensitive.
    fn of(headings: &'a [String], office: &Settings) -> Columns<'a> {
        let mut columns = Columns {
            fields: BTreeMap::new(),
            unused: Vec::new(),
        };
        let nothing = TemplateSettings::default();
        for (place, heading) in headings.iter().enumerate() {
            let open = |field: &&str| !form::is_sensitive(field, &nothing, office);
            match field_of(heading).filter(open) {
                Some(field) if !columns.fields.values().any(|one| *one == field) => {
                    columns.fields.insert(place, field);
                }
                _ if heading.is_empty() => {}
                _ => columns.unused.push(heading.clone()),
            }
        }
        columns
    }

    /// Nobody where no column that is used says anything.
    fn person(&self, line: &Line) -> Option<Result<NewRosterPerson, DeskError>> {
        let told = self.fields.iter().filter_map(|(place, field)| {
            let cell = line.cells.get(*place).filter(|cell| !cell.is_empty())?;
            Some(((*field).to_owned(), cell.clone()))
        });
        let values: Texts = told.collect();
        if values.is_empty() {
            return None;
        }
        let found_by: Vec<&str> = FOUND_BY
            .iter()
            .filter_map(|field| values.get(*field).map(String::as_str))
            .collect();
        if found_by.is_empty() {
            let nobody = DeskError::named(Code::RosterNobody, line.number.to_string());
            return Some(Err(nobody));
        }
        Some(Ok(NewRosterPerson {
            name: name_in(&values),
            found_by: found_by.join(" "),
            values,
        }))
    }
}

/// The name, else the number, else the address.
fn name_in(values: &Texts) -> String {
    let name = also::named_in(values);
    let others = [EMPLOYEE_NUMBER, "personEmail"];
    let others = others
        .iter()
        .filter_map(|field| values.get(*field).cloned());
    let mut names = [name].into_iter().chain(others);
    names.find(|name| !name.is_empty()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::boundary::Problem;
    use crate::form::sample::texts;

    fn read(text: &str) -> Result<(Vec<String>, Vec<NewRosterPerson>), DeskError> {
        people_in(&sheet::read(text.as_bytes()).unwrap(), &Settings::default())
    }

    fn refused(text: &str) -> (Code, String) {
        let problem = Problem::from(read(text).unwrap_err());
        (problem.code, problem.detail)
    }

    #[test]
    fn a_line_becomes_a_person_and_sensitive_columns_stay_outside() {
        let text = "Fornavn;Etternavn;Lønn;Fødselsnummer;personPin;personPersonalNo;E-post;Mail\n\
                    Åse;Moe;1;2;3;4;a@x.no;b@x.no\n";
        let (unused, people) = read(text).unwrap();
        let left = [
            "Lønn",
            "Fødselsnummer",
            "personPin",
            "personPersonalNo",
            "Mail",
        ];
        assert_eq!(unused, left);
        let kept = [
            ("personFirstName", "Åse"),
            ("personLastName", "Moe"),
            ("personEmail", "a@x.no"),
        ];
        assert_eq!(people[0].values, texts(&kept));
        assert_eq!(people[0].name, "Åse Moe");
        assert_eq!(people[0].found_by, "Åse Moe a@x.no");
    }

    #[test]
    fn who_has_no_name_is_listed_by_number_or_address() {
        let (_, people) = read("Navn;Ansattnr;E-post\n;7;a@x.no\n;;b@x.no\n").unwrap();
        let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
        assert_eq!(names, ["7", "b@x.no"]);
    }

    #[test]
    fn a_line_that_names_nobody_is_told_by_its_number() {
        let nobody = (Code::RosterNobody, "3".to_owned());
        assert_eq!(refused("Navn;Avdeling\nKari;Lab\n;Røntgen\n"), nobody);
    }

    #[test]
    fn a_file_by_which_nobody_is_found_is_no_roster() {
        assert_eq!(refused("Avdeling;Lønn\nLab;1\n").0, Code::NotARoster);
        assert_eq!(refused("Navn;Lønn\n").0, Code::RosterEmpty);
    }
}
