//! Digital badges in the real window.

mod both;
mod counter;
mod examples;
mod one_badge;
