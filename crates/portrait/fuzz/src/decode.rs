use portrait::{Crop, Limits, Output, Picture, PortraitError, Ratio, Size};

/// Reading ends with a picture within the limits or an error, and a picture has a preview that can
/// be read again, and a portrait of its middle, of which no more is decoded than is seen.
pub fn check(data: &[u8]) {
    let limits = Limits::default();
    let Ok(picture) = Picture::read(data.to_vec(), &limits) else {
        return;
    };
    let size = picture.upright_size();
    assert!(u64::from(size.width) * u64::from(size.height) <= limits.pixels);
    assert!(size.width.max(size.height) <= limits.side);
    let preview = picture.preview(64);
    let again = preview.and_then(|jpeg| Picture::read(jpeg, &limits));
    assert!(again.is_ok(), "{:?}", again.err());
    let middle = middle(data, size);
    assert_eq!(middle, Ok(()), "{size:?}");
}

/// A portrait of the fourth of a picture that is its middle, from its bytes.
fn middle(data: &[u8], size: Size) -> Result<(), PortraitError> {
    let half = Size {
        width: size.width.div_ceil(2),
        height: size.height.div_ceil(2),
    };
    let centred = Crop::centred(half, Ratio::default());
    let crop = Crop {
        x: centred.x + f64::from(half.width) / 2.0,
        y: centred.y + f64::from(half.height) / 2.0,
        ..centred
    };
    let output = Output {
        width: 24,
        height: 32,
        ..Output::default()
    };
    let picture = Picture::open(data.to_vec(), &Limits::default())?;
    picture.cut(&crop, &output).map(drop)
}
