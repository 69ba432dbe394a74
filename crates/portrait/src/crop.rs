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

/// Two ratios that differ by less are the same. Our own number: a thousandth is less than a pixel of
/// a portrait of 720 x 960.
const SAME_RATIO: f64 = 0.001;

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

    /// This crop for a portrait of another ratio: about the same centre, turned as before, and just
    /// large enough to hold all that it held, but no larger than the picture and not beside it.
    /// One that has the ratio already stays as it is.
    #[must_use]
    pub fn carried(&self, picture: Size, ratio: Ratio) -> Self {
        if (self.width / self.height / ratio.value() - 1.0).abs() < SAME_RATIO {
            return *self;
        }
        let lies = (self.angle / 90.0).round() % 2.0 != 0.0;
        let room = if lies { picture.turned() } else { picture };
        let most = Self::centred(room, ratio);
        let width = self.width.max(self.height * ratio.value()).min(most.width);
        let height = width / ratio.value();
        let (across, down) = if lies {
            (height, width)
        } else {
            (width, height)
        };
        let x = within(self.x + self.width / 2.0, across, picture.width);
        let y = within(self.y + self.height / 2.0, down, picture.height);
        Self {
            x: x - width / 2.0,
            y: y - height / 2.0,
            width,
            height,
            angle: self.angle,
        }
    }

    /// The same crop in a copy of the picture that is `by` times as large.
    pub(crate) fn scaled(&self, by: f64) -> Self {
        Self {
            x: self.x * by,
            y: self.y * by,
            width: self.width * by,
            height: self.height * by,
            angle: self.angle,
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

/// A centre moved so that what reaches `length` about it does not reach beyond a side.
fn within(centre: f64, length: f64, side: u32) -> f64 {
    let margin = length / 2.0;
    centre.min(f64::from(side) - margin).max(margin)
}

#[cfg(test)]
mod tests {
    use super::{Crop, Ratio, Size};

    const PICTURE: Size = Size {
        width: 1200,
        height: 900,
    };
    const SQUARE: Ratio = Ratio {
        width: 500,
        height: 500,
    };

    fn crop(x: f64, y: f64, width: f64, height: f64, angle: f64) -> Crop {
        Crop::new(x, y, width, height, angle).unwrap()
    }

    #[test]
    fn a_crop_of_the_same_ratio_is_carried_over_as_it_is() {
        let chosen = crop(-40.0, 10.0, 660.0, 880.0, 3.0);
        let same = Ratio {
            width: 420,
            height: 560,
        };
        assert_eq!(chosen.carried(PICTURE, same), chosen);
    }

    #[test]
    fn a_crop_of_another_ratio_keeps_its_middle_its_turn_and_all_it_held() {
        let chosen = crop(400.0, 200.0, 300.0, 400.0, 5.0);
        assert_eq!(
            chosen.carried(PICTURE, SQUARE),
            crop(350.0, 200.0, 400.0, 400.0, 5.0)
        );
    }

    #[test]
    fn a_crop_is_carried_no_further_than_the_picture() {
        let tall = crop(0.0, 0.0, 675.0, 900.0, 0.0);
        assert_eq!(
            tall.carried(PICTURE, SQUARE),
            crop(0.0, 0.0, 900.0, 900.0, 0.0)
        );
        let wide = Ratio {
            width: 2,
            height: 1,
        };
        assert_eq!(
            tall.carried(PICTURE, wide),
            crop(0.0, 150.0, 1200.0, 600.0, 0.0)
        );
    }

    #[test]
    fn a_picture_that_lies_has_room_for_a_crop_along_its_width() {
        let lying = crop(375.0, 0.0, 675.0, 900.0, 90.0);
        let tall = Ratio {
            width: 1,
            height: 2,
        };
        let carried = lying.carried(PICTURE, tall);
        assert_eq!((carried.width, carried.height), (600.0, 1200.0));
        assert_eq!(
            carried.x + carried.width / 2.0,
            600.0,
            "moved onto the picture"
        );
        assert_eq!(carried.y + carried.height / 2.0, 450.0);
    }
}
