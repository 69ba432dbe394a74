//! The form as the page was last given it: what is not in it is not ordered unseen.

use issuing::{Field, Template};
use ledger::DraftId;
use serde::{Deserialize, Serialize};

use crate::changed::tells_its_fields;
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;

/// The fields of a template, as a form was filled by them.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Filled {
    template: String,
    fields: Vec<Field>,
}

impl Filled {
    pub fn of(template: &Template) -> Filled {
        Filled {
            template: template.id.to_string(),
            fields: template.fields.clone(),
        }
    }

    /// Whether the same template had other fields than it has now. The order they stand in is no
    /// difference.
    fn differs(&self, now: &Template) -> bool {
        let lacks = |here: &[Field], there: &[Field]| here.iter().any(|it| !there.contains(it));
        self.template == now.id.as_str()
            && (lacks(&self.fields, &now.fields) || lacks(&now.fields, &self.fields))
    }

    /// The template as it was, where it had other fields than now. Of a badge whose fields are not
    /// told, nothing is known that could differ.
    pub fn before(&self, now: &Template) -> Option<Template> {
        let differs = tells_its_fields(now) && self.differs(now);
        differs.then(|| Template {
            fields: self.fields.clone(),
            ..now.clone()
        })
    }
}

/// The fields as the form of an enrolment shows them.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    draft: DraftId,
    form: Filled,
}

impl Seen {
    pub fn of(enrolment: &Enrolment, template: &Template) -> Seen {
        Seen {
            draft: enrolment.id,
            form: Filled::of(template),
        }
    }

    /// Whether the same person's form of the same template had other fields than it has now.
    pub fn differs(&self, enrolment: &Enrolment, template: &Template) -> bool {
        self.draft == enrolment.id && self.form.differs(template)
    }
}

impl Desk {
    /// The enrolment with the fields its form shows: a template that changes while the program is
    /// closed is told by them.
    pub(crate) fn with_its_form(&self, mut enrolment: Enrolment) -> Enrolment {
        let seen = lock(&self.inner().seen).clone();
        if let Some(seen) = seen.filter(|it| it.draft == enrolment.id) {
            enrolment.body.filled = Some(seen.form);
        }
        enrolment
    }
}
