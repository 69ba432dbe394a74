//! What a connection to IssueBadge is made of.

use secrecy::{ExposeSecret, SecretString};

use crate::{BaseUrl, IssuingError, Patience};

/// The documented place of the endpoints on every host.
const PREFIX: &str = "api/v1";

/// One account with IssueBadge. `Debug` leaves the key out.
#[derive(Debug, Clone)]
pub struct Settings {
    /// Where the endpoints are: [`BaseUrl::ISSUEBADGE`] or an own host. A host without a path
    /// means the documented one, `/api/v1`.
    pub base_url: BaseUrl,
    /// The API key, such as `158|…`.
    pub api_key: SecretString,
    /// How long to wait.
    pub patience: Patience,
    /// Whether badges are issued by GET, where a proxy allows nothing else. An order's name and
    /// address then stand in the address that is called.
    pub get_for_create: bool,
}

impl Settings {
    /// The address that the endpoints hang under.
    ///
    /// # Errors
    /// [`IssuingError::InvalidAddress`], though a base address with the prefix is always one.
    pub(super) fn root(&self) -> Result<BaseUrl, IssuingError> {
        with_prefix(&self.base_url)
    }

    /// The key without the white space that comes along when it is pasted.
    ///
    /// # Errors
    /// [`IssuingError::WrongKey`] if no key can look like this.
    pub(super) fn into_key(self) -> Result<SecretString, IssuingError> {
        let key = self.api_key.expose_secret().trim();
        if key.is_empty() || !key.bytes().all(|byte| byte.is_ascii_graphic()) {
            return Err(IssuingError::WrongKey);
        }
        Ok(key.into())
    }
}

/// The address of the endpoints at a host.
pub(crate) fn with_prefix(base: &BaseUrl) -> Result<BaseUrl, IssuingError> {
    let (_, place) = base.as_str().split_once("//").unwrap_or_default();
    if place.contains('/') {
        return Ok(base.clone());
    }
    BaseUrl::parse(&base.endpoint(PREFIX))
}

#[cfg(test)]
mod tests {
    use super::with_prefix;
    use crate::BaseUrl;

    #[test]
    fn a_host_alone_means_the_documented_path() {
        for (typed, root) in [
            (
                "https://app.issuebadge.com",
                "https://app.issuebadge.com/api/v1",
            ),
            (
                "https://app.issuebadge.com/",
                "https://app.issuebadge.com/api/v1",
            ),
            (
                "https://app.issuebadge.com/api/v1/",
                "https://app.issuebadge.com/api/v1",
            ),
            ("http://127.0.0.1:4100", "http://127.0.0.1:4100/api/v1"),
            ("https://example.com/badges", "https://example.com/badges"),
        ] {
            let base = BaseUrl::parse(typed).unwrap();
            assert_eq!(with_prefix(&base).unwrap().as_str(), root, "{typed}");
        }
    }
}
