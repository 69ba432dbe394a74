use crate::{PortraitError, Size};

/// What a picture may cost before it is looked at any closer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes as they came in.
    pub bytes: usize,
    /// Width times height, in pixels.
    pub pixels: u64,
    /// Pixels along the longer side.
    pub side: u32,
}

impl Default for Limits {
    /// 40 MB, 100 megapixels and 30,000 pixels along one side.
    ///
    /// These are our own numbers. A 12-megapixel phone picture takes about 4 MB as JPEG and
    /// 36 MB as an uncompressed TIFF. The largest phone sensors in common use make 50 megapixels;
    /// a scan of an A4 page at 800 dpi has 62. The longest side keeps absurd strips out and is
    /// far below the 65,535 that a JPEG can hold.
    fn default() -> Self {
        Self {
            bytes: 40_000_000,
            pixels: 100_000_000,
            side: 30_000,
        }
    }
}

impl Limits {
    pub(crate) fn check_bytes(&self, bytes: usize) -> Result<(), PortraitError> {
        if bytes == 0 {
            return Err(PortraitError::Empty);
        }
        if bytes > self.bytes {
            return Err(PortraitError::TooManyBytes {
                bytes,
                limit: self.bytes,
            });
        }
        Ok(())
    }

    pub(crate) fn check_size(&self, size: Size) -> Result<(), PortraitError> {
        let Size { width, height } = size;
        if width == 0 || height == 0 {
            return Err(PortraitError::Damaged);
        }
        if u64::from(width) * u64::from(height) > self.pixels {
            return Err(PortraitError::TooManyPixels {
                width,
                height,
                limit: self.pixels,
            });
        }
        let side = width.max(height);
        if side > self.side {
            return Err(PortraitError::TooLong {
                side,
                limit: self.side,
            });
        }
        Ok(())
    }
}
