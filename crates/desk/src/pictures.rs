//! The pictures of the enrolment: taken, shown, cut. Their bytes live in the ledger only.

use std::sync::Arc;

use ledger::{DraftId, PictureKind};
use portrait::{Limits, Picture};

use crate::boundary::{
    Code, CropView, EnrolmentView, PicturePlace, PictureSource, PictureView, TemplateSettings,
};
use crate::crops::crop_of;
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::form;
use crate::looking::Seen;
use crate::taken::Taken;
use crate::taking::{Incoming, Provenance, touched};

/// The longest side of what the crop is chosen on, in pixels: twice what fits a 1920x1080 screen
/// beside the form.
const PREVIEW_SIDE: u32 = 1200;

/// The picture cut last, decoded: a recrop need not decode it again, nor look for the face.
#[derive(Clone)]
pub(crate) struct LastPicture {
    pub draft: DraftId,
    pub field: String,
    pub version: u32,
    pub seen: Seen,
}

/// An image field of the template at the counter.
pub(crate) struct ImageField {
    pub settings: TemplateSettings,
    /// It shows the person's face.
    pub face: bool,
}

impl Desk {
    /// Takes a picture into a field, in place of the one there, and cuts it: a face as it is
    /// proposed for it, anything else about its middle.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no such image field, or the picture is not one
    /// that can be used; the one that was there stays.
    pub async fn take_picture(
        &self,
        place: PicturePlace,
        from: impl Into<Provenance>,
        bytes: Vec<u8>,
    ) -> Result<PictureView, DeskError> {
        let from = from.into();
        let picture = self.blocking(move |_| read(bytes)).await?;
        let incoming = Incoming {
            from,
            address: None,
            picture,
        };
        self.put_picture(place, incoming).await
    }

    /// Takes the picture out of a field.
    ///
    /// # Errors
    /// Somebody else is at the counter, or the ledger cannot be written.
    pub async fn drop_picture(&self, place: PicturePlace) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let PicturePlace { enrolment, field } = place;
        let mut enrolment = self.meant(&enrolment).await?;
        enrolment.body.pictures.remove(&field);
        *lock(&self.inner().last_picture) = None;
        self.save(&enrolment).await?;
        let id = enrolment.id;
        self.blocking(move |desk| Ok(desk.ledger()?.drop_draft_picture(id, &field)?))
            .await?;
        self.shown(enrolment).await
    }

    /// The picture in a field, with what can be said about it.
    ///
    /// # Errors
    /// Somebody else is at the counter, or there is no picture in the field.
    pub async fn picture(&self, place: PicturePlace) -> Result<PictureView, DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        let image = self.image_field(&enrolment, &place.field).await?;
        self.blocking(move |desk| {
            let taken = enrolment.body.pictures.get(&place.field);
            let taken = taken.ok_or_else(|| DeskError::named(Code::NoPicture, &place.field))?;
            let originals = desk.ledger()?.draft_originals(enrolment.id)?;
            Ok(desk.picture_view(taken, image.face, &originals))
        })
        .await
    }

    /// The whole upright picture, scaled for the screen, as JPEG; the portrait, once the original
    /// is not kept any more.
    ///
    /// # Errors
    /// Somebody else is at the counter, or there is no picture in the field.
    pub async fn picture_preview(&self, place: PicturePlace) -> Result<Vec<u8>, DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        self.blocking(move |desk| {
            let picture = match desk.seen(&enrolment, &place.field) {
                Ok((_, seen)) => seen.picture,
                Err(error) if is_gone(&error) => {
                    read(desk.kept_portrait(&enrolment, &place.field)?)?
                }
                Err(error) => return Err(error),
            };
            Ok(picture.preview(PREVIEW_SIDE)?)
        })
        .await
    }

    /// Cuts the portrait anew from the original, or from a copy of it in memory that has as many pixels
    /// as the portrait takes, keeps it and answers it as JPEG.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no picture in the field, its original is not kept
    /// any more, it is sent by its address, or the crop is not on it.
    pub async fn cut_picture(
        &self,
        place: PicturePlace,
        crop: CropView,
    ) -> Result<Vec<u8>, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.meant(&place.enrolment).await?;
        let image = self.image_field(&enrolment, &place.field).await?;
        self.blocking(move |desk| {
            let (mut taken, seen) = desk.seen(&enrolment, &place.field)?;
            if taken.view.source == PictureSource::Address {
                return Err(DeskError::named(Code::CropInvalid, "sent by its address"));
            }
            (taken.by_hand, taken.chosen) = (true, Some(crop));
            let (taken, kept) = desk.recut(taken, seen, &image, crop_of(crop)?)?;
            let portrait = kept.portrait.clone();
            desk.keep_picture(touched(enrolment), taken, kept)?;
            Ok(portrait)
        })
        .await
    }

    /// The finished portrait of a field as JPEG.
    ///
    /// # Errors
    /// Somebody else is at the counter, or there is none.
    pub async fn portrait(&self, place: PicturePlace) -> Result<Vec<u8>, DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        self.blocking(move |desk| desk.kept_portrait(&enrolment, &place.field))
            .await
    }

    /// Nothing of a picture stays in memory once its person has left.
    pub(crate) fn forget_pictures(&self) {
        *lock(&self.inner().last_picture) = None;
        lock(&self.inner().fetched).forget();
    }

    /// A picture of the enrolment with its original pixels.
    pub(crate) fn seen(
        &self,
        enrolment: &Enrolment,
        field: &str,
    ) -> Result<(Taken, Seen), DeskError> {
        let taken = enrolment.body.pictures.get(field).cloned();
        let taken = taken.ok_or_else(|| DeskError::named(Code::NoPicture, field))?;
        let last = lock(&self.inner().last_picture).clone().filter(|last| {
            last.draft == enrolment.id && last.field == field && last.version == taken.view.version
        });
        if let Some(last) = last {
            return Ok((taken, last.seen));
        }
        let kept = self
            .ledger()?
            .draft_picture(enrolment.id, field, PictureKind::Original)?;
        let gone = || DeskError::named(Code::OriginalGone, field);
        Ok((taken, read(kept.ok_or_else(gone)?)?.into()))
    }

    fn kept_portrait(&self, enrolment: &Enrolment, field: &str) -> Result<Vec<u8>, DeskError> {
        let ledger = self.ledger()?;
        let kept = ledger.draft_picture(enrolment.id, field, PictureKind::Portrait)?;
        kept.ok_or_else(|| DeskError::named(Code::NoPicture, field))
    }

    /// An image field of the template that the enrolment is for.
    pub(crate) async fn image_field(
        &self,
        enrolment: &Enrolment,
        field: &str,
    ) -> Result<ImageField, DeskError> {
        let (template, settings) = self.template_of(enrolment).await?;
        let is_image = |it: &issuing::Field| it.kind == issuing::FieldType::Image;
        let mut fields = template.fields.iter();
        if !fields.any(|it| it.name.as_str() == field && is_image(it)) {
            return Err(DeskError::named(Code::NoSuchField, field));
        }
        let face = form::face_field(&template, &settings);
        let face = face.is_some_and(|name| name.as_str() == field);
        Ok(ImageField { settings, face })
    }
}

/// Whether the original of a picture is not kept any more.
pub(crate) fn is_gone(error: &DeskError) -> bool {
    matches!(error, DeskError::Named(problem) if problem.code == Code::OriginalGone)
}

/// Reads a picture as it came in.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Arc<Picture>, DeskError> {
    Ok(Arc::new(Picture::read(bytes, &Limits::default())?))
}
