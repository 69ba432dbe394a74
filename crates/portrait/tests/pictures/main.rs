//! What comes in, what goes out, and which pixel goes where.
//!
//! The modules say `cfg(test)` so that clippy knows their fixtures for tests too.

#[cfg(test)]
mod colours;
#[cfg(test)]
mod fixtures;
#[cfg(test)]
mod formats;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod orientation;
#[cfg(test)]
mod placement;
#[cfg(test)]
mod portraits;
