/// One unit of a picture in all components, at most 8 x 8 pixels.
pub(super) struct Tile {
    planes: [[f32; 64]; 3],
    side: usize,
    grey: bool,
}

/// Values per row of a plane, whatever the size of the tile.
const STRIDE: usize = 8;

/// Where a block is written.
pub(super) struct Plane<'a>(&'a mut [f32]);

impl<'a> Plane<'a> {
    pub fn rows(self) -> impl Iterator<Item = &'a mut [f32]> {
        self.0.chunks_mut(STRIDE)
    }

    /// Writes the same value to `size` x `size` places.
    pub fn fill(self, size: usize, value: f32) {
        for row in self.rows().take(size) {
            row[..size].fill(value);
        }
    }
}

impl Tile {
    pub fn new(side: usize, grey: bool) -> Self {
        Self {
            planes: [[0.0; 64]; 3],
            side,
            grey,
        }
    }

    pub fn plane(&mut self, component: usize, [x, y]: [usize; 2]) -> Plane<'_> {
        Plane(&mut self.planes[component][y * STRIDE + x..])
    }

    /// Writes what lies on the picture, which is `width` pixels wide, as red, green and blue.
    pub fn store(&self, rgb: &mut [u8], width: usize, [column, row]: [usize; 2]) {
        let colours = self.colours();
        let (left, top) = (column * self.side, row * self.side);
        let count = self.side.min(width - left);
        let rows = rgb.chunks_exact_mut(width * 3).skip(top).take(self.side);
        for (y, to) in rows.enumerate() {
            let pixels = to[left * 3..][..count * 3].chunks_exact_mut(3);
            for (x, pixel) in pixels.enumerate() {
                let at = y * STRIDE + x;
                pixel.copy_from_slice(&[colours[0][at], colours[1][at], colours[2][at]]);
            }
        }
    }

    /// YCbCr as in JFIF to RGB.
    fn colours(&self) -> [[u8; 64]; 3] {
        let [luminance, blue, red] = &self.planes;
        if self.grey {
            return [luminance.map(byte); 3];
        }
        let mut colours = [[0; 64]; 3];
        for at in 0..64 {
            let (y, b, r) = (luminance[at], blue[at] - 128.0, red[at] - 128.0);
            colours[0][at] = byte(y + 1.402 * r);
            colours[1][at] = byte(y - 0.344_136 * b - 0.714_136 * r);
            colours[2][at] = byte(y + 1.772 * b);
        }
        colours
    }
}

/// Two to the power of 23: added to a number, it leaves that number's whole part in the lowest
/// bits. Unlike a cast, that needs no care for numbers out of range, which are cut off before.
const WHOLE: f32 = 8_388_608.0;

#[inline]
fn byte(value: f32) -> u8 {
    (value.clamp(0.0, 255.0) + WHOLE).to_bits() as u8
}

#[cfg(test)]
mod tests {
    use super::byte;

    #[test]
    fn values_are_rounded_and_cut_off() {
        let bytes = [-7.0, 0.4, 0.6, 254.6, 300.0].map(byte);
        assert_eq!(bytes, [0, 0, 1, 255, 255]);
    }
}
