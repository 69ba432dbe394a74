//! The ledger through its public interface, on real files.
#![cfg(test)]

mod counts;
#[cfg(unix)]
mod crash;
mod delivery;
mod drafts;
mod erased;
mod files;
mod look_up;
mod orders;
mod refused;
mod sample;
mod search;
