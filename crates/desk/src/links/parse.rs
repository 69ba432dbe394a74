//! What a link says, taken apart with care: anybody may have written it.

use std::collections::BTreeSet;

use url::Url;

use crate::boundary::{LeftOut, LeftOutBecause, RefusedLink};
use crate::form::Texts;

/// Windows hands on command lines of 32,767 characters, browsers far shorter ones; no form of a
/// person needs a quarter of that.
const LONGEST_LINK: usize = 8 * 1024;
/// The longest text any field of the documented ones takes is far below.
const LONGEST_TEXT: usize = 1000;
/// As much of a name as is shown.
const LONGEST_NAME: usize = 60;
/// What a parameter with a secret is called, in small letters without separators: parts of a name.
const SECRET_PARTS: [&str; 8] = [
    "apikey",
    "authorization",
    "bearer",
    "passord",
    "passw",
    "secret",
    "token",
    "idempotencykey",
];
/// The same, but as whole names only: parts of many a harmless one.
const SECRETS: [&str; 4] = ["auth", "clientid", "key", "pwd"];

/// What a link says.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Said {
    pub connection: Option<String>,
    pub template: Option<String>,
    /// Its values by the names it gave them.
    pub values: Texts,
    pub left_out: Vec<LeftOut>,
}

/// Takes a link apart; `sensitive` tells which fields' values may not come by a link.
pub(super) fn parse(link: &str, sensitive: impl Fn(&str) -> bool) -> Result<Said, RefusedLink> {
    if link.len() > LONGEST_LINK {
        return Err(RefusedLink::TooLong);
    }
    let url = Url::parse(link.trim()).map_err(|_| RefusedLink::OtherAddress)?;
    let path = url.path().trim_end_matches('/');
    if url.scheme() != "badgedesk" || url.host_str() != Some("enrol") || !path.is_empty() {
        return Err(RefusedLink::OtherAddress);
    }
    let mut said = Said::default();
    let mut seen = BTreeSet::new();
    for (name, text) in url.query_pairs() {
        let why = refused(&name, &text, &sensitive)
            .or((!seen.insert(name.to_string())).then_some(LeftOutBecause::Twice));
        match why {
            Some(why) => said.leave_out(&name, why),
            None => said.take(&name, &text),
        }
    }
    Ok(said)
}

fn refused(name: &str, text: &str, sensitive: impl Fn(&str) -> bool) -> Option<LeftOutBecause> {
    if sensitive(name) || is_secret(name) {
        Some(LeftOutBecause::Secret)
    } else if name.chars().count() > LONGEST_NAME || text.chars().count() > LONGEST_TEXT {
        Some(LeftOutBecause::TooLong)
    } else {
        None
    }
}

fn is_secret(name: &str) -> bool {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let plain = plain.to_lowercase();
    SECRETS.contains(&plain.as_str()) || SECRET_PARTS.iter().any(|part| plain.contains(part))
}

impl Said {
    fn take(&mut self, name: &str, text: &str) {
        let text = one_line(text);
        if text.is_empty() {
            return;
        }
        match name {
            "connection" => self.connection = Some(text),
            "template" => self.template = Some(text),
            _ => drop(self.values.insert(name.to_owned(), text)),
        }
    }

    fn leave_out(&mut self, name: &str, why: LeftOutBecause) {
        let parameter: String = one_line(name).chars().take(LONGEST_NAME).collect();
        let left_out = LeftOut { parameter, why };
        if !self.left_out.contains(&left_out) {
            self.left_out.push(left_out);
        }
    }
}

/// No field of a form holds more than a line.
fn one_line(text: &str) -> String {
    let spaced: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    spaced.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LINK, LONGEST_TEXT, Said, parse};
    use crate::boundary::{LeftOutBecause, RefusedLink};

    fn said(query: &str) -> Said {
        let link = format!("badgedesk://enrol?{query}");
        parse(&link, |field| field == "personPin").unwrap()
    }

    fn why(said: &Said) -> Vec<(&str, LeftOutBecause)> {
        let left_out = said.left_out.iter();
        left_out
            .map(|one| (one.parameter.as_str(), one.why))
            .collect()
    }

    #[test]
    fn a_link_names_a_connection_a_template_and_values() {
        let said = said("connection=Breeze&template=Visitor&personFirstName=%C3%85se+Marie&x=");
        assert_eq!(said.connection.as_deref(), Some("Breeze"));
        assert_eq!(said.template.as_deref(), Some("Visitor"));
        let values: Vec<_> = said.values.into_iter().collect();
        assert_eq!(
            values,
            [("personFirstName".to_owned(), "Åse Marie".to_owned())]
        );
    }

    #[test]
    fn nothing_secret_is_taken_and_only_its_name_is_kept() {
        let said = said("client_secret=hush&API-Key=hush&personPin=4711&personFirstName=Kari");
        let secret = LeftOutBecause::Secret;
        assert_eq!(
            why(&said),
            [
                ("client_secret", secret),
                ("API-Key", secret),
                ("personPin", secret)
            ]
        );
        let told = format!("{said:?}");
        assert!(!told.contains("hush") && !told.contains("4711"), "{told}");
    }

    #[test]
    fn a_secret_is_known_by_a_part_of_its_name() {
        for name in [
            "x-api-key",
            "refresh_token",
            "id_token",
            "api_secret",
            "client_secret_2",
            "nyttPassord",
            "passwd2",
            "Authorization-Header",
            "bearerValue",
            "PWD",
        ] {
            let said = said(&format!("{name}=hush"));
            assert!(said.values.is_empty(), "{name}");
            assert_eq!(why(&said), [(name, LeftOutBecause::Secret)]);
        }
        for name in ["keyCardNumber", "author", "personTitle"] {
            assert_eq!(said(&format!("{name}=1")).left_out, [], "{name}");
        }
    }

    #[test]
    fn of_two_values_of_one_name_the_first_counts() {
        let said = said("a=1&a=2&a=3");
        assert_eq!(said.values["a"], "1");
        assert_eq!(why(&said), [("a", LeftOutBecause::Twice)]);
    }

    #[test]
    fn what_is_too_long_is_left_out_by_name() {
        let long = "x".repeat(LONGEST_TEXT + 1);
        let said = said(&format!("a={long}&b=1&{long}=1"));
        assert_eq!(said.values.len(), 1);
        assert_eq!(said.left_out.len(), 2);
        assert!(said.left_out.iter().all(|one| one.parameter.len() <= 60));
    }

    #[test]
    fn line_breaks_and_control_characters_become_spaces() {
        assert_eq!(said("a=Kari%0ANordmann%00").values["a"], "Kari Nordmann");
    }

    #[test]
    fn other_addresses_are_none_of_ours() {
        for link in [
            "https://enrol?a=1",
            "badgedesk://order?a=1",
            "badgedesk://enrol/now?a=1",
            "badgedesk:enrol?a=1",
            "no link",
        ] {
            assert_eq!(
                parse(link, |_| false),
                Err(RefusedLink::OtherAddress),
                "{link}"
            );
        }
        let long = format!("badgedesk://enrol?a={}", "x".repeat(LONGEST_LINK));
        assert_eq!(parse(&long, |_| false), Err(RefusedLink::TooLong));
    }
}
