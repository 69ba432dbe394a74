//! Where pictures come from outside the page: the native dialog, the clipboard, a raw request.

use desk::boundary::{Code, PictureSource, Problem};
use percent_encoding::percent_decode_str;
use tauri::WebviewWindow;
use tauri::http::HeaderMap;

/// No more of a file than this is read; the portrait crate names the limit to the operator.
const MOST_BYTES: u64 = 64 * 1024 * 1024;

/// Lets the operator choose a file and reads it; nothing when the dialog is closed without one.
///
/// # Errors
/// The file cannot be read.
pub(crate) async fn from_dialog(window: &WebviewWindow) -> Result<Option<Vec<u8>>, Problem> {
    let chosen = rfd::AsyncFileDialog::new()
        .set_parent(window)
        .add_filter(
            "Pictures",
            &["jpg", "jpeg", "png", "webp", "bmp", "tif", "tiff", "gif"],
        )
        .add_filter("*", &["*"])
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
    let none = |_| Problem::of(Code::ClipboardWithoutPicture, "");
    let found = arboard::Clipboard::new()
        .and_then(|mut it| it.get_image())
        .map_err(none)?;
    desk::png_from_rgba(found.width, found.height, &found.bytes).map_err(Into::into)
}

/// The field and source that a raw request names in its headers; a header holds ASCII only, so the
/// field's name comes percent-encoded.
///
/// # Errors
/// One of them is missing or not known.
pub(crate) fn described(headers: &HeaderMap) -> Result<(String, PictureSource), Problem> {
    let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    let source = match text("x-source") {
        Some("camera") => PictureSource::Camera,
        Some("drop") => PictureSource::Drop,
        Some("clipboard") => PictureSource::Clipboard,
        _ => return Err(Problem::of(Code::PictureUnsupported, "x-source")),
    };
    let unnamed = || Problem::of(Code::NoSuchField, "x-field");
    let field = percent_decode_str(text("x-field").ok_or_else(unnamed)?);
    Ok((
        field.decode_utf8().map_err(|_| unnamed())?.into_owned(),
        source,
    ))
}

#[cfg(test)]
mod tests {
    use tauri::http::HeaderMap;

    use super::described;

    fn headers(pairs: &[(&'static str, &str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), value.parse().unwrap()))
            .collect()
    }

    #[test]
    fn a_raw_picture_names_its_field_and_source() {
        let (field, _) = described(&headers(&[
            ("x-field", "personPhoto1"),
            ("x-source", "camera"),
        ]))
        .unwrap();
        assert_eq!(field, "personPhoto1");
    }

    #[test]
    fn a_raw_picture_without_a_source_is_refused() {
        assert!(described(&headers(&[("x-field", "personPhoto1")])).is_err());
        assert!(described(&headers(&[("x-field", "a"), ("x-source", "fax")])).is_err());
    }
}
