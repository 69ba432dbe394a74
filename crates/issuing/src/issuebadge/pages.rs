//! What was issued, page by page.

use std::collections::HashSet;

use chrono::{DateTime, Utc};
use serde_json::Value;
use url::Url;

use super::client::IssueBadge;
use super::look_up::Search;
use super::paging::{LONGEST, MOST_PAGES, paging};
use super::{issued, read};
use crate::{BadgeOrder, IssuedFilter, IssuedPage, IssuingError, LookUp, wire};

impl IssueBadge {
    /// One page of what was issued, as long as pages may be.
    pub(super) async fn issued_page(
        &self,
        filter: &IssuedFilter,
        page: u32,
    ) -> Result<IssuedPage, IssuingError> {
        let (page_text, length) = (page.to_string(), LONGEST.to_string());
        let asked = [
            ("badge_id", filter.badge.as_ref().map(|id| id.as_str())),
            ("recipient_name", filter.recipient_name.as_deref()),
            ("recipient_email", filter.recipient_email.as_deref()),
            ("page", Some(page_text.as_str())),
            ("per_page", Some(length.as_str())),
        ];
        let asked = asked
            .into_iter()
            .filter_map(|(name, value)| Some((name, value?)));
        let address = Url::parse_with_params(&self.below(&["issue", "get"])?, asked)
            .map_err(|_| IssuingError::InvalidAddress)?;
        page_of(&self.get(address.as_str()).await?, page)
    }

    /// Looks for an order among everything that could be it.
    pub(super) async fn search(&self, order: &BadgeOrder, first_attempt: DateTime<Utc>) -> LookUp {
        let filter = IssuedFilter {
            badge: Some(order.badge.clone()),
            recipient_name: Some(order.recipient.as_str().to_owned()),
            recipient_email: order.email.as_ref().map(|email| email.as_str().to_owned()),
        };
        let mut search = Search::new(order, first_attempt);
        let mut seen = HashSet::new();
        for page in 1..=MOST_PAGES {
            let IssuedPage { badges, more, .. } = match self.issued_page(&filter, page).await {
                Ok(page) => page,
                Err(error) => return search.broken_off(error),
            };
            let before = seen.len();
            let new = badges
                .into_iter()
                .filter(|badge| seen.insert(badge.id.clone()));
            search.see(new.collect());
            if !more {
                return search.ended();
            }
            if seen.len() == before {
                break;
            }
        }
        search.broken_off(IssuingError::EndlessPages)
    }
}

fn page_of(answer: &Value, page: u32) -> Result<IssuedPage, IssuingError> {
    let list = read::list(answer).ok_or_else(|| wire::other_shape("data"))?;
    let numbered = list.iter().enumerate();
    let badges = numbered.map(|(index, row)| issued::badge(row, &format!("data[{index}]")));
    let badges = badges.collect::<Result<Vec<_>, _>>()?;
    let told = paging(answer, page);
    // Without a word about pages, a full one may have another behind it.
    let full = badges.len() >= LONGEST as usize;
    Ok(IssuedPage {
        more: told.more.unwrap_or(full),
        total: told.total,
        badges,
        page,
    })
}
