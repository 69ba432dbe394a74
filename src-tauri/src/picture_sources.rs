//! Where pictures come from outside the page: the native dialog, the clipboard, a raw request.

use desk::Provenance;
use desk::boundary::{Code, PicturePlace, PictureSource, Pixels, Problem};
use percent_encoding::percent_decode_str;
use serde::Deserialize;
use specta::Type;
use tauri::WebviewWindow;
use tauri::http::HeaderMap;

/// No more of a file than this is read; the portrait crate names the limit to the operator.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// What files of the pictures this program reads end with, and those of phones, which it cannot read
/// and says so: a folder that seems empty says nothing. The dialog of Linux tells large letters from
/// small ones, and cameras write large ones.
const ENDINGS: [&str; 20] = [
    "jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif", "JPG", "JPEG", "PNG", "WEBP", "BMP",
    "TIF", "TIFF", "GIF", "heic", "heif", "HEIC", "HEIF",
];

/// What the native dialog says, in the language of the page.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PickerWords {
    /// Over the dialog.
    pub(crate) title: String,
    /// The files of pictures.
    pub(crate) pictures: String,
    /// Every file.
    pub(crate) everything: String,
}

/// Lets the operator choose a file and reads it; nothing when the dialog is closed without one.
///
/// # Errors
/// The file cannot be read.
pub(crate) async fn from_dialog(
    window: &WebviewWindow,
    words: &PickerWords,
) -> Result<Option<Vec<u8>>, Problem> {
    let chosen = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .set_title(&words.title)
        .add_filter(&words.pictures, &ENDINGS)
        .add_filter(&words.everything, &["*"])
        .pick_file()
        .await;
    let Some(file) = chosen else { return Ok(None) };
    read(file.path()).await.map(Some)
}

async fn read(path: &std::path::Path) -> Result<Vec<u8>, Problem> {
    let unreadable = |error: std::io::Error| Problem::of(Code::FileUnreadable, error.to_string());
    let size = tokio::fs::metadata(path).await.map_err(unreadable)?.len();
    if size > MOST_BYTES {
        return Err(Problem::of(
            Code::PictureTooLarge,
            format!("{} MB", MOST_BYTES >> 20),
        ));
    }
    tokio::fs::read(path).await.map_err(unreadable)
}

/// The picture on the clipboard, as PNG.
///
/// # Errors
/// The clipboard holds no picture, or cannot be read.
pub(crate) async fn from_clipboard() -> Result<Vec<u8>, Problem> {
    tokio::task::spawn_blocking(clipboard_picture)
        .await
        .map_err(|_| Problem::of(Code::Interrupted, "clipboard"))?
}

fn clipboard_picture() -> Result<Vec<u8>, Problem> {
    let found = arboard::Clipboard::new()
        .and_then(|mut it| it.get_image())
        .map_err(|error| without_picture(&error))?;
    desk::png_from_rgba(found.width, found.height, &found.bytes).map_err(Into::into)
}

/// arboard decodes within the limits of the crate `image` (512 MiB) and does not say whether it was
/// the size or the bytes that it did not take: neither is claimed.
fn without_picture(error: &arboard::Error) -> Problem {
    let code = match error {
        arboard::Error::ConversionFailure => Code::ClipboardPictureUnfit,
        _ => Code::ClipboardWithoutPicture,
    };
    Problem::of(code, "")
}

/// Where a raw request's picture belongs and where it came from, as its headers say; a header holds
/// ASCII only, so the names of the field and of the camera come percent-encoded.
///
/// # Errors
/// One of them is missing or not known.
pub(crate) fn described(headers: &HeaderMap) -> Result<(PicturePlace, Provenance), Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let source = match text("x-source") {
        Some("camera") => PictureSource::Camera,
        Some("drop") => PictureSource::Drop,
        Some("clipboard") => PictureSource::Clipboard,
        _ => return Err(Problem::of(Code::PictureUnsupported, "x-source")),
    };
    let unnamed = |header| Problem::of(Code::NoSuchField, header);
    let enrolment = text("x-enrolment").ok_or_else(|| unnamed("x-enrolment"))?;
    let field = decoded(headers, "x-field").ok_or_else(|| unnamed("x-field"))?;
    let place = PicturePlace {
        enrolment: enrolment.to_owned(),
        field,
    };
    let camera = camera(headers);
    Ok((place, Provenance { source, camera }))
}

/// The label of the camera that a raw request's picture comes from, if it has one.
pub(crate) fn camera(headers: &HeaderMap) -> Option<String> {
    decoded(headers, "x-camera").filter(|label| !label.is_empty())
}

fn decoded(headers: &HeaderMap, name: &str) -> Option<String> {
    let text = headers.get(name)?.to_str().ok()?;
    let text = percent_decode_str(text).decode_utf8().ok()?;
    Some(text.into_owned())
}

/// The size of a shot of the camera whose frame a raw request carries, such as `1920x1080`.
///
/// # Errors
/// It is missing, or not two whole numbers above zero.
pub(crate) fn shot_size(headers: &HeaderMap) -> Result<Pixels, Problem> {
    let side = |text: &str| text.parse().ok().filter(|side: &u32| *side > 0);
    let read = |text: &str| {
        let (width, height) = text.split_once('x')?;
        Some(Pixels {
            width: side(width)?,
            height: side(height)?,
        })
    };
    let text = headers.get("x-shot").and_then(|value| value.to_str().ok());
    text.and_then(read)
        .ok_or_else(|| Problem::of(Code::PictureUnsupported, "x-shot"))
}

#[cfg(test)]
mod tests {
    use desk::boundary::{Code, PictureSource, Pixels};
    use tauri::http::HeaderMap;

    use super::{described, shot_size, without_picture};

    const WHOLE: [(&str, &str); 3] = [
        ("x-enrolment", "0199"),
        ("x-field", "bildeP%C3%A5"),
        ("x-source", "camera"),
    ];

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_raw_picture_names_its_person_field_and_source() {
        let (place, from) = described(&headers(&WHOLE)).unwrap();
        assert_eq!(
            (place.enrolment.as_str(), place.field.as_str()),
            ("0199", "bildePå")
        );
        assert_eq!(from, PictureSource::Camera.into());
        let named = [&WHOLE[..], &[("x-camera", "Kamera%20p%C3%A5%20skranken")]].concat();
        let (_, from) = described(&headers(&named)).unwrap();
        assert_eq!(from.camera.as_deref(), Some("Kamera på skranken"));
    }

    #[test]
    fn a_picture_on_the_clipboard_that_cannot_be_read_is_not_called_missing() {
        let code = |error| without_picture(&error).code;
        let unread = code(arboard::Error::ConversionFailure);
        assert_eq!(unread, Code::ClipboardPictureUnfit);
        let none = code(arboard::Error::ContentNotAvailable);
        assert_eq!(none, Code::ClipboardWithoutPicture);
    }

    #[test]
    fn a_raw_picture_that_leaves_one_of_them_out_is_refused() {
        for left_out in 0..WHOLE.len() {
            let mut pairs = WHOLE.to_vec();
            pairs.remove(left_out);
            assert!(described(&headers(&pairs)).is_err(), "{left_out}");
        }
        let mut foreign = WHOLE;
        foreign[2].1 = "fax";
        assert!(described(&headers(&foreign)).is_err());
    }

    #[test]
    fn a_frame_of_the_live_view_names_the_size_of_a_shot() {
        let size = |text| shot_size(&headers(&[("x-shot", text)]));
        let full = Pixels {
            width: 1920,
            height: 1080,
        };
        assert_eq!(size("1920x1080"), Ok(full));
        for text in ["1920", "0x1080", "1920x", "-1x5", "4294967296x1"] {
            assert!(size(text).is_err(), "{text}");
        }
    }
}
