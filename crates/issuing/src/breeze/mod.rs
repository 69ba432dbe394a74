//! Breeze: GraphQL over HTTPS with OAuth client credentials.

mod client;
mod gate;
pub(crate) mod order;
mod settings;
mod templates;
mod token;
mod tokens;
mod verdict;

pub use crate::Patience;
pub use client::Breeze;
pub use settings::Settings;
