use serde::{Deserialize, Serialize};

/// A point in pixels: x from the left side, y from the upper side.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Point {
    /// To the right.
    pub x: f64,
    /// Downwards.
    pub y: f64,
}

impl Point {
    /// Half-way to another point.
    pub fn middle(self, other: Self) -> Self {
        Self {
            x: (self.x + other.x) / 2.0,
            y: (self.y + other.y) / 2.0,
        }
    }

    /// How far another point is, in pixels.
    pub fn distance(self, other: Self) -> f64 {
        (self.x - other.x).hypot(self.y - other.y)
    }

    /// The direction of another point in radians, clockwise from the right.
    pub(crate) fn direction(self, other: Self) -> f64 {
        (other.y - self.y).atan2(other.x - self.x)
    }

    pub(crate) fn divided(self, by: f64) -> Self {
        Self {
            x: self.x / by,
            y: self.y / by,
        }
    }

    /// Moved across and down in a frame that is turned clockwise by an angle in radians.
    pub(crate) fn moved(self, across: f64, down: f64, angle: f64) -> Self {
        let (sin, cos) = angle.sin_cos();
        Self {
            x: self.x + across * cos - down * sin,
            y: self.y + across * sin + down * cos,
        }
    }
}
