//! Texts that a service takes up to a length, parsed where they are typed. Their `Debug` tells
//! the length only: most are about a person.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{IssuingError, TextKind};

macro_rules! limited {
    ($(#[$doc:meta])* $name:ident, $most:expr) => {
        $(#[$doc])*
        #[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// The most characters it can have.
            pub const MOST: usize = $most;

            /// Takes the text as it is, without the white space around it.
            ///
            /// # Errors
            /// [`IssuingError::EmptyName`] if nothing is left, [`IssuingError::TooLong`] if more
            /// is left than the service takes.
            pub fn new(text: impl AsRef<str>) -> Result<Self, IssuingError> {
                let kept = text.as_ref().trim();
                if kept.is_empty() {
                    return Err(IssuingError::EmptyName);
                }
                if kept.chars().count() > Self::MOST {
                    return Err(IssuingError::TooLong { kind: TextKind::$name, most: Self::MOST });
                }
                accepted(TextKind::$name, kept)?;
                Ok(Self(kept.to_owned()))
            }

            /// The text as it is sent.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}({} characters)", stringify!($name), self.0.chars().count())
            }
        }

        impl TryFrom<String> for $name {
            type Error = IssuingError;

            fn try_from(text: String) -> Result<Self, IssuingError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(text: $name) -> String {
                text.0
            }
        }
    };
}

limited! {
    /// The full name a badge is issued to. IssueBadge's reference names the most: 200.
    RecipientName, 200
}
limited! {
    /// An e-mail address. The most is that of a mail path without its brackets (RFC 5321), 254.
    Email, 254
}
limited! {
    /// What makes an order one and the same. IssueBadge's reference names the most: 100.
    IdempotencyKey, 100
}
limited! {
    /// What is noted with a revocation. IssueBadge's command-line client names the most: 200.
    RevocationComments, 200
}

/// Only an address has a form of its own: something, an at sign, something, and no gap.
fn accepted(kind: TextKind, text: &str) -> Result<(), IssuingError> {
    if kind != TextKind::Email {
        return Ok(());
    }
    let parts = text.rsplit_once('@');
    let filled = parts.is_some_and(|(local, host)| !local.is_empty() && !host.is_empty());
    if filled && !text.contains(|c: char| c.is_whitespace() || c.is_control()) {
        Ok(())
    } else {
        Err(IssuingError::NotAnEmail)
    }
}

#[cfg(test)]
mod tests {
    use super::{Email, IdempotencyKey, RecipientName};
    use crate::{IssuingError, TextKind};

    #[test]
    fn a_name_of_two_hundred_letters_is_the_longest_whatever_their_bytes() {
        let name = "Å".repeat(200);
        assert_eq!(RecipientName::new(&name).unwrap().as_str(), name);
        let error = IssuingError::TooLong {
            kind: TextKind::RecipientName,
            most: 200,
        };
        assert_eq!(RecipientName::new(name + "s"), Err(error));
        assert_eq!(RecipientName::new(" \n"), Err(IssuingError::EmptyName));
    }

    #[test]
    fn a_key_of_a_hundred_characters_is_the_longest() {
        assert!(IdempotencyKey::new("k".repeat(100)).is_ok());
        let long = IdempotencyKey::new("k".repeat(101)).unwrap_err();
        assert_eq!(long.code(), "too_long");
    }

    #[test]
    fn an_address_has_two_parts_and_no_gap() {
        assert_eq!(
            Email::new(" kari@example.com ").unwrap().as_str(),
            "kari@example.com"
        );
        for wrong in [
            "kari",
            "@example.com",
            "kari@",
            "ka ri@example.com",
            "kari@exam\u{7}ple",
        ] {
            assert_eq!(Email::new(wrong), Err(IssuingError::NotAnEmail), "{wrong}");
        }
    }

    #[test]
    fn debug_output_tells_nothing_about_a_person() {
        let name = RecipientName::new("Kari").unwrap();
        assert_eq!(format!("{name:?}"), "RecipientName(4 characters)");
    }
}
