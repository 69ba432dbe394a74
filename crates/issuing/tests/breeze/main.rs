//! The Breeze client over real HTTP: against the practice office, which answers as documented,
//! and against scripts, for answers that no faithful office gives.
//!
//! Each module says `cfg(test)`, because clippy lets only such code unwrap and panic.

#[cfg(test)]
mod account;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod office;
#[cfg(test)]
mod ordering;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod script;
#[cfg(test)]
mod templates;
#[cfg(test)]
mod tokens;
