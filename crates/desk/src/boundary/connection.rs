//! Connections as the user interface sees them.

use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use specta::Type;

use super::Problem;

/// What an order at a connection means in the world. A custom address is declared one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Environment {
    /// The practice office built into the program.
    Practice,
    /// A test environment of a real service.
    Test,
    /// Real cards, real invoices.
    Production,
}

/// The kinds of issuing service.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum ServiceKind {
    /// Breeze: cards and mobile credentials.
    Breeze,
    /// IssueBadge: digital badges.
    #[serde(rename = "issueBadge")]
    IssueBadge,
}

/// Where a connection's secret is, as it was last found.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SecretKept {
    /// The keyring has not been asked yet.
    #[default]
    NotAskedYet,
    /// In the operating system's keyring.
    Keyring,
    /// In memory until the program ends.
    ThisRun,
    /// In the keyring if anywhere, and that is locked.
    Locked,
    /// In the keyring if anywhere, which gave no answer or none that can be used.
    Unreadable,
    /// Nowhere: it has to be typed again.
    Missing,
}

/// One connection.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionView {
    /// Local id.
    pub id: String,
    /// Which service.
    pub kind: ServiceKind,
    /// The name the operator gave it.
    pub name: String,
    /// What an order here means.
    pub environment: Environment,
    /// Where the service is.
    pub base_url: String,
    /// The tenants whose templates are offered.
    pub tenants: Vec<String>,
    /// Where the secret is.
    pub secret: SecretKept,
    /// Whether `base64_value` is sent with a `data:` prefix; the documentation leaves it open.
    pub image_prefix: bool,
    /// Whether badges are issued by GET, where a proxy allows nothing else.
    pub get_for_create: bool,
}

/// Which address a connection has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Address {
    /// The vendor's test environment.
    Test,
    /// The vendor's production environment.
    Production,
    /// Another address, declared to be test or production.
    Other {
        /// An https address; http only for this machine.
        url: String,
        /// What it is declared to be; production until the operator says otherwise.
        environment: Environment,
    },
}

/// Where the operator wants the secret kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum KeepSecret {
    /// In the operating system's keyring.
    Keyring,
    /// In memory until the program ends.
    ThisRun,
}

/// What to do with a submitted form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Intent {
    /// Only check it.
    Check,
    /// Keep it, then check it.
    Save,
}

/// A connection as typed: the only thing with a secret in it that ever crosses, and inward only.
#[derive(Debug, Clone, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ConnectionForm {
    /// The connection that is edited; none for a new one.
    pub id: Option<String>,
    /// Which service.
    pub kind: ServiceKind,
    /// Display name.
    pub name: String,
    /// Where the service is; of IssueBadge no test environment is known.
    pub address: Address,
    /// The API key of IssueBadge; empty keeps the one that is stored.
    #[specta(type = String)]
    pub api_key: SecretString,
    /// The OAuth client's id of Breeze; empty keeps the one that is stored.
    #[specta(type = String)]
    pub client_id: SecretString,
    /// The OAuth client's secret of Breeze; empty keeps the one that is stored.
    #[specta(type = String)]
    pub client_secret: SecretString,
    /// Tenant ids of Breeze.
    pub tenants: Vec<String>,
    /// Where the secret shall be kept.
    pub keep: KeepSecret,
    /// Whether `base64_value` is sent with a `data:` prefix.
    pub image_prefix: bool,
    /// Whether badges are issued by GET.
    pub get_for_create: bool,
}

/// The parts of a check, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum CheckStep {
    /// A token was asked for; of IssueBadge, the key was checked.
    Token,
    /// The account was asked for.
    Account,
    /// The first page of templates was asked for.
    Templates,
}

/// How far a check came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum StepState {
    /// It worked.
    Passed,
    /// It did not; the report's problem says why.
    Failed,
    /// An earlier step failed.
    NotReached,
}

/// What a check found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct CheckReport {
    /// Every step with its state, in order.
    pub steps: Vec<(CheckStep, StepState)>,
    /// The account's e-mail or user id, once known.
    pub account: Option<String>,
    /// How many templates the first page told of.
    pub templates: Option<u32>,
    /// Why it failed.
    pub problem: Option<Problem>,
}

/// The answer to a submitted form.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SubmittedConnection {
    /// The connection as kept; none when it was only checked.
    pub connection: Option<ConnectionView>,
    /// What the check found.
    pub report: CheckReport,
}
