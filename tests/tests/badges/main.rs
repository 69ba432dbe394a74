//! Digital badges in the real window.
#![cfg(test)]

mod both;
mod counter;
mod elsewhere;
mod examples;
mod likeness;
mod one_badge;
mod scanned;
mod stored;
