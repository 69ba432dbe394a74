//! The ledger through its public interface, on real files.
#![cfg(test)]

mod answers;
mod aside;
mod backups;
mod collectors;
mod copies;
mod counts;
#[cfg(unix)]
mod crash;
mod damage;
mod delivery;
mod drafts;
mod erased;
mod files;
mod forgotten;
mod kept;
mod known;
mod look_up;
mod lookalikes;
mod orders;
mod pages;
mod refused;
mod sample;
mod search;
mod sensitive;
mod traces;
