use serde::{Deserialize, Serialize};

use crate::PortraitError;

/// How a portrait is made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Output {
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
    /// JPEG quality, 1 to 100.
    pub quality: u8,
    /// Dots per inch, written into the JFIF header for printers.
    pub density: u16,
}

impl Default for Output {
    /// 720 x 960 pixels, quality 90, 300 dpi: about 125 kB, and 61 x 81 mm on paper, twice what a
    /// card shows.
    fn default() -> Self {
        Self {
            width: 720,
            height: 960,
            quality: 90,
            density: 300,
        }
    }
}

impl Output {
    /// The longest side of a portrait in pixels. Our own number: a card of 86 x 54 mm printed at
    /// 1200 dpi has 4,060 dots along its longer side.
    pub const LONGEST_SIDE: u32 = 4096;

    pub(crate) fn check(&self) -> Result<(), PortraitError> {
        let side = 1..=Self::LONGEST_SIDE;
        let fits = side.contains(&self.width) && side.contains(&self.height);
        if fits && (1..=100).contains(&self.quality) && self.density > 0 {
            Ok(())
        } else {
            Err(PortraitError::InvalidOutput)
        }
    }
}

/// A finished portrait.
#[derive(Clone, PartialEq, Eq)]
pub struct Portrait {
    /// An sRGB JPEG (4:2:0) without metadata other than its density.
    pub jpeg: Vec<u8>,
    /// Width in pixels.
    pub width: u32,
    /// Height in pixels.
    pub height: u32,
}

/// Without the picture itself, which is personal data and must not reach a log.
impl std::fmt::Debug for Portrait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "Portrait({} x {}, {} bytes)",
            self.width,
            self.height,
            self.jpeg.len()
        )
    }
}
