//! Somebody the office knows, from whichever source.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use ledger::{OrderId, Ordered, RosterPerson, RosterPersonId};

use crate::also::EMAILS;
use crate::boundary::{Code, KnownFrom, KnownPerson, Problem};
use crate::error::DeskError;
use crate::form::{self, EMPLOYEE_NUMBER, Texts, badge};

const DEPARTMENT: &str = "personDepartment";

/// The fields by which a person is looked for: what they are called, their number and address.
pub const FOUND_BY: [&str; 9] = [
    "personFirstName",
    "personMiddleName",
    "personLastName",
    "personFullName",
    badge::NAME,
    EMPLOYEE_NUMBER,
    "personEmail",
    badge::EMAIL,
    "email",
];

/// Where a person is to be found again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PersonId {
    /// In an order.
    Order(OrderId),
    /// In the roster.
    Roster(RosterPersonId),
}

impl fmt::Display for PersonId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PersonId::Order(id) => write!(f, "order:{id}"),
            PersonId::Roster(id) => write!(f, "roster:{id}"),
        }
    }
}

impl FromStr for PersonId {
    type Err = DeskError;

    fn from_str(text: &str) -> Result<PersonId, DeskError> {
        let id = match text.split_once(':') {
            Some(("order", id)) => id.parse().ok().map(PersonId::Order),
            Some(("roster", id)) => id.parse().ok().map(PersonId::Roster),
            _ => None,
        };
        id.ok_or_else(|| DeskError::named(Code::NoSuchPerson, ""))
    }
}

/// Whoever is not there any more is no order that is not there.
pub fn gone_or(problem: Problem) -> DeskError {
    match problem.code {
        Code::NoSuchOrder => DeskError::named(Code::NoSuchPerson, ""),
        _ => problem.into(),
    }
}

/// Somebody with what is known of them.
#[derive(Clone)]
pub struct Person {
    id: PersonId,
    name: String,
    from: KnownFrom,
    /// By field name, as they would be typed.
    pub texts: Texts,
}

impl Person {
    /// Whom an order was for. Nothing that is sensitive goes along.
    pub fn ordered(one: Ordered) -> Person {
        let values = one.values.into_iter().filter(|kept| !kept.sensitive);
        let texts = values.filter_map(|kept| Some((kept.field, form::as_typed(&kept.value?))));
        Person {
            id: PersonId::Order(one.order.id),
            name: one.order.person,
            from: KnownFrom::Order {
                at: one.order.committed_at,
                template: one.order.template.name,
            },
            texts: texts.collect(),
        }
    }

    /// Who stands in the roster of a day.
    pub fn listed(person: RosterPerson, at: DateTime<Utc>) -> Person {
        Person {
            id: PersonId::Roster(person.id),
            name: person.name,
            from: KnownFrom::Roster { at },
            texts: person.values,
        }
    }

    /// Whether it is the same person: by number, else by address, else by name.
    pub fn is(&self, other: &Person) -> bool {
        let agree = |one: &str, other: &str| {
            let told = !one.is_empty() && !other.is_empty();
            told.then(|| one.to_lowercase() == other.to_lowercase())
        };
        agree(self.number(), other.number())
            .or_else(|| agree(self.email(), other.email()))
            .unwrap_or_else(|| self.name.to_lowercase() == other.name.to_lowercase())
    }

    /// As it is offered.
    pub fn view(self) -> KnownPerson {
        KnownPerson {
            id: self.id.to_string(),
            line: line_of(&self.name, &self.texts),
            name: self.name,
            from: self.from,
        }
    }

    fn number(&self) -> &str {
        text(&self.texts, EMPLOYEE_NUMBER)
    }

    fn email(&self) -> &str {
        email(&self.texts)
    }
}

/// Number, address and department of whoever is called so, as far as they are known and say more
/// than the name, with a dot between.
pub fn line_of(name: &str, texts: &Texts) -> String {
    let told = [
        text(texts, EMPLOYEE_NUMBER),
        email(texts),
        text(texts, DEPARTMENT),
    ];
    let told = told
        .into_iter()
        .filter(|text| !text.is_empty() && *text != name);
    told.collect::<Vec<_>>().join(" · ")
}

fn email(texts: &Texts) -> &str {
    let told = EMAILS.iter().map(|field| text(texts, field));
    told.into_iter().find(|text| !text.is_empty()).unwrap_or("")
}

fn text<'a>(texts: &'a Texts, field: &str) -> &'a str {
    texts.get(field).map_or("", |text| text.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::sample::texts;

    fn person(name: &str, told: &[(&str, &str)]) -> Person {
        Person {
            id: "roster:7".parse().unwrap(),
            name: name.into(),
            from: KnownFrom::Roster {
                at: DateTime::UNIX_EPOCH,
            },
            texts: texts(told),
        }
    }

    #[test]
    fn the_number_tells_people_apart_then_the_address_then_the_name() {
        let kari = person("Kari", &[(EMPLOYEE_NUMBER, "7"), ("personEmail", "K@x.no")]);
        assert!(kari.is(&person("Kari Nordmann", &[(EMPLOYEE_NUMBER, "7")])));
        assert!(!kari.is(&person(
            "Kari",
            &[(EMPLOYEE_NUMBER, "8"), ("personEmail", "k@x.no")]
        )));
        assert!(kari.is(&person("K. N.", &[(badge::EMAIL, "k@x.no")])));
        assert!(!kari.is(&person("Kari", &[(badge::EMAIL, "other@x.no")])));
        assert!(kari.is(&person("kari", &[])));
        assert!(!kari.is(&person("Karin", &[])));
    }

    #[test]
    fn the_line_says_what_is_known_and_nothing_twice() {
        let told = [
            (EMPLOYEE_NUMBER, "00412"),
            (DEPARTMENT, "Røntgen"),
            ("personEmail", " "),
        ];
        assert_eq!(person("Kari", &told).view().line, "00412 · Røntgen");
        assert_eq!(person("00412", &told).view().line, "Røntgen");
    }

    #[test]
    fn an_id_leads_back_to_where_it_came_from_and_nothing_else_is_one() {
        let order = "order:00000000-0000-0000-0000-000000000007";
        for id in [order, "roster:7"] {
            assert_eq!(id.parse::<PersonId>().unwrap().to_string(), id);
        }
        for id in ["", "7", "order:7", "roster:", "roster:x", "link:7"] {
            let refused = id.parse::<PersonId>().unwrap_err();
            assert_eq!(Problem::from(refused).code, Code::NoSuchPerson, "{id}");
        }
    }
}
