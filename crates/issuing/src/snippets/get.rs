//! An order as one GET request.

use super::TOKEN;
use super::content::keyless;
use crate::issuebadge;
use crate::{BadgeOrder, BaseUrl, IssuingError};

/// A GET request to copy.
#[derive(Clone, PartialEq, Eq)]
pub struct GetRequest {
    /// The address with everything the order says.
    pub url: String,
    /// The header lines, `Name: value` each.
    pub headers: Vec<String>,
}

impl std::fmt::Debug for GetRequest {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("GetRequest")
    }
}

impl GetRequest {
    /// The address and under it the header lines.
    #[must_use]
    pub fn text(&self) -> String {
        format!("{}\n{}\n", self.url, self.headers.join("\n"))
    }
}

pub(super) fn request(order: &BadgeOrder, base: &BaseUrl) -> Result<GetRequest, IssuingError> {
    let root = issuebadge::with_prefix(base)?;
    let url = issuebadge::order::address(&keyless(order)?, &root)?;
    Ok(GetRequest {
        url: url.into(),
        headers: vec![
            format!("Authorization: Bearer {TOKEN}"),
            "Accept: application/json".to_owned(),
        ],
    })
}
