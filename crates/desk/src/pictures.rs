//! The pictures of the enrolment: taken, shown, cut. Their bytes live in the ledger only.

use std::sync::Arc;

use ledger::{DraftId, PictureKind};
use portrait::{Limits, Picture};

use crate::boundary::{
    Code, CropView, EnrolmentView, PicturePlace, PictureSource, PictureView, TemplateSettings,
};
use crate::crops::{crop_of, first_cut, output_of, size_of};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, draft_of};
use crate::error::DeskError;

/// The longest side of what the crop is chosen on, in pixels: twice what fits a 1920x1080 screen
/// beside the form.
const PREVIEW_SIDE: u32 = 1200;

/// A picture that comes in.
pub(crate) struct Incoming {
    pub source: PictureSource,
    pub address: Option<String>,
    pub picture: Arc<Picture>,
}

/// What is kept of a picture: its portrait, and the original where that is new.
pub(crate) struct Kept {
    picture: Arc<Picture>,
    portrait: Vec<u8>,
    original_too: bool,
}

impl Kept {
    /// Another cut of the original that is kept already.
    pub fn cut(picture: Arc<Picture>, portrait: Vec<u8>) -> Kept {
        Kept {
            picture,
            portrait,
            original_too: false,
        }
    }
}

/// The picture cut last, decoded: a recrop need not decode it again.
#[derive(Clone)]
pub(crate) struct LastPicture {
    draft: DraftId,
    field: String,
    version: u32,
    picture: Arc<Picture>,
}

impl Desk {
    /// Takes a picture into a field, in place of the one there, and cuts it as proposed.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no such image field, or the picture is not one
    /// that can be used; the one that was there stays.
    pub async fn take_picture(
        &self,
        place: PicturePlace,
        source: PictureSource,
        bytes: Vec<u8>,
    ) -> Result<PictureView, DeskError> {
        let picture = self.blocking(move |_| read(bytes)).await?;
        let incoming = Incoming {
            source,
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

    /// The whole upright picture, scaled for the screen, as JPEG.
    ///
    /// # Errors
    /// Somebody else is at the counter, or there is no picture in the field.
    pub async fn picture_preview(&self, place: PicturePlace) -> Result<Vec<u8>, DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        self.blocking(move |desk| {
            let (_, picture) = desk.picture(&enrolment, &place.field)?;
            Ok(picture.preview(PREVIEW_SIDE)?)
        })
        .await
    }

    /// Cuts the portrait from the original pixels, keeps it and answers it as JPEG.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no picture in the field, it is sent by its
    /// address, or the crop is not on it.
    pub async fn cut_picture(
        &self,
        place: PicturePlace,
        crop: CropView,
    ) -> Result<Vec<u8>, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.meant(&place.enrolment).await?;
        let settings = self.image_settings(&enrolment, &place.field).await?;
        self.blocking(move |desk| {
            let (mut view, picture) = desk.picture(&enrolment, &place.field)?;
            if view.source == PictureSource::Address {
                return Err(DeskError::named(Code::CropInvalid, "sent by its address"));
            }
            let portrait = picture.cut(&crop_of(crop)?, &output_of(&settings))?.jpeg;
            view.crop = crop;
            view.portrait = Some(size_of(&settings));
            view.version += 1;
            desk.keep_picture(
                touched(enrolment),
                view,
                &Kept::cut(picture, portrait.clone()),
            )?;
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
        self.blocking(move |desk| {
            let kept =
                desk.ledger()?
                    .draft_picture(enrolment.id, &place.field, PictureKind::Portrait)?;
            kept.ok_or_else(|| DeskError::named(Code::NoPicture, place.field))
        })
        .await
    }

    /// Puts a picture into a field, in place of the one there; that one stays if it cannot be put.
    pub(crate) async fn put_picture(
        &self,
        place: PicturePlace,
        incoming: Incoming,
    ) -> Result<PictureView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let PicturePlace { enrolment, field } = place;
        let enrolment = self.meant(&enrolment).await?;
        let settings = self.image_settings(&enrolment, &field).await?;
        self.blocking(move |desk| {
            let before = enrolment.body.pictures.get(&field);
            let version = before.map_or(0, |it| it.version) + 1;
            let (view, portrait) = first_view(&incoming, &settings, field)?;
            let view = PictureView { version, ..view };
            let kept = Kept {
                picture: incoming.picture,
                portrait,
                original_too: true,
            };
            desk.keep_picture(touched(enrolment), view.clone(), &kept)?;
            Ok(view)
        })
        .await
    }

    /// Keeps a picture in its field: all of it or nothing.
    pub(crate) fn keep_picture(
        &self,
        mut enrolment: Enrolment,
        view: PictureView,
        kept: &Kept,
    ) -> Result<Enrolment, DeskError> {
        let (field, version) = (view.field.clone(), view.version);
        enrolment.body.pictures.insert(field.clone(), view);
        let draft = draft_of(&enrolment, self.inner().clock.now())?;
        let mut pictures = vec![(PictureKind::Portrait, kept.portrait.as_slice())];
        if kept.original_too {
            pictures.push((PictureKind::Original, kept.picture.bytes()));
        }
        let ledger = self.ledger()?;
        ledger.save_draft_with_pictures(&draft, &field, &pictures)?;
        *lock(&self.inner().last_picture) = Some(LastPicture {
            draft: enrolment.id,
            field,
            version,
            picture: Arc::clone(&kept.picture),
        });
        Ok(enrolment)
    }

    /// Nothing of a picture stays in memory once its person has left.
    pub(crate) fn forget_pictures(&self) {
        *lock(&self.inner().last_picture) = None;
        lock(&self.inner().fetched).forget();
    }

    pub(crate) fn picture(
        &self,
        enrolment: &Enrolment,
        field: &str,
    ) -> Result<(PictureView, Arc<Picture>), DeskError> {
        let none = || DeskError::named(Code::NoPicture, field);
        let view = enrolment
            .body
            .pictures
            .get(field)
            .cloned()
            .ok_or_else(none)?;
        let last = lock(&self.inner().last_picture).clone().filter(|last| {
            last.draft == enrolment.id && last.field == field && last.version == view.version
        });
        if let Some(last) = last {
            return Ok((view, last.picture));
        }
        let kept = self
            .ledger()?
            .draft_picture(enrolment.id, field, PictureKind::Original)?;
        Ok((view, read(kept.ok_or_else(none)?)?))
    }

    /// The settings of the template that an image field belongs to.
    pub(crate) async fn image_settings(
        &self,
        enrolment: &Enrolment,
        field: &str,
    ) -> Result<TemplateSettings, DeskError> {
        let (template, settings) = self.template_of(enrolment).await?;
        let is_image = |it: &issuing::Field| it.kind == issuing::FieldType::Image;
        let known = template
            .fields
            .iter()
            .any(|it| it.name.as_str() == field && is_image(it));
        known
            .then_some(settings)
            .ok_or_else(|| DeskError::named(Code::NoSuchField, field))
    }
}

/// Reads a picture as it came in.
pub(crate) fn read(bytes: Vec<u8>) -> Result<Arc<Picture>, DeskError> {
    Ok(Arc::new(Picture::read(bytes, &Limits::default())?))
}

/// A picture as it is first shown, and its portrait.
fn first_view(
    incoming: &Incoming,
    settings: &TemplateSettings,
    field: String,
) -> Result<(PictureView, Vec<u8>), DeskError> {
    let source = incoming.source;
    let (crop, portrait) = first_cut(&incoming.picture, settings, source)?;
    let size = incoming.picture.upright_size();
    let is_cut = source != PictureSource::Address;
    let view = PictureView {
        field,
        source,
        width: size.width,
        height: size.height,
        crop,
        portrait: is_cut.then(|| size_of(settings)),
        address: incoming.address.clone(),
        version: 0,
    };
    Ok((view, portrait))
}

fn touched(mut enrolment: Enrolment) -> Enrolment {
    enrolment.body.touched = true;
    enrolment
}
