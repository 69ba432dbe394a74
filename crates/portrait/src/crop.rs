use serde::{Deserialize, Serialize};

use crate::{Point, PortraitError};

/// Width and height in pixels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Size {
    /// Pixels per row.
    pub width: u32,
    /// Rows.
    pub height: u32,
}

impl Size {
    /// The same size after a quarter turn.
    pub(crate) fn turned(self) -> Self {
        Self {
            width: self.height,
            height: self.width,
        }
    }
}

/// Width to height of a portrait.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Ratio {
    /// Parts in width. Zero is taken as one.
    pub width: u32,
    /// Parts in height. Zero is taken as one.
    pub height: u32,
}

impl Default for Ratio {
    /// 3:4, as the portraits of PIV cards (420 x 560 pixels).
    fn default() -> Self {
        Self {
            width: 3,
            height: 4,
        }
    }
}

impl Ratio {
    /// Width divided by height.
    pub fn value(&self) -> f64 {
        f64::from(self.width.max(1)) / f64::from(self.height.max(1))
    }
}

/// The part of an upright picture that becomes a portrait, in pixels of the upright picture.
///
/// `x`, `y`, `width` and `height` describe a rectangle with level sides; it is then turned about
/// its own centre by `angle` degrees *clockwise* as one sees it on the screen. What lies in the
/// turned rectangle becomes the portrait, so that the content turns the other way: a head that
/// leans 3 degrees clockwise stands upright after a crop with an angle of 3.
///
/// With the centre `c = (x + width/2, y + height/2)`, the point at the fractions `(u, v)` of the
/// portrait (0,0 its upper left corner, 1,1 its lower right one) shows the point
///
/// ```text
/// c.x + (u - 1/2) width cos(angle) - (v - 1/2) height sin(angle)
/// c.y + (u - 1/2) width sin(angle) + (v - 1/2) height cos(angle)
/// ```
///
/// What lies outside of the picture shows the nearest pixel of its edge: the small corners that
/// levelling leaves continue the background. The centre has to lie on the picture.
///
/// A crop whose ratio is not that of the portrait is first made narrower or lower about its
/// centre; nothing is ever stretched.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Crop {
    /// Left side before turning, in pixels from the left side of the picture.
    pub x: f64,
    /// Upper side before turning, in pixels from the upper side of the picture.
    pub y: f64,
    /// Width in pixels.
    pub width: f64,
    /// Height in pixels.
    pub height: f64,
    /// Degrees clockwise about the centre.
    pub angle: f64,
}

/// How much of the spare height a centred crop leaves above itself. Our own number: people are
/// framed with their heads above the middle, and cutting a chin is better than cutting a crown
/// only if neither happens, so the crop moves up a little and no more.
const SHARE_ABOVE: f64 = 0.4;

/// No side of a crop may be shorter, in pixels. Our own number: less than one pixel has no picture.
const SHORTEST_SIDE: f64 = 1.0;

impl Crop {
    /// A crop from its numbers.
    ///
    /// # Errors
    ///
    /// [`PortraitError::InvalidCrop`] if a number is not finite or a side is shorter than a pixel.
    pub fn new(x: f64, y: f64, width: f64, height: f64, angle: f64) -> Result<Self, PortraitError> {
        let crop = Self {
            x,
            y,
            width,
            height,
            angle,
        };
        let finite = [x, y, width, height, angle].iter().all(|n| n.is_finite());
        if finite && width >= SHORTEST_SIDE && height >= SHORTEST_SIDE {
            Ok(crop)
        } else {
            Err(PortraitError::InvalidCrop)
        }
    }

    /// The proposal when no face is known: the largest level crop of a ratio, in the middle of
    /// the width and slightly above the middle of the height.
    pub fn centred(size: Size, ratio: Ratio) -> Self {
        let (full_width, full_height) = (f64::from(size.width), f64::from(size.height));
        let width = full_width
            .min(full_height * ratio.value())
            .max(SHORTEST_SIDE);
        let height = full_height
            .min(full_width / ratio.value())
            .max(SHORTEST_SIDE);
        let x = (full_width - width) / 2.0;
        let y = (full_height - height) * SHARE_ABOVE;
        Self {
            x,
            y,
            width,
            height,
            angle: 0.0,
        }
    }

    /// How far a point of the picture is from the left side of the turned crop, in pixels.
    pub(crate) fn across(&self, point: Point) -> f64 {
        let (dx, dy) = self.off_centre(point);
        let (sin, cos) = self.angle.to_radians().sin_cos();
        self.width / 2.0 + dx * cos + dy * sin
    }

    /// How far a point of the picture is from the upper side of the turned crop, in pixels.
    pub(crate) fn down(&self, point: Point) -> f64 {
        let (dx, dy) = self.off_centre(point);
        let (sin, cos) = self.angle.to_radians().sin_cos();
        self.height / 2.0 + dy * cos - dx * sin
    }

    fn off_centre(&self, point: Point) -> (f64, f64) {
        (
            point.x - self.x - self.width / 2.0,
            point.y - self.y - self.height / 2.0,
        )
    }

    /// Checks what the public fields cannot promise, and that the centre lies on a picture.
    pub(crate) fn on(&self, picture: Size) -> Result<Self, PortraitError> {
        let crop = Self::new(self.x, self.y, self.width, self.height, self.angle)?;
        let (x, y) = (self.x + self.width / 2.0, self.y + self.height / 2.0);
        let across = 0.0..=f64::from(picture.width);
        let down = 0.0..=f64::from(picture.height);
        if across.contains(&x) && down.contains(&y) {
            Ok(crop)
        } else {
            Err(PortraitError::InvalidCrop)
        }
    }

    /// Made narrower or lower about its centre, so that it has the ratio of a size.
    pub(crate) fn trimmed(&self, size: Size) -> Self {
        let ratio = f64::from(size.width) / f64::from(size.height);
        let width = self.width.min(self.height * ratio);
        let height = self.height.min(self.width / ratio);
        let x = self.x + (self.width - width) / 2.0;
        let y = self.y + (self.height - height) / 2.0;
        Self {
            x,
            y,
            width,
            height,
            angle: self.angle,
        }
    }
}
