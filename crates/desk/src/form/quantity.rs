//! How many.

use issuing::Template;

use super::{Form, problem};
use crate::boundary::{FieldProblem, FieldProblemCode, TemplateSettings};

/// The name under which the quantity is judged, beside the names of the fields.
const QUANTITY: &str = "quantity";

/// The service's type is GraphQL's Int, which has 32 bits and a sign (GraphQL, 3.5.1).
const MOST: u32 = i32::MAX.unsigned_abs();

/// Whether a quantity is offered: the operator said so for this template, or its order type speaks
/// of a batch. The documentation takes a quantity for "batch-type templates" only and does not say
/// how to tell one; that the order type says it is a guess, so the operator has the last word.
pub fn quantity_offered(template: &Template, settings: &TemplateSettings) -> bool {
    let order_type = template.order_type.as_deref().unwrap_or_default();
    settings.offer_quantity || order_type.to_lowercase().contains("batch")
}

impl Form<'_> {
    /// How many are to be ordered; none where it is not offered or nothing is typed.
    ///
    /// # Errors
    /// What is typed is not a whole number from 1 on.
    pub(super) fn quantity(&self) -> Result<Option<u32>, FieldProblem> {
        let text = self.input.more.quantity.trim();
        if text.is_empty() || !quantity_offered(self.template, self.settings) {
            return Ok(None);
        }
        let number = text
            .parse()
            .ok()
            .filter(|number| (1..=MOST).contains(number));
        let quantity = number.ok_or_else(|| problem(QUANTITY, FieldProblemCode::NotANumber))?;
        Ok(Some(quantity))
    }
}

#[cfg(test)]
mod tests {
    use super::quantity_offered;
    use crate::boundary::FieldProblemCode;
    use crate::form::sample::Sample;

    fn batch(quantity: &str) -> Sample {
        let mut sample = Sample::typed(&[]);
        sample.template.order_type = Some("TPL_Batch".to_owned());
        sample.input.more.quantity = quantity.to_owned();
        sample
    }

    #[test]
    fn a_quantity_is_offered_for_a_batch_or_when_the_operator_says_so() {
        let mut single = Sample::typed(&[]);
        assert!(!quantity_offered(&single.template, &single.settings));
        single.template.order_type = None;
        assert!(!quantity_offered(&single.template, &single.settings));
        single.settings.offer_quantity = true;
        assert!(quantity_offered(&single.template, &single.settings));
        let batch = batch("");
        assert!(quantity_offered(&batch.template, &batch.settings));
    }

    #[test]
    fn a_quantity_is_a_whole_number_from_one_on() {
        assert_eq!(batch(" 25 ").form().quantity(), Ok(Some(25)));
        assert_eq!(
            batch("2147483647").form().quantity(),
            Ok(Some(2_147_483_647))
        );
        assert_eq!(batch(" ").form().quantity(), Ok(None));
        for wrong in ["0", "-1", "1,5", "many", "2147483648", "99999999999"] {
            let problem = batch(wrong).form().quantity().unwrap_err();
            assert_eq!(problem.problem, FieldProblemCode::NotANumber, "{wrong}");
            assert_eq!(problem.field, "quantity");
        }
    }

    #[test]
    fn a_quantity_that_is_not_offered_is_not_looked_at() {
        let mut sample = batch("many");
        sample.template.order_type = Some("single".to_owned());
        assert_eq!(sample.form().quantity(), Ok(None));
    }
}
