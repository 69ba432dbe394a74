//! What the GraphQL endpoint refuses, each with its documented code.

use async_graphql::{Error, ErrorExtensions};

use super::catalogue::FieldType;

/// A refusal. Only the texts of `Token` and `WrongType` are documented; the others name the
/// field in the same way.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Refusal {
    #[error("Token validation failed")]
    Token,
    #[error("No access to tenant '{0}'")]
    Tenant(String),
    #[error("User '{0}' is not allowed to be ordered for")]
    UserWithoutApi(String),
    #[error("User not found")]
    UnknownUser,
    #[error("Template not found")]
    UnknownTemplate,
    #[error("Field 'tenantIds' expects at least one tenant")]
    NoTenant,
    #[error("Field '{0}' expects a number of at least {1}")]
    TooSmall(&'static str, i32),
    #[error("Filter operator '{0}' is not one of eq, exact, ne, gt, gte, lt, lte, in, like")]
    Operator(String),
    #[error("Field 'quantity' is only for batch templates")]
    QuantityWithoutBatch,
    #[error("Field '{0}' is not used by this template")]
    UnknownField(String),
    #[error("Field '{0}' is given more than once")]
    Repeated(String),
    #[error("Field '{0}' expects exactly one value")]
    NotOneValue(String),
    #[error("Field '{0}' expects a {1} value")]
    WrongType(String, FieldType),
    #[error("Field '{0}' is filled by the system and cannot be set")]
    SystemField(String),
    #[error("Field '{0}' expects a base64 image")]
    NotAnImage(String),
    #[error("Field '{0}' expects an image URL")]
    NotAUrl(String),
    #[error("The order could not be worked on")]
    Broken,
}

impl Refusal {
    pub(super) fn code(&self) -> &'static str {
        match self {
            Self::Token => "UNAUTHENTICATED",
            Self::Tenant(_) | Self::UserWithoutApi(_) => "FORBIDDEN",
            Self::UnknownUser | Self::UnknownTemplate => "NOT_FOUND",
            Self::Broken => "INTERNAL_SERVER_ERROR",
            _ => "BAD_USER_INPUT",
        }
    }

    /// The refusal as an entry of `errors`.
    pub(super) fn answer(self) -> Error {
        Error::new(self.to_string()).extend_with(|_, members| members.set("code", self.code()))
    }
}
