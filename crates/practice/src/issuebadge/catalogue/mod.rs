//! The built-in account: its user, organisations and badge templates.

use std::sync::Arc;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::expiry::ExpiryRule;
use crate::PracticeError;

/// The documented types of a custom field; `image` is one on the examples page only.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum FieldKind {
    /// Any text.
    Text,
    /// An e-mail address.
    Email,
    /// A number.
    Number,
    /// A date, `YYYY-MM-DD`.
    Date,
    /// A picture, as a data URL or an address.
    Image,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct CustomField {
    pub name: String,
    pub label: String,
    #[serde(rename = "type")]
    pub kind: FieldKind,
    #[serde(default)]
    pub required: bool,
}

#[derive(Debug, Clone, Deserialize)]
pub(super) struct Badge {
    pub id: String,
    pub name: String,
    pub description: String,
    pub organization: String,
    pub created: NaiveDate,
    pub expiry: ExpiryRule,
    /// Whether it has a certificate design, from which PDFs are made.
    pub certificate: bool,
    pub skills: Vec<String>,
    pub fields: Vec<CustomField>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct Organization {
    pub id: String,
    pub name: String,
    pub description: String,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
pub(super) struct User {
    pub name: String,
    pub email: String,
}

#[derive(Deserialize)]
struct Table {
    user: User,
    organizations: Vec<Organization>,
    badges: Vec<Arc<Badge>>,
}

/// The account, with what was created and deleted during the run.
pub(super) struct Catalogue(Table);

impl Catalogue {
    pub(super) fn built_in() -> Result<Self, PracticeError> {
        let table: Table = serde_json::from_str(include_str!("table.json"))?;
        if table.organizations.is_empty() {
            return Err(PracticeError::CatalogueEmpty);
        }
        for badge in &table.badges {
            let known = |row: &Organization| row.id == badge.organization;
            if !table.organizations.iter().any(known) {
                return Err(PracticeError::CatalogueName {
                    template: badge.name.clone(),
                    name: badge.organization.clone(),
                });
            }
        }
        Ok(Self(table))
    }

    pub(super) fn user(&self) -> &User {
        &self.0.user
    }

    pub(super) fn organizations(&self) -> &[Organization] {
        &self.0.organizations
    }

    pub(super) fn badges(&self) -> &[Arc<Badge>] {
        &self.0.badges
    }

    pub(super) fn badge(&self, id: &str) -> Option<Arc<Badge>> {
        self.0.badges.iter().find(|badge| badge.id == id).cloned()
    }

    /// The name of an organisation, empty if there is none with this id.
    pub(super) fn organization_name(&self, id: &str) -> String {
        let found = self.0.organizations.iter().find(|row| row.id == id);
        found.map(|row| row.name.clone()).unwrap_or_default()
    }

    /// The id of the account's own organisation.
    pub(super) fn first_organization(&self) -> String {
        let first = self.0.organizations.first();
        first.map(|row| row.id.clone()).unwrap_or_default()
    }

    /// The id of the organisation of this name, which is made if there is none.
    pub(super) fn organization_of_name(&mut self, name: &str, new_id: String) -> String {
        let found = self.0.organizations.iter().find(|row| row.name == name);
        if let Some(row) = found {
            return row.id.clone();
        }
        self.add_organization(Organization {
            id: new_id.clone(),
            name: name.to_owned(),
            description: String::new(),
        });
        new_id
    }

    pub(super) fn add_organization(&mut self, organization: Organization) {
        self.0.organizations.push(organization);
    }

    pub(super) fn add_badge(&mut self, badge: Badge) {
        self.0.badges.push(Arc::new(badge));
    }
}

#[cfg(feature = "faults")]
impl Catalogue {
    pub(super) fn change_email(&mut self, email: &str) {
        email.clone_into(&mut self.0.user.email);
    }

    pub(super) fn delete_badge(&mut self, id: &str) -> bool {
        let before = self.0.badges.len();
        self.0.badges.retain(|badge| badge.id != id);
        self.0.badges.len() < before
    }

    /// Changes a badge's custom fields; false if there is no such badge.
    pub(super) fn change(&mut self, id: &str, change: impl FnOnce(&mut Badge)) -> bool {
        let found = self.0.badges.iter_mut().find(|badge| badge.id == id);
        found.is_some_and(|badge| {
            change(Arc::make_mut(badge));
            true
        })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn ids_and_keys_are_unique() {
        let catalogue = Catalogue::built_in().unwrap();
        let ids: HashSet<_> = catalogue.badges().iter().map(|badge| &badge.id).collect();
        assert_eq!(ids.len(), catalogue.badges().len());
        for badge in catalogue.badges() {
            let names: HashSet<_> = badge.fields.iter().map(|field| &field.name).collect();
            assert_eq!(names.len(), badge.fields.len(), "{}", badge.name);
        }
    }
}
