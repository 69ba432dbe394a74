//! The enrolment at the counter: what is typed, and what the form engine says of it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{
    FieldProblemCode, FieldView, FromLink, PictureView, Problem, ReissueReason, TemplateView,
};

/// The enrolment as it stands.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentView {
    /// Local id; an enrolment becomes at most one order.
    pub id: String,
    /// The template, once chosen and still there.
    pub template: Option<TemplateView>,
    /// The template's fields as they were when the form was last filled, where they differ now.
    pub was: Option<Vec<FieldView>>,
    /// Whom the values name, as far as they do.
    pub person: String,
    /// What a link brought, if one brought this person.
    pub link: Option<FromLink>,
    /// What is typed, by field name, exactly as typed; yes/no fields hold `true` or `false`.
    pub values: BTreeMap<String, String>,
    /// What stands under "More".
    pub more: MoreView,
    /// The pictures, by field name.
    pub pictures: BTreeMap<String, PictureView>,
    /// The order this one repeats or corrects.
    pub replaces: Option<String>,
    /// Why the service refused the order that this one corrects, with those fields it named that
    /// stand as they were.
    pub refused: Option<Problem>,
    /// Why it repeats that one.
    pub reissue: Option<ReissueReason>,
    /// Another form was begun before this one and comes back after it.
    pub another_waits: bool,
    /// It came back with a backup or an older copy of the ledger: it may have been ordered since.
    pub returned: bool,
    /// What the form engine says.
    pub judgement: Judgement,
}

/// What stands under "More", as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct MoreView {
    /// The office's own identifier; empty means the one the pattern gives.
    pub external_id: String,
    /// What the pattern gives for the values as they stand.
    pub external_id_proposed: String,
    /// Printed on the invoice.
    pub order_reference: String,
    /// An existing object in the service.
    pub object_id: String,
    /// The user on whose behalf it is ordered.
    pub user_id: String,
    /// How many; empty means one.
    pub quantity: String,
    /// The tenant to order under, where several list the template; empty means the first of them.
    pub tenant: String,
    /// Whether a quantity is offered.
    pub quantity_offered: bool,
}

/// What the operator typed, sent with every pause in typing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct EnrolmentInput {
    /// The enrolment it belongs to; one that is not current any more is not written.
    pub id: String,
    /// By field name, exactly as typed.
    pub values: BTreeMap<String, String>,
    /// What stands under "More".
    pub more: MoreInput,
}

/// What is typed under "More".
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct MoreInput {
    /// The office's own identifier; empty means the one the pattern gives.
    pub external_id: String,
    /// Printed on the invoice.
    pub order_reference: String,
    /// An existing object in the service.
    pub object_id: String,
    /// The user on whose behalf it is ordered.
    pub user_id: String,
    /// How many; empty means one.
    pub quantity: String,
    /// The tenant to order under, where several list the template; empty means the first of them.
    pub tenant: String,
}

/// What the form engine says of the whole form.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct Judgement {
    /// One entry for each field that has something to say.
    pub fields: Vec<FieldVerdict>,
    /// Nothing stands in the way of ordering.
    pub ready: bool,
    /// What the pattern gives for the external id.
    pub external_id_proposed: String,
    /// The last day a badge will count as the form stands, as `YYYY-MM-DD`, as far as its template
    /// tells; what the service reckons may differ by a day.
    pub expected_expiry: Option<String>,
}

/// What the form engine says of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldVerdict {
    /// The field; `quantity` and `tenant` for those that are none of the template's.
    pub field: String,
    /// What stands in the way of ordering.
    pub problem: Option<FieldProblemCode>,
    /// What belongs to the problem: where `problem` is `tooLong` the most characters, else empty.
    pub detail: String,
    /// What deserves a second look but does not stand in the way.
    pub warning: Option<Warning>,
    /// A date as `YYYY-MM-DD`, where what is typed is one.
    pub date: Option<String>,
}

/// What deserves a second look; the service names no rule for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Warning {
    /// Does not look like an e-mail address.
    EmailShape,
    /// Does not look like a phone number.
    PhoneShape,
    /// Not two letters.
    CountryCodeShape,
    /// Lies in the past.
    DateInThePast,
    /// More than thirty years ahead.
    DateFarAhead,
    /// Longer than a card usually has room for (40 characters).
    LongText,
    /// Holds characters that card printers often lack (emoji, control characters).
    UnusualCharacters,
    /// The service sends the badge to this address at once, and that cannot be recalled.
    SentAtOnce,
}
