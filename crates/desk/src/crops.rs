//! The first cut of a picture, the cut for another size, and what every cut gives.

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

/// The proposed crop and what it gives. A picture sent by its address is sent whole.
pub(crate) fn first_cut(
    picture: &Picture,
    settings: &TemplateSettings,
    source: PictureSource,
) -> Result<(CropView, Vec<u8>), DeskError> {
    let size = picture.upright_size();
    if source == PictureSource::Address {
        let (width, height) = (f64::from(size.width), f64::from(size.height));
        let whole = Crop::new(0.0, 0.0, width, height, 0.0)?;
        return Ok((whole.into(), picture.preview(settings.output_height)?));
    }
    cut(picture, settings, Crop::centred(size, ratio_of(settings)))
}

/// What the template's pictures become now of a picture that was cut for another size: the operator's
/// crop, as far as it fits.
pub(crate) fn cut_anew(
    picture: &Picture,
    settings: &TemplateSettings,
    before: CropView,
) -> Result<(CropView, Vec<u8>), DeskError> {
    let size = picture.upright_size();
    let carried = crop_of(before)?.carried(size, ratio_of(settings));
    cut(picture, settings, carried)
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

fn cut(
    picture: &Picture,
    settings: &TemplateSettings,
    crop: Crop,
) -> Result<(CropView, Vec<u8>), DeskError> {
    let portrait = picture.cut(&crop, &output_of(settings))?;
    Ok((crop.into(), portrait.jpeg))
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
