//! The ledger through its public interface, on real files.
#![cfg(test)]

mod counts;
mod crash;
mod delivery;
mod drafts;
mod erased;
mod files;
mod orders;
mod sample;
mod search;
