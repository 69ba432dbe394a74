//! The order a form amounts to.

use std::collections::BTreeMap;

use issuing::{CredentialOrder, IdempotencyKey, Image, OrderRequest};

use super::{Form, badge, problem};
use crate::boundary::{FieldProblem, FieldProblemCode};

impl Form<'_> {
    /// The order to send. `pictures` are the finished ones by field name.
    ///
    /// # Errors
    /// Every field that stands in the way, the quantity and the tenant last.
    pub fn order_request(
        &self,
        pictures: &BTreeMap<String, Image>,
        ways: Ways,
    ) -> Result<OrderRequest, Vec<FieldProblem>> {
        let all = (self.values(pictures), self.quantity(), self.tenant());
        let (values, quantity, tenant) = match all {
            (Ok(values), Ok(quantity), Ok(tenant)) => (values, quantity, tenant),
            (values, quantity, tenant) => {
                let fields = values.err().unwrap_or_default().into_iter();
                let more = quantity.err().into_iter().chain(tenant.err());
                return Err(fields.chain(more).collect());
            }
        };
        let Some(tenant) = tenant.cloned() else {
            let order = self.badge_order(values, ways.key);
            let unnamed = || vec![problem(badge::NAME, FieldProblemCode::Required)];
            return order.map(OrderRequest::from).ok_or_else(unnamed);
        };
        let more = &self.input.more;
        Ok(OrderRequest::from(CredentialOrder {
            template: self.template.id.clone(),
            tenant,
            values,
            external_id: self.external_id(),
            order_reference: filled(&more.order_reference),
            object_id: filled(&more.object_id),
            user_id: filled(&more.user_id),
            quantity,
            image_prefix: ways.image_prefix,
        }))
    }
}

/// What an order depends on besides its form.
#[derive(Debug, Clone)]
pub struct Ways {
    /// The connection's setting of that name, for cards.
    pub image_prefix: bool,
    /// What makes the order of a badge one and the same however often it is sent.
    pub key: IdempotencyKey,
}

fn filled(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use issuing::{CredentialOrder, IdempotencyKey, OrderRequest};

    use super::Ways;
    use crate::boundary::{FieldProblemCode, MoreInput};
    use crate::form::sample::{Sample, pictures, required};

    fn ways(image_prefix: bool) -> Ways {
        let key = IdempotencyKey::new("k").unwrap();
        Ways { image_prefix, key }
    }

    fn credential(request: OrderRequest) -> CredentialOrder {
        match request {
            OrderRequest::Credential(order) => order,
            OrderRequest::Badge(_) => panic!("a card, not a badge"),
        }
    }

    fn ordered(sample: &Sample) -> CredentialOrder {
        let request = sample.form().order_request(&BTreeMap::new(), ways(false));
        credential(request.unwrap())
    }

    #[test]
    fn an_order_names_its_template_and_tenant() {
        let request = ordered(&Sample::typed(&[]));
        assert_eq!(request.template.as_str(), "template_card123");
        assert_eq!(request.tenant.as_str(), "tenant_1");
    }

    #[test]
    fn what_is_empty_under_more_is_not_sent() {
        let mut sample = Sample::typed(&[]);
        sample.input.more.order_reference = " ".to_owned();
        let request = ordered(&sample);
        assert_eq!(request.order_reference, None);
        assert_eq!((request.object_id, request.user_id), (None, None));
        assert_eq!((request.external_id, request.quantity), (None, None));
    }

    #[test]
    fn what_is_typed_under_more_is_sent_without_the_space_around_it() {
        let mut sample = Sample::typed(&[]);
        sample.settings.offer_quantity = true;
        sample.input.more = MoreInput {
            external_id: " EMP-7".to_owned(),
            order_reference: "PO 12 ".to_owned(),
            object_id: "object_1".to_owned(),
            user_id: "user_1".to_owned(),
            quantity: "3".to_owned(),
            tenant: String::new(),
        };
        let request = ordered(&sample);
        assert_eq!(request.external_id.as_deref(), Some("EMP-7"));
        assert_eq!(request.order_reference.as_deref(), Some("PO 12"));
        assert_eq!(request.object_id.as_deref(), Some("object_1"));
        assert_eq!(request.user_id.as_deref(), Some("user_1"));
        assert_eq!(request.quantity, Some(3));
    }

    #[test]
    fn an_empty_external_id_is_the_proposed_one() {
        let request = ordered(&Sample::typed(&[("personEmployeeNo", "00412")]));
        assert_eq!(request.external_id.as_deref(), Some("00412"));
    }

    #[test]
    fn pictures_and_the_connections_way_of_sending_them_go_along() {
        let sample = Sample::typed(&[]);
        let request = sample.form().order_request(&pictures(), ways(true));
        let request = credential(request.unwrap());
        assert!(request.image_prefix);
        assert_eq!(request.values.len(), 1);
        assert!(!ordered(&sample).image_prefix);
    }

    #[test]
    fn everything_in_the_way_is_named_at_once() {
        let mut sample = Sample::typed(&[]).with(required("personFirstName"));
        sample.settings.offer_quantity = true;
        sample.input.more.quantity = "none".to_owned();
        let problems = sample
            .form()
            .order_request(&BTreeMap::new(), ways(false))
            .unwrap_err();
        let named: Vec<_> = problems
            .iter()
            .map(|p| (p.field.as_str(), p.problem))
            .collect();
        let expected = [
            ("personFirstName", FieldProblemCode::Required),
            ("quantity", FieldProblemCode::NotANumber),
        ];
        assert_eq!(named, expected);
    }
}
