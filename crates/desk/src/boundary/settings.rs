//! The station's settings.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use specta::Type;

use super::{OrderState, PortraitSettings, Retention};

/// The language of the words on the screen.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Language {
    /// As the operating system's.
    #[default]
    System,
    /// English.
    English,
    /// Norwegian (Bokmål).
    Norwegian,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum Theme {
    /// As the operating system's.
    #[default]
    System,
    /// Light.
    Light,
    /// Dark.
    Dark,
}

/// What a key can do.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, Type,
)]
#[serde(rename_all = "camelCase")]
pub enum Action {
    /// Take the photo.
    Shutter,
    /// Take it again.
    Retake,
    /// Order.
    Order,
    /// The next person.
    NextPerson,
    /// To the templates.
    Templates,
    /// Another operator takes over.
    Operator,
}

/// The station's settings.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase", default)]
pub struct Settings {
    /// The language.
    pub language: Language,
    /// Light or dark.
    pub theme: Theme,
    /// Who sits here; empty means the operating system's user.
    pub operator: String,
    /// Who sat here before, the latest first.
    pub operators: Vec<String>,
    /// After so many minutes without anybody the counter is covered; 0 never covers it.
    pub idle_minutes: u32,
    /// What this station is called; empty means the computer's name.
    pub station: String,
    /// The label of the camera used last.
    pub camera: String,
    /// Seconds between shutter and shot, 0 to 10.
    pub countdown: u32,
    /// The camera takes the photo by itself once all is well.
    pub auto_shutter: bool,
    /// The person's own mirror is open in a second window.
    pub second_view: bool,
    /// What fills an empty external id, such as `{personEmployeeNo}`.
    pub external_id_pattern: String,
    /// Fields that are masked, left out of search and erased once accepted.
    pub sensitive_fields: Vec<String>,
    /// Keys the operator changed, such as `F8` or `Ctrl+Enter`.
    pub keys: BTreeMap<Action, String>,
    /// What is asked of portraits.
    pub portrait: PortraitSettings,
    /// People who were ordered for before, or stand in the roster, are offered while a name is typed.
    pub offer_known_people: bool,
    /// For how long what is known of persons is kept.
    pub retention: Retention,
    /// Filters of the history that are kept by name.
    pub saved_filters: Vec<SavedFilter>,
}

/// A filter of the history. It holds nothing of any person: this file is not encrypted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct SavedFilter {
    /// What the operator calls it.
    pub name: String,
    /// Only what somebody has to look at.
    pub needs_you: bool,
    /// Only orders in this state.
    pub state: Option<OrderState>,
    /// Only those of this template.
    pub template: Option<String>,
    /// Only those of this connection.
    pub connection: Option<String>,
    /// Only those of this day.
    pub day: Option<SavedDay>,
}

/// A day that is another one tomorrow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum SavedDay {
    /// The day it is.
    Today,
    /// The day before.
    Yesterday,
}

impl Default for Settings {
    fn default() -> Self {
        Settings {
            language: Language::System,
            theme: Theme::System,
            operator: String::new(),
            operators: Vec::new(),
            // Longer than a talk at the counter, shorter than a break.
            idle_minutes: 10,
            station: String::new(),
            camera: String::new(),
            countdown: 0,
            // Nobody need think of the camera: half a second of all in order is what an operator waits
            // for, too. One click beside the shutter and it waits for the hand.
            auto_shutter: true,
            second_view: false,
            external_id_pattern: "{personEmployeeNo}".to_owned(),
            sensitive_fields: vec!["personPin".to_owned(), "personPersonalNo".to_owned()],
            keys: BTreeMap::new(),
            portrait: PortraitSettings::default(),
            saved_filters: Vec::new(),
            offer_known_people: true,
            retention: Retention::default(),
        }
    }
}
