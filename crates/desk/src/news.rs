//! What changed in the templates, until somebody has seen it.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use issuing::Template;
use serde::{Deserialize, Serialize};

use crate::boundary::TemplateChange;

/// Who has not chosen a template for so long will not miss to be told of it. Our own number: those
/// who come back after a week-end still are.
fn remembered() -> TimeDelta {
    TimeDelta::days(7)
}

/// The changes nobody has seen yet, each with its time.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct News(Vec<(DateTime<Utc>, TemplateChange)>);

impl News {
    /// All of it, as the list tells it.
    pub fn told(self) -> Vec<TemplateChange> {
        self.0.into_iter().map(|(_, change)| change).collect()
    }

    /// Somebody has seen the template as it is now. Says whether there was news of it.
    pub fn read(&mut self, template: &str) -> bool {
        let before = self.0.len();
        self.0.retain(|(_, change)| change.template != template);
        self.0.len() < before
    }

    /// The same with what came since. Of a template only the newest is told, together with what
    /// was not yet seen of its fields.
    pub fn followed_by(&self, changes: Vec<TemplateChange>, now: DateTime<Utc>) -> News {
        let is_new = |it: &&(DateTime<Utc>, TemplateChange)| {
            let again = |change: &TemplateChange| change.template == it.1.template;
            now - it.0 < remembered() && !changes.iter().any(again)
        };
        let mut all: Vec<_> = self.0.iter().filter(is_new).cloned().collect();
        all.extend(changes.into_iter().map(|change| (now, self.joined(change))));
        News(all)
    }

    fn joined(&self, change: TemplateChange) -> TemplateChange {
        let of_same = |it: &&(DateTime<Utc>, TemplateChange)| it.1.template == change.template;
        let Some((_, before)) = self.0.iter().find(of_same) else {
            return change;
        };
        if before.gone || change.gone || change.new {
            return change;
        }
        let joined = |one: &[String], other: Vec<String>, but: &[String]| {
            let mut names: Vec<String> =
                one.iter().filter(|it| !but.contains(it)).cloned().collect();
            names.retain(|name| !other.contains(name));
            names.extend(other);
            names
        };
        TemplateChange {
            added: joined(&before.added, change.added, &change.removed),
            retyped: joined(&before.retyped, change.retyped, &change.removed),
            removed: joined(&before.removed, change.removed, &[]),
            new: before.new,
            ..change
        }
    }
}

/// What an operator would notice between two states of a list.
pub(crate) fn changes(before: &[Template], now: &[Template]) -> Vec<TemplateChange> {
    let known: BTreeMap<&str, &Template> = before.iter().map(|it| (it.id.as_str(), it)).collect();
    let here: BTreeMap<&str, &Template> = now.iter().map(|it| (it.id.as_str(), it)).collect();
    let came = now
        .iter()
        .filter_map(|template| match known.get(template.id.as_str()) {
            None => Some(TemplateChange {
                new: true,
                ..unchanged(template)
            }),
            Some(old) => difference(old, template),
        });
    let went = before
        .iter()
        .filter(|template| !here.contains_key(template.id.as_str()));
    came.chain(went.map(|template| TemplateChange {
        gone: true,
        ..unchanged(template)
    }))
    .collect()
}

/// What differs between two states of one template, if anything an operator would notice does.
pub(crate) fn difference(old: &Template, new: &Template) -> Option<TemplateChange> {
    let names = |of: &Template, not_in: &Template| -> Vec<String> {
        let here = |field: &&issuing::Field| !not_in.fields.iter().any(|it| it.name == field.name);
        of.fields
            .iter()
            .filter(here)
            .map(|field| field.name.to_string())
            .collect()
    };
    let retyped = new.fields.iter().filter(|field| {
        let before = old.fields.iter().find(|it| it.name == field.name);
        before.is_some_and(|it| it.kind != field.kind || it.filled_by != field.filled_by)
    });
    let change = TemplateChange {
        added: names(new, old),
        removed: names(old, new),
        retyped: retyped.map(|field| field.name.to_string()).collect(),
        ..unchanged(new)
    };
    (change != unchanged(new) || old.name != new.name).then_some(change)
}

fn unchanged(template: &Template) -> TemplateChange {
    TemplateChange {
        template: template.id.to_string(),
        name: template.name.clone(),
        gone: false,
        new: false,
        added: Vec::new(),
        removed: Vec::new(),
        retyped: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use std::slice;

    use chrono::TimeDelta;
    use issuing::{FieldName, FieldType};

    use super::{News, changes};
    use crate::form::sample;

    #[test]
    fn a_field_that_came_went_or_changed_its_type_is_named() {
        let before = sample::template();
        let mut now = before.clone();
        let mut came = now.fields.remove(0);
        let went = came.name.to_string();
        came.name = FieldName::new("roomNumber").unwrap();
        let retyped = now.fields[0].name.to_string();
        now.fields[0].kind = match now.fields[0].kind {
            FieldType::Number => FieldType::Text,
            _ => FieldType::Number,
        };
        now.fields.push(came);
        let [change] = <[_; 1]>::try_from(changes(&[before], &[now])).unwrap();
        assert_eq!((change.new, change.gone), (false, false));
        assert_eq!(change.added, ["roomNumber"]);
        assert_eq!(change.removed, [went]);
        assert_eq!(change.retyped, [retyped]);
    }

    #[test]
    fn a_new_name_a_new_and_a_gone_template_are_told_and_the_same_one_is_not() {
        let before = sample::template();
        assert_eq!(
            changes(slice::from_ref(&before), slice::from_ref(&before)),
            []
        );
        let mut renamed = before.clone();
        renamed.name.push_str(" 2027");
        assert_eq!(changes(slice::from_ref(&before), &[renamed]).len(), 1);
        assert!(changes(&[], slice::from_ref(&before))[0].new);
        assert!(changes(&[before], &[])[0].gone);
    }

    #[test]
    fn news_stays_until_it_is_seen_or_old() {
        let now = chrono::DateTime::UNIX_EPOCH;
        let came = changes(&[], &[sample::template()]);
        let template = came[0].template.clone();
        let news = News::default().followed_by(came, now);
        let later = news.followed_by(Vec::new(), now + TimeDelta::days(6));
        assert_eq!(later.clone().told().len(), 1, "reading again hides nothing");
        let old = later.followed_by(Vec::new(), now + TimeDelta::days(8));
        assert_eq!(old.told(), []);
        let mut seen = later;
        assert!(seen.read(&template));
        assert_eq!(seen.told(), []);
    }

    #[test]
    fn what_was_not_seen_of_a_template_is_told_with_what_came_since() {
        let now = chrono::DateTime::UNIX_EPOCH;
        let first = sample::template();
        let mut second = first.clone();
        let went = second.fields.remove(0).name.to_string();
        let mut third = second.clone();
        let went_too = third.fields.remove(0).name.to_string();
        let news = News::default().followed_by(changes(&[first], &[second.clone()]), now);
        let told = news.followed_by(changes(&[second], &[third]), now).told();
        assert_eq!(told[0].removed, [went, went_too]);
    }
}
