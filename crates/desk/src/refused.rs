//! Why the order that an enrolment corrects was refused, while the form stands as it was.

use ledger::OrderDetail;

use crate::again::body_of;
use crate::boundary::Problem;
use crate::desk::Desk;
use crate::enrolment::{Body, Enrolment};
use crate::error::DeskError;
use crate::orders::order_id;

impl Desk {
    /// Why the order that this enrolment corrects was refused, with the fields that stand as they
    /// were then; none if it corrects none, or with another template.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub(crate) async fn refusal(
        &self,
        enrolment: &Enrolment,
    ) -> Result<Option<Problem>, DeskError> {
        let Some(order) = &enrolment.body.replaces else {
            return Ok(None);
        };
        let order = order_id(order)?;
        let refused = self
            .blocking(move |desk| match desk.ledger()?.order(order) {
                Err(ledger::LedgerError::NotFound) => Ok(None),
                detail => Ok(Some(detail?)),
            })
            .await?;
        Ok(refused.and_then(|refused| still_said(&refused, &enrolment.body)))
    }
}

/// What the service said, without the fields that were changed since.
fn still_said(refused: &OrderDetail, now: &Body) -> Option<Problem> {
    let said = refused.problems.clone()?;
    let mut said: Problem = serde_json::from_value(said).ok()?;
    let before = body_of(refused);
    if before.template != now.template {
        return None;
    }
    said.fields.retain(|said| {
        let (field, had) = (&said.field, refused.pictures.contains(&said.field));
        let picture = now.pictures.get(field);
        let same_picture = picture.map_or(!had, |taken| had && taken.is_as_ordered());
        same_picture && typed(&before, field) == typed(now, field)
    });
    Some(said)
}

/// What stands in a field; one that was never touched is as good as empty.
fn typed<'a>(body: &'a Body, field: &str) -> &'a str {
    body.values.get(field).map_or("", String::as_str)
}
