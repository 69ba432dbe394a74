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
        let [red, green, blue] = &self.colours();
        let (left, top) = (column * self.side, row * self.side);
        let count = self.side.min(width - left);
        let rows = rgb.chunks_exact_mut(width * 3).skip(top).take(self.side);
        let planes = red
            .chunks_exact(STRIDE)
            .zip(green.chunks_exact(STRIDE))
            .zip(blue.chunks_exact(STRIDE));
        for (to, ((red, green), blue)) in rows.zip(planes) {
            let pixels = to[left * 3..][..count * 3].chunks_exact_mut(3);
            for (((pixel, r), g), b) in pixels.zip(red).zip(green).zip(blue) {
                // One by one: put together first, they would be waited for.
                (pixel[0], pixel[1], pixel[2]) = (*r, *g, *b);
            }
        }
    }

    /// YCbCr as in JFIF to RGB.
    fn colours(&self) -> [[u8; 64]; 3] {
        let [luminance, blue, red] = &self.planes;
        let mut colours = [[0; 64]; 3];
        let [to_red, to_green, to_blue] = &mut colours;
        if self.grey {
            bytes(to_red, luminance);
            return [*to_red; 3];
        }
        let sums = |weights: [f32; 2]| {
            let mut sums = [0.0; 64];
            for (at, sum) in sums.iter_mut().enumerate() {
                let (b, r) = (blue[at] - 128.0, red[at] - 128.0);
                *sum = luminance[at] + weights[0] * b + weights[1] * r;
            }
            sums
        };
        bytes(to_red, &sums([0.0, 1.402]));
        bytes(to_green, &sums([-0.344_136, -0.714_136]));
        bytes(to_blue, &sums([1.772, 0.0]));
        colours
    }
}

fn bytes(to: &mut [u8; 64], from: &[f32; 64]) {
    for (to, from) in to.iter_mut().zip(from) {
        *to = byte(*from);
    }
}

/// Two to the power of 23: added to a number, it leaves that number's whole part in the lowest
/// bits. Unlike a cast, that needs no care for numbers out of range, which are cut off before.
const WHOLE: f32 = 8_388_608.0;

#[inline]
fn byte(value: f32) -> u8 {
    // Comparisons in this form are single instructions, unlike `clamp`, which minds NaN.
    let value = if value > 0.0 { value } else { 0.0 };
    let value = if value < 255.0 { value } else { 255.0 };
    (value + WHOLE).to_bits() as u8
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
