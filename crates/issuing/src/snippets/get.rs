//! An order as one GET request.

use super::content::keyless;
use super::{HIDDEN, Setting, TOKEN};
use crate::issuebadge;
use crate::{BadgeOrder, IssuingError};

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

pub(super) fn request(
    order: &BadgeOrder,
    setting: Setting<'_>,
) -> Result<GetRequest, IssuingError> {
    let root = issuebadge::with_prefix(setting.base_url)?;
    let whole = issuebadge::order::address(&keyless(order)?, &root)?;
    let hidden = |name: &str| setting.hidden_members.iter().any(|it| it.name() == name);
    let mut url = whole.clone();
    url.query_pairs_mut()
        .clear()
        .extend_pairs(whole.query_pairs().map(|(name, value)| {
            let shown = if hidden(&name) { HIDDEN.into() } else { value };
            (name, shown)
        }));
    Ok(GetRequest {
        url: url.into(),
        headers: vec![
            format!("Authorization: Bearer {TOKEN}"),
            "Accept: application/json".to_owned(),
        ],
    })
}
