//! The form as the page was last given it: what is not in it is not ordered unseen.

use issuing::{Field, Template};
use ledger::DraftId;

use crate::enrolment::Enrolment;

/// The fields of a template, as the form of an enrolment shows them.
#[derive(Debug, Clone)]
pub(crate) struct Seen {
    draft: DraftId,
    template: String,
    fields: Vec<Field>,
}

impl Seen {
    pub fn of(enrolment: &Enrolment, template: &Template) -> Seen {
        Seen {
            draft: enrolment.id,
            template: template.id.to_string(),
            fields: template.fields.clone(),
        }
    }

    /// Whether the same person's form of the same template had other fields than it has now. The
    /// order they stand in is no difference.
    pub fn differs(&self, enrolment: &Enrolment, template: &Template) -> bool {
        let same = self.draft == enrolment.id && self.template == template.id.as_str();
        let lacks = |here: &[Field], there: &[Field]| here.iter().any(|it| !there.contains(it));
        same && (lacks(&self.fields, &template.fields) || lacks(&template.fields, &self.fields))
    }
}
