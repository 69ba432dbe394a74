//! A picture is taken into its field: cut to the face on it, judged, and kept.

use std::sync::Arc;

use ledger::PictureKind;
use portrait::{Crop, Picture};

use crate::boundary::{PicturePlace, PictureSource, PictureView};
use crate::crops::{first_crop, portrait_of};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, draft_of};
use crate::error::DeskError;
use crate::looking::{Seen, look_of};
use crate::pictures::{ImageField, LastPicture};
use crate::taken::{Origin, Taken, sha256_of};

/// Where a picture comes from, with the camera's label where one took it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Provenance {
    /// Where from.
    pub source: PictureSource,
    /// The camera's label, as the page knows it.
    pub camera: Option<String>,
}

impl From<PictureSource> for Provenance {
    fn from(source: PictureSource) -> Provenance {
        Provenance {
            source,
            camera: None,
        }
    }
}

/// A picture that comes in.
pub(crate) struct Incoming {
    pub from: Provenance,
    pub address: Option<String>,
    pub picture: Arc<Picture>,
}

/// What is kept of a picture: its portrait, and the original where that is new.
pub(crate) struct Kept {
    pub seen: Seen,
    pub portrait: Vec<u8>,
    original_too: bool,
}

impl Kept {
    /// Another cut of the original that is kept already.
    pub fn cut(seen: Seen, portrait: Vec<u8>) -> Kept {
        Kept {
            seen,
            portrait,
            original_too: false,
        }
    }
}

impl Desk {
    /// Puts a picture into a field, in place of the one there; that one stays if it cannot be put.
    pub(crate) async fn put_picture(
        &self,
        place: PicturePlace,
        incoming: Incoming,
    ) -> Result<PictureView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let PicturePlace { enrolment, field } = place;
        let enrolment = self.meant(&enrolment).await?;
        let image = self.image_field(&enrolment, &field).await?;
        self.blocking(move |desk| {
            let before = enrolment.body.pictures.get(&field);
            let version = before.map_or(0, |it| it.view.version) + 1;
            let (mut taken, kept) = desk.first_taken(incoming, &image, field)?;
            taken.view.version = version;
            let view = taken.clone();
            let enrolment = desk.keep_picture(touched(enrolment), taken, kept)?;
            let originals = desk.ledger()?.draft_originals(enrolment.id)?;
            Ok(desk.picture_view(&view, image.face, &originals))
        })
        .await
    }

    /// A picture as it is first taken, and its portrait.
    fn first_taken(
        &self,
        incoming: Incoming,
        image: &ImageField,
        field: String,
    ) -> Result<(Taken, Kept), DeskError> {
        let (settings, source) = (&image.settings, incoming.from.source);
        let wanted = self.portrait_size(settings);
        let origin = self.came_from(&incoming);
        let mut seen = Seen::from(incoming.picture);
        let study = image.face.then(|| self.study(&mut seen, settings));
        let proposal = study.iter().flatten().find_map(|study| study.cut());
        let crop = first_crop(&seen.picture, wanted, source, proposal)?;
        let portrait = portrait_of(&seen.picture, wanted, source, &crop)?;
        let size = seen.picture.upright_size();
        let view = PictureView {
            field,
            source,
            width: size.width,
            height: size.height,
            crop: crop.into(),
            portrait: (source != PictureSource::Address).then_some(wanted),
            address: incoming.address,
            version: 0,
            proposed: None,
            original: true,
            verdict: None,
            unjudged: false,
        };
        let taken = Taken {
            look: study.map(|study| look_of(study.as_ref(), &crop, false)),
            origin: Some(origin),
            ..Taken::from(view)
        };
        let kept = Kept {
            seen,
            portrait,
            original_too: true,
        };
        Ok((taken, kept))
    }

    fn came_from(&self, incoming: &Incoming) -> Origin {
        let (by, station) = self.author();
        Origin {
            sha256: sha256_of(&incoming.picture),
            camera: incoming.from.camera.clone(),
            by,
            station,
            at: self.inner().clock.now(),
        }
    }

    /// The same picture in another crop, and judged as it is cut now.
    pub(crate) fn recut(
        &self,
        mut taken: Taken,
        mut seen: Seen,
        image: &ImageField,
        crop: Crop,
    ) -> Result<(Taken, Kept), DeskError> {
        let settings = &image.settings;
        let wanted = self.portrait_size(settings);
        let portrait = portrait_of(&seen.picture, wanted, taken.view.source, &crop)?;
        if image.face {
            let study = self.study(&mut seen, settings);
            let proposed = study.as_ref().and_then(|study| study.proposal());
            taken.by_hand &= proposed != Some(crop);
            taken.look = Some(look_of(study.as_ref(), &crop, taken.by_hand));
        }
        taken.view.crop = crop.into();
        taken.view.portrait = Some(wanted);
        taken.view.version += 1;
        Ok((taken, Kept::cut(seen, portrait)))
    }

    /// Keeps a picture in its field: all of it or nothing.
    pub(crate) fn keep_picture(
        &self,
        enrolment: Enrolment,
        taken: Taken,
        kept: Kept,
    ) -> Result<Enrolment, DeskError> {
        let mut enrolment = self.with_its_form(enrolment);
        let (field, version) = (taken.view.field.clone(), taken.view.version);
        enrolment.body.pictures.insert(field.clone(), taken);
        let draft = draft_of(&enrolment, self.inner().clock.now())?;
        let mut pictures = vec![(PictureKind::Portrait, kept.portrait.as_slice())];
        if kept.original_too {
            pictures.push((PictureKind::Original, kept.seen.picture.bytes()));
        }
        let ledger = self.ledger()?;
        ledger.save_draft_with_pictures(&draft, &field, &pictures)?;
        *lock(&self.inner().last_picture) = Some(LastPicture {
            draft: enrolment.id,
            field,
            version,
            seen: kept.seen,
        });
        Ok(enrolment)
    }
}

pub(crate) fn touched(mut enrolment: Enrolment) -> Enrolment {
    enrolment.body.touched = true;
    enrolment
}
