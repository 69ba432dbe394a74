use super::huffman::Codes;

/// What stands before the scan of a JPEG that can be read here.
#[derive(Default)]
pub(super) struct Headers {
    pub width: u16,
    pub height: u16,
    /// Luminance first; one or three.
    pub components: Vec<Component>,
    /// Blocks of luminance along one side of a unit.
    pub blocks: usize,
    /// Quantisation in the order of storage, times nothing beyond.
    pub tables: [Option<[f32; 128]>; 4],
    pub dc: [Option<Codes>; 4],
    pub ac: [Option<Codes>; 4],
    /// Units between two restarts; zero for none.
    pub restart: usize,
    /// Where the scan begins.
    pub scan: usize,
}

pub(super) struct Component {
    id: u8,
    /// Horizontal factor in the upper half, vertical in the lower.
    sampling: u8,
    pub table: usize,
    pub dc: usize,
    pub ac: usize,
}

/// From the order of storage to rows. What a damaged block has too many lands beyond them.
pub(super) static ZIGZAG: [u8; 128] = zigzag();

const fn zigzag() -> [u8; 128] {
    let mut places = [64; 128];
    let (mut at, mut sum) = (0, 0);
    while sum < 15 {
        let mut step = 0;
        while step <= sum {
            // Diagonals are walked upwards and downwards in turn.
            let (row, column) = if sum % 2 == 0 {
                (sum - step, step)
            } else {
                (step, sum - step)
            };
            if row < 8 && column < 8 {
                places[at] = (row * 8 + column) as u8;
                at += 1;
            }
            step += 1;
        }
        sum += 1;
    }
    places
}

impl Headers {
    /// Nothing if anything is unusual.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut headers = Self::default();
        let mut at = 2;
        loop {
            let [0xFF, marker, high, low] = *bytes.get(at..at + 4)? else {
                return None;
            };
            let end = at + 2 + usize::from(u16::from_be_bytes([high, low]));
            let body = bytes.get(at + 4..end)?;
            headers.segment(marker, body)?;
            at = end;
            if marker == 0xDA {
                headers.scan = at;
                return headers.fitting().then_some(headers);
            }
        }
    }

    fn segment(&mut self, marker: u8, body: &[u8]) -> Option<()> {
        match marker {
            0xDB => self.quantisation(body),
            0xC4 => self.codes(body),
            0xC0 | 0xC1 => self.frame(body),
            0xDD => {
                let interval = body.first_chunk::<2>()?;
                self.restart = usize::from(u16::from_be_bytes(*interval));
                Some(())
            }
            0xDA => self.components_of_scan(body),
            // Adobe's segment ends with the colours' transformation: 1 for YCbCr.
            0xEE if body.starts_with(b"Adobe") => (body.get(11) == Some(&1)).then_some(()),
            0xE0..=0xEF | 0xFE => Some(()),
            _ => None,
        }
    }

    fn quantisation(&mut self, mut body: &[u8]) -> Option<()> {
        while let [number @ 0..=3, rest @ ..] = body {
            let values = rest.get(..64)?;
            let mut table = [0.0; 128];
            for (to, &from) in table.iter_mut().zip(values) {
                *to = f32::from(from);
            }
            self.tables[usize::from(*number)] = Some(table);
            body = &rest[64..];
        }
        body.is_empty().then_some(())
    }

    fn codes(&mut self, mut body: &[u8]) -> Option<()> {
        while let [number, rest @ ..] = body {
            let counts = rest.get(..16)?;
            let symbols = &rest[16..];
            let used: usize = counts.iter().map(|&count| usize::from(count)).sum();
            let kind = match number >> 4 {
                0 => &mut self.dc,
                1 => &mut self.ac,
                _ => return None,
            };
            *kind.get_mut(usize::from(number & 15))? = Some(Codes::new(counts, symbols)?);
            body = symbols.get(used..)?;
        }
        Some(())
    }

    fn frame(&mut self, body: &[u8]) -> Option<()> {
        let [8, h1, h0, w1, w0, count, rest @ ..] = body else {
            return None;
        };
        self.height = u16::from_be_bytes([*h1, *h0]);
        self.width = u16::from_be_bytes([*w1, *w0]);
        let component = |c: &[u8]| Component {
            id: c[0],
            sampling: c[1],
            table: usize::from(c[2]),
            dc: 0,
            ac: 0,
        };
        self.components = rest.chunks_exact(3).map(component).collect();
        (self.components.len() == usize::from(*count)).then_some(())
    }

    fn components_of_scan(&mut self, body: &[u8]) -> Option<()> {
        let (count, rest) = body.split_first()?;
        let (tables, spectrum) = rest.split_at_checked(usize::from(*count) * 2)?;
        if usize::from(*count) != self.components.len() || spectrum != [0, 63, 0] {
            return None;
        }
        for (component, table) in self.components.iter_mut().zip(tables.chunks_exact(2)) {
            if component.id != table[0] {
                return None;
            }
            (component.dc, component.ac) = (usize::from(table[1] >> 4), usize::from(table[1] & 15));
        }
        Some(())
    }

    /// Whether the picture has a size, and components as they are read here.
    fn fitting(&mut self) -> bool {
        let sampling: Vec<u8> = self.components.iter().map(|c| c.sampling).collect();
        self.blocks = match sampling[..] {
            [_] | [0x11, 0x11, 0x11] => 1,
            [0x22, 0x11, 0x11] => 2,
            _ => return false,
        };
        let ids: Vec<u8> = self.components.iter().map(|c| c.id).collect();
        let coloured = ids.len() == 1 || ids == [1, 2, 3] || ids == [0, 1, 2];
        coloured && self.width > 0 && self.height > 0
    }
}

#[cfg(test)]
mod tests {
    use super::ZIGZAG;

    #[test]
    fn the_zigzag_is_that_of_the_standard() {
        assert_eq!(ZIGZAG[..10], [0, 1, 8, 16, 9, 2, 3, 10, 17, 24]);
        assert_eq!(ZIGZAG[60..64], [47, 55, 62, 63]);
        assert!(ZIGZAG[64..].iter().all(|&place| place == 64));
    }
}
