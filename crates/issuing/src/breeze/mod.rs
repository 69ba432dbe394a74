//! Breeze: GraphQL over HTTPS with OAuth client credentials.

mod settings;

pub use settings::{Patience, Settings};
