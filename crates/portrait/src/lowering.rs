//! Rows that become fewer while they come, still in the nearest caches: a picture is then never held
//! as it was decoded.

use std::borrow::Cow;

use crate::raster::{Raster, View};
use crate::scaling::{Area, Pixels, SUPPORT, Scaled, Scaling, bytes, convolve};
use crate::{PortraitError, Size};

/// Rows that are scaled at once, besides those around them that are looked at. Our own number: with
/// 1,300 pixels each, they take half of a cache of 256 KB.
const AT_ONCE: u32 = 32;

/// Where the rows of a raster go that come one after the other.
pub(crate) enum Rows {
    Whole { raster: Raster, filled: usize },
    Lowering(Lowering),
}

impl Rows {
    /// For rows that are to be scaled, if they are, and the size of all of them.
    pub fn of(size: Size, scaling: Option<Scaling>) -> Self {
        match scaling.and_then(Lowering::new) {
            Some(lowering) => Self::Lowering(lowering),
            None => Self::Whole {
                raster: Raster {
                    size,
                    rgb: vec![0; bytes(size)],
                },
                filled: 0,
            },
        }
    }

    /// Room for the next rows, which have to be written before there is room for more.
    pub fn room(&mut self, rows: u32) -> Result<&mut [u8], PortraitError> {
        match self {
            Self::Whole { raster, filled } => {
                let start = *filled;
                *filled += rows as usize * raster.size.width as usize * 3;
                let room = raster.rgb.get_mut(start..*filled);
                room.ok_or(PortraitError::Damaged)
            }
            Self::Lowering(lowering) => lowering.room(rows),
        }
    }

    /// The pixels, once all rows have come.
    pub fn finish(self) -> Result<Pixels<'static>, PortraitError> {
        Ok(match self {
            Self::Whole { raster, .. } => Pixels::Whole(Cow::Owned(raster)),
            Self::Lowering(lowering) => Pixels::Lowered(lowering.finish()?),
        })
    }
}

/// All rows of a raster, of which as many as needed are held.
pub(crate) struct Lowering {
    scaling: Scaling,
    /// Rows of the raster from the first one on, and room for more.
    held: Vec<u8>,
    first: u32,
    /// Behind the last one that is held.
    end: u32,
    lowered: Vec<u8>,
    /// Rows that are lowered.
    done: u32,
}

/// Pixels with as many rows as are wanted, and with their columns still to be scaled.
pub(crate) struct Lowered {
    scaling: Scaling,
    rgb: Vec<u8>,
}

impl Lowering {
    /// Nothing where rows do not become fewer, or columns are taken as they are.
    pub fn new(scaling: Scaling) -> Option<Self> {
        // The columns are scaled in the same memory: a C library keeps what comes back in large
        // pieces at hand, and pages that are new cost the system as much time as scaling does.
        let memory = bytes(scaling.lower()) + bytes(scaling.size);
        let fewer = scaling.area.height > f64::from(scaling.size.height);
        (fewer && scaling.is_both_ways()).then(|| Self {
            scaling,
            held: Vec::new(),
            first: 0,
            end: 0,
            lowered: Vec::with_capacity(memory),
            done: 0,
        })
    }

    /// Room for the next rows of the raster, which have to be written before anything else is done.
    pub fn room(&mut self, rows: u32) -> Result<&mut [u8], PortraitError> {
        let stride = self.stride();
        let most = self.looked_at() + AT_ONCE + rows;
        if self.end - self.first + rows > most {
            self.lower()?;
        }
        let start = (self.end - self.first) as usize * stride;
        let end = start + rows as usize * stride;
        if self.held.len() < end {
            let most = most.min(self.scaling.raster.height) as usize * stride;
            self.held.resize(most.max(end), 0);
        }
        self.end += rows;
        Ok(&mut self.held[start..end])
    }

    /// The pixels, once all rows have come.
    pub fn finish(mut self) -> Result<Lowered, PortraitError> {
        self.lower()?;
        if self.done < self.scaling.size.height {
            return Err(PortraitError::Damaged);
        }
        Ok(Lowered {
            scaling: self.scaling,
            rgb: self.lowered,
        })
    }

    /// Makes all rows that look at none that is still to come, and forgets those that no row looks
    /// at any more.
    fn lower(&mut self) -> Result<(), PortraitError> {
        let rows = self.ready().saturating_sub(self.done);
        if rows > 0 {
            let size = Size {
                width: self.scaling.raster.width,
                height: self.end - self.first,
            };
            let lower = Size {
                height: rows,
                ..self.scaling.lower()
            };
            let start = self.lowered.len();
            self.lowered.resize(start + bytes(lower), 0);
            let held = View {
                size,
                rgb: &self.held[..bytes(size)],
            };
            let area = self.shown_by(rows);
            let to = (lower, &mut self.lowered[start..]);
            convolve(held, area, self.scaling.filter(), to)?;
            self.done += rows;
        }
        self.forget();
        Ok(())
    }

    fn forget(&mut self) {
        let needed = if self.done < self.scaling.size.height {
            (self.middle(self.done) - self.reach()).floor().max(0.0) as u32
        } else {
            self.end
        };
        let needed = needed.clamp(self.first, self.end);
        let stride = self.stride();
        let [from, end] = [needed, self.end].map(|row| (row - self.first) as usize * stride);
        self.held.copy_within(from..end, 0);
        self.first = needed;
    }

    /// How many rows can be made of those that have come.
    fn ready(&self) -> u32 {
        let Scaling { raster, area, size } = self.scaling;
        if self.end >= raster.height {
            return size.height;
        }
        let last = (f64::from(self.end) - self.reach() - area.y) / self.step() - 0.5;
        // As many as the last one's number, and itself.
        ((last + 1.0).floor().max(0.0) as u32).min(size.height)
    }

    /// What the next rows show of those that are held.
    fn shown_by(&self, rows: u32) -> Area {
        let band = self.scaling.band();
        let y = band.y + f64::from(self.done) * self.step() - f64::from(self.first);
        let y = y.max(0.0);
        // Rounded, it may be longer than what is there.
        let room = f64::from(self.end - self.first) - y;
        Area {
            y,
            height: (f64::from(rows) * self.step()).min(room),
            ..band
        }
    }

    fn stride(&self) -> usize {
        self.scaling.raster.width as usize * 3
    }

    /// Rows of the raster for each that is made.
    fn step(&self) -> f64 {
        self.scaling.area.height / f64::from(self.scaling.size.height)
    }

    /// The middle of what a row shows.
    fn middle(&self, row: u32) -> f64 {
        self.scaling.area.y + (f64::from(row) + 0.5) * self.step()
    }

    /// How far a row looks from the middle of what it shows, and one pixel more for rounding.
    fn reach(&self) -> f64 {
        SUPPORT * self.step().max(1.0) + 1.0
    }

    /// The most rows that stand between the first that a row looks at and the next that comes.
    fn looked_at(&self) -> u32 {
        (2.0 * self.reach() + self.step()).ceil() as u32 + 2
    }
}

impl Lowered {
    pub fn scaling(&self) -> &Scaling {
        &self.scaling
    }

    /// Scales the columns.
    pub fn scaled(mut self) -> Result<Scaled, PortraitError> {
        let size = self.scaling.size;
        let start = self.rgb.len();
        self.rgb.resize(start + bytes(size), 0);
        let (lower, to) = self.rgb.split_at_mut(start);
        self.scaling.across(lower, to)?;
        Ok(Scaled {
            size,
            memory: self.rgb,
            start,
            spare: Vec::new(),
        })
    }
}

#[cfg(test)]
#[path = "lowering_tests.rs"]
mod tests;
