//! Links of other programs that bring a person to the counter: they wait in a tray until the
//! operator opens one. Nothing is fetched, replaced or ordered before.

mod parse;

use std::collections::VecDeque;

use chrono::{DateTime, Utc};
use issuing::{FieldType, Template};
use ledger::Words;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::also::{self, under_either_name};
use crate::boundary::{
    Code, DeskEvent, EnrolmentView, FromLink, LeftOut, LeftOutBecause, LinkView, RefusedLink,
    TemplateSettings,
};
use crate::desk::{Desk, lock};
use crate::enrolment::{Body, Enrolment};
use crate::error::DeskError;
use crate::form::{self, Texts};
use parse::Said;

/// A queue in front of a counter is shorter; more can only be a mistake or mischief.
const MOST_WAITING: usize = 50;

/// The links that wait. They are kept in memory only: whoever sent one can send it again.
#[derive(Debug, Default)]
pub(crate) struct Tray {
    waiting: VecDeque<Waiting>,
    refused: Option<RefusedLink>,
}

#[derive(Debug)]
struct Waiting {
    id: String,
    at: DateTime<Utc>,
    said: Said,
}

/// What a form remembers of the link it came from.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Origin {
    template: Option<String>,
    /// Its values by the names it gave them.
    values: Texts,
    left_out: Vec<LeftOut>,
}

impl Desk {
    /// Puts a link into the tray; false for one that is not ours, or when the tray is full, which
    /// the state then says. A link that waits already is not put there twice.
    pub fn receive_link(&self, link: &str) -> bool {
        let (office, nothing) = (self.settings(), TemplateSettings::default());
        let sensitive = |field: &str| form::is_sensitive(field, &nothing, &office);
        let put = parse::parse(link, sensitive).and_then(|said| {
            lock(&self.inner().tray).put(Waiting {
                id: Uuid::now_v7().to_string(),
                at: self.inner().clock.now(),
                said,
            })
        });
        if let Err(why) = put {
            tracing::warn!(?why, "a link was not taken");
            lock(&self.inner().tray).refused = Some(why);
        }
        self.tell(DeskEvent::StationChanged);
        put.is_ok()
    }

    /// The operator has read that a link was not taken.
    pub fn forget_refused_link(&self) {
        lock(&self.inner().tray).refused = None;
        self.tell(DeskEvent::StationChanged);
    }

    /// Why the last link that could not be taken was not.
    pub(crate) fn refused_link(&self) -> Option<RefusedLink> {
        lock(&self.inner().tray).refused
    }

    /// Opens a link as a form, at the connection it names, or at one that is chosen for it. A form
    /// that was begun before comes back afterwards.
    ///
    /// # Errors
    /// There is no such link or connection, or the ledger cannot be written; the link waits on.
    pub async fn open_link(
        &self,
        link: String,
        connection: Option<String>,
    ) -> Result<EnrolmentView, DeskError> {
        let (origin, named) = self.origin_of(&link)?;
        let connection = connection.or(named);
        let connection = connection.ok_or_else(|| DeskError::named(Code::NoSuchConnection, ""))?;
        self.choose_connection(connection.clone()).await?;
        let template = self
            .template_called(&connection, origin.template.as_deref())
            .await?;
        let view = self.begin_from(&link, connection, origin).await?;
        self.tell(DeskEvent::StationChanged);
        match template {
            Some(template) => self.choose_template(view.id, template).await,
            None => Ok(view),
        }
    }

    /// Takes a link out of the tray unopened.
    pub fn drop_link(&self, link: &str) {
        lock(&self.inner().tray).take(link);
        self.tell(DeskEvent::StationChanged);
    }

    /// The links that wait, the first that came first.
    pub(crate) fn links(&self) -> Vec<LinkView> {
        let tray = lock(&self.inner().tray);
        tray.waiting
            .iter()
            .map(|waiting| self.link_view(waiting))
            .collect()
    }

    /// The links that bring somebody in whose values all these words stand.
    pub(crate) fn links_naming(&self, words: &Words) -> Vec<LinkView> {
        let tray = lock(&self.inner().tray);
        let named = |waiting: &&Waiting| {
            let values: Vec<_> = waiting.said.values.values().map(String::as_str).collect();
            words.are_in(&values.join(" "))
        };
        let named = tray.waiting.iter().filter(named);
        named.map(|waiting| self.link_view(waiting)).collect()
    }

    fn link_view(&self, waiting: &Waiting) -> LinkView {
        let said = &waiting.said;
        LinkView {
            id: waiting.id.clone(),
            at: waiting.at,
            person: also::named_in(&said.values),
            connection: said.connection.clone(),
            connection_id: self.connection_called(said.connection.as_deref()),
            template: said.template.clone(),
            values: u32::try_from(said.values.len()).unwrap_or(u32::MAX),
            left_out: said.left_out.clone(),
        }
    }

    /// What a link says, and the connection it is for: the one in use where it names none.
    fn origin_of(&self, link: &str) -> Result<(Origin, Option<String>), DeskError> {
        let tray = lock(&self.inner().tray);
        let found = tray.waiting.iter().find(|waiting| waiting.id == link);
        let said = &found
            .ok_or_else(|| DeskError::named(Code::NoSuchLink, ""))?
            .said;
        let origin = Origin {
            template: said.template.clone(),
            values: said.values.clone(),
            left_out: said.left_out.clone(),
        };
        Ok((origin, self.connection_called(said.connection.as_deref())))
    }

    /// The connection of this id or name; the one in use for a link that names none.
    fn connection_called(&self, name: Option<&str>) -> Option<String> {
        let station = lock(&self.inner().station);
        let Some(name) = name else {
            return station.current.clone();
        };
        let mut connections = station.connections.iter();
        let by_id = connections.clone().find(|one| one.id == name);
        let found = by_id.or_else(|| connections.find(|one| same_name(&one.name, name)));
        found.map(|one| one.id.clone())
    }

    /// The template of this id or name, if the connection has one.
    async fn template_called(
        &self,
        connection: &str,
        name: Option<&str>,
    ) -> Result<Option<String>, DeskError> {
        let Some(name) = name else { return Ok(None) };
        // A list that cannot be had now says so beside the templates; the person comes all the same.
        drop(self.templates().await);
        let known = self.known_templates(connection).await?.templates;
        let by_id = known.iter().find(|one| one.id.as_str() == name);
        let found = by_id.or_else(|| known.iter().find(|one| same_name(&one.name, name)));
        Ok(found.map(|one| one.id.to_string()))
    }

    /// One link begins one form, however often it is pressed.
    async fn begin_from(
        &self,
        link: &str,
        connection: String,
        origin: Origin,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        if !lock(&self.inner().tray).holds(link) {
            return Err(DeskError::named(Code::NoSuchLink, ""));
        }
        let mut body = Body {
            values: also::under_either_name(origin.values.clone()),
            touched: true,
            ..Body::default()
        };
        for (name, place) in [
            ("externalId", &mut body.more.external_id),
            ("orderReference", &mut body.more.order_reference),
            ("objectId", &mut body.more.object_id),
        ] {
            *place = origin.values.get(name).cloned().unwrap_or_default();
        }
        body.link = Some(origin);
        let enrolment = Enrolment {
            id: self.fresh_id(),
            connection,
            body,
        };
        self.save(&enrolment).await?;
        lock(&self.inner().tray).take(link);
        self.shown(enrolment).await
    }
}

impl Tray {
    fn put(&mut self, waiting: Waiting) -> Result<(), RefusedLink> {
        if self.waiting.iter().any(|one| one.said == waiting.said) {
            return Ok(());
        }
        if self.waiting.len() >= MOST_WAITING {
            return Err(RefusedLink::TrayFull);
        }
        self.waiting.push_back(waiting);
        Ok(())
    }

    fn holds(&self, id: &str) -> bool {
        self.waiting.iter().any(|waiting| waiting.id == id)
    }

    fn take(&mut self, id: &str) {
        self.waiting.retain(|waiting| waiting.id != id);
    }
}

impl Origin {
    /// Takes what the template's own settings call sensitive out of what the link brought, whatever
    /// name the link has for it.
    pub(crate) fn spare(&mut self, values: &mut Texts, sensitive: impl Fn(&str) -> bool) {
        for (parameter, text) in std::mem::take(&mut self.values) {
            let named = Texts::from([(parameter.clone(), text.clone())]);
            let mut meant = under_either_name(named);
            meant.retain(|field, _| sensitive(field));
            if meant.is_empty() {
                self.values.insert(parameter, text);
                continue;
            }
            values.retain(|field, typed| meant.get(field) != Some(typed));
            self.left_out.push(LeftOut {
                parameter,
                why: LeftOutBecause::Secret,
            });
        }
    }

    /// Forgets the values that no field of the chosen template takes, but for their names: a draft
    /// keeps nothing about a person that no order needs.
    pub(crate) fn forget_unused(&mut self, template: &Template) {
        let unused: Vec<LeftOut> = self.unused(template).collect();
        for left_out in unused {
            self.values.remove(&left_out.parameter);
            self.left_out.push(left_out);
        }
    }

    /// Its values under every name that a field for them may have.
    pub(crate) fn brought(&self) -> Texts {
        also::under_either_name(self.values.clone())
    }

    /// What the form shows of it.
    pub(crate) fn view(&self, template: Option<&Template>, values: &Texts) -> FromLink {
        let Some(template) = template else {
            return FromLink {
                template: self.template.clone(),
                fields: Vec::new(),
                left_out: self.left_out.clone(),
            };
        };
        let brought = self.brought().into_iter();
        let still = brought.filter(|(field, text)| values.get(field) == Some(text));
        FromLink {
            template: None,
            fields: still.map(|(field, _)| field).collect(),
            left_out: self
                .left_out
                .iter()
                .cloned()
                .chain(self.unused(template))
                .collect(),
        }
    }

    fn unused(&self, template: &Template) -> impl Iterator<Item = LeftOut> {
        let takes_text = |name: &str| {
            let mut fields = template.fields.iter();
            fields.any(|field| field.name.as_str() == name && field.kind != FieldType::Image)
        };
        let unused = self.values.keys().filter(move |name| {
            !also::names_of_same(name).iter().any(|one| takes_text(one)) && !is_more(name)
        });
        unused.map(|name| LeftOut {
            parameter: name.clone(),
            why: LeftOutBecause::NoSuchField,
        })
    }
}

fn is_more(name: &str) -> bool {
    ["externalId", "orderReference", "objectId"].contains(&name)
}

fn same_name(one: &str, other: &str) -> bool {
    one.trim().to_lowercase() == other.trim().to_lowercase()
}
