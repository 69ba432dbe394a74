//! Pictures of the size that their template wants now: the template, or what the office set for it,
//! may have changed since they were cut.

use issuing::{FieldType, Template};

use crate::boundary::{Code, PictureSource, PictureView, Problem, TemplateSettings};
use crate::crops::{cut_anew, size_of};
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::pictures::Kept;

impl Desk {
    /// The enrolment with every picture cut to the size its template wants now.
    ///
    /// # Errors
    /// A picture cannot be read or kept.
    async fn fitted(&self, enrolment: Enrolment) -> Result<Enrolment, DeskError> {
        let (enrolment, template) = self.furnished(enrolment).await?;
        let Some((template, settings)) = template else {
            return Ok(enrolment);
        };
        let misfits = misfits(&enrolment, &template, &settings);
        if misfits.is_empty() {
            return Ok(enrolment);
        }
        self.blocking(move |desk| {
            let mut views = misfits.into_iter();
            views.try_fold(enrolment, |fitted, view| {
                desk.refit(fitted, &view, &settings)
            })
        })
        .await
    }

    /// The same, but a picture that cannot be cut anew keeps nobody from the form: it is only not
    /// ordered.
    pub(crate) async fn fitted_if_possible(&self, enrolment: Enrolment) -> Enrolment {
        let as_it_is = enrolment.clone();
        self.fitted(enrolment).await.unwrap_or_else(|error| {
            tracing::warn!(code = ?Problem::from(error).code, "a picture was not cut anew");
            as_it_is
        })
    }

    /// An enrolment that is ordered: fields that came or went, and a picture that has to be cut anew,
    /// are looked at first.
    ///
    /// # Errors
    /// The template has other fields than its form showed; a picture had to be cut anew, or cannot
    /// be.
    pub(crate) async fn as_it_was_seen(
        &self,
        enrolment: Enrolment,
    ) -> Result<Enrolment, DeskError> {
        let (enrolment, template) = self.furnished(enrolment).await?;
        let form = lock(&self.inner().seen).clone();
        let differs = |(now, _): &(Template, _)| form.is_some_and(|it| it.differs(&enrolment, now));
        if let Some(now) = template.as_ref().filter(|it| differs(it)) {
            return Err(DeskError::named(Code::TemplateChanged, now.0.name.clone()));
        }
        let seen = enrolment.body.pictures.clone();
        let fitted = self.fitted(enrolment).await?;
        if fitted.body.pictures == seen {
            return Ok(fitted);
        }
        Err(DeskError::named(Code::TemplateChanged, ""))
    }

    fn refit(
        &self,
        enrolment: Enrolment,
        view: &PictureView,
        settings: &TemplateSettings,
    ) -> Result<Enrolment, DeskError> {
        let (view, picture) = self.picture(&enrolment, &view.field)?;
        let (crop, portrait) = cut_anew(&picture, settings, view.crop)?;
        let view = PictureView {
            crop,
            portrait: Some(size_of(settings)),
            version: view.version + 1,
            ..view
        };
        self.keep_picture(enrolment, view, &Kept::cut(picture, portrait))
    }
}

/// The pictures that were cut to another size than their template wants. Those of fields that the
/// template lacks wait for one that has them.
fn misfits(
    enrolment: &Enrolment,
    template: &Template,
    settings: &TemplateSettings,
) -> Vec<PictureView> {
    let wanted = Some(size_of(settings));
    let has = |name: &str| {
        let mut fields = template.fields.iter();
        fields.any(|field| field.name.as_str() == name && field.kind == FieldType::Image)
    };
    let pictures = enrolment.body.pictures.values();
    let misfits = pictures.filter(|view| {
        view.source != PictureSource::Address && view.portrait != wanted && has(&view.field)
    });
    misfits.cloned().collect()
}
