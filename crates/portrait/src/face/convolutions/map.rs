/// Channels that are worked on together: every map but a network's input has a multiple of them,
/// the ones beyond its own always zero.
pub(super) const GROUP: usize = 16;

/// Pixels of zeros around every map: as far as a convolution of 5 x 5 reaches beyond an edge, so
/// that no kernel has to ask where the edge is.
pub(super) const BORDER: usize = 2;

/// How large a map is, without its border.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Shape {
    pub height: usize,
    pub width: usize,
    /// Numbers of a pixel that mean something.
    pub channels: usize,
    /// Numbers of a pixel that are there.
    pub stored: usize,
}

impl Shape {
    /// With whole groups of channels.
    pub fn grouped(height: usize, width: usize, channels: usize) -> Self {
        Self {
            height,
            width,
            channels,
            stored: channels.next_multiple_of(GROUP),
        }
    }

    /// Numbers from one row to the next.
    pub fn stride(&self) -> usize {
        (self.width + 2 * BORDER) * self.stored
    }

    /// Where a pixel begins, counted from `before` pixels left of and above the first one.
    pub fn start(&self, row: usize, column: usize, before: usize) -> usize {
        let inset = BORDER - before;
        (row + inset) * self.stride() + (column + inset) * self.stored
    }

    /// Whether another map may use the memory of this one.
    pub fn alike(&self, other: &Self) -> bool {
        (self.height, self.width, self.stored) == (other.height, other.width, other.stored)
    }

    /// A map of this shape, all zeros.
    pub fn map(&self) -> Vec<f32> {
        vec![0.0; (self.height + 2 * BORDER) * self.stride()]
    }

    /// Fills a map whose channels all mean something from rows of pixels.
    pub fn write(&self, map: &mut [f32], values: &[f32]) {
        let length = self.width * self.stored;
        for (number, row) in values.chunks_exact(length).take(self.height).enumerate() {
            map[self.start(number, 0, 0)..][..length].copy_from_slice(row);
        }
    }

    /// The rows of pixels of a map.
    pub fn read(&self, map: &[f32]) -> Vec<f32> {
        let mut values = Vec::with_capacity(self.height * self.width * self.channels);
        for row in 0..self.height {
            let pixels = map[self.start(row, 0, 0)..].chunks_exact(self.stored);
            for pixel in pixels.take(self.width) {
                values.extend_from_slice(&pixel[..self.channels]);
            }
        }
        values
    }
}
