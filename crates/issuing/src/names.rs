//! Identifiers that are never empty, each of its own type so that none is taken for another.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::IssuingError;

macro_rules! name {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(try_from = "String", into = "String")]
        pub struct $name(String);

        impl $name {
            /// Takes the text as it is, without the white space around it.
            ///
            /// # Errors
            /// [`IssuingError::EmptyName`] if nothing is left.
            pub fn new(text: impl Into<String>) -> Result<Self, IssuingError> {
                match text.into().trim() {
                    "" => Err(IssuingError::EmptyName),
                    kept => Ok(Self(kept.to_owned())),
                }
            }

            /// The text as the service writes it.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }

        impl AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = IssuingError;

            fn try_from(text: String) -> Result<Self, IssuingError> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(name: $name) -> String {
                name.0
            }
        }
    };
}

name! {
    /// A template, as its service names it.
    TemplateId
}
name! {
    /// A tenant: the part of a service that one office belongs to.
    TenantId
}
name! {
    /// A field of a template, as its service names it (`personFirstName`).
    FieldName
}
name! {
    /// The office's own identifier of an order (`EMP-00412`). It tells a person, so it is data
    /// about a person.
    ExternalId
}

#[cfg(test)]
mod tests {
    use super::{FieldName, TemplateId};
    use crate::IssuingError;

    #[test]
    fn a_name_of_nothing_but_space_is_refused() {
        assert_eq!(FieldName::new(" \t"), Err(IssuingError::EmptyName));
        assert!(serde_json::from_str::<TemplateId>("\"\"").is_err());
    }

    #[test]
    fn a_name_crosses_json_as_plain_text() {
        let id = TemplateId::new(" template_card123\n").unwrap();
        assert_eq!(serde_json::to_string(&id).unwrap(), "\"template_card123\"");
        let again: TemplateId = serde_json::from_str("\"template_card123\"").unwrap();
        assert_eq!(again, id);
    }
}
