use super::segments::{Segment, segments};

/// The quality from 1 to 100 that a JPEG's first luminance table was made with, as the Independent
/// JPEG Group's encoder counts; nothing if there is no such table.
///
/// That encoder multiplies the example table of ITU-T T.81, annex K.1, by `50 / quality` below 50
/// and by `2 - quality / 50` above. Others use tables of their own; for them this is how fine
/// theirs is in the same scale.
pub(crate) fn jpeg_quality(bytes: &[u8]) -> Option<f64> {
    let table = segments(bytes).find_map(|segment| luminance_table(&segment))?;
    let scale = table.iter().map(|&n| f64::from(n)).sum::<f64>() / f64::from(EXAMPLE_SUM);
    let quality = if scale > 1.0 {
        50.0 / scale
    } else {
        100.0 - 50.0 * scale
    };
    Some(quality.clamp(1.0, 100.0))
}

/// The sum of the 64 numbers of annex K.1.
const EXAMPLE_SUM: u16 = 3688;

/// The marker that defines quantisation tables.
const TABLES: u8 = 0xDB;

/// Table 0 with eight bits, which everybody uses for luminance and writes first.
fn luminance_table<'a>(segment: &Segment<'a>) -> Option<&'a [u8]> {
    match segment.body {
        [0, table @ ..] if segment.marker == TABLES => table.get(..64),
        _ => None,
    }
}
