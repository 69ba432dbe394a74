//! The enrolment at the counter: one draft per connection, kept in the ledger from the first letter.

use std::collections::BTreeMap;

use issuing::Template;
use ledger::{DraftId, Ledger};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::boundary::{
    Code, EnrolmentInput, EnrolmentView, Judgement, MoreInput, MoreView, PictureSource,
    PictureView, TemplateSettings,
};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::form::{self, Form, PictureState};
use crate::templates;

/// An enrolment as the ledger keeps it, beside its pictures.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub(crate) struct Body {
    pub template: Option<String>,
    pub values: BTreeMap<String, String>,
    pub more: MoreInput,
    pub pictures: BTreeMap<String, PictureView>,
    pub replaces: Option<String>,
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

    /// Chooses the template; what is typed in fields of the same names is kept.
    ///
    /// # Errors
    /// The template is not there any more, or the ledger cannot be written.
    pub async fn choose_template(&self, template: String) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = self.current_enrolment().await?;
        let (chosen, settings) = self.template(&enrolment.connection, &template).await?;
        let typed = std::mem::take(&mut enrolment.body.values);
        let started = form::starting_values(&chosen, &settings, None);
        enrolment.body.values = started;
        enrolment
            .body
            .values
            .extend(form::carry_over(&typed, &chosen));
        enrolment.body.template = Some(template);
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    /// Keeps what is typed and judges it.
    ///
    /// # Errors
    /// The enrolment is not at the counter any more, or the ledger cannot be written.
    pub async fn save_enrolment(&self, input: EnrolmentInput) -> Result<Judgement, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = self.current_enrolment().await?;
        if enrolment.id.to_string() != input.id {
            return Err(DeskError::named(
                Code::WrongState,
                "another person is at the counter",
            ));
        }
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
    pub async fn clear_enrolment(&self) -> Result<EnrolmentView, DeskError> {
        self.follow(false).await
    }

    /// The next person: pinned fields and the template stay, pictures never do.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub async fn next_person(&self) -> Result<EnrolmentView, DeskError> {
        self.follow(true).await
    }

    async fn follow(&self, keep_pinned: bool) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let left = self.current_enrolment().await?;
        let next = self.follower(&left, keep_pinned).await?;
        self.drop_enrolment(left.id).await?;
        self.save(&next).await?;
        self.shown(next).await
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
            let newest = desk.ledger()?.drafts(&connection)?.into_iter().next();
            Ok(match newest {
                Some(draft) => Enrolment {
                    id: draft.id,
                    body: body_of(&draft.body),
                    connection,
                },
                None => Enrolment {
                    id: fresh,
                    connection,
                    body: Body::default(),
                },
            })
        })
        .await
    }

    pub(crate) async fn save(&self, enrolment: &Enrolment) -> Result<(), DeskError> {
        let enrolment = enrolment.clone();
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
        *lock(&self.inner().last_picture) = None;
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

    pub(crate) async fn shown(&self, enrolment: Enrolment) -> Result<EnrolmentView, DeskError> {
        let (enrolment, template) = self.furnished(enrolment).await?;
        let judgement = self.judged(&enrolment, template.as_ref());
        let offered = template
            .as_ref()
            .is_some_and(|(it, set)| form::quantity_offered(it, set));
        let station = lock(&self.inner().station);
        let view = template.map(|(template, _)| {
            let memory = station.template(&enrolment.connection, template.id.as_str());
            templates::view(&template, memory)
        });
        Ok(EnrolmentView {
            id: enrolment.id.to_string(),
            template: view,
            values: enrolment.body.values,
            more: more_view(enrolment.body.more, &judgement, offered),
            pictures: enrolment.body.pictures,
            replaces: enrolment.body.replaces,
            judgement,
        })
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
        let pictures = states_of(&enrolment.body.pictures);
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
    at: chrono::DateTime<chrono::Utc>,
) -> Result<(), DeskError> {
    let body = serde_json::to_string(&enrolment.body)
        .map_err(|error| DeskError::named(Code::LedgerFailed, error.to_string()))?;
    Ok(ledger.save_draft(enrolment.id, &enrolment.connection, &body, at)?)
}

/// A draft of a later version of this program is shown as far as it is understood.
fn body_of(text: &str) -> Body {
    serde_json::from_str(text).unwrap_or_default()
}

pub(crate) fn input_of(enrolment: &Enrolment) -> EnrolmentInput {
    EnrolmentInput {
        id: enrolment.id.to_string(),
        values: enrolment.body.values.clone(),
        more: enrolment.body.more.clone(),
    }
}

fn states_of(pictures: &BTreeMap<String, PictureView>) -> BTreeMap<String, PictureState> {
    let state = |picture: &PictureView| match picture.source {
        PictureSource::Address => PictureState::Address,
        _ => PictureState::Ready,
    };
    pictures
        .iter()
        .map(|(field, picture)| (field.clone(), state(picture)))
        .collect()
}

fn more_view(more: MoreInput, judgement: &Judgement, quantity_offered: bool) -> MoreView {
    MoreView {
        external_id: more.external_id,
        external_id_proposed: judgement.external_id_proposed.clone(),
        order_reference: more.order_reference,
        object_id: more.object_id,
        user_id: more.user_id,
        quantity: more.quantity,
        quantity_offered,
    }
}
