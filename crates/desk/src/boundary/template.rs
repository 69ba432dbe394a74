//! Templates and the office's own settings of them.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};
use specta::Type;

use super::{BadgeTemplateView, CropFamily, Problem};

/// What a template makes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "name", rename_all = "camelCase")]
pub enum KindView {
    /// A physical card.
    Card,
    /// A credential on a phone.
    Mobile,
    /// A digital badge.
    DigitalBadge,
    /// A kind this program does not know, as the service writes it.
    Unlisted(String),
}

/// What a field holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(tag = "kind", content = "name", rename_all = "camelCase")]
pub enum FieldKind {
    /// Text.
    Text,
    /// An e-mail address.
    Email,
    /// A number.
    Number,
    /// Yes or no.
    Boolean,
    /// A calendar date.
    Date,
    /// A picture.
    Image,
    /// A type this program does not know, as the service writes it.
    Unlisted(String),
}

/// One field of a template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldView {
    /// The name the service gives it; the user interface has labels for the documented ones.
    pub name: String,
    /// What it holds.
    pub kind: FieldKind,
    /// True where the service fills it and it cannot be given.
    pub filled_by_service: bool,
    /// What the service, or the office that described it, calls it; none for documented names.
    pub label: Option<String>,
    /// Whether the order cannot be placed without it, whatever the office set.
    pub required: bool,
    /// Whether its picture shows the person's face: it is cut to it and judged.
    pub face: bool,
}

/// One template, with what the office has set for it.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateView {
    /// The id to order by.
    pub id: String,
    /// The tenant it belongs to; the first, where several list it.
    pub tenant: String,
    /// Every tenant that lists it; badges have none.
    pub tenants: Vec<String>,
    /// Its name.
    pub name: String,
    /// What it makes.
    pub kind: KindView,
    /// Its number, if it has one.
    pub number: Option<String>,
    /// The service's order type, as written.
    pub order_type: Option<String>,
    /// Its fields, in the service's order; of a badge the recipient's come first.
    pub fields: Vec<FieldView>,
    /// What only a badge has.
    pub badge: Option<BadgeTemplateView>,
    /// Marked by the operator.
    pub favourite: bool,
    /// When it was last ordered here.
    pub last_used: Option<DateTime<Utc>>,
    /// The office's settings.
    pub settings: TemplateSettings,
}

/// The office's settings for one template.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct TemplateSettings {
    /// Settings of single fields, in the order the form shows them; fields not named come after.
    pub fields: Vec<FieldSettings>,
    /// What fills the external id, such as `{personEmployeeNo}`; none means the office's pattern.
    pub external_id_pattern: Option<String>,
    /// Offer a quantity although the template does not look like a batch one.
    pub offer_quantity: bool,
    /// Width of the finished portrait in pixels, as [`PortraitSides`] allows; none means as the
    /// office has it. The ratio of every crop is that of width to height. Files of earlier versions
    /// also hold a ratio of its own: it never changed what was sent, and is not read.
    pub output_width: Option<u32>,
    /// Height of the finished portrait in pixels, likewise.
    pub output_height: Option<u32>,
    /// How heads are cut; none means as the office has it.
    pub family: Option<CropFamily>,
}

/// How many pixels the sides of a portrait may have, and have until an office says otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct PortraitSides {
    /// The fewest.
    pub least: u32,
    /// The most.
    pub most: u32,
    /// The usual width.
    pub width: u32,
    /// The usual height.
    pub height: u32,
}

impl Default for PortraitSides {
    /// At least 32, our own number: nobody is known from fewer. Usually 720 x 960, which is 3:4,
    /// the PIV recipe's ratio, at the size card printers take without scaling up.
    fn default() -> Self {
        let usual = portrait::Output::default();
        PortraitSides {
            least: 32,
            most: portrait::Output::LONGEST_SIDE,
            width: usual.width,
            height: usual.height,
        }
    }
}

impl PortraitSides {
    /// Whether a side may have so many pixels.
    #[must_use]
    pub fn allow(&self, side: u32) -> bool {
        (self.least..=self.most).contains(&side)
    }
}

/// The office's settings for one field.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct FieldSettings {
    /// The field.
    pub name: String,
    /// Must be filled at this office.
    #[serde(default)]
    pub required: bool,
    /// Not shown.
    #[serde(default)]
    pub hidden: bool,
    /// Kept for the next person.
    #[serde(default)]
    pub pinned: bool,
    /// Masked, and erased once the order is accepted. None means the office's default for the name.
    #[serde(default)]
    pub sensitive: Option<bool>,
    /// What a new form starts with, as it would be typed.
    #[serde(default)]
    pub default: String,
    /// For dates: what can be picked with one click.
    #[serde(default)]
    pub presets: Vec<ExpiryPreset>,
}

/// A date that can be picked with one click.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub enum ExpiryPreset {
    /// So many years from today.
    Years {
        /// How many.
        years: u32,
    },
    /// 31 December, this many years ahead (0 = this year).
    EndOfYear {
        /// How many years ahead.
        ahead: u32,
    },
    /// The next day on which the school year ends.
    EndOfSchoolYear {
        /// Month, 1 to 12.
        month: u32,
        /// Day, 1 to 31.
        day: u32,
    },
    /// A fixed date.
    Date {
        /// The date.
        date: NaiveDate,
    },
}

/// The templates of the current connection.
#[derive(Debug, Clone, PartialEq, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateList {
    /// All of them, by name.
    pub templates: Vec<TemplateView>,
    /// When the service last told them.
    pub read_at: Option<DateTime<Utc>>,
    /// What changed since the list was read before.
    pub changes: Vec<TemplateChange>,
    /// Why the list could not be read anew; the one kept is shown.
    pub problem: Option<Problem>,
}

/// What changed in one template.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct TemplateChange {
    /// Its id.
    pub template: String,
    /// Its name.
    pub name: String,
    /// It is not there any more.
    pub gone: bool,
    /// It was not there before.
    pub new: bool,
    /// Fields that came.
    pub added: Vec<String>,
    /// Fields that went.
    pub removed: Vec<String>,
    /// Fields of another type than before.
    pub retyped: Vec<String>,
}
