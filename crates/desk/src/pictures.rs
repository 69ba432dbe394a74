//! The pictures of the enrolment: taken, shown, cut. Their bytes live in the ledger only.

use std::sync::Arc;

use issuing::IssuingError;
use issuing::picture_url::{self, OwnMachine};
use ledger::{DraftId, PictureKind};
use portrait::{Crop, Limits, Output, Picture};
use url::Url;

use crate::boundary::{
    Code, CropView, EnrolmentView, PicturePlace, PictureSource, PictureView, TemplateSettings,
};
use crate::crops::{first_cut, output_of};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, save_in};
use crate::error::DeskError;

/// The longest side of what the crop is chosen on, in pixels: twice what fits a 1920x1080 screen
/// beside the form.
const PREVIEW_SIDE: u32 = 1200;

/// A picture that comes in.
struct Incoming {
    source: PictureSource,
    address: Option<String>,
    bytes: Vec<u8>,
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
        let incoming = Incoming {
            source,
            address: None,
            bytes,
        };
        self.put_picture(place, incoming).await
    }

    /// Fetches the picture behind an address for the preview; the service will fetch it itself.
    ///
    /// # Errors
    /// The address is not https, leads into a private network, or gives no picture; and as
    /// [`Desk::take_picture`].
    pub async fn picture_from_address(
        &self,
        place: PicturePlace,
        address: String,
    ) -> Result<PictureView, DeskError> {
        let refused = |_| DeskError::named(Code::PictureAddressRefused, "https://…");
        let url = Url::parse(address.trim()).map_err(refused)?;
        let limits = picture_url::Limits {
            own_machine: self.own_machine()?,
            ..Default::default()
        };
        let bytes = picture_url::fetch_picture(&url, limits)
            .await
            .map_err(of_picture_address)?;
        let incoming = Incoming {
            source: PictureSource::Address,
            address: Some(url.to_string()),
            bytes: bytes.to_vec(),
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
        let output = self.output(&enrolment).await?;
        self.blocking(move |desk| {
            let (mut view, picture) = desk.picture(&enrolment, &place.field)?;
            if view.source == PictureSource::Address {
                return Err(DeskError::named(Code::CropInvalid, "sent by its address"));
            }
            let cut = Crop::new(crop.x, crop.y, crop.width, crop.height, crop.angle)?;
            let portrait = picture.cut(&cut, &output)?;
            view.crop = crop;
            view.version += 1;
            desk.keep_cut(enrolment, view, &picture, &portrait.jpeg)?;
            Ok(portrait.jpeg)
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

    async fn put_picture(
        &self,
        place: PicturePlace,
        incoming: Incoming,
    ) -> Result<PictureView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let PicturePlace { enrolment, field } = place;
        let enrolment = self.meant(&enrolment).await?;
        let settings = self.image_settings(&enrolment, &field).await?;
        self.blocking(move |desk| {
            let Incoming {
                source,
                address,
                bytes,
            } = incoming;
            let picture = Arc::new(Picture::read(bytes, &Limits::default())?);
            let before = enrolment.body.pictures.get(&field);
            let version = before.map_or(0, |it| it.version) + 1;
            let (crop, jpeg) = first_cut(&picture, &settings, source)?;
            let size = picture.upright_size();
            let (width, height) = (size.width, size.height);
            let view = PictureView {
                field,
                source,
                width,
                height,
                crop,
                address,
                version,
            };
            desk.keep_original(&enrolment, &view, &picture)?;
            desk.keep_cut(enrolment, view.clone(), &picture, &jpeg)?;
            Ok(view)
        })
        .await
    }

    fn keep_original(
        &self,
        enrolment: &Enrolment,
        view: &PictureView,
        picture: &Picture,
    ) -> Result<(), DeskError> {
        let ledger = self.ledger()?;
        save_in(&ledger, enrolment, self.inner().clock.now())?;
        let (id, bytes) = (enrolment.id, picture.bytes());
        Ok(ledger.save_draft_picture(id, &view.field, PictureKind::Original, bytes)?)
    }

    fn keep_cut(
        &self,
        mut enrolment: Enrolment,
        view: PictureView,
        picture: &Arc<Picture>,
        jpeg: &[u8],
    ) -> Result<(), DeskError> {
        let ledger = self.ledger()?;
        ledger.save_draft_picture(enrolment.id, &view.field, PictureKind::Portrait, jpeg)?;
        *lock(&self.inner().last_picture) = Some(LastPicture {
            draft: enrolment.id,
            field: view.field.clone(),
            version: view.version,
            picture: Arc::clone(picture),
        });
        enrolment.body.touched = true;
        enrolment.body.pictures.insert(view.field.clone(), view);
        save_in(&ledger, &enrolment, self.inner().clock.now())
    }

    fn picture(
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
        let picture = Picture::read(kept.ok_or_else(none)?, &Limits::default())?;
        Ok((view, Arc::new(picture)))
    }

    async fn output(&self, enrolment: &Enrolment) -> Result<Output, DeskError> {
        let template = enrolment.body.template.as_deref();
        let template = template.ok_or_else(|| DeskError::named(Code::NoTemplate, ""))?;
        let (_, settings) = self.template(&enrolment.connection, template).await?;
        Ok(output_of(&settings))
    }

    async fn image_settings(
        &self,
        enrolment: &Enrolment,
        field: &str,
    ) -> Result<TemplateSettings, DeskError> {
        let template = enrolment.body.template.as_deref();
        let template = template.ok_or_else(|| DeskError::named(Code::NoTemplate, ""))?;
        let (template, settings) = self.template(&enrolment.connection, template).await?;
        let is_image = |it: &issuing::Field| it.kind == issuing::FieldType::Image;
        let known = template
            .fields
            .iter()
            .any(|it| it.name.as_str() == field && is_image(it));
        known
            .then_some(settings)
            .ok_or_else(|| DeskError::named(Code::NoSuchField, field))
    }

    /// Only where the service itself is on this machine may its pictures be.
    fn own_machine(&self) -> Result<OwnMachine, DeskError> {
        let view = self.connection_view(&self.connection()?);
        let here = issuing::BaseUrl::parse(&view.base_url).is_ok_and(|url| url.is_loopback());
        Ok(if here {
            OwnMachine::Allowed
        } else {
            OwnMachine::Refused
        })
    }
}

/// An address that is refused is one of a picture here, not of a service.
fn of_picture_address(error: IssuingError) -> DeskError {
    match error {
        IssuingError::InsecureAddress | IssuingError::InvalidAddress => {
            DeskError::named(Code::PictureAddressRefused, "https://…")
        }
        other => other.into(),
    }
}
