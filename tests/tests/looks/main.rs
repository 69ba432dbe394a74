//! Everything an operator sees, looked over by axe.
#![cfg(test)]

mod badges;
mod inspection;
mod orders;
mod places;
mod troubles;
