//! An order as code to copy, for those who order by a program of their own.
//!
//! Where the token, a picture or the order's key belongs there is a placeholder, never the thing
//! itself; so is the value of every field the office keeps off the screen.

mod content;
mod dialect;
mod get;

use std::collections::HashSet;

pub use get::GetRequest;

use crate::{BadgeOrder, BaseUrl, FieldName, IssuingError, OrderRequest};
use content::Content;

/// What stands where the token or the API key goes.
pub const TOKEN: &str = "YOUR_API_TOKEN";
/// What stands where the order's key goes: a new one for every order.
pub const KEY: &str = "A_NEW_UNIQUE_KEY";
/// What stands where a picture goes.
pub const PICTURE: &str = "YOUR_BASE64_IMAGE";
/// What stands where a value goes that is not shown.
pub const HIDDEN: &str = "YOUR_VALUE";

/// A language to copy an order in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// A command for a POSIX shell.
    Curl,
    /// JavaScript with `fetch`.
    JavaScript,
    /// PHP with its cURL extension.
    Php,
    /// Python with `requests`.
    Python,
}

/// What a badge says beside its custom fields.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Member {
    /// The recipient's name.
    Name,
    /// The recipient's e-mail address.
    Email,
    /// The recipient's telephone number.
    Phone,
    /// The last day it counts.
    ExpireDate,
    /// The day it counts from.
    IssueDate,
    /// The office's note.
    Memo,
}

impl Member {
    /// What the request calls it.
    fn name(self) -> &'static str {
        match self {
            Member::Name => "name",
            Member::Email => "email",
            Member::Phone => "phone",
            Member::ExpireDate => "expire_date",
            Member::IssueDate => "issue_date",
            Member::Memo => "memo",
        }
    }
}

/// What an order's code depends on besides the order.
#[derive(Debug, Clone, Copy)]
pub struct Setting<'a> {
    /// Where the service is.
    pub base_url: &'a BaseUrl,
    /// The fields whose values are not shown.
    pub hidden: &'a HashSet<FieldName>,
    /// What of a badge is not shown either.
    pub hidden_members: &'a HashSet<Member>,
}

/// Writes an order as code.
///
/// # Errors
/// Why the order could not be sent either.
pub fn code(
    order: &OrderRequest,
    language: Language,
    setting: Setting<'_>,
) -> Result<String, IssuingError> {
    let content = Content::of(order, setting)?;
    Ok(dialect::write(&content, language))
}

/// Writes the order of a badge as one GET request, for Zapier, Make or a spreadsheet. The header
/// lines are part of it: as a mere link it works only through a relay that adds them.
///
/// # Errors
/// [`IssuingError::NotByGet`] for an order with custom fields or pictures.
pub fn get_request(order: &BadgeOrder, setting: Setting<'_>) -> Result<GetRequest, IssuingError> {
    get::request(order, setting)
}

#[cfg(test)]
mod tests;
