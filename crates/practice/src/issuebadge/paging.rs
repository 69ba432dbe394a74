//! Lists page by page.

use serde_json::{Value, json};

use super::input::Input;

/// The most rows of a page, from the vendor's command-line client.
const LARGEST_PAGE: usize = 100;

/// The page that is asked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paging {
    page: usize,
    per_page: usize,
}

impl Paging {
    /// Reads `page` and `per_page`, which is `usual` if it is left out.
    pub(super) fn read(input: &mut Input<'_>, usual: usize) -> Self {
        let page = input.count("page", 1..=usize::MAX / LARGEST_PAGE);
        let per_page = input.count("per_page", 1..=LARGEST_PAGE);
        Self {
            page: page.unwrap_or(1),
            per_page: per_page.unwrap_or(usual),
        }
    }

    /// The rows of the page.
    pub(super) fn of<'a, T>(self, rows: &'a [&'a T]) -> impl Iterator<Item = &'a T> {
        let before = (self.page - 1) * self.per_page;
        rows.iter().skip(before).take(self.per_page).copied()
    }

    /// The `pagination` of a list of so many rows.
    pub(super) fn told(self, total: usize) -> Value {
        let pages = total.div_ceil(self.per_page);
        json!({
            "current_page": self.page,
            "per_page": self.per_page,
            "total": total,
            "total_pages": pages,
            "has_more": self.page < pages,
        })
    }
}
