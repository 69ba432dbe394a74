//! The IssueBadge client over real HTTP: against the practice office, which answers as documented,
//! and against scripts, for answers that no faithful office gives.
//!
//! Each module says `cfg(test)`, because clippy lets only such code unwrap and panic.

#[cfg(test)]
mod after;
#[cfg(test)]
mod changing;
#[cfg(test)]
mod connection;
#[cfg(test)]
mod examples;
#[cfg(test)]
mod looking_up;
#[cfg(test)]
mod office;
#[cfg(test)]
mod outcomes;
#[cfg(test)]
mod refusals;
#[cfg(test)]
mod script;
#[cfg(test)]
mod scripted;
#[cfg(test)]
mod templates;
