//! Everything an operator sees, looked over by axe.
#![cfg(test)]

mod inspection;
mod orders;
mod places;
