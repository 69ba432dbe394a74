//! How many colours a place has, by CIE 1976 L*a*b* under D65, without the lightness: a shadow is
//! no colour.

use super::{CELL, CELLS, SIDE, usual};

/// How far the colours of the cells are from the usual one.
pub(super) fn spread(rgb: &[f32]) -> f64 {
    let colours: Vec<[f64; 2]> = cells(rgb).iter().map(|cell| chroma(*cell)).collect();
    let [a, b] = [0, 1].map(|axis| median(colours.iter().map(|colour| colour[axis]).collect()));
    usual(
        colours
            .iter()
            .map(|colour| (colour[0] - a).hypot(colour[1] - b))
            .collect(),
    )
}

/// The mean red, green and blue of the cells, 0 to 255.
fn cells(rgb: &[f32]) -> Vec<[f64; 3]> {
    let mut sums = vec![[0.0; 3]; CELLS * CELLS];
    for (at, pixel) in rgb.chunks_exact(3).enumerate() {
        let cell = &mut sums[at / SIDE / CELL * CELLS + at % SIDE / CELL];
        for (sum, value) in cell.iter_mut().zip(pixel) {
            *sum += f64::from(*value) / (CELL * CELL) as f64;
        }
    }
    sums
}

/// a* and b* of an sRGB colour; the matrix is that of IEC 61966-2-1.
fn chroma(rgb: [f64; 3]) -> [f64; 2] {
    let [r, g, b] = rgb.map(|value| linear(value / 255.0));
    let x = (0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505;
    let y = 0.2126 * r + 0.7152 * g + 0.0722 * b;
    let z = (0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089;
    let [x, y, z] = [x, y, z].map(response);
    [500.0 * (x - y), 200.0 * (y - z)]
}

fn linear(value: f64) -> f64 {
    if value <= 0.04045 {
        value / 12.92
    } else {
        ((value + 0.055) / 1.055).powf(2.4)
    }
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

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::chroma;

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
}
