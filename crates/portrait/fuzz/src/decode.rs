use portrait::{Limits, Picture};

/// Reading ends with a picture within the limits or an error, and a picture has a preview that can
/// be read again.
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
}
