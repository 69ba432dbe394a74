//! A template and a form to test with.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use issuing::{
    Field, FieldName, FieldType, FilledBy, Image, Template, TemplateId, TemplateKind, TenantId,
};

use super::{Form, Texts};
use crate::boundary::{EnrolmentInput, FieldSettings, Settings, TemplateSettings};

/// What a form borrows.
#[derive(Clone)]
pub struct Sample {
    pub template: Template,
    pub settings: TemplateSettings,
    pub office: Settings,
    pub input: EnrolmentInput,
}

impl Sample {
    /// A form with these texts typed.
    pub fn typed(texts_typed: &[(&str, &str)]) -> Sample {
        Sample {
            template: template(),
            settings: TemplateSettings::default(),
            office: Settings::default(),
            input: EnrolmentInput {
                values: texts(texts_typed),
                ..EnrolmentInput::default()
            },
        }
    }

    pub fn with(mut self, settings: FieldSettings) -> Sample {
        self.settings.fields.push(settings);
        self
    }

    pub fn form(&self) -> Form<'_> {
        Form {
            template: &self.template,
            settings: &self.settings,
            office: &self.office,
            input: &self.input,
            today: today(),
        }
    }
}

pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 3, 1).unwrap()
}

pub fn texts(typed: &[(&str, &str)]) -> Texts {
    let owned = typed
        .iter()
        .map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
    owned.collect()
}

pub fn pictures() -> BTreeMap<String, Image> {
    let jpeg = Image::Jpeg(bytes::Bytes::from_static(&[0xff, 0xd8]));
    BTreeMap::from([("personPhoto1".to_owned(), jpeg)])
}

pub fn plain(name: &str) -> FieldSettings {
    FieldSettings {
        name: name.to_owned(),
        required: false,
        hidden: false,
        pinned: false,
        sensitive: None,
        default: String::new(),
        presets: Vec::new(),
    }
}

pub fn required(name: &str) -> FieldSettings {
    FieldSettings {
        required: true,
        ..plain(name)
    }
}

pub fn hidden(name: &str, default: &str) -> FieldSettings {
    FieldSettings {
        hidden: true,
        default: default.to_owned(),
        ..plain(name)
    }
}

pub fn template() -> Template {
    Template {
        id: TemplateId::new("template_card123").unwrap(),
        name: "Company ID Card".to_owned(),
        kind: TemplateKind::Card,
        tenant: Some(TenantId::new("tenant_1").unwrap()),
        also_of: Vec::new(),
        number: None,
        order_type: Some("single".to_owned()),
        fields: fields(),
        badge: None,
    }
}

fn fields() -> Vec<Field> {
    let mut fields = vec![
        field("personFirstName", FieldType::Text),
        field("personMiddleName", FieldType::Text),
        field("personLastName", FieldType::Text),
        field("personFullName", FieldType::Text),
        field("personEmail", FieldType::Text),
        field("personMobilePhoneNumber", FieldType::Text),
        field("personCountryCode", FieldType::Text),
        field("personEmployeeNo", FieldType::Text),
        field("personPin", FieldType::Text),
        field("accessLevel", FieldType::Number),
        field("hasFirstAid", FieldType::Boolean),
        field("cardValidUntilDate", FieldType::Date),
        field("extraDate1", FieldType::Date),
        field("personPhoto1", FieldType::Image),
        field("colour", FieldType::Unlisted("colour".to_owned())),
    ];
    fields.push(Field {
        filled_by: FilledBy::IssuingService,
        ..field("cardNumber", FieldType::Text)
    });
    fields
}

pub fn field(name: &str, kind: FieldType) -> Field {
    Field {
        name: FieldName::new(name).unwrap(),
        kind,
        filled_by: FilledBy::Operator,
        label: None,
        required: false,
    }
}
