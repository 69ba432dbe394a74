//! Pictures in, portraits out: decode, cut, scale and encode, without network or disk.
//!
//! A picture comes from a camera, a file, the clipboard or an address, and nobody vouches for it.
//! [`Picture::read`] judges it once: by its content (never by a name), by [`Limits`] before any
//! pixel is decoded, and by decoding it. What it returns can be shown ([`Picture::preview`]) and
//! cut ([`Picture::cut`]) without further surprises from the bytes. One that was judged before is
//! only opened ([`Picture::open`]).
//!
//! A [`Portrait`] is an sRGB JPEG of exactly the size that was asked for. It is upright, never
//! mirrored and carries no metadata but its printing density.
//!
//! All coordinates are those of the *upright* picture, after its EXIF orientation: x grows to the
//! right, y grows downwards, and the pixel in column `i` and row `j` covers the square from
//! `(i, j)` to `(i + 1, j + 1)`.

mod affine;
mod closer;
mod colour;
mod crop;
mod decode;
mod detail;
mod encode;
mod error;
mod examination;
mod face;
mod format;
mod frame;
mod framing;
mod limits;
mod lowering;
mod output;
mod picture;
mod place;
mod plain;
mod point;
mod raster;
mod resample;
mod scaling;
mod srgb;
mod verdict;
mod warp;
mod widest;

pub use crop::{Crop, Ratio, Size};
pub use error::PortraitError;
pub use examination::{Examination, Examiner, Subject};
pub use face::{Bounds, Face, Finder, Landmarks, Pose, Tracker};
pub use format::Format;
pub use frame::Frame;
pub use framing::{Framing, Proposal, Unfit, propose};
pub use limits::Limits;
pub use output::{Output, Portrait};
pub use picture::Picture;
pub use place::{Half, Place, card_sharpness};
pub use point::Point;
pub use verdict::{Advice, Gate, Judged, Measure, Measured, Rule, Standards, Verdict};
