//! The enrolment as the counter shows it.

use issuing::Template;

use crate::boundary::{EnrolmentView, FieldView, Judgement, MoreInput, MoreView, TemplateView};
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::seen::Seen;
use crate::{also, form, template_view};

/// What the ledger knows of an enrolment.
struct Beside {
    another_waits: bool,
    returned: bool,
}

impl Desk {
    pub(crate) async fn shown(&self, enrolment: Enrolment) -> Result<EnrolmentView, DeskError> {
        let beside = self.beside(&enrolment).await?;
        let refused = self.refusal(&enrolment).await?;
        let enrolment = self.fitted_if_possible(enrolment).await;
        let (enrolment, template) = self.furnished(enrolment).await?;
        let judgement = self.judged(&enrolment, template.as_ref());
        let pictures = self.pictures_shown(&enrolment, template.as_ref()).await?;
        let offered = template
            .as_ref()
            .is_some_and(|(it, set)| form::quantity_offered(it, set));
        let template = template.map(|(template, _)| template);
        let template = template.as_ref();
        if let Some(template) = template {
            *lock(&self.inner().seen) = Some(Seen::of(&enrolment, template));
        }
        let values = &enrolment.body.values;
        let link = enrolment.body.link.as_ref();
        let link = link.map(|link| link.view(template, values));
        let (view, was) = self.template_shown(&enrolment, template).unzip();
        Ok(EnrolmentView {
            id: enrolment.id.to_string(),
            template: view,
            was: was.flatten(),
            person: also::named_in(values),
            link,
            values: enrolment.body.values,
            more: more_view(enrolment.body.more, &judgement, offered),
            pictures,
            replaces: enrolment.body.replaces,
            refused,
            reissue: enrolment.body.reissue.map(|it| it.reason),
            another_waits: beside.another_waits,
            returned: beside.returned,
            judgement,
        })
    }

    /// The template, and its fields as they were when the form was last filled, where they differ now.
    fn template_shown(
        &self,
        enrolment: &Enrolment,
        template: Option<&Template>,
    ) -> Option<(TemplateView, Option<Vec<FieldView>>)> {
        let template = template?;
        let station = lock(&self.inner().station);
        let shown = |template: &Template| {
            let memory = station.template(&enrolment.connection, template.id.as_str());
            template_view::view(template, memory)
        };
        let filled = enrolment.body.filled.as_ref();
        let before = filled.and_then(|it| it.before(template));
        Some((shown(template), before.map(|it| shown(&it).fields)))
    }

    async fn beside(&self, enrolment: &Enrolment) -> Result<Beside, DeskError> {
        let (connection, id) = (enrolment.connection.clone(), enrolment.id);
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            Ok(Beside {
                another_waits: ledger.drafts(&connection)?.len() > 1,
                returned: ledger.came_back(id)?,
            })
        })
        .await
    }
}

fn more_view(more: MoreInput, judgement: &Judgement, quantity_offered: bool) -> MoreView {
    MoreView {
        external_id: more.external_id,
        external_id_proposed: judgement.external_id_proposed.clone(),
        order_reference: more.order_reference,
        object_id: more.object_id,
        user_id: more.user_id,
        quantity: more.quantity,
        tenant: more.tenant,
        quantity_offered,
    }
}
