//! Under which tenant a card is ordered, where several list its template.

use issuing::{Template, TenantId};

use super::{Form, problem};
use crate::boundary::{FieldProblem, FieldProblemCode};

/// The form's own name for the choice.
const TENANT: &str = "tenant";

/// Every tenant that lists a template, the usual one first; badges have none.
pub fn tenants(template: &Template) -> impl Iterator<Item = &TenantId> {
    template.tenant.iter().chain(&template.also_of)
}

/// Whether a tenant lists a template.
pub fn is_listed_by(template: &Template, tenant: &str) -> bool {
    tenants(template).any(|one| one.as_str() == tenant)
}

impl Form<'_> {
    /// The tenant to order under: the one that was chosen, else the usual one; none for badges.
    ///
    /// # Errors
    /// The one that was chosen does not list the template any more: another is to be chosen by
    /// whoever knows which.
    pub fn tenant(&self) -> Result<Option<&TenantId>, FieldProblem> {
        let usual = self.template.tenant.as_ref();
        let chosen = self.input.more.tenant.as_str();
        if chosen.is_empty() || usual.is_none() {
            return Ok(usual);
        }
        let found = tenants(self.template).find(|one| one.as_str() == chosen);
        let gone = || problem(TENANT, FieldProblemCode::Required);
        found.map(Some).ok_or_else(gone)
    }
}

#[cfg(test)]
mod tests {
    use issuing::TenantId;

    use crate::boundary::FieldProblemCode;
    use crate::form::sample::Sample;

    fn of_two(chosen: &str) -> Sample {
        let mut sample = Sample::typed(&[]);
        sample.template.also_of = vec![TenantId::new("tenant_2").unwrap()];
        sample.input.more.tenant = chosen.to_owned();
        sample
    }

    fn tenant(sample: &Sample) -> Result<String, FieldProblemCode> {
        let form = sample.form();
        let tenant = form.tenant().map_err(|problem| problem.problem)?;
        Ok(tenant.map(ToString::to_string).unwrap_or_default())
    }

    #[test]
    fn the_chosen_tenant_is_ordered_under_and_without_a_choice_the_usual_one() {
        assert_eq!(tenant(&of_two("tenant_2")), Ok("tenant_2".to_owned()));
        assert_eq!(tenant(&of_two("tenant_1")), Ok("tenant_1".to_owned()));
        assert_eq!(tenant(&of_two("")), Ok("tenant_1".to_owned()));
    }

    #[test]
    fn a_chosen_tenant_that_is_gone_is_not_replaced_by_another_unseen() {
        let sample = of_two("tenant_3");
        assert_eq!(tenant(&sample), Err(FieldProblemCode::Required));
        let judgement = sample.form().judge(&std::collections::BTreeMap::new());
        assert!(!judgement.ready);
        assert_eq!(judgement.fields[0].field, "tenant");
    }
}
