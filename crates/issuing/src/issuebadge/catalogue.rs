//! The badges of an account: the list, and each with what the service tells of it alone.

use std::collections::HashSet;

use super::client::IssueBadge;
use super::paging::{MOST_PAGES, paging};
use super::{read, templates};
use crate::{IssuingError, IssuingService, Template, wire};

/// So many calls are left to orders when templates are read one by one. Our own choice.
const LEFT_TO_ORDERS: u64 = 15;

impl IssueBadge {
    /// The list of badges. No pages are documented; those that are announced are read.
    pub(super) async fn listed(&self) -> Result<Vec<Template>, IssuingError> {
        let address = self.below(&["badge", "getall"])?;
        let (mut all, mut seen) = (Vec::new(), HashSet::new());
        for page in 1..=MOST_PAGES {
            let asked = if page == 1 {
                address.clone()
            } else {
                format!("{address}?page={page}")
            };
            let answer = self.get(&asked).await?;
            let list = read::list(&answer).ok_or_else(|| wire::other_shape("data"))?;
            let before = all.len();
            for (index, item) in list.iter().enumerate() {
                let template = templates::listed(item, &format!("data[{index}]"))?;
                if seen.insert(template.id.clone()) {
                    all.push(template);
                }
            }
            if paging(&answer, page).more != Some(true) {
                return Ok(all);
            }
            if all.len() == before {
                break;
            }
        }
        Err(IssuingError::EndlessPages)
    }

    /// Completes a template by what the service tells of it alone.
    pub(super) async fn details(&self, listed: Template) -> Result<Template, IssuingError> {
        let address = self.below(&["badge", listed.id.as_str()])?;
        match self.get(&address).await {
            Ok(answer) => Ok(templates::detailed(&answer, listed)),
            Err(IssuingError::NotFound { .. }) => {
                let template = listed.id;
                Err(IssuingError::TemplateNotFound { template })
            }
            Err(error) => Err(error),
        }
    }

    /// Completes the templates one by one for as long as calls are left. One that the service does
    /// not explain is listed without its fields, and so is every one after a limit is reached.
    pub(super) async fn completed(
        &self,
        listed: Vec<Template>,
    ) -> Result<Vec<Template>, IssuingError> {
        let mut all = Vec::with_capacity(listed.len());
        let mut asking = true;
        for template in listed {
            asking = asking && self.has_calls_left();
            if !asking {
                all.push(template);
                continue;
            }
            match self.details(template.clone()).await {
                Ok(complete) => all.push(complete),
                Err(IssuingError::RateLimited { .. }) => {
                    asking = false;
                    all.push(template);
                }
                Err(error) if is_of_one_badge(&error) => {
                    all.push(templates::without_fields(template));
                }
                Err(error) => return Err(error),
            }
        }
        Ok(all)
    }

    fn has_calls_left(&self) -> bool {
        self.allowance()
            .is_none_or(|left| left.remaining > LEFT_TO_ORDERS)
    }
}

/// What the vendor's own tests expect of a badge that is not there, and a badge that only this
/// account may not see, say nothing about the other badges.
fn is_of_one_badge(error: &IssuingError) -> bool {
    use IssuingError as E;
    matches!(
        error,
        E::TemplateNotFound { .. }
            | E::BadInput { .. }
            | E::Declined { .. }
            | E::Forbidden { .. }
            | E::NoSuchEndpoint
            | E::UnexpectedStatus { .. }
            | E::ServerFailed { status: 500 }
    )
}
