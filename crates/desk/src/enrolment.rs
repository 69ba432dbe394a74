//! The enrolment at the counter: one draft per connection, kept in the ledger from the first letter.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use issuing::Template;
use ledger::{Draft, DraftId, Ledger};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::boundary::{
    Code, EnrolmentInput, EnrolmentView, Judgement, MoreInput, TemplateSettings,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::form::{self, Form};
use crate::links::Origin;
use crate::reissue::Reissue;
use crate::seen::Filled;
use crate::taken::Taken;

/// An enrolment as the ledger keeps it, beside its pictures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Body {
    pub template: Option<String>,
    pub values: BTreeMap<String, String>,
    pub more: MoreInput,
    pub pictures: BTreeMap<String, Taken>,
    pub replaces: Option<String>,
    pub reissue: Option<Reissue>,
    /// The order whose portrait this person brings along.
    pub portrait_of: Option<String>,
    /// The field that holds the portrait this person brings along, until a template names its own.
    pub portrait_in: Option<String>,
    /// The link that brought this person.
    pub link: Option<Origin>,
    /// The template's fields, as they were when the form was last filled.
    pub filled: Option<Filled>,
    /// Something was typed or shot: it is not given up for another form.
    pub touched: bool,
}

/// An enrolment with its id.
#[derive(Debug, Clone)]
pub(crate) struct Enrolment {
    pub id: DraftId,
    pub connection: String,
    pub body: Body,
}

/// An enrolment with the template it is for, if that is still there.
type Furnished = (Enrolment, Option<(Template, TemplateSettings)>);

impl Desk {
    /// The enrolment at the counter, as it was left.
    ///
    /// # Errors
    /// No connection is chosen, or the ledger cannot be read.
    pub async fn enrolment(&self) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.current_enrolment().await?;
        self.shown(enrolment).await
    }

    /// Keeps what is typed and judges it.
    ///
    /// # Errors
    /// Somebody else is at the counter, or the ledger cannot be written.
    pub async fn save_enrolment(&self, input: EnrolmentInput) -> Result<Judgement, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = self.meant(&input.id).await?;
        let changed =
            (&enrolment.body.values, &enrolment.body.more) != (&input.values, &input.more);
        enrolment.body.touched |= changed;
        enrolment.body.values = input.values;
        enrolment.body.more = input.more;
        self.save(&enrolment).await?;
        let (enrolment, template) = self.furnished(enrolment).await?;
        Ok(self.judged(&enrolment, template.as_ref()))
    }

    /// Empties the form and drops the pictures; the template stays.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub async fn clear_enrolment(&self, enrolment: String) -> Result<EnrolmentView, DeskError> {
        self.follow(enrolment, false).await
    }

    /// The next person: pinned fields and the template stay, pictures never do. A form that was
    /// begun before and had to wait comes back instead.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub async fn next_person(&self, enrolment: String) -> Result<EnrolmentView, DeskError> {
        self.follow(enrolment, true).await
    }

    /// A call that comes twice, or late, sends nobody away.
    async fn follow(
        &self,
        enrolment: String,
        keep_pinned: bool,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let left = self.current_enrolment().await?;
        if left.id.to_string() != enrolment {
            return self.shown(left).await;
        }
        let next = self.follower(&left, keep_pinned).await?;
        self.drop_enrolment(left.id).await?;
        self.call_next(next).await?;
        let next = self.current_enrolment().await?;
        self.shown(next).await
    }

    /// Lets a fresh enrolment follow, unless one that was begun before waits for its turn.
    pub(crate) async fn call_next(&self, fresh: Enrolment) -> Result<(), DeskError> {
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            if ledger.drafts(&fresh.connection)?.is_empty() {
                save_in(&ledger, &fresh, desk.inner().clock.now())?;
            }
            Ok(())
        })
        .await
    }

    /// The enrolment that is meant, while its person is still at the counter.
    pub(crate) async fn meant(&self, enrolment: &str) -> Result<Enrolment, DeskError> {
        let current = self.current_enrolment().await?;
        if current.id.to_string() == enrolment {
            Ok(current)
        } else {
            Err(DeskError::named(Code::AnotherPerson, ""))
        }
    }

    /// A fresh enrolment of the same template.
    pub(crate) async fn follower(
        &self,
        left: &Enrolment,
        keep_pinned: bool,
    ) -> Result<Enrolment, DeskError> {
        let mut body = Body {
            template: left.body.template.clone(),
            ..Body::default()
        };
        body.more.tenant.clone_from(&left.body.more.tenant);
        if let Some(template) = &left.body.template
            && let Ok((template, settings)) = self.template(&left.connection, template).await
        {
            let pinned = keep_pinned.then_some(&left.body.values);
            body.values = form::starting_values(&template, &settings, pinned);
        }
        Ok(Enrolment {
            id: self.fresh_id(),
            connection: left.connection.clone(),
            body,
        })
    }

    pub(crate) fn fresh_id(&self) -> DraftId {
        DraftId::new(Uuid::now_v7())
    }

    /// The newest draft of the connection in use; a new one where there is none.
    pub(crate) async fn current_enrolment(&self) -> Result<Enrolment, DeskError> {
        let connection = self.connection()?.id;
        let fresh = self.fresh_id();
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            if let Some(draft) = ledger.drafts(&connection)?.into_iter().next() {
                return Ok(Enrolment {
                    id: draft.id,
                    body: body_of(&draft.body),
                    connection,
                });
            }
            let first = Enrolment {
                id: fresh,
                connection,
                body: Body::default(),
            };
            save_in(&ledger, &first, desk.inner().clock.now())?;
            Ok(first)
        })
        .await
    }

    pub(crate) async fn save(&self, enrolment: &Enrolment) -> Result<(), DeskError> {
        let enrolment = self.with_its_form(enrolment.clone());
        self.blocking(move |desk| {
            save_in(
                desk.ledger()?.as_ref(),
                &enrolment,
                desk.inner().clock.now(),
            )
        })
        .await
    }

    async fn drop_enrolment(&self, id: DraftId) -> Result<(), DeskError> {
        self.forget_pictures();
        self.blocking(move |desk| Ok(desk.ledger()?.drop_draft(id)?))
            .await
    }

    pub(crate) async fn furnished(&self, enrolment: Enrolment) -> Result<Furnished, DeskError> {
        let Some(template) = &enrolment.body.template else {
            return Ok((enrolment, None));
        };
        match self.template(&enrolment.connection, template).await {
            Ok(found) => Ok((enrolment, Some(found))),
            Err(DeskError::Named(problem)) if problem.code == Code::TemplateGone => {
                Ok((enrolment, None))
            }
            Err(error) => Err(error),
        }
    }

    /// What this template's own settings call sensitive is not taken from a link either.
    pub(crate) fn spare_sensitive(&self, body: &mut Body, settings: &TemplateSettings) {
        let office = self.settings();
        if let Some(link) = &mut body.link {
            link.spare(&mut body.values, |field| {
                form::is_sensitive(field, settings, &office)
            });
        }
    }

    pub(crate) fn judged(
        &self,
        enrolment: &Enrolment,
        template: Option<&(Template, TemplateSettings)>,
    ) -> Judgement {
        let Some((template, settings)) = template else {
            return Judgement::default();
        };
        let input = input_of(enrolment);
        let pictures = self.picture_states(enrolment, template, settings);
        let (office, today) = (self.settings(), self.inner().clock.today());
        Form {
            template,
            settings,
            office: &office,
            input: &input,
            today,
        }
        .judge(&pictures)
    }
}

pub(crate) fn save_in(
    ledger: &Ledger,
    enrolment: &Enrolment,
    at: DateTime<Utc>,
) -> Result<(), DeskError> {
    let draft = draft_of(enrolment, at)?;
    Ok(ledger.save_draft(draft.id, &draft.connection, &draft.body, at)?)
}

/// The enrolment as the ledger keeps it.
pub(crate) fn draft_of(enrolment: &Enrolment, at: DateTime<Utc>) -> Result<Draft, DeskError> {
    let body = serde_json::to_string(&enrolment.body)
        .map_err(|error| DeskError::named(Code::LedgerFailed, error.to_string()))?;
    Ok(Draft {
        id: enrolment.id,
        connection: enrolment.connection.clone(),
        body,
        saved_at: at,
    })
}

/// A draft of a later version of this program is shown as far as it is understood.
pub(crate) fn body_of(text: &str) -> Body {
    serde_json::from_str(text).unwrap_or_default()
}

pub(crate) fn input_of(enrolment: &Enrolment) -> EnrolmentInput {
    EnrolmentInput {
        id: enrolment.id.to_string(),
        values: enrolment.body.values.clone(),
        more: enrolment.body.more.clone(),
    }
}
