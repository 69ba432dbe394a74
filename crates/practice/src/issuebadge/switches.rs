use serde::{Deserialize, Serialize};

/// Choices for what the vendor's pages and clients do not state, or state differently, so that
/// clients can be tried against either. The first variant of each is the default.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default, deny_unknown_fields)]
pub struct Switches {
    /// An `idempotency_key` that was used before.
    pub reused_key: ReusedKey,
    /// Among which issued badges a key is looked for.
    pub key_scope: KeyScope,
    /// An `idempotency_key` of a call that failed.
    pub failed_key: FailedKey,
    /// No `idempotency_key` at all.
    pub missing_key: Treatment,
    /// A required custom field without a value.
    pub missing_required: Treatment,
    /// A key in `metadata` that the template does not have.
    pub unknown_metadata: Treatment,
    /// A value in `metadata` that is not of its custom field's type.
    pub wrong_type: Treatment,
    /// What the limit of 5 MB for a base64 image counts.
    pub image_limit: ImageLimit,
    /// What an issued badge's `metadata` shows for a base64 image.
    pub stored_images: StoredImages,
    /// How `GET /badge/{id}` describes custom fields.
    pub field_shape: FieldShape,
    /// How `GET /badge/{id}` describes the template's own expiry.
    pub expiry_shape: ExpiryShape,
    /// The name of a template's id in `GET /badge/getall`.
    pub list_id: ListId,
    /// The order of `GET /issue/get`.
    pub list_order: ListOrder,
    /// Whether the rows of `GET /issue/get` leave out `is_revoked` and `revocation_reason`.
    pub rows_hide_revocation: bool,
    /// How points in time are written.
    pub timestamps: Timestamps,
    /// The path of `publicUrl`.
    pub public_path: PublicPath,
    /// The status of an answer about an id that does not exist.
    pub unknown_id: UnknownId,
    /// What a 401 says.
    pub unauthorized: UnauthorizedShape,
}

/// What becomes of a request that the documentation does not judge.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Treatment {
    /// It is taken as it is.
    #[default]
    Accepted,
    /// 422 that names the member.
    Refused,
}

/// The answer to an `idempotency_key` that was used before. The vendor's newest command-line
/// client asserts that the existing issue comes back; its MCP server says that it is rejected.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ReusedKey {
    /// The issue made with it, as if it had just been made.
    #[default]
    ReturnsExisting,
    /// 409 with a message.
    Conflict,
    /// 422 with `errors.idempotency_key`.
    Unprocessable,
    /// 400 with a message.
    BadRequest,
    /// 200 with `success: false` and a message.
    OkFailure,
}

/// Among which issued badges a key is looked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum KeyScope {
    /// All of the account.
    #[default]
    Account,
    /// Those of the same template.
    Badge,
}

/// What becomes of an `idempotency_key` whose call failed. The vendor's MCP server warns that a
/// failed call must not be repeated blindly with the same key; nobody says whether it is used.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FailedKey {
    /// It is as good as new: the next call with it issues the badge.
    #[default]
    Free,
    /// It is used, for all of the account. As there is no issue to return, the next call is
    /// rejected: as [`ReusedKey`] says, or with 409 where that returns the existing issue.
    Burned,
}

/// What the limit of 5 MB for a base64 image counts.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ImageLimit {
    /// 5 x 1024 x 1024 bytes after decoding.
    #[default]
    Decoded,
    /// 5,000,000 characters of text, the strictest reading.
    Text,
}

/// What an issued badge's `metadata` shows for a base64 image.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StoredImages {
    /// The address where it was put; the examples page says that images are uploaded.
    #[default]
    AsUrl,
    /// The text that was sent.
    AsSent,
}

/// How `GET /badge/{id}` describes custom fields.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FieldShape {
    /// `{name, type, required}` as on creation; `name` is the key in `metadata`.
    #[default]
    AsCreated,
    /// `{name, type, required}`, but `name` is what people read ("Employee ID").
    DisplayNames,
    /// `{id, key, label, type, required}`.
    KeyAndLabel,
    /// `{field_name, field_label, field_type, is_required}` with 1 or 0.
    Prefixed,
    /// An object of `{label, type, required}` by key.
    ByKey,
    /// The keys alone.
    KeysOnly,
    /// An empty list: the service does not tell.
    Untold,
}

/// How `GET /badge/{id}` describes the template's own expiry.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ExpiryShape {
    /// `expiration_rule: "2 years"`, a date, or null.
    #[default]
    Words,
    /// `expiration_type`, `expiration_value`, `expiration_unit`, `expire_date`.
    Parts,
    /// `expiration: {type, value, unit, date}`, or null.
    Nested,
    /// `expire_date` alone, as on creation: of a period it tells nothing.
    DateOnly,
    /// Nothing at all.
    Untold,
}

/// The name of a template's id in `GET /badge/getall`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ListId {
    /// `id`, as the command-line client reads.
    #[default]
    Id,
    /// `badge_id`, as the Python SDK reads.
    BadgeId,
}

/// The order of `GET /issue/get`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum ListOrder {
    /// The newest first.
    #[default]
    NewestFirst,
    /// The oldest first.
    OldestFirst,
}

/// How points in time are written, all in UTC.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Timestamps {
    /// `2026-03-02T12:00:00.000000Z`.
    #[default]
    Microseconds,
    /// `2026-03-02 12:00:00`.
    Seconds,
    /// `2026-03-02`.
    Days,
}

/// The path of `publicUrl`; the page itself is there under all of them.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum PublicPath {
    /// `/v/{id}`.
    #[default]
    V,
    /// `/issue/view/{id}`.
    IssueView,
    /// `/issue/show/{id}`.
    IssueShow,
}

/// The status of an answer about an id that does not exist.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UnknownId {
    /// 404.
    #[default]
    NotFound,
    /// 400.
    BadRequest,
    /// 422.
    Unprocessable,
    /// 500.
    ServerError,
}

/// What a 401 says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum UnauthorizedShape {
    /// `success: false` and a message.
    #[default]
    Envelope,
    /// A message alone.
    MessageOnly,
    /// Nothing.
    EmptyBody,
}
