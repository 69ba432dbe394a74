//! IssueBadge: digital badges, by REST over HTTPS with an API key.
//!
//! The service's pages, its clients and what others saw of it do not agree in everything. So what
//! is sent is what all of them send, and what is read may have any of the forms they name.

mod after;
mod catalogue;
mod client;
mod dates;
mod expiry;
mod fields;
mod gate;
mod issued;
mod key;
mod key_words;
mod look_up;
pub(crate) mod order;
mod pages;
mod paging;
mod picture;
mod read;
mod receipt;
mod settings;
mod templates;
mod verdict;

pub use after::LARGEST_CERTIFICATE;
pub use client::IssueBadge;
pub use picture::{LARGEST_DATA_URL, LARGEST_JPEG};
pub use settings::Settings;
pub(crate) use settings::with_prefix;
