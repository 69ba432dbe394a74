//! Looking at Xvfb's screen without asking it: its framebuffer is a file in the XWD format.

use crate::failure::Failure;
use std::{
    fs::File,
    os::unix::fs::FileExt,
    path::{Path, PathBuf},
};

/// Of this many rows one is looked at: a look has to cost much less than a frame.
const EVERY: usize = 8;

/// What the screen showed at one moment: the pixels of the rows looked at.
pub type Look = Vec<u32>;

/// A screen that can be looked at.
pub struct Screen {
    file: File,
    path: PathBuf,
    layout: Layout,
}

/// Where the pixels are in the file (X11/XWDFile.h, version 7; all numbers big-endian).
#[derive(Debug, PartialEq, Eq)]
struct Layout {
    first_pixel: usize,
    row_bytes: usize,
    rows: usize,
}

/// The part of the header up to the number of colours.
const HEADER: usize = 80;

/// A colour of the map that follows the header: pixel, red, green, blue, flags.
const COLOUR_BYTES: usize = 12;

impl Screen {
    /// Opens the framebuffer that Xvfb keeps in a directory (`-fbdir`).
    pub fn open(dir: &Path) -> Result<Self, Failure> {
        let path = dir.join("Xvfb_screen0");
        let file = File::open(&path).map_err(Failure::file(&path))?;
        let mut header = [0; HEADER];
        file.read_exact_at(&mut header, 0)
            .map_err(Failure::file(&path))?;
        Ok(Self {
            file,
            path,
            layout: Layout::read(&header),
        })
    }

    /// Looks at the screen as it is now.
    pub fn look(&self) -> Result<Look, Failure> {
        let mut look = Look::new();
        let mut row = vec![0; self.layout.row_bytes];
        for number in (0..self.layout.rows).step_by(EVERY) {
            let at = self.layout.first_pixel + number * self.layout.row_bytes;
            self.file
                .read_exact_at(&mut row, at as u64)
                .map_err(Failure::file(&self.path))?;
            look.extend(row.as_chunks().0.iter().map(colour));
        }
        Ok(look)
    }
}

/// The fourth byte of a pixel is not shown, and programs leave different things in it.
fn colour(pixel: &[u8; 4]) -> u32 {
    let [blue, green, red, _] = *pixel;
    u32::from_le_bytes([blue, green, red, 0])
}

impl Layout {
    fn read(header: &[u8; HEADER]) -> Self {
        let words = header.as_chunks().0;
        let word = |number: usize| u32::from_be_bytes(words[number]) as usize;
        let [header_bytes, rows, row_bytes, colours] = [word(0), word(5), word(12), word(19)];
        Self {
            first_pixel: header_bytes + colours * COLOUR_BYTES,
            row_bytes,
            rows,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_seen_of_a_pixel_counts() {
        assert_eq!(colour(&[0x33, 0x22, 0x11, 0xFF]), 0x11_22_33);
        assert_eq!(colour(&[0x33, 0x22, 0x11, 0x00]), 0x11_22_33);
    }

    #[test]
    fn the_pixels_follow_header_and_colours() {
        let mut header = [0; HEADER];
        for (word, value) in [(0, 160_u32), (4, 1280), (5, 800), (12, 5120), (19, 256)] {
            header[word * 4..word * 4 + 4].copy_from_slice(&value.to_be_bytes());
        }
        let layout = Layout {
            first_pixel: 3232,
            row_bytes: 5120,
            rows: 800,
        };
        assert_eq!(Layout::read(&header), layout);
    }
}
