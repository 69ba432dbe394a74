//! Pictures within an order.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;

use crate::picture_url::{OwnMachine, admissible};
use crate::{FieldName, Image, IssuingError};

/// How a JPEG file begins as a data URL.
const PREFIX: &str = "data:image/jpeg;base64,";

/// The most bytes of a picture as text: the documented 5 MB. Whether they count the text or the
/// picture, and which MB, is not documented; the strictest reading is the text in millions.
pub const LARGEST_DATA_URL: usize = 5_000_000;

/// The most bytes of a JPEG file that still fits: base64 makes 4 characters of 3 bytes.
pub const LARGEST_JPEG: usize = (LARGEST_DATA_URL - PREFIX.len()) / 4 * 3;

/// A picture as it is sent.
///
/// # Errors
/// [`IssuingError::PictureTooLarge`], or why the service could not fetch the address.
pub(super) fn written(
    field: &FieldName,
    image: &Image,
    own_machine: OwnMachine,
) -> Result<String, IssuingError> {
    match image {
        Image::Jpeg(bytes) if bytes.len() > LARGEST_JPEG => Err(IssuingError::PictureTooLarge {
            field: field.clone(),
            limit: LARGEST_DATA_URL,
        }),
        Image::Jpeg(bytes) => {
            let mut text = String::from(PREFIX);
            STANDARD.encode_string(bytes, &mut text);
            Ok(text)
        }
        Image::Url(url) => admissible(url, own_machine).map(|()| url.as_str().to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::{LARGEST_DATA_URL, LARGEST_JPEG, written};
    use crate::picture_url::OwnMachine;
    use crate::{FieldName, Image, IssuingError};
    use bytes::Bytes;

    fn sent(image: &Image) -> Result<String, IssuingError> {
        written(
            &FieldName::new("certificate_photo").unwrap(),
            image,
            OwnMachine::Refused,
        )
    }

    #[test]
    fn a_jpeg_becomes_a_data_url_in_one_line() {
        let image = Image::Jpeg(Bytes::from_static(&[0xff, 0xd8, 0xff, 0xe0]));
        assert_eq!(sent(&image).unwrap(), "data:image/jpeg;base64,/9j/4A==");
        let long = sent(&Image::Jpeg(Bytes::from(vec![0xff; 500]))).unwrap();
        assert!(!long.contains(char::is_whitespace));
    }

    #[test]
    fn the_largest_picture_fits_and_one_byte_more_does_not() {
        let of = |length| Image::Jpeg(Bytes::from(vec![0; length]));
        assert!(sent(&of(LARGEST_JPEG)).unwrap().len() <= LARGEST_DATA_URL);
        let error = sent(&of(LARGEST_JPEG + 1)).unwrap_err();
        assert_eq!(error.code(), "picture_too_large");
    }

    #[test]
    fn only_an_address_that_everybody_can_fetch_is_sent() {
        use IssuingError::{InsecureAddress, NotImageUrl, PrivateAddress};
        for (url, error) in [
            ("https://example.com/a.jpg", None),
            ("http://example.com/a.jpg", Some(InsecureAddress)),
            ("https://kari:word@example.com/a.jpg", Some(NotImageUrl)),
            ("https://192.168.0.1/a.jpg", Some(PrivateAddress)),
            ("https://localhost/a.jpg", Some(PrivateAddress)),
            ("ftp://example.com/a.jpg", Some(NotImageUrl)),
        ] {
            assert_eq!(
                sent(&Image::Url(url.parse().unwrap())).err(),
                error,
                "{url}"
            );
        }
    }
}
