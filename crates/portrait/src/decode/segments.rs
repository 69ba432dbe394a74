/// What stands between two markers of a JPEG.
pub(super) struct Segment<'a> {
    pub marker: u8,
    pub body: &'a [u8],
    /// Everything behind it.
    pub rest: &'a [u8],
}

/// The marker after which pixels follow.
pub(super) const SCAN: u8 = 0xDA;

/// The segments of a JPEG up to its first scan, which is the last one.
pub(super) fn segments(bytes: &[u8]) -> impl Iterator<Item = Segment<'_>> {
    let mut rest = bytes.get(2..).unwrap_or_default();
    std::iter::from_fn(move || {
        let [0xFF, marker, high, low, ..] = *rest else {
            return None;
        };
        let end = 2 + usize::from(u16::from_be_bytes([high, low]));
        let body = rest.get(4..end)?;
        let behind = &rest[end..];
        rest = if marker == SCAN { &[] } else { behind };
        Some(Segment {
            marker,
            body,
            rest: behind,
        })
    })
}
