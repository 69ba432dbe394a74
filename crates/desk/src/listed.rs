//! What a service tells of its templates, joined with what it told before or elsewhere.

use std::collections::BTreeSet;

use issuing::{FieldsTold, Template};

use crate::form;

/// A badge that was not asked for this time, because calls ran short, has the fields it had.
pub(crate) fn keep_what_is_known(now: &mut Template, before: &Template) {
    let (Some(badge), Some(known)) = (&mut now.badge, &before.badge) else {
        return;
    };
    if badge.fields == FieldsTold::NotAsked {
        badge.fields = known.fields;
        badge.expiry.clone_from(&known.expiry);
        badge.skills.clone_from(&known.skills);
        now.fields.clone_from(&before.fields);
    }
}

/// A service that is asked for one badge need not tell again what the list says of it.
pub(crate) fn named_as(mut told: Template, listed: &Template) -> Template {
    if told.name == told.id.as_str() {
        told.name.clone_from(&listed.name);
    }
    if let (Some(now), Some(before)) = (&mut told.badge, &listed.badge) {
        now.description = now
            .description
            .take()
            .or_else(|| before.description.clone());
        now.organization = now
            .organization
            .take()
            .or_else(|| before.organization.clone());
    }
    told
}

/// A template that two tenants list is one all the same, of which an order says under which tenant;
/// and so is a field that a template lists twice.
pub(crate) fn once_each(templates: &mut Vec<Template>) {
    let mut once: Vec<Template> = Vec::new();
    for template in templates.drain(..) {
        match once.iter_mut().find(|known| known.id == template.id) {
            None => once.push(template),
            Some(known) => {
                let new = template
                    .tenant
                    .filter(|it| !form::is_listed_by(known, it.as_str()));
                known.also_of.extend(new);
            }
        }
    }
    *templates = once;
    for template in templates {
        let mut seen = BTreeSet::new();
        template
            .fields
            .retain(|field| seen.insert(field.name.to_string()));
    }
}

#[cfg(test)]
mod tests {
    use issuing::{BadgeDetails, FieldsTold, Template, TenantId};

    use super::{keep_what_is_known, named_as, once_each};
    use crate::form::sample;

    fn badge(fields: FieldsTold) -> Template {
        let details = BadgeDetails {
            description: Some("For a course".to_owned()),
            organization: None,
            fields,
            expiry: None,
            skills: vec!["First aid".to_owned()],
        };
        Template {
            badge: Some(details),
            ..sample::template()
        }
    }

    #[test]
    fn a_badge_that_was_not_asked_for_this_time_keeps_the_fields_it_had() {
        let known = badge(FieldsTold::Told);
        let mut read_again = badge(FieldsTold::NotAsked);
        read_again.fields.clear();
        keep_what_is_known(&mut read_again, &known);
        assert_eq!(read_again, known);
        let mut told = badge(FieldsTold::Told);
        told.fields.clear();
        keep_what_is_known(&mut told, &known);
        assert!(told.fields.is_empty(), "what the service tells counts");
    }

    #[test]
    fn a_badge_told_without_its_name_keeps_the_one_of_the_list() {
        let listed = badge(FieldsTold::NotAsked);
        let mut told = badge(FieldsTold::Told);
        told.name = told.id.to_string();
        if let Some(details) = &mut told.badge {
            details.description = None;
        }
        assert_eq!(named_as(told, &listed), badge(FieldsTold::Told));
    }

    #[test]
    fn what_is_listed_twice_is_offered_once() {
        let template = sample::template();
        let mut twice = template.clone();
        twice.fields.extend(template.fields.clone());
        let mut listed = vec![twice, template.clone()];
        once_each(&mut listed);
        assert_eq!(listed, [template]);
    }

    #[test]
    fn a_template_of_two_tenants_is_offered_once_and_knows_both() {
        let template = sample::template();
        let other = TenantId::new("tenant_2").unwrap();
        let theirs = Template {
            tenant: Some(other.clone()),
            ..template.clone()
        };
        let mut listed = vec![template.clone(), theirs.clone(), theirs];
        once_each(&mut listed);
        let of_both = Template {
            also_of: vec![other],
            ..template
        };
        assert_eq!(listed, [of_both]);
    }
}
