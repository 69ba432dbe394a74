//! The badges of an account: the list, and each with what the service tells of it alone.

use std::collections::HashSet;

use serde_json::Value;

use super::client::IssueBadge;
use super::paging::{LONGEST, MOST_PAGES, paging};
use super::{read, templates};
use crate::{IssuingError, IssuingService, Template, TemplateId, wire};

/// So many calls are left to orders when templates are read one by one. Our own choice.
const LEFT_TO_ORDERS: u64 = 15;

/// Whether another page may follow.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum More {
    No,
    /// The answer says so.
    Told,
    /// The answer says nothing, but is as long as a page may be.
    Perhaps,
}

/// The badges read so far, each once.
#[derive(Default)]
struct Listed {
    all: Vec<Template>,
    seen: HashSet<TemplateId>,
}

impl Listed {
    /// Takes a page over, or nothing of it. Says how many badges were new, and what may follow.
    fn take(&mut self, answer: &Value, page: u32) -> Result<(usize, More), IssuingError> {
        let list = read::list(answer).ok_or_else(|| wire::other_shape("data"))?;
        let lines = list.iter().enumerate();
        let lines = lines.map(|(at, item)| templates::listed(item, &format!("data[{at}]")));
        let page_of: Vec<Template> = lines.collect::<Result<_, _>>()?;
        let full = u32::try_from(page_of.len()).is_ok_and(|rows| rows >= LONGEST);
        let before = self.all.len();
        for template in page_of {
            if self.seen.insert(template.id.clone()) {
                self.all.push(template);
            }
        }
        let more = match paging(answer, page).more {
            Some(true) => More::Told,
            None if full => More::Perhaps,
            Some(false) | None => More::No,
        };
        Ok((self.all.len() - before, more))
    }
}

impl IssueBadge {
    /// The list of badges. No pages are documented, only that a list ends at 100: those that are
    /// announced are read, and behind a full list one more is asked for. A service that knows no
    /// pages answers that with the same list again, or not at all.
    pub(super) async fn listed(&self) -> Result<Vec<Template>, IssuingError> {
        let address = self.below(&["badge", "getall"])?;
        let (mut listed, mut expected) = (Listed::default(), More::Told);
        for page in 1..=MOST_PAGES {
            let asked = match page {
                1 => address.clone(),
                _ => format!("{address}?page={page}"),
            };
            let answer = self.get(&asked).await;
            let taken = answer.and_then(|answer| listed.take(&answer, page));
            expected = match (taken, expected) {
                (Ok((_, More::No)), _) | (Ok((0, _)) | Err(_), More::Perhaps) => {
                    return Ok(listed.all);
                }
                (Ok((0, More::Told | More::Perhaps)), _) => break,
                (Ok((_, more)), _) => more,
                (Err(error), _) => return Err(error),
            };
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
