/// The quality from 1 to 100 that a JPEG's first luminance table was made with, as the Independent
/// JPEG Group's encoder counts; nothing if there is no such table.
///
/// That encoder multiplies the example table of ITU-T T.81, annex K.1, by `50 / quality` below 50
/// and by `2 - quality / 50` above. Others use tables of their own; for them this is how fine
/// theirs is in the same scale.
pub(crate) fn jpeg_quality(bytes: &[u8]) -> Option<f64> {
    let table = segments(bytes).find_map(luminance_table)?;
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

/// The marker after which pixels follow.
const SCAN: u8 = 0xDA;

/// Markers and what belongs to them, up to the pixels.
fn segments(bytes: &[u8]) -> impl Iterator<Item = (u8, &[u8])> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        let length = usize::from(u16::from_be_bytes([high, low]));
        let body = rest.get(4..2 + length)?;
        rest = &rest[2 + length..];
        (marker != SCAN).then_some((marker, body))
    })
}

/// Table 0 with eight bits, which everybody uses for luminance and writes first.
fn luminance_table((marker, body): (u8, &[u8])) -> Option<&[u8]> {
    match body {
        [0, table @ ..] if marker == TABLES => table.get(..64),
        _ => None,
    }
}
