//! What must hold for any bytes at all.
//!
//! Each [`Target`] takes bytes that nobody vouches for and asserts what the crate `portrait`
//! promises about them. `cargo xtask fuzz` lets an engine look for bytes that break a promise; the
//! seeds and every find are run as plain tests, too.

mod crop;
mod decode;
mod encode;
mod exif;
mod numbers;

/// One way in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// A whole file, of whatever format.
    Decode,
    /// The EXIF data of a JPEG that is otherwise in order.
    Exif,
    /// The numbers of a crop and of the portrait to be made.
    Crop,
    /// The pixels of a portrait, and how it is encoded.
    Encode,
}

impl Target {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Decode, Self::Exif, Self::Crop, Self::Encode];

    /// The name on the command line, and of the folder of its seeds.
    pub fn name(self) -> &'static str {
        match self {
            Self::Decode => "decode",
            Self::Exif => "exif",
            Self::Crop => "crop",
            Self::Encode => "encode",
        }
    }

    /// The target of a name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|target| target.name() == name)
    }

    /// Asserts what must hold.
    pub fn check(self, data: &[u8]) {
        match self {
            Self::Decode => decode::check(data),
            Self::Exif => exif::check(data),
            Self::Crop => crop::check(data),
            Self::Encode => encode::check(data),
        }
    }
}
