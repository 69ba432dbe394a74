//! What comes in, what goes out, and which pixel goes where.

mod colours;
mod fixtures;
mod formats;
mod limits;
mod orientation;
mod placement;
mod portraits;
