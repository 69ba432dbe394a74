//! Pictures of the size that their template wants now: the template, or what the office set for it,
//! may have changed since they were cut.

use issuing::{FieldType, Template};

use crate::boundary::{Code, PictureSource, PortraitSize, Problem, TemplateSettings};
use crate::crops::{carried, crop_of};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, save_in};
use crate::error::DeskError;
use crate::form;
use crate::looking::look_of;
use crate::pictures::{ImageField, is_gone};
use crate::taken::Taken;

impl Desk {
    /// The enrolment with every picture cut to the size its template wants now, and the face on it
    /// looked for.
    ///
    /// # Errors
    /// A picture cannot be read or kept.
    async fn fitted(&self, enrolment: Enrolment) -> Result<Enrolment, DeskError> {
        let (enrolment, template) = self.furnished(enrolment).await?;
        let Some((template, settings)) = template else {
            return Ok(enrolment);
        };
        let stale = self.stale(&enrolment, &template, &settings);
        if stale.is_empty() {
            return Ok(enrolment);
        }
        self.blocking(move |desk| {
            let mut stale = stale.into_iter();
            stale.try_fold(enrolment, |fitted, (field, image)| {
                desk.refit(fitted, &field, &image)
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

    /// The pictures that were cut to another size than their template wants, and those whose face
    /// nobody looked for, or for another family of crops. Those of fields that the template lacks
    /// wait for one that has them.
    fn stale(
        &self,
        enrolment: &Enrolment,
        template: &Template,
        settings: &TemplateSettings,
    ) -> Vec<(String, ImageField)> {
        let (family, wanted) = (self.framing(settings), self.portrait_size(settings));
        let face = form::face_field(template, settings);
        let images = template.fields.iter();
        let images = images.filter(|field| field.kind == FieldType::Image);
        let stale = images.filter_map(|field| {
            let taken = enrolment.body.pictures.get(field.name.as_str())?;
            let face = face == Some(&field.name);
            let unseen = taken.look.is_none() || !taken.is_framed_by(&family);
            (face && unseen || !fits(taken, wanted)).then(|| {
                let settings = settings.clone();
                (field.name.to_string(), ImageField { settings, face })
            })
        });
        stale.collect()
    }

    fn refit(
        &self,
        enrolment: Enrolment,
        field: &str,
        image: &ImageField,
    ) -> Result<Enrolment, DeskError> {
        let (settings, kept) = (&image.settings, &enrolment.body.pictures[field]);
        let own = kept.is_cut_as_it_is();
        let wanted = self.portrait_size(settings);
        if fits(kept, wanted) && (own || kept.is_framed_by(&self.framing(settings))) {
            return self.look_at(enrolment, field, image);
        }
        let (mut taken, mut seen) = match self.seen(&enrolment, field) {
            Err(error) if fits(kept, wanted) && is_gone(&error) => return Ok(enrolment),
            seen => seen?,
        };
        let study = (image.face && !own).then(|| self.study(&mut seen, settings));
        let proposal = study.iter().flatten().find_map(|study| study.cut());
        let crop = match proposal {
            Some(crop) => crop,
            // From what was chosen, not from what another template made of it.
            None => {
                let chosen = *taken.chosen.get_or_insert(taken.view.crop);
                carried(&seen.picture, wanted, chosen)?
            }
        };
        let (taken, kept) = self.recut(taken, seen, image, crop)?;
        self.keep_picture(enrolment, taken, kept)
    }

    /// A picture from before faces were looked for, or of another field, is cut as it was. One whose
    /// original is not kept any more stays without a verdict.
    fn look_at(
        &self,
        mut enrolment: Enrolment,
        field: &str,
        image: &ImageField,
    ) -> Result<Enrolment, DeskError> {
        let (mut taken, mut seen) = match self.seen(&enrolment, field) {
            Err(error) if is_gone(&error) => return Ok(enrolment),
            seen => seen?,
        };
        let crop = crop_of(taken.view.crop)?;
        let study = self.study(&mut seen, &image.settings);
        taken.look = Some(look_of(study.as_ref(), &crop, true));
        enrolment.body.pictures.insert(field.to_owned(), taken);
        save_in(
            self.ledger()?.as_ref(),
            &enrolment,
            self.inner().clock.now(),
        )?;
        Ok(enrolment)
    }
}

fn fits(taken: &Taken, wanted: PortraitSize) -> bool {
    let view = &taken.view;
    view.source == PictureSource::Address || view.portrait == Some(wanted)
}
