//! The station as a whole: what the window shows first, and what it is told unasked.

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    ConnectionView, LinkView, OrderCounts, Problem, RefusedLink, RosterView, Settings,
    StationCheckView, UnwrittenView,
};

/// What the window shows first.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct DeskView {
    /// All connections; the practice office is among them once it was chosen.
    pub connections: Vec<ConnectionView>,
    /// The one in use.
    pub current: Option<String>,
    /// How the ledger stands.
    pub ledger: LedgerView,
    /// Why secrets cannot be kept in the keyring, if they cannot.
    pub keyring: Option<Problem>,
    /// The keyring takes long: it asks a person something, in a window of its own.
    pub keyring_asks: bool,
    /// The settings.
    pub settings: Settings,
    /// Who sits here, after defaults.
    pub operator: String,
    /// What this station is called, after defaults.
    pub station: String,
    /// The operating system's language, such as `nb-NO`.
    pub locale: String,
    /// How many orders stand where, of all connections together.
    pub counts: OrderCounts,
    /// No order leaves until the operator lets it.
    pub outbox_paused: bool,
    /// Who paused it by hand; none where it rests because the ledger is a copy or was put back.
    pub paused_by: Option<String>,
    /// What the current connection's service answered last.
    pub reach: ReachView,
    /// The links that wait, the first that came first.
    pub links: Vec<LinkView>,
    /// Why the last link that could not be taken was not, until the operator has read it.
    pub refused_link: Option<RefusedLink>,
    /// The roster of known people, if there is one and the ledger is open.
    pub roster: Option<RosterView>,
    /// The last check of the place in front of every camera that was checked.
    pub checks: Vec<StationCheckView>,
    /// Where the settings and connections of before are, which could not be read and were put aside.
    pub put_aside: Option<String>,
    /// Where settings, templates and the encrypted ledger are kept.
    pub folder: String,
    /// `linux`, `macos` or `windows`.
    pub platform: String,
    /// The program's version.
    pub version: String,
}

/// What the current connection's service answered last.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(tag = "kind", rename_all = "camelCase")]
pub enum ReachView {
    /// Not asked yet.
    #[default]
    Untried,
    /// It answered.
    Reached,
    /// It did not, or not as it should.
    Failed {
        /// Why.
        problem: Problem,
    },
}

/// How the ledger stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum LedgerView {
    /// It is being opened, which waits for the keyring.
    Opening,
    /// On disk, encrypted, its key in the keyring.
    Kept,
    /// In memory until the program ends.
    ForThisRun {
        /// Why.
        problem: Problem,
        /// Whether there is another one on disk, which stays as it is meanwhile.
        beside_kept: bool,
    },
    /// It cannot be opened; nothing can be ordered until it can.
    Locked {
        /// Why.
        problem: Problem,
    },
}

/// What the window is told unasked.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum DeskEvent {
    /// An order's state changed.
    OrderChanged {
        /// Its local id.
        id: String,
    },
    /// The answer to `desk_state` changed: counts, reach, ledger or connections.
    StationChanged,
    /// The window was asked to close and waits for orders on their way.
    Closing {
        /// How many.
        sending: u32,
    },
    /// The window was asked to close, and with the program orders would end that are not finished.
    /// Asked once more, it closes.
    WouldLose {
        /// How many.
        orders: u32,
    },
    /// The window was asked to close, and what became of these orders cannot be written down: the
    /// next start will not know it. Asked once more, it closes.
    NotWritten {
        /// Which, and what the service answered.
        orders: Vec<UnwrittenView>,
    },
    /// The window was asked to close and every answer is there: it closes by itself in a moment,
    /// unless it is asked to stay.
    ReadyToClose {
        /// The orders whose answers came meanwhile.
        orders: Vec<String>,
    },
}

/// What the page has to know about its own past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PageHistory {
    /// It crashed or hung and was loaded again: the camera stays off until asked for.
    pub loaded_again: bool,
    /// That happened more than twice in a row.
    pub keeps_failing: bool,
    /// Why the counter is covered: a page that is loaded again goes on as the one before it.
    pub covered: Cover,
}

/// Why the counter is covered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Cover {
    /// It is not.
    None,
    /// Nobody uses it.
    Away,
    /// The program has started, and nobody has said yet who is there.
    #[default]
    ShiftBegins,
}
