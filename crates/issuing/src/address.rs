//! Where a service is.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use url::{Host, Url};

use crate::IssuingError;

/// The address a service's endpoints hang under, without a slash at its end. It is https, or
/// http to this very machine; it has no user name, query or fragment.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct BaseUrl(Cow<'static, str>);

impl BaseUrl {
    /// Breeze for tests, as its guide "Getting started" names it.
    pub const TEST: BaseUrl = BaseUrl(Cow::Borrowed("https://system.upnxt.no"));
    /// Breeze for real cards, as its guide "Getting started" names it.
    pub const PRODUCTION: BaseUrl = BaseUrl(Cow::Borrowed("https://system.idportal.no"));
    /// IssueBadge, as its clients name it.
    pub const ISSUEBADGE: BaseUrl = BaseUrl(Cow::Borrowed("https://app.issuebadge.com/api/v1"));

    /// Reads an address as an operator types it.
    ///
    /// # Errors
    /// [`IssuingError::InsecureAddress`] for http to another machine, and
    /// [`IssuingError::InvalidAddress`] for everything else that is not a base address.
    pub fn parse(text: &str) -> Result<BaseUrl, IssuingError> {
        let url = Url::parse(text.trim()).map_err(|_| IssuingError::InvalidAddress)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(IssuingError::InsecureAddress),
            _ => return Err(IssuingError::InvalidAddress),
        }
        if !is_bare(&url) {
            return Err(IssuingError::InvalidAddress);
        }
        Ok(BaseUrl(Cow::Owned(
            url.as_str().trim_end_matches('/').to_owned(),
        )))
    }

    /// The address as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether the service runs on this machine.
    #[must_use]
    pub fn is_loopback(&self) -> bool {
        Url::parse(&self.0).is_ok_and(|url| is_loopback(&url))
    }

    /// The address of an endpoint below this one.
    pub(crate) fn endpoint(&self, path: &str) -> String {
        format!("{}/{path}", self.0)
    }
}

/// Whether an address names this machine without asking anybody: a loopback number or `localhost`.
pub(crate) fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Whether an address is one that anybody could fetch by http or https, without credentials.
pub(crate) fn web_page(url: &Url) -> bool {
    let fetchable = matches!(url.scheme(), "http" | "https") && url.has_host();
    fetchable && url.username().is_empty() && url.password().is_none()
}

fn is_bare(url: &Url) -> bool {
    web_page(url) && url.query().is_none() && url.fragment().is_none()
}

impl FromStr for BaseUrl {
    type Err = IssuingError;

    fn from_str(text: &str) -> Result<Self, IssuingError> {
        Self::parse(text)
    }
}

impl TryFrom<String> for BaseUrl {
    type Error = IssuingError;

    fn try_from(text: String) -> Result<Self, IssuingError> {
        Self::parse(&text)
    }
}

impl From<BaseUrl> for String {
    fn from(address: BaseUrl) -> String {
        address.0.into_owned()
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::BaseUrl;
    use crate::IssuingError::{InsecureAddress, InvalidAddress};

    #[test]
    fn the_named_addresses_parse_to_themselves() {
        for known in [BaseUrl::TEST, BaseUrl::PRODUCTION, BaseUrl::ISSUEBADGE] {
            assert_eq!(BaseUrl::parse(known.as_str()), Ok(known));
        }
    }

    #[test]
    fn slashes_at_the_end_and_space_around_are_dropped() {
        let address = BaseUrl::parse(" https://cards.example.com/breeze// ").unwrap();
        assert_eq!(
            address.endpoint("graphql"),
            "https://cards.example.com/breeze/graphql"
        );
    }

    #[test]
    fn http_is_for_this_machine_only() {
        for own in [
            "http://127.0.0.1:4000",
            "http://localhost:4000",
            "http://[::1]:4000",
        ] {
            assert!(
                BaseUrl::parse(own).is_ok_and(|address| address.is_loopback()),
                "{own}"
            );
        }
        for far in [
            "http://cards.example.com",
            "http://localhost.example.com",
            "http://10.0.0.1",
        ] {
            assert_eq!(BaseUrl::parse(far), Err(InsecureAddress), "{far}");
        }
    }

    #[test]
    fn an_address_with_anything_but_a_place_in_it_is_refused() {
        let wrong = [
            "",
            "cards.example.com",
            "ftp://cards.example.com",
            "https://user@cards.example.com",
            "https://user:word@cards.example.com",
            "https://cards.example.com/?tenant=1",
            "https://cards.example.com/#top",
        ];
        for text in wrong {
            assert_eq!(BaseUrl::parse(text), Err(InvalidAddress), "{text}");
        }
    }
}
