//! The pictures of the enrolment: taken, shown, cut. Their bytes live in the ledger only.

use std::sync::Arc;

use issuing::IssuingError;
use issuing::picture_url::{self, OwnMachine};
use ledger::{DraftId, PictureKind};
use portrait::{Crop, Limits, Output, Picture, Ratio};
use url::Url;

use crate::boundary::{
    Code, CropView, EnrolmentView, PictureSource, PictureView, TemplateSettings,
};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, save_in};
use crate::error::DeskError;

/// The longest side of what the crop is chosen on, in pixels: twice what fits a 1920x1080 screen
/// beside the form.
const PREVIEW_SIDE: u32 = 1200;

/// The person at the counter at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AtCounter(DraftId);

/// A picture that comes in.
struct Incoming {
    field: String,
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
    /// There is no such image field, or the picture is not one that can be used; the one that was
    /// there stays.
    pub async fn take_picture(
        &self,
        field: String,
        source: PictureSource,
        bytes: Vec<u8>,
    ) -> Result<PictureView, DeskError> {
        let at_counter = self.at_counter().await?;
        self.take_picture_for(at_counter, field, source, bytes)
            .await
    }

    /// Who is at the counter: what takes long asks before, so that its end meets nobody else.
    ///
    /// # Errors
    /// No connection is chosen, or the ledger cannot be read.
    pub async fn at_counter(&self) -> Result<AtCounter, DeskError> {
        Ok(AtCounter(self.current_enrolment().await?.id))
    }

    /// Takes a picture for the person who was at the counter when it was asked for.
    ///
    /// # Errors
    /// As [`Desk::take_picture`], and if somebody else is at the counter by now.
    pub async fn take_picture_for(
        &self,
        person: AtCounter,
        field: String,
        source: PictureSource,
        bytes: Vec<u8>,
    ) -> Result<PictureView, DeskError> {
        let address = None;
        let incoming = Incoming {
            field,
            source,
            address,
            bytes,
        };
        self.put_picture(person, incoming).await
    }

    /// Fetches the picture behind an address for the preview; the service will fetch it itself.
    ///
    /// # Errors
    /// The address is not https, leads into a private network, or gives no picture.
    pub async fn picture_from_address(
        &self,
        field: String,
        address: String,
    ) -> Result<PictureView, DeskError> {
        let person = self.at_counter().await?;
        let refused = |_| DeskError::named(Code::PictureAddressRefused, "https://…");
        let url = Url::parse(address.trim()).map_err(refused)?;
        let limits = picture_url::Limits {
            own_machine: self.own_machine()?,
            ..Default::default()
        };
        let bytes = picture_url::fetch_picture(&url, limits)
            .await
            .map_err(of_picture_address)?;
        let address = Some(url.to_string());
        let (source, bytes) = (PictureSource::Address, bytes.to_vec());
        let incoming = Incoming {
            field,
            source,
            address,
            bytes,
        };
        self.put_picture(person, incoming).await
    }

    /// Takes the picture out of a field.
    ///
    /// # Errors
    /// The ledger cannot be written.
    pub async fn drop_picture(&self, field: String) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let mut enrolment = self.current_enrolment().await?;
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
    /// There is no picture in the field.
    pub async fn picture_preview(&self, field: String) -> Result<Vec<u8>, DeskError> {
        let enrolment = self.current_enrolment().await?;
        self.blocking(move |desk| {
            let (_, picture) = desk.picture(&enrolment, &field)?;
            Ok(picture.preview(PREVIEW_SIDE)?)
        })
        .await
    }

    /// Cuts the portrait from the original pixels, keeps it and answers it as JPEG.
    ///
    /// # Errors
    /// There is no picture in the field, it is sent by its address, or the crop is not on it.
    pub async fn cut_picture(&self, field: String, crop: CropView) -> Result<Vec<u8>, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.current_enrolment().await?;
        let output = self.output(&enrolment).await?;
        self.blocking(move |desk| {
            let (mut view, picture) = desk.picture(&enrolment, &field)?;
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
    /// There is none.
    pub async fn portrait(&self, field: String) -> Result<Vec<u8>, DeskError> {
        let enrolment = self.current_enrolment().await?;
        self.blocking(move |desk| {
            let kept = desk
                .ledger()?
                .draft_picture(enrolment.id, &field, PictureKind::Portrait)?;
            kept.ok_or_else(|| DeskError::named(Code::NoPicture, field))
        })
        .await
    }

    async fn put_picture(
        &self,
        person: AtCounter,
        incoming: Incoming,
    ) -> Result<PictureView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let enrolment = self.current_enrolment().await?;
        if enrolment.id != person.0 {
            let other = "another person is at the counter";
            return Err(DeskError::named(Code::WrongState, other));
        }
        let settings = self.image_settings(&enrolment, &incoming.field).await?;
        self.blocking(move |desk| {
            let Incoming {
                field,
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

fn output_of(settings: &TemplateSettings) -> Output {
    Output {
        width: settings.output_width,
        height: settings.output_height,
        ..Output::default()
    }
}

/// The proposed crop and what it gives. A picture sent by its address is sent whole.
fn first_cut(
    picture: &Picture,
    settings: &TemplateSettings,
    source: PictureSource,
) -> Result<(CropView, Vec<u8>), DeskError> {
    let size = picture.upright_size();
    if source == PictureSource::Address {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let whole = CropView {
            x: 0.0,
            y: 0.0,
            width,
            height,
            angle: 0.0,
        };
        return Ok((whole, picture.preview(settings.output_height)?));
    }
    let ratio = Ratio {
        width: settings.ratio_width,
        height: settings.ratio_height,
    };
    let crop = Crop::centred(size, ratio);
    let jpeg = picture.cut(&crop, &output_of(settings))?.jpeg;
    let Crop {
        x,
        y,
        width,
        height,
        angle,
    } = crop;
    Ok((
        CropView {
            x,
            y,
            width,
            height,
            angle,
        },
        jpeg,
    ))
}
