//! Where faces are, how they are cut and what is said about them.
//!
//! The modules say `cfg(test)` so that clippy knows their fixtures for tests too.

#[cfg(test)]
mod backgrounds;
#[cfg(test)]
mod crops;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod lights;
#[cfg(test)]
mod places;
#[cfg(test)]
mod pupils;
#[cfg(test)]
mod small;
#[cfg(test)]
mod verdicts;
