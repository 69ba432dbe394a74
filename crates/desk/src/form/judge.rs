//! What the form engine says of a form as it stands.

use std::collections::BTreeMap;

use issuing::Value;

use super::entry::{Entry, entries};
use super::{Form, dates, detail, warnings};
use crate::boundary::{FieldProblemCode, FieldVerdict, Judgement};

/// How far the picture of a field has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PictureState {
    /// It is cut and can be sent.
    Ready,
    /// It is an address, sent as such.
    Address,
    /// It is not as good as the office asks for.
    Blocked,
}

impl Form<'_> {
    /// Judges the whole form, with the pictures by field name.
    pub fn judge(&self, pictures: &BTreeMap<String, PictureState>) -> Judgement {
        let entries = entries(self.template, self.settings, &self.input.values);
        let of_fields = entries.map(|entry| self.verdict(&entry, pictures));
        let more = self.quantity().err().into_iter().chain(self.tenant().err());
        let of_more = more.map(|problem| FieldVerdict {
            problem: Some(problem.problem),
            ..nothing_to_say(&problem.field)
        });
        let all = of_fields.chain(of_more);
        let fields: Vec<_> = all.filter(has_something_to_say).collect();
        Judgement {
            ready: fields.iter().all(|verdict| verdict.problem.is_none()),
            fields,
            external_id_proposed: self.external_id_proposed(),
            expected_expiry: self.expected_expiry(),
        }
    }

    fn verdict(
        &self,
        entry: &Entry<'_>,
        pictures: &BTreeMap<String, PictureState>,
    ) -> FieldVerdict {
        let silent = nothing_to_say(entry.name());
        let found = if entry.shows_picture() {
            look_at(entry, pictures.get(entry.name())).map(|()| None)
        } else {
            entry
                .value(self.today)
                .and_then(|value| entry.complete(value))
        };
        match found {
            Err(problem) => FieldVerdict {
                problem: Some(problem),
                detail: detail(entry.name(), problem),
                ..silent
            },
            Ok(None) => silent,
            Ok(Some(value)) => FieldVerdict {
                warning: warnings::of(entry.name(), &value, self.today),
                date: shown_date(&value),
                ..silent
            },
        }
    }
}

fn look_at(entry: &Entry<'_>, picture: Option<&PictureState>) -> Result<(), FieldProblemCode> {
    if picture == Some(&PictureState::Blocked) {
        return Err(FieldProblemCode::PortraitBlocked);
    }
    entry.complete(picture).map(|_| ())
}

fn shown_date(value: &Value) -> Option<String> {
    match value {
        Value::Date(date) => Some(dates::canonical(*date)),
        _ => None,
    }
}

fn nothing_to_say(field: &str) -> FieldVerdict {
    FieldVerdict {
        field: field.to_owned(),
        problem: None,
        detail: String::new(),
        warning: None,
        date: None,
    }
}

fn has_something_to_say(verdict: &FieldVerdict) -> bool {
    verdict.problem.is_some() || verdict.warning.is_some() || verdict.date.is_some()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::PictureState;
    use crate::boundary::{FieldProblemCode, FieldVerdict, Judgement, Warning};
    use crate::form::sample::{Sample, hidden, required};

    fn judge(sample: &Sample) -> Judgement {
        sample.form().judge(&BTreeMap::new())
    }

    fn with_picture(sample: &Sample, state: PictureState) -> Judgement {
        let pictures = BTreeMap::from([("personPhoto1".to_owned(), state)]);
        sample.form().judge(&pictures)
    }

    fn problems(judgement: &Judgement) -> Vec<(&str, FieldProblemCode)> {
        let fields = judgement.fields.iter();
        fields
            .filter_map(|verdict| Some((verdict.field.as_str(), verdict.problem?)))
            .collect()
    }

    #[test]
    fn an_empty_form_of_which_nothing_is_demanded_is_ready() {
        let judgement = judge(&Sample::typed(&[]));
        assert!(judgement.ready);
        assert_eq!(judgement.fields, []);
    }

    #[test]
    fn a_required_field_must_hold_more_than_space() {
        let sample = Sample::typed(&[("personFirstName", "  \u{a0}"), ("personLastName", "N")])
            .with(required("personFirstName"))
            .with(required("personLastName"));
        let judgement = judge(&sample);
        assert!(!judgement.ready);
        assert_eq!(
            problems(&judgement),
            [("personFirstName", FieldProblemCode::Required)]
        );
    }

    #[test]
    fn a_required_yes_or_no_must_be_answered() {
        let ask = |text: &str| {
            let sample = Sample::typed(&[("hasFirstAid", text)]).with(required("hasFirstAid"));
            judge(&sample).ready
        };
        assert!(ask("true") && ask("false"));
        assert!(!ask("") && !ask("perhaps"));
    }

    #[test]
    fn a_number_and_a_date_must_be_read() {
        let sample = Sample::typed(&[("accessLevel", "high"), ("cardValidUntilDate", "soon")]);
        let expected = [
            ("accessLevel", FieldProblemCode::NotANumber),
            ("cardValidUntilDate", FieldProblemCode::NotADate),
        ];
        assert_eq!(problems(&judge(&sample)), expected);
    }

    #[test]
    fn a_date_that_is_read_is_shown_in_full() {
        let judgement = judge(&Sample::typed(&[("extraDate1", "1.2.85")]));
        let verdict = FieldVerdict {
            field: "extraDate1".to_owned(),
            problem: None,
            detail: String::new(),
            warning: None,
            date: Some("1985-02-01".to_owned()),
        };
        assert_eq!(judgement.fields, [verdict]);
        assert!(judgement.ready);
    }

    #[test]
    fn a_warning_does_not_stand_in_the_way() {
        let judgement = judge(&Sample::typed(&[("personEmail", "kari")]));
        assert_eq!(judgement.fields[0].warning, Some(Warning::EmailShape));
        assert!(judgement.ready);
    }

    #[test]
    fn a_field_of_an_unlisted_type_must_stay_empty() {
        let typed = judge(&Sample::typed(&[("colour", "red")]));
        assert_eq!(
            problems(&typed),
            [("colour", FieldProblemCode::UnlistedType)]
        );
        assert!(judge(&Sample::typed(&[]).with(required("colour"))).ready);
    }

    #[test]
    fn a_field_the_service_fills_is_never_judged() {
        let sample = Sample::typed(&[("cardNumber", "😀")]).with(required("cardNumber"));
        let judgement = judge(&sample);
        assert!(judgement.ready);
        assert_eq!(judgement.fields, []);
    }

    #[test]
    fn a_picture_is_cut_or_an_address() {
        let sample = Sample::typed(&[]);
        assert!(with_picture(&sample, PictureState::Ready).ready);
        assert!(with_picture(&sample, PictureState::Address).ready);
    }

    #[test]
    fn a_portrait_that_is_blocked_stands_in_the_way_unless_its_field_is_hidden() {
        let blocked = with_picture(&Sample::typed(&[]), PictureState::Blocked);
        assert!(!blocked.ready);
        assert_eq!(
            problems(&blocked),
            [("personPhoto1", FieldProblemCode::PortraitBlocked)]
        );
        let unseen = Sample::typed(&[]).with(hidden("personPhoto1", ""));
        assert!(with_picture(&unseen, PictureState::Blocked).ready);
    }

    #[test]
    fn a_required_picture_must_be_there() {
        let sample = Sample::typed(&[]).with(required("personPhoto1"));
        assert_eq!(
            problems(&judge(&sample)),
            [("personPhoto1", FieldProblemCode::Required)]
        );
        assert!(with_picture(&sample, PictureState::Address).ready);
    }

    #[test]
    fn a_hidden_field_is_not_demanded_and_what_was_left_in_it_is_not_judged() {
        let mut level = hidden("accessLevel", "");
        level.required = true;
        let sample = Sample::typed(&[("accessLevel", "high")])
            .with(level)
            .with(hidden("personPhoto1", ""));
        assert!(with_picture(&sample, PictureState::Blocked).ready);
    }

    #[test]
    fn a_default_of_a_hidden_field_that_cannot_be_sent_is_named() {
        let sample = Sample::typed(&[]).with(hidden("accessLevel", "high"));
        assert_eq!(
            problems(&judge(&sample)),
            [("accessLevel", FieldProblemCode::NotANumber)]
        );
    }

    #[test]
    fn the_quantity_is_judged_like_a_field() {
        let mut sample = Sample::typed(&[]);
        sample.settings.offer_quantity = true;
        sample.input.more.quantity = "0".to_owned();
        let judgement = judge(&sample);
        assert!(!judgement.ready);
        assert_eq!(
            problems(&judgement),
            [("quantity", FieldProblemCode::NotANumber)]
        );
    }

    #[test]
    fn the_external_id_is_proposed_while_typing() {
        let judgement = judge(&Sample::typed(&[("personEmployeeNo", "00412")]));
        assert_eq!(judgement.external_id_proposed, "00412");
    }
}
