//! Where a badge can be seen.

use std::fmt;

use serde::{Deserialize, Serialize};
use url::Url;

use crate::address::{is_loopback, web_page};

/// An address as a service returned it. It is kept and shown as written, but opened only if it is
/// safe to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PublicUrl(String);

impl PublicUrl {
    /// Keeps an address as it is written.
    #[must_use]
    pub fn as_written(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// The address as it was written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The address to open or to show as a QR code: https without credentials, or http on this
    /// machine, where the practice office is. Anything else is not opened.
    #[must_use]
    pub fn openable(&self) -> Option<Url> {
        let url = Url::parse(&self.0).ok()?;
        let safe = url.scheme() == "https" || is_loopback(&url);
        (safe && web_page(&url)).then_some(url)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::PublicUrl;

    #[test]
    fn only_a_safe_address_is_opened_and_every_address_is_kept() {
        for (written, opens) in [
            ("https://app.issuebadge.com/v/xyz789", true),
            ("http://127.0.0.1:4100/v/xyz789", true),
            ("http://app.issuebadge.com/v/xyz789", false),
            ("https://kari:word@example.com/v/1", false),
            ("javascript:alert(1)", false),
            ("file:///etc/passwd", false),
            ("/v/xyz789", false),
            ("", false),
        ] {
            let url = PublicUrl::as_written(written);
            assert_eq!(url.openable().is_some(), opens, "{written}");
            assert_eq!(url.as_str(), written);
        }
    }
}
