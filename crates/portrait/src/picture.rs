use std::borrow::Cow;

use image::metadata::Orientation;

use crate::affine::Affine;
use crate::colour::Colours;
use crate::decode::{self, Header, Wish};
use crate::detail::Detail;
use crate::frame::Frame;
use crate::raster::{Extent, Part, Raster};
use crate::resample::{REACH, resample, scaling};
use crate::scaling::{Pixels, Scaling};
use crate::{Crop, Format, Limits, Output, Point, Portrait, PortraitError, Size, encode};

/// A picture as it came in, its bytes kept; if it was read, with an overview of its pixels.
///
/// The overview is what proved that the picture can be decoded. Previews and most portraits are
/// made from it; only a crop that needs finer pixels decodes the bytes again, and then no more of
/// them than it needs.
pub struct Picture {
    bytes: Vec<u8>,
    format: Format,
    header: Header,
    colours: Colours,
    overview: Option<Raster>,
}

/// The longer side of an overview has at least this many pixels, if the picture has them, and for
/// JPEG less than twice as many. Our own number: a portrait of 720 x 960 pixels cut from three
/// fifths of the height of a picture needs 1,600, and a window shows no larger preview.
const OVERVIEW_SIDE: u32 = 1600;

/// JPEG quality of a preview, which is looked at once and thrown away. Our own number.
const PREVIEW_QUALITY: u8 = 85;

impl Picture {
    /// Judges a picture by its content and keeps it.
    ///
    /// Size limits are checked before anything is decoded. Of an animation, the first frame is
    /// the picture; of a TIFF, the first page.
    ///
    /// # Errors
    ///
    /// `Empty`, `TooManyBytes`, `TooManyPixels` and `TooLong` by the limits; `Unsupported` and
    /// `Heic` by the first bytes; `RareVariant`, `Truncated`, `Damaged` and `TooMuchMemory` by
    /// what decoding it shows.
    pub fn read(bytes: Vec<u8>, limits: &Limits) -> Result<Self, PortraitError> {
        let mut picture = Self::open(bytes, limits)?;
        let overview = overview(&picture.bytes, picture.format, &picture.header)?;
        picture.overview = Some(overview);
        Ok(picture)
    }

    /// A picture that was read before, or that is needed once: nothing of it is decoded until it
    /// is asked for, and then no more than that. What is wrong with its pixels is told then, too.
    ///
    /// # Errors
    ///
    /// As for [`Picture::read`], as far as the header tells.
    pub fn open(bytes: Vec<u8>, limits: &Limits) -> Result<Self, PortraitError> {
        limits.check_bytes(bytes.len())?;
        let format = Format::of(&bytes)?;
        let header = decode::header(&bytes, format)?;
        limits.check_size(header.stored)?;
        let colours = Colours::of(header.profile.as_deref());
        Ok(Self {
            bytes,
            format,
            header,
            colours,
            overview: None,
        })
    }

    /// The format, told by the content.
    pub fn format(&self) -> Format {
        self.format
    }

    /// The bytes as they came in.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The size after the EXIF orientation, in pixels.
    pub fn upright_size(&self) -> Size {
        match self.header.orientation {
            Orientation::NoTransforms
            | Orientation::Rotate180
            | Orientation::FlipHorizontal
            | Orientation::FlipVertical => self.header.stored,
            Orientation::Rotate90
            | Orientation::Rotate270
            | Orientation::Rotate90FlipH
            | Orientation::Rotate270FlipH => self.header.stored.turned(),
        }
    }

    /// The quality that a JPEG was stored with, 1 to 100; nothing for other formats.
    pub(crate) fn stored_quality(&self) -> Option<f64> {
        (self.format == Format::Jpeg).then(|| decode::jpeg_quality(&self.bytes))?
    }

    /// An upright sRGB JPEG for the screen, its longer side at most `longest_side` pixels, never
    /// larger than the picture.
    ///
    /// # Errors
    ///
    /// `InvalidOutput` if `longest_side` is zero, or so large that the preview is no JPEG any
    /// more (65,535 pixels); `TooMuchMemory`; of a picture that was only opened, what
    /// [`Picture::read`] tells of pixels.
    pub fn preview(&self, longest_side: u32) -> Result<Vec<u8>, PortraitError> {
        let (map, size) = self.reduced(longest_side)?;
        let rgb = self.render(&map, size)?;
        encode::jpeg(&rgb, size, PREVIEW_QUALITY, None)
    }

    /// A smaller upright copy to look for faces in, its longer side at most `longest_side` pixels,
    /// never larger than the picture.
    ///
    /// # Errors
    ///
    /// `InvalidOutput` if `longest_side` is zero; `TooMuchMemory`; of a picture that was only opened,
    /// what [`Picture::read`] tells of pixels.
    pub fn frame(&self, longest_side: u32) -> Result<Frame, PortraitError> {
        let (map, size) = self.reduced(longest_side)?;
        let copy = Frame::from_rgb(size, self.render(&map, size)?)?;
        Ok(copy.copy_of(self.upright_size().width))
    }

    /// Cuts, turns, scales and encodes a portrait of exactly the size in `output`; [`Crop`] says
    /// which pixel goes where.
    ///
    /// # Errors
    ///
    /// `InvalidCrop`, `InvalidOutput`; `TooMuchMemory`; of a picture that was only opened, what
    /// [`Picture::read`] tells of pixels.
    pub fn cut(&self, crop: &Crop, output: &Output) -> Result<Portrait, PortraitError> {
        output.check()?;
        let size = Size {
            width: output.width,
            height: output.height,
        };
        let crop = crop.on(self.upright_size())?.trimmed(size);
        let rgb = self.render(&Affine::of_crop(&crop, size), size)?;
        let jpeg = encode::jpeg(&rgb, size, output.quality, Some(output.density))?;
        Ok(Portrait {
            jpeg,
            width: size.width,
            height: size.height,
        })
    }

    /// How many pixels there are for one of a smaller copy along a line: without decoding the picture
    /// again if it was read, and in all.
    pub(crate) fn finer_than(&self, copy: Size) -> [f64; 2] {
        let longest = |size: Size| f64::from(size.width.max(size.height));
        let stored = longest(self.header.stored);
        let overview = self
            .overview
            .as_ref()
            .map(|overview| longest(overview.size));
        let at_hand = overview.unwrap_or_else(|| stored.min(f64::from(OVERVIEW_SIDE)));
        [at_hand, stored].map(|side| side / longest(copy))
    }

    /// A part of a copy with `finer` pixels for one of the copy's; its left, upper, right and lower end are
    /// in pixels of the copy.
    pub(crate) fn detail(
        &self,
        copy: Size,
        ends: [f64; 4],
        finer: f64,
    ) -> Result<Detail, PortraitError> {
        let longer = |side: u32| (f64::from(side) * finer).floor() as u32;
        let whole = Size {
            width: longer(copy.width),
            height: longer(copy.height),
        };
        let part = Part::around(ends.map(|end| end * finer), whole);
        let corner = [part.left, part.top].map(f64::from);
        let size = Size {
            width: part.right - part.left,
            height: part.bottom - part.top,
        };
        let map = Affine::translation(corner[0], corner[1])
            .then(Affine::scale(1.0 / finer, 1.0 / finer))
            .then(self.of_copy(copy));
        let frame = Frame::from_rgb(size, self.render(&map, size)?)?;
        let [x, y] = corner.map(|at| at / finer);
        Ok(Detail::new(frame, Point { x, y }, finer))
    }

    /// The size of a smaller copy, and the map from its pixels to those of the upright picture.
    fn reduced(&self, longest_side: u32) -> Result<(Affine, Size), PortraitError> {
        if longest_side == 0 {
            return Err(PortraitError::InvalidOutput);
        }
        let size = fitted(self.upright_size(), longest_side);
        Ok((self.of_copy(size), size))
    }

    /// From the pixels of a smaller copy to those of the upright picture.
    fn of_copy(&self, copy: Size) -> Affine {
        let upright = self.upright_size();
        Affine::scale(
            f64::from(upright.width) / f64::from(copy.width),
            f64::from(upright.height) / f64::from(copy.height),
        )
    }

    /// sRGB pixels; `map` leads from their coordinates to those of the upright picture.
    fn render(&self, map: &Affine, size: Size) -> Result<Vec<u8>, PortraitError> {
        let stored = self.header.stored;
        let to_stored = map.then(Affine::to_stored(self.header.orientation, stored));
        let rgb = match self.sufficient(1.0 / to_stored.magnification()) {
            Some(overview) => {
                let to_raster = to_stored.then(to_raster(overview.size, stored));
                resample(Pixels::Whole(Cow::Borrowed(overview)), &to_raster, size)?
            }
            None => self.decoded(&to_stored, size)?,
        };
        Ok(self.colours.convert(rgb))
    }

    /// The same from the bytes, of which no more is decoded than is seen.
    fn decoded(&self, to_stored: &Affine, size: Size) -> Result<Vec<u8>, PortraitError> {
        let stored = self.header.stored;
        let step = to_stored.magnification();
        let seen = widened(to_stored.bounds(size), REACH * step.max(1.0));
        let part = Part::around(seen, stored);
        let to_piece = |extent: &Extent| {
            let begin = Affine::translation(-f64::from(extent.left), -f64::from(extent.top));
            to_stored.then(to_raster(extent.whole, stored)).then(begin)
        };
        let wish = Wish {
            reach: 1.0 / step,
            part,
            scaling: &|extent| Some(scaling(extent.size, &to_piece(extent), size)),
        };
        let piece = decode::pixels(&self.bytes, self.format, &self.header, &wish)?;
        resample(piece.pixels, &to_piece(&piece.extent), size)
    }

    /// The overview, if it has at least so many pixels for each that is stored.
    fn sufficient(&self, reach: f64) -> Option<&Raster> {
        let overview = self.overview.as_ref()?;
        let Size { width, height } = self.header.stored;
        let resolution =
            f64::from(overview.size.width.max(overview.size.height)) / f64::from(width.max(height));
        (resolution >= reach.min(1.0) * (1.0 - SLACK)).then_some(overview)
    }
}

fn widened([left, top, right, bottom]: [f64; 4], by: f64) -> [f64; 4] {
    [left - by, top - by, right + by, bottom + by]
}

/// A raster this share too coarse is still good enough: it lies far below what can be seen, and
/// spares a second decoding when a crop is exactly as large as the overview allows.
const SLACK: f64 = 0.02;

fn overview(bytes: &[u8], format: Format, header: &Header) -> Result<Raster, PortraitError> {
    let Size { width, height } = header.stored;
    let reach = f64::from(OVERVIEW_SIDE) / f64::from(width.max(height));
    let wish = Wish {
        reach,
        part: Part::whole(header.stored),
        scaling: &|_| None,
    };
    let pixels = decode::pixels(bytes, format, header, &wish)?.pixels;
    let whole = pixels.size();
    let size = if whole.width.max(whole.height) < 2 * OVERVIEW_SIDE {
        whole
    } else {
        fitted(whole, OVERVIEW_SIDE)
    };
    Ok(Raster {
        size,
        rgb: pixels.scaled(&Scaling::of_whole(whole, size))?.into_rgb(),
    })
}

/// From stored pixels to those of a raster of the whole picture of a size. JPEG decoders round the
/// size of a reduced picture up, so that its last pixel may reach beyond the picture.
fn to_raster(reduced: Size, stored: Size) -> Affine {
    let step = |full: u32, reduced: u32| {
        let divisor = [1, 2, 4, 8]
            .into_iter()
            .find(|&d| full.div_ceil(d) == reduced);
        divisor.map_or(f64::from(reduced) / f64::from(full), |d| 1.0 / f64::from(d))
    };
    Affine::scale(
        step(stored.width, reduced.width),
        step(stored.height, reduced.height),
    )
}

/// The largest size of the same ratio with no side longer than `longest_side`, never larger.
fn fitted(size: Size, longest_side: u32) -> Size {
    let longest = size.width.max(size.height);
    let shorten = |side: u32| {
        let exact = f64::from(side) * f64::from(longest_side) / f64::from(longest);
        (exact.round() as u32).max(1)
    };
    if longest <= longest_side {
        return size;
    }
    Size {
        width: shorten(size.width),
        height: shorten(size.height),
    }
}
