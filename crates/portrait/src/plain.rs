//! How plain a wall is: OFIQ's background uniformity, and how many colours it has.

use crate::srgb::chroma;

/// What stands out in fewer cells than this part does not count. Our own number: grain, and the
/// edge of something that the person covers.
const USUAL: f64 = 0.95;

/// The magnitude of Sobel's 3 x 3 gradient, not divided by anything: 8 for a slope of one step a
/// pixel, as OpenCV's `Sobel` gives it. `at` may not be on the edge of the rows of `columns` values.
pub(crate) fn sobel(luminances: &[u8], columns: usize, at: usize) -> f64 {
    let value = |at: usize| i32::from(luminances[at]);
    let (above, below) = (at - columns, at + columns);
    let across = value(above + 1) - value(above - 1)
        + 2 * (value(at + 1) - value(at - 1))
        + value(below + 1)
        - value(below - 1);
    let down =
        value(below - 1) - value(above - 1) + 2 * (value(below) - value(above)) + value(below + 1)
            - value(above + 1);
    f64::from(across).hypot(f64::from(down))
}

/// How far the colours of cells are from the usual one, in a* and b*; red, green and blue of 0 to
/// 255 each.
pub(crate) fn colours_apart(cells: &[[f64; 3]]) -> f64 {
    let colours: Vec<[f64; 2]> = cells.iter().map(|cell| chroma(*cell)).collect();
    let [a, b] = [0, 1].map(|axis| median(colours.iter().map(|colour| colour[axis]).collect()));
    let away = colours.iter();
    usual(away.map(|c| (c[0] - a).hypot(c[1] - b)).collect())
}

/// The value that the usual part of the values does not exceed.
pub(crate) fn usual(values: Vec<f64>) -> f64 {
    of_order(values, |last| (last as f64 * USUAL).round() as usize)
}

fn median(values: Vec<f64>) -> f64 {
    of_order(values, |last| last.div_ceil(2))
}

fn of_order(mut values: Vec<f64>, place: impl Fn(usize) -> usize) -> f64 {
    values.sort_by(f64::total_cmp);
    let last = values.len().saturating_sub(1);
    values.get(place(last)).copied().unwrap_or(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slope_of_one_step_a_pixel_counts_eight() {
        let across = [3, 4, 5, 3, 4, 5, 3, 4, 5];
        let down = [7, 7, 7, 8, 8, 8, 9, 9, 9];
        assert!((sobel(&across, 3, 4) - 8.0).abs() < 1e-9);
        assert!((sobel(&down, 3, 4) - 8.0).abs() < 1e-9);
        assert!(sobel(&[9; 9], 3, 4) < 1e-9);
    }

    #[test]
    fn brightness_is_no_colour_and_a_spot_of_one_cell_in_twenty_is_none() {
        let grey = |light: f64| [light; 3];
        let mut cells = vec![grey(90.0); 30];
        cells.extend(vec![grey(180.0); 30]);
        assert!(colours_apart(&cells) < 1e-6);
        cells[7] = [200.0, 40.0, 40.0];
        assert!(colours_apart(&cells) < 1e-6);
        cells[..20].fill([200.0, 40.0, 40.0]);
        assert!(colours_apart(&cells) > 50.0);
    }
}
