//! Breeze: GraphQL over HTTPS with OAuth client credentials.

mod client;
mod gate;
mod limits;
mod order;
mod settings;
mod templates;
mod token;
mod tokens;
mod verdict;
mod wire;

pub use client::Breeze;
pub use settings::{Patience, Settings};
