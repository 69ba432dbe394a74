//! What the office's rules of today make of the portrait at the counter, and the way on where they
//! block it.

use std::collections::BTreeMap;

use issuing::Template;

use crate::boundary::{
    Code, EnrolmentView, FieldProblem, FieldProblemCode, PicturePlace, PictureSource, PictureView,
    Problem, TemplateSettings,
};
use crate::desk::Desk;
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::form::{self, PictureState};
use crate::taken::Taken;
use crate::taking::touched;

impl Desk {
    /// Uses a portrait that is blocked all the same, or no longer does: nobody is sent away because
    /// the models do not see them. Who said so is written down with the order.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no picture in the field, or the office does not
    /// want this.
    pub async fn use_all_the_same(
        &self,
        place: PicturePlace,
        used: bool,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = touched(self.meant(&place.enrolment).await?);
        if used && !self.settings().portrait.may_use_all_the_same {
            return Err(blocked(&place.field));
        }
        let taken = enrolment.body.pictures.get_mut(&place.field);
        let taken = taken.ok_or_else(|| DeskError::named(Code::NoPicture, &place.field))?;
        // A station whose operator has no name answers for itself.
        let (operator, station) = self.author();
        let who = Some(operator).filter(|name| !name.is_empty());
        let by = used.then(|| who.unwrap_or(station));
        taken.allow(by, &self.settings().portrait);
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    /// An enrolment whose portrait may be ordered.
    ///
    /// # Errors
    /// It is not as good as the office asks for, and nobody said that it is used all the same.
    pub(crate) async fn with_a_portrait_to_use(
        &self,
        enrolment: Enrolment,
    ) -> Result<Enrolment, DeskError> {
        let (enrolment, template) = self.furnished(enrolment).await?;
        let field = template
            .and_then(|(template, settings)| self.blocked_field(&enrolment, &template, &settings));
        field.map_or(Ok(enrolment), |field| Err(blocked(&field)))
    }

    /// The pictures as the page sees them.
    pub(crate) async fn pictures_shown(
        &self,
        enrolment: &Enrolment,
        template: Option<&(Template, TemplateSettings)>,
    ) -> Result<BTreeMap<String, PictureView>, DeskError> {
        if enrolment.body.pictures.is_empty() {
            return Ok(BTreeMap::new());
        }
        let id = enrolment.id;
        let originals = self.blocking(move |desk| Ok(desk.ledger()?.draft_originals(id)?));
        let originals = originals.await?;
        let face = template.and_then(|(template, settings)| form::face_field(template, settings));
        let pictures = enrolment.body.pictures.iter().map(|(field, taken)| {
            let face = face.is_some_and(|name| name.as_str() == field);
            (field.clone(), self.picture_view(taken, face, &originals))
        });
        Ok(pictures.collect())
    }

    /// A picture as the page sees it. What was found of a face says nothing where none is asked for.
    pub(crate) fn picture_view(
        &self,
        taken: &Taken,
        face: bool,
        originals: &[String],
    ) -> PictureView {
        let original = originals.contains(&taken.view.field);
        let office = self.settings().portrait;
        if face {
            return taken.shown(&office, original);
        }
        let unlooked = Taken {
            look: None,
            ..taken.clone()
        };
        unlooked.shown(&office, original)
    }

    /// How far each picture has come.
    pub(crate) fn picture_states(
        &self,
        enrolment: &Enrolment,
        template: &Template,
        settings: &TemplateSettings,
    ) -> BTreeMap<String, PictureState> {
        let blocked = self.blocked_field(enrolment, template, settings);
        let state = |field: &String, taken: &Taken| match taken.view.source {
            _ if blocked.as_ref() == Some(field) => PictureState::Blocked,
            PictureSource::Address => PictureState::Address,
            _ => PictureState::Ready,
        };
        let pictures = enrolment.body.pictures.iter();
        pictures
            .map(|(field, taken)| (field.clone(), state(field, taken)))
            .collect()
    }

    fn blocked_field(
        &self,
        enrolment: &Enrolment,
        template: &Template,
        settings: &TemplateSettings,
    ) -> Option<String> {
        let face = form::face_field(template, settings)?.as_str();
        let taken = enrolment.body.pictures.get(face)?;
        let blocked = taken.is_blocked(&self.settings().portrait);
        blocked.then(|| face.to_owned())
    }
}

fn blocked(field: &str) -> DeskError {
    DeskError::Named(Problem {
        fields: vec![FieldProblem {
            field: field.to_owned(),
            problem: FieldProblemCode::PortraitBlocked,
            detail: String::new(),
        }],
        ..Problem::of(Code::PortraitBlocked, "")
    })
}
