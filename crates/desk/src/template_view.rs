//! A template as the page shows it.

use issuing::{ExpiryRule, FieldType, FieldsTold, FilledBy, Template, TemplateKind};

use crate::boundary::{
    BadgeTemplateView, DescribedField, ExpiryView, FieldKind, FieldView, FieldsKnown, KindView,
    TemplateView,
};
use crate::form;
use crate::station_file::TemplateMemory;

/// A template with what this workstation knows of it.
pub(crate) fn view(template: &Template, memory: TemplateMemory) -> TemplateView {
    let badge = badge_view(template, memory.described.as_ref());
    let template = &form::badge::offered(template, memory.described.as_deref());
    let face = form::face_field(template, &memory.settings);
    TemplateView {
        id: template.id.to_string(),
        tenant: template
            .tenant
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default(),
        tenants: form::tenants(template).map(ToString::to_string).collect(),
        name: template.name.clone(),
        kind: kind_view(&template.kind),
        number: template.number.clone(),
        order_type: template.order_type.clone(),
        fields: template
            .fields
            .iter()
            .map(|field| field_view(field, face == Some(&field.name)))
            .collect(),
        badge,
        favourite: memory.favourite,
        last_used: memory.last_used,
        settings: memory.settings,
    }
}

/// A service that tells no field at all may be one that does not tell: the office says which.
fn badge_view(
    template: &Template,
    described: Option<&Vec<DescribedField>>,
) -> Option<BadgeTemplateView> {
    let badge = template.badge.clone()?;
    let fields = match badge.fields {
        _ if described.is_some() => FieldsKnown::Described,
        FieldsTold::Told if !template.fields.is_empty() => FieldsKnown::Told,
        FieldsTold::NotAsked => FieldsKnown::NotAsked,
        FieldsTold::Told | FieldsTold::NotTold => FieldsKnown::NotTold,
    };
    let expiry = match badge.expiry {
        None => ExpiryView::NotTold,
        Some(ExpiryRule::Never) => ExpiryView::Never,
        Some(ExpiryRule::On(_) | ExpiryRule::After { .. }) => ExpiryView::Reckoned,
        Some(ExpiryRule::AsWritten(rule)) => ExpiryView::AsWritten(rule),
    };
    Some(BadgeTemplateView {
        expiry,
        description: badge.description,
        organization: badge.organization,
        skills: badge.skills,
        fields,
        described: described.cloned().unwrap_or_default(),
    })
}

pub(crate) fn kind_view(kind: &TemplateKind) -> KindView {
    match kind {
        TemplateKind::Card => KindView::Card,
        TemplateKind::Mobile => KindView::Mobile,
        TemplateKind::DigitalBadge => KindView::DigitalBadge,
        TemplateKind::Unlisted(name) => KindView::Unlisted(name.clone()),
    }
}

fn field_view(field: &issuing::Field, face: bool) -> FieldView {
    let kind = match &field.kind {
        FieldType::Text => FieldKind::Text,
        FieldType::Email => FieldKind::Email,
        FieldType::Number => FieldKind::Number,
        FieldType::Boolean => FieldKind::Boolean,
        FieldType::Date => FieldKind::Date,
        FieldType::Image => FieldKind::Image,
        FieldType::Unlisted(name) => FieldKind::Unlisted(name.clone()),
    };
    let filled_by_service = field.filled_by == FilledBy::IssuingService;
    FieldView {
        name: field.name.to_string(),
        kind,
        filled_by_service,
        label: field.label.clone(),
        required: field.required,
        face,
    }
}
