//! The badges that can be issued.

use serde_json::Value;

use super::read::{self, Object};
use super::{expiry, fields};
use crate::{BadgeDetails, FieldsTold, IssuingError, Template, TemplateId, TemplateKind, wire};

/// Reads one line of the list. Custom fields are not documented to be there.
pub(super) fn listed(item: &Value, place: &str) -> Result<Template, IssuingError> {
    let object = item.as_object().ok_or_else(|| wire::other_shape(place))?;
    template(object, FieldsTold::NotAsked).ok_or_else(|| wire::other_shape(&format!("{place}.id")))
}

/// Completes a template by what the service tells of it alone.
pub(super) fn detailed(answer: &Value, listed: Template) -> Template {
    let told = read::one(answer).and_then(|object| template(object, FieldsTold::NotTold));
    let Some(told) = told.filter(|told| told.id == listed.id) else {
        return without_fields(listed);
    };
    let (before, now) = (listed.badge, told.badge);
    let badge = now.map(|now| BadgeDetails {
        description: now
            .description
            .or(before.as_ref().and_then(|it| it.description.clone())),
        organization: now.organization.or(before.and_then(|it| it.organization)),
        ..now
    });
    let name = if told.name == told.id.as_str() {
        listed.name
    } else {
        told.name
    };
    Template {
        name,
        badge,
        ..told
    }
}

/// A template of which the service tells no more than that it is there.
pub(super) fn without_fields(mut listed: Template) -> Template {
    if let Some(badge) = &mut listed.badge {
        badge.fields = FieldsTold::NotTold;
    }
    listed
}

/// A template of which nothing but its id is known yet.
pub(super) fn bare(id: TemplateId) -> Template {
    Template {
        name: id.to_string(),
        kind: TemplateKind::DigitalBadge,
        tenant: None,
        also_of: Vec::new(),
        number: None,
        order_type: None,
        fields: Vec::new(),
        badge: Some(BadgeDetails {
            description: None,
            organization: None,
            fields: FieldsTold::NotAsked,
            expiry: None,
            skills: Vec::new(),
        }),
        id,
    }
}

fn template(object: &Object, otherwise: FieldsTold) -> Option<Template> {
    let id = TemplateId::new(read::text(object, &["id", "badge_id"])?).ok()?;
    let told = object.get("custom_fields").and_then(fields::fields);
    let badge = BadgeDetails {
        description: read::text(object, &["description"]),
        organization: read::text(object, &["organization_name", "issuing_organization_name"]),
        fields: told.as_ref().map_or(otherwise, |_| FieldsTold::Told),
        expiry: expiry::rule(object),
        skills: skills(object.get("skills")),
    };
    Some(Template {
        name: read::text(object, &["name", "badge_name"]).unwrap_or_else(|| id.to_string()),
        fields: told.unwrap_or_default(),
        badge: Some(badge),
        ..bare(id)
    })
}

fn skills(list: Option<&Value>) -> Vec<String> {
    let list = list.and_then(Value::as_array);
    let name = |skill: &Value| {
        read::words(skill).or_else(|| read::text(skill.as_object()?, &["name", "title"]))
    };
    list.into_iter().flatten().filter_map(name).collect()
}

#[cfg(test)]
mod tests {
    use super::{detailed, listed};
    use crate::{ExpiryRule, FieldsTold, Period, TemplateKind};
    use serde_json::json;

    #[test]
    fn the_documented_line_is_read_under_either_name_of_its_id() {
        for id in ["id", "badge_id"] {
            let line = json!({id: "W238GD8PK", "name": "Completion", "description": "d",
                "organization_name": "Org", "created_at": "2026-01-01"});
            let template = listed(&line, "data[0]").unwrap();
            assert_eq!(template.id.as_str(), "W238GD8PK");
            assert_eq!(
                (template.name.as_str(), &template.kind),
                ("Completion", &TemplateKind::DigitalBadge)
            );
            let badge = template.badge.unwrap();
            assert_eq!(badge.organization.as_deref(), Some("Org"));
            assert_eq!(badge.fields, FieldsTold::NotAsked);
        }
    }

    #[test]
    fn a_line_without_an_id_is_named() {
        let error = listed(&json!({"name": "x"}), "data[3]").unwrap_err();
        assert_eq!(error.code(), "other_shape");
        assert!(listed(&json!("x"), "data[3]").is_err());
    }

    #[test]
    fn what_is_told_alone_completes_the_line() {
        let line = listed(
            &json!({"id": "b1", "name": "First aid", "description": "d"}),
            "",
        )
        .unwrap();
        let answer = json!({"success": true, "data": {"id": "b1", "skills": ["a", {"name": "b"}],
            "expiration_rule": "2 years",
            "custom_fields": [{"name": "score", "type": "number", "required": true}]}});
        let template = detailed(&answer, line);
        assert_eq!(template.name, "First aid");
        assert_eq!(template.fields[0].name.as_str(), "score");
        assert!(template.fields[0].required);
        let badge = template.badge.unwrap();
        assert_eq!(badge.description.as_deref(), Some("d"));
        assert_eq!(badge.skills, ["a", "b"]);
        assert_eq!(badge.fields, FieldsTold::Told);
        let years = ExpiryRule::After {
            amount: 2,
            period: Period::Years,
        };
        assert_eq!(badge.expiry, Some(years));
    }

    #[test]
    fn fields_that_are_not_told_or_not_readable_are_for_the_operator_to_describe() {
        let line = || listed(&json!({"id": "b1", "name": "n"}), "").unwrap();
        for answer in [
            json!({"data": {"id": "b1"}}),
            json!({"data": {"id": "b1", "custom_fields": [{"x": 1}]}}),
            json!({"data": {"id": "another", "custom_fields": []}}),
            json!({"data": []}),
        ] {
            let template = detailed(&answer, line());
            assert_eq!(
                template.badge.unwrap().fields,
                FieldsTold::NotTold,
                "{answer}"
            );
            assert_eq!(template.name, "n");
        }
    }
}
