//! Orders as the user interface sees them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{Environment, MoreInput, PortraitRecord, Problem, ReissueReason, ServiceKind};

/// Where an order stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "camelCase")]
pub enum OrderState {
    /// Has not left this desk.
    Waiting,
    /// On its way; no answer yet.
    Sending,
    /// The service is busy; waits until the time it named.
    NotTaken,
    /// The connection has to be mended first.
    Blocked,
    /// The service refused it.
    Refused,
    /// There is a receipt.
    Accepted,
    /// Nobody knows whether it arrived.
    Unknown,
    /// Taken back before it left, or closed because the service does not have it.
    Cancelled,
}

/// An order whose attempt ended, while the ledger cannot take how.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct UnwrittenView {
    /// Local id.
    pub order: String,
    /// The person.
    pub person: String,
    /// The office's own identifier; empty if it has none.
    pub external_id: String,
    /// Where it stands.
    pub state: OrderState,
    /// What the service calls it, if it took it: its number, or its id where it gives no number.
    pub number: Option<String>,
    /// Why it cannot be written down.
    pub problem: Option<Problem>,
}

/// One line of the history.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrderRow {
    /// Local id.
    pub id: String,
    /// The person, for lists.
    pub person: String,
    /// The template's name.
    pub template: String,
    /// The connection's name.
    pub connection: String,
    /// The connection's id, though it may be gone by now.
    pub connection_id: String,
    /// What it means.
    pub environment: Environment,
    /// Where it stands.
    pub state: OrderState,
    /// The service's status, such as `in_queue`, as it wrote it.
    pub status: Option<String>,
    /// The credential's number.
    pub number: Option<String>,
    /// The office's identifier.
    pub external_id: Option<String>,
    /// When it was confirmed.
    pub ordered_at: DateTime<Utc>,
    /// When it was marked as arrived.
    pub arrived_at: Option<DateTime<Utc>>,
    /// When it was checked out at the service, or arrived.
    pub checked_out_at: Option<DateTime<Utc>>,
    /// When it was handed over.
    pub handed_over_at: Option<DateTime<Utc>>,
    /// When a refused order was corrected by another one, or set aside.
    pub dealt_with_at: Option<DateTime<Utc>>,
    /// How it ended, where it became no credential.
    pub ended: Option<OrderEnd>,
    /// Why it does not leave, where it waits, or where somebody has to look at it before.
    pub held: Option<HeldView>,
    /// Whether an issued badge counts, as far as that is known here; none of anything else.
    pub validity: Option<Validity>,
}

/// How an order ended that became no credential.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum OrderEnd {
    /// Taken back before it left.
    Cancelled,
    /// An operator found that the service does not have it, and closed it.
    Closed,
    /// Another order corrects it.
    Corrected,
    /// It was refused, and the operator set it aside.
    SetAside,
}

/// Why orders that wait do not leave.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct HeldView {
    /// Why.
    pub problem: Problem,
    /// Somebody has to mend it; else they leave by themselves when it has passed.
    pub mend: bool,
}

/// Whether an issued badge counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Validity {
    /// Nothing is known to the contrary.
    InForce,
    /// It was revoked.
    Revoked,
    /// Its last day is over.
    Expired,
}

/// What the service answered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ReceiptView {
    /// The credential's id; none when confirmed by hand.
    pub id: Option<String>,
    /// The credential's number.
    pub number: Option<String>,
    /// The status, as written.
    pub status: Option<String>,
    /// When the service says it was created, as written.
    pub created: Option<String>,
    /// Where a badge can be seen, as returned.
    pub public_url: Option<String>,
    /// Whether that address is one that may be opened.
    pub openable: bool,
    /// What the service remarked beside it.
    pub remarks: Vec<String>,
    /// The operator found it in the service and typed its number.
    pub confirmed_by_hand: bool,
}

/// A value as ordered.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct StoredValueView {
    /// The field.
    pub field: String,
    /// What the service or the office called it on the form.
    pub label: Option<String>,
    /// As text; dates as `YYYY-MM-DD`, yes/no as `true` or `false`; empty when sensitive.
    pub text: String,
    /// It is sensitive: never shown, and erased once the order is accepted.
    pub sensitive: bool,
    /// It was erased.
    pub erased: bool,
    /// It is a picture; its bytes are fetched on their own.
    pub picture: bool,
    /// How the picture came about, where that was written down.
    pub portrait: Option<PortraitRecord>,
}

/// What happened to an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum TimelineKind {
    /// Confirmed by the operator and written down.
    Ordered,
    /// Sending began.
    Sent,
    /// It never left.
    NeverLeft,
    /// Not taken for now.
    NotTaken,
    /// Blocked.
    Blocked,
    /// Tried again after it was blocked.
    Unblocked,
    /// Refused.
    Refused,
    /// Accepted.
    Accepted,
    /// Outcome unknown.
    OutcomeUnknown,
    /// The operator found it at the service.
    ConfirmedByHand,
    /// The number the operator had typed was mistyped; the detail is the right one.
    NumberCorrected,
    /// The operator did not find it at the service; it is sent again.
    NotThere,
    /// The operator did not find it at the service and closed it; it is never sent again.
    Closed,
    /// Taken back.
    Cancelled,
    /// Marked as arrived.
    Arrived,
    /// Handed over.
    HandedOver,
    /// A mark was taken back; the particulars say which.
    MarkTakenBack,
    /// The program was restarted while it was on its way.
    Interrupted,
    /// Somebody has checked it out at the service.
    CheckedOut,
    /// Another order corrects this refused one.
    Corrected,
    /// The operator set this refused order aside.
    SetAside,
    /// The service was asked for it and does not have it.
    NotFound,
    /// The service was asked for it, and what it has cannot be told apart.
    Ambiguous,
    /// The service was asked for it, and does not tell.
    NotTold,
    /// The service was asked for it and has it.
    Found,
    /// The badge was revoked.
    Revoked,
    /// The badge's revocation was taken back.
    Reinstated,
    /// The badge got another last day.
    ExpiryChanged,
    /// A change of the badge was asked for, and whether it was made is not known. This and the three
    /// below tell which change as their detail: `revoked`, `reinstated` or `expiry_changed`.
    ChangeUnclear,
    /// A change of the badge was asked for and not made.
    ChangeFailed,
    /// The service told later that a change of the badge was made.
    ChangeDone,
    /// The service told later that a change of the badge was not made.
    ChangeNotDone,
    /// The ledger is a copy or was put back while the order was not finished.
    Restored,
    /// Ordered although one like it was there.
    OrderedAnyway,
    /// Another order gave the person a new one.
    Reissued,
}

/// One entry of an order's timeline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TimelineEntry {
    /// When.
    pub at: DateTime<Utc>,
    /// What.
    pub kind: TimelineKind,
    /// Who, as the station calls them.
    pub by: String,
    /// From which station.
    pub station: String,
    /// More of it: a number, a name, the service's words, the reason of a reissue by its name.
    pub detail: String,
    /// The day something was done on, where it was noted afterwards.
    pub day: Option<NaiveDate>,
}

/// The last attempt that did not succeed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct AttemptView {
    /// When it began.
    pub at: DateTime<Utc>,
    /// Why it ended as it did.
    pub problem: Problem,
    /// When it may be tried again, if the service named a time.
    pub until: Option<DateTime<Utc>>,
}

/// A time of which only the ends are known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Between {
    /// Not before.
    pub from: DateTime<Utc>,
    /// Not after.
    pub until: DateTime<Utc>,
}

/// One order, whole.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct OrderView {
    /// What the list shows.
    pub row: OrderRow,
    /// The template's id.
    pub template_id: String,
    /// Which service it is for.
    pub kind: ServiceKind,
    /// The values.
    pub values: Vec<StoredValueView>,
    /// When its pictures were erased because their time was over.
    pub pictures_erased_at: Option<DateTime<Utc>>,
    /// When its values, and what was said of it in words, were erased because their time was over.
    pub values_erased_at: Option<DateTime<Utc>>,
    /// What stood under "More".
    pub more: MoreInput,
    /// The receipt.
    pub receipt: Option<ReceiptView>,
    /// The last attempt, where it did not end in a receipt.
    pub attempt: Option<AttemptView>,
    /// When it may have been sent, where another writing of this ledger may have done so: from the
    /// last that is known of it until the ledger was put back.
    pub sent_between: Option<Between>,
    /// What happened, oldest first.
    pub timeline: Vec<TimelineEntry>,
    /// The order this one repeats or corrects.
    pub replaces: Option<String>,
    /// Why it repeats that one.
    pub reissue: Option<ReissueReason>,
    /// The newest order that repeats or corrects this one.
    pub replaced_by: Option<String>,
    /// The number of the person's other credentials at this connection, to tell old from new.
    pub other_numbers: Vec<String>,
    /// Whom it was handed to.
    pub handed_over_to: Option<String>,
}

/// The operator's answer to an unknown outcome.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum Answer {
    /// It is at the service.
    ItIsThere {
        /// Its number there; of a badge its id or public address.
        number: String,
    },
    /// It is not; it is to be sent again.
    NotThere,
    /// It is not, and it is never to be sent again.
    Close,
}
