use std::cell::Cell;
use std::io::{BufRead, Cursor, Read, Result, Seek, SeekFrom};

/// Bytes that remember whether somebody asked for more than there are. Decoders tell a picture
/// that is cut off in a dozen ways; this tells it in one.
pub(super) struct Source<'a> {
    bytes: Cursor<&'a [u8]>,
    ended: &'a Cell<bool>,
}

impl<'a> Source<'a> {
    pub fn new(bytes: &'a [u8], ended: &'a Cell<bool>) -> Self {
        Self {
            bytes: Cursor::new(bytes),
            ended,
        }
    }
}

impl Read for Source<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> Result<usize> {
        let count = self.bytes.read(buffer)?;
        if count < buffer.len() {
            self.ended.set(true);
        }
        Ok(count)
    }
}

impl BufRead for Source<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        let buffer = self.bytes.fill_buf()?;
        if buffer.is_empty() {
            self.ended.set(true);
        }
        Ok(buffer)
    }

    fn consume(&mut self, amount: usize) {
        self.bytes.consume(amount);
    }
}

impl Seek for Source<'_> {
    fn seek(&mut self, position: SeekFrom) -> Result<u64> {
        self.bytes.seek(position)
    }
}
