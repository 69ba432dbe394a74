//! What sRGB values stand for (IEC 61966-2-1): light, and colour without its lightness.

use std::sync::LazyLock;

/// The light of each stored value, 0 to 255: a power for each pixel would take longer than the rest
/// of a measure.
static LIGHT: LazyLock<[f32; 256]> =
    LazyLock::new(|| std::array::from_fn(|stored| (linear(stored as f64 / 255.0) * 255.0) as f32));

/// The luminance image of ISO/IEC 29794-5, as OFIQ 1.0.3 computes it (`GetLuminanceImageFromBGR`).
#[derive(Clone, Copy)]
pub(crate) struct Luminances(&'static [f32; 256]);

impl Luminances {
    pub fn new() -> Self {
        Self(&LIGHT)
    }

    /// The luminance of ITU-R BT.709 of the light of a colour, in whole steps of 255.
    #[inline]
    pub fn step(self, rgb: &[f32]) -> u8 {
        let [r, g, b] = [0, 1, 2].map(|i| self.0[usize::from((rgb[i] + 0.5) as u8)]);
        (0.2126 * r + 0.7152 * g + 0.0722 * b + 0.5) as u8
    }
}

/// Light, 0 to 1, of a stored value, 0 to 1.
fn linear(value: f64) -> f64 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
}

/// a* and b* of CIE 1976 L*a*b* under D65, of red, green and blue of 0 to 255.
pub(crate) fn chroma(rgb: [f64; 3]) -> [f64; 2] {
    let [r, g, b] = rgb.map(|value| linear(value / 255.0));
    let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
    let [x, y, z] = [x, y, z].map(response);
    [500.0 * (x - y), 200.0 * (y - z)]
}

/// The cube root, and a straight line near black, as CIE 15 has it.
fn response(value: f64) -> f64 {
    const DARK: f64 = 6.0 / 29.0;
    if value > DARK.powi(3) {
        value.cbrt()
    } else {
        value / (3.0 * DARK * DARK) + 4.0 / 29.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_those_of_the_standard() {
        let near = |rgb, expected: [f64; 2]| {
            let [a, b] = chroma(rgb);
            assert!((a - expected[0]).abs() < 0.5, "{rgb:?}: {a}, {b}");
            assert!((b - expected[1]).abs() < 0.5, "{rgb:?}: {a}, {b}");
        };
        near([255.0, 0.0, 0.0], [80.1, 67.2]);
        near([0.0, 0.0, 255.0], [79.2, -107.9]);
        near([128.0, 128.0, 128.0], [0.0, 0.0]);
        near([3.0, 3.0, 3.0], [0.0, 0.0]);
    }

    #[test]
    fn luminance_is_that_of_light_and_not_of_stored_values() {
        let step = |rgb: [f32; 3]| Luminances::new().step(&rgb);
        assert_eq!(step([0.0; 3]), 0);
        assert_eq!(step([255.0; 3]), 255);
        assert_eq!(step([127.6, 128.4, 128.0]), 55, "a fifth of the light");
        assert_eq!(step([0.0, 255.0, 0.0]), 182);
        assert_eq!(
            step([400.0, -9.0, f32::NAN]),
            54,
            "nothing leaves the scale"
        );
    }
}
