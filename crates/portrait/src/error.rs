use thiserror::Error;

/// Everything that can be wrong with a picture, or with what is asked of it.
///
/// No variant carries content of the picture or the words of a decoder, so that all of them may
/// be logged and shown.
#[derive(Debug, Clone, Copy, PartialEq, Error)]
pub enum PortraitError {
    /// There are no bytes at all.
    #[error("the picture is empty")]
    Empty,
    /// There are more bytes than [`Limits::bytes`](crate::Limits::bytes) allows.
    #[error("the picture has {bytes} bytes; at most {limit} are read")]
    TooManyBytes {
        /// Bytes received.
        bytes: usize,
        /// Bytes allowed.
        limit: usize,
    },
    /// The header promises more pixels than [`Limits::pixels`](crate::Limits::pixels) allows.
    #[error("the picture has {width} x {height} pixels; at most {limit} are read")]
    TooManyPixels {
        /// Width in pixels, as stored.
        width: u32,
        /// Height in pixels, as stored.
        height: u32,
        /// Pixels allowed.
        limit: u64,
    },
    /// One side is longer than [`Limits::side`](crate::Limits::side) allows.
    #[error("the picture is {side} pixels long; at most {limit} are read")]
    TooLong {
        /// The longer side in pixels.
        side: u32,
        /// Pixels allowed along one side.
        limit: u32,
    },
    /// The picture is small enough in pixels, but decoding it would take too much memory.
    #[error("the picture would take too much memory")]
    TooMuchMemory,
    /// The bytes are no picture in a format that is read here.
    #[error("this is not a JPEG, PNG, WebP, BMP, TIFF or GIF picture")]
    Unsupported,
    /// The picture is HEIC, HEIF or AVIF. It has to be saved as JPEG first.
    #[error("HEIC and AVIF pictures are not read; save the picture as JPEG")]
    Heic,
    /// The format is known, but this file uses a part of it that is not read, such as a JPEG with
    /// 12 bits per sample.
    #[error("the picture uses a rare variant of its format; save it as a plain JPEG")]
    RareVariant,
    /// The bytes end before the picture does.
    #[error("the picture is cut off")]
    Truncated,
    /// The bytes contradict the format.
    #[error("the picture is damaged")]
    Damaged,
    /// The crop has no area, is not finite, or has its centre outside of the picture.
    #[error("the crop does not lie on the picture")]
    InvalidCrop,
    /// The asked-for size is empty or beyond what JPEG holds, the quality is not 1 to 100, or the
    /// density is zero.
    #[error("the portrait cannot have this size, quality or density")]
    InvalidOutput,
    /// A model that finds faces, which is part of the program, cannot be read or run here.
    #[error("faces cannot be looked for on this computer")]
    FaceModels,
}

impl PortraitError {
    /// A stable name for this error: lower case, words joined by underscores.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::TooManyBytes { .. } => "too_many_bytes",
            Self::TooManyPixels { .. } => "too_many_pixels",
            Self::TooLong { .. } => "too_long",
            Self::TooMuchMemory => "too_much_memory",
            Self::Unsupported => "unsupported",
            Self::Heic => "heic",
            Self::RareVariant => "rare_variant",
            Self::Truncated => "truncated",
            Self::Damaged => "damaged",
            Self::InvalidCrop => "invalid_crop",
            Self::InvalidOutput => "invalid_output",
            Self::FaceModels => "face_models",
        }
    }
}
