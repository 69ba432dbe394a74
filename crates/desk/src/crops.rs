//! The first cut of a picture, and what every cut gives.

use portrait::{Crop, Output, Picture, Ratio};

use crate::boundary::{CropView, PictureSource, TemplateSettings};
use crate::error::DeskError;

/// What a template's pictures become.
pub(crate) fn output_of(settings: &TemplateSettings) -> Output {
    Output {
        width: settings.output_width,
        height: settings.output_height,
        ..Output::default()
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
