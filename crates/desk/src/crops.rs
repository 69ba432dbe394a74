//! The first crop of a picture, the crop for another size, and what every crop gives.

use portrait::{Crop, Output, Picture, Ratio};

use crate::boundary::{Code, CropView, PictureSource, PortraitSides, PortraitSize};
use crate::error::DeskError;

/// What pictures become that are to have a size.
pub(crate) fn output_of(size: PortraitSize) -> Output {
    let PortraitSize { width, height } = size;
    Output {
        width,
        height,
        ..Output::default()
    }
}

/// Refuses sides that no portrait can have.
pub(crate) fn allowed(sides: impl IntoIterator<Item = u32>) -> Result<(), DeskError> {
    let bounds = PortraitSides::default();
    if sides.into_iter().all(|side| bounds.allow(side)) {
        return Ok(());
    }
    let allowed = format!("{}–{}", bounds.least, bounds.most);
    Err(DeskError::named(Code::PortraitSize, allowed))
}

/// The first crop: as proposed for the face, else about the middle. A picture sent by its address
/// is sent whole, and one that was ordered before is a portrait already.
pub(crate) fn first_crop(
    picture: &Picture,
    wanted: PortraitSize,
    source: PictureSource,
    proposal: Option<Crop>,
) -> Result<Crop, DeskError> {
    let size = picture.upright_size();
    if source == PictureSource::Address {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        return Ok(Crop::new(0.0, 0.0, width, height, 0.0)?);
    }
    Ok(proposal.unwrap_or_else(|| Crop::centred(size, ratio_of(wanted))))
}

/// What a crop gives. A picture sent by its address is only shown.
pub(crate) fn portrait_of(
    picture: &Picture,
    wanted: PortraitSize,
    source: PictureSource,
    crop: &Crop,
) -> Result<Vec<u8>, DeskError> {
    if source == PictureSource::Address {
        return Ok(picture.preview(wanted.height)?);
    }
    Ok(picture.cut(crop, &output_of(wanted))?.jpeg)
}

/// The operator's crop for another size, as far as it fits.
pub(crate) fn carried(
    picture: &Picture,
    wanted: PortraitSize,
    before: CropView,
) -> Result<Crop, DeskError> {
    let size = picture.upright_size();
    Ok(crop_of(before)?.carried(size, ratio_of(wanted)))
}

/// A crop as the user interface gave it.
pub(crate) fn crop_of(view: CropView) -> Result<Crop, DeskError> {
    let CropView {
        x,
        y,
        width,
        height,
        angle,
    } = view;
    Ok(Crop::new(x, y, width, height, angle)?)
}

fn ratio_of(size: PortraitSize) -> Ratio {
    let PortraitSize { width, height } = size;
    Ratio { width, height }
}

impl From<Crop> for CropView {
    fn from(crop: Crop) -> CropView {
        let Crop {
            x,
            y,
            width,
            height,
            angle,
        } = crop;
        CropView {
            x,
            y,
            width,
            height,
            angle,
        }
    }
}
