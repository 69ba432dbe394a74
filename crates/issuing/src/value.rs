//! The values of an order.

use std::fmt;

use bytes::Bytes;
use chrono::NaiveDate;
use url::Url;

/// What a field is filled with. `Debug` tells the kind only: the content is about a person.
#[derive(Clone, PartialEq)]
pub enum Value {
    /// A text.
    Text(String),
    /// A number, never a NaN or an infinity.
    Number(serde_json::Number),
    /// Yes or no.
    Boolean(bool),
    /// A calendar day.
    Date(NaiveDate),
    /// A picture.
    Image(Image),
}

/// A picture for an order.
#[derive(Clone, PartialEq, Eq)]
pub enum Image {
    /// The bytes of a finished JPEG file.
    Jpeg(Bytes),
    /// An address the issuing service fetches by itself.
    Url(Url),
}

impl fmt::Debug for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Value::Text(text) => write!(f, "Text({} characters)", text.chars().count()),
            Value::Number(_) => f.write_str("Number"),
            Value::Boolean(_) => f.write_str("Boolean"),
            Value::Date(_) => f.write_str("Date"),
            Value::Image(image) => image.fmt(f),
        }
    }
}

impl fmt::Debug for Image {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Image::Jpeg(bytes) => write!(f, "Jpeg({} bytes)", bytes.len()),
            Image::Url(_) => f.write_str("Url"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Image, Value};

    #[test]
    fn debug_output_tells_nothing_about_a_person() {
        let url = "https://hr.example.com/kari.jpg".parse().unwrap();
        let values = [Value::Text("Kari".into()), Value::Image(Image::Url(url))];
        assert_eq!(format!("{values:?}"), "[Text(4 characters), Url]");
    }
}
