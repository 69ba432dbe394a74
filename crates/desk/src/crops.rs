//! The first crop of a picture, the crop for another size, and what every crop gives.

use portrait::{Crop, Output, Picture, Ratio};

use crate::boundary::{CropView, PictureSource, PortraitSize, TemplateSettings};
use crate::error::DeskError;

/// What a template's pictures become.
pub(crate) fn output_of(settings: &TemplateSettings) -> Output {
    Output {
        width: settings.output_width,
        height: settings.output_height,
        ..Output::default()
    }
}

/// The size of what a template's pictures become.
pub(crate) fn size_of(settings: &TemplateSettings) -> PortraitSize {
    PortraitSize {
        width: settings.output_width,
        height: settings.output_height,
    }
}

/// The first crop: as proposed for the face, else about the middle. A picture sent by its address
/// is sent whole, and one that was ordered before is a portrait already.
pub(crate) fn first_crop(
    picture: &Picture,
    settings: &TemplateSettings,
    source: PictureSource,
    proposal: Option<Crop>,
) -> Result<Crop, DeskError> {
    let size = picture.upright_size();
    if source == PictureSource::Address {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        return Ok(Crop::new(0.0, 0.0, width, height, 0.0)?);
    }
    Ok(proposal.unwrap_or_else(|| Crop::centred(size, ratio_of(settings))))
}

/// What a crop gives. A picture sent by its address is only shown.
pub(crate) fn portrait_of(
    picture: &Picture,
    settings: &TemplateSettings,
    source: PictureSource,
    crop: &Crop,
) -> Result<Vec<u8>, DeskError> {
    if source == PictureSource::Address {
        return Ok(picture.preview(settings.output_height)?);
    }
    Ok(picture.cut(crop, &output_of(settings))?.jpeg)
}

/// The operator's crop for another size, as far as it fits.
pub(crate) fn carried(
    picture: &Picture,
    settings: &TemplateSettings,
    before: CropView,
) -> Result<Crop, DeskError> {
    let size = picture.upright_size();
    Ok(crop_of(before)?.carried(size, ratio_of(settings)))
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

fn ratio_of(settings: &TemplateSettings) -> Ratio {
    Ratio {
        width: settings.output_width,
        height: settings.output_height,
    }
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
