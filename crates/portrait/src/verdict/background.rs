use crate::face::{Face, Silhouette};
use crate::frame::{Beyond, Frame, Region};
use crate::plain::{colours_apart, sobel};
use crate::srgb::Luminances;
use crate::{Crop, Point, Size};

/// What is looked at, from the line of the eyes, in distances of the eyes: OFIQ's aligned face has 113
/// pixels of them in row 272, 246 columns on either side of the middle, and 406 rows.
const BESIDE: f64 = 246.0 / 113.0;
const ABOVE: f64 = 272.0 / 113.0;
const BELOW: f64 = 134.0 / 113.0;

/// The columns that OFIQ makes of those 492: 81.3 pixels for one distance of the eyes.
const COLUMNS: usize = 354;

/// Whether the wall is seen is asked for squares of this many pixels, and counts where all squares
/// about it show it too. OFIQ takes two pixels off the edge of what it calls background.
const SQUARE: usize = 2;

/// Above this probability a square may belong to the person. Our own number: hair is uncertain,
/// and must not count as a pattern of the wall.
const PERSON: f32 = 0.05;

/// Less than this part of what is looked at is too little to judge as background. Our own number.
const LEAST_PART: f64 = 0.02;

/// The side of the cells whose colours are compared, in pixels, and the fewest of them that tell
/// anything. Our own numbers: a fifth of the distance of the eyes, so that grain is averaged.
const CELL: usize = 16;
const LEAST_CELLS: usize = 10;

/// How much gradient a distance of colours of one counts. Our own number: what two walls differ by, 10
/// in a* and b*, is as bad as the least gradient of what is no plain wall, 20.
const COLOUR: f64 = 2.0;

/// The mean luminance gradient of what does not belong to the person, or how far its colours are
/// apart if that is more; nothing if there is hardly any background.
pub(super) fn background(
    frame: &Frame,
    face: &Face,
    crop: &Crop,
    silhouette: &Silhouette,
) -> Option<f64> {
    let region = region_of(face);
    let rows = (COLUMNS as f64 * region.height / region.width).round() as usize;
    let rgb = frame.patch(&region, (COLUMNS, rows), Beyond::Edge);
    let Size { width, height } = frame.size();
    let wall = Wall::of(&region, rows, |point| {
        let on_frame =
            is_within(point.x, f64::from(width)) && is_within(point.y, f64::from(height));
        let on_crop =
            is_within(crop.across(point), crop.width) && is_within(crop.down(point), crop.height);
        let person = silhouette.person_at(point);
        on_frame && on_crop && person.is_some_and(|person| person <= PERSON)
    });
    let gradient = wall.gradient(&rgb)?;
    let colours = wall.colours(&rgb);
    Some(gradient.max(COLOUR * colours))
}

fn is_within(at: f64, length: f64) -> bool {
    (0.0..length).contains(&at)
}

/// OFIQ's part of a picture, without what lies above the part that the silhouette is told of.
fn region_of(face: &Face) -> Region {
    let seen = face.surroundings();
    let eyes = face.eye_distance();
    let (_, down) = seen.fractions(face.between_eyes());
    let above = (ABOVE * eyes).min(down * seen.height);
    let below = BELOW * eyes;
    let centre = face
        .between_eyes()
        .moved(0.0, (below - above) / 2.0, seen.angle);
    Region {
        centre,
        width: 2.0 * BESIDE * eyes,
        height: above + below,
        ..seen
    }
}

/// Where the wall is seen, in squares.
struct Wall {
    rows: usize,
    seen: Vec<bool>,
}

const ACROSS: usize = COLUMNS / SQUARE;

impl Wall {
    fn of(region: &Region, rows: usize, is_wall: impl Fn(Point) -> bool) -> Self {
        let middle = |square: usize, of: usize| ((square * SQUARE + 1) as f64) / of as f64;
        let at = |square: usize| {
            let (row, column) = (square / ACROSS, square % ACROSS);
            region.at(middle(column, COLUMNS), middle(row, rows))
        };
        let squares = 0..rows / SQUARE * ACROSS;
        Self {
            rows,
            seen: squares.map(|square| is_wall(at(square))).collect(),
        }
    }

    /// Whether a pixel and all about it show the wall.
    fn is_at(&self, row: usize, column: usize) -> bool {
        let (row, column) = (row / SQUARE, column / SQUARE);
        if row == 0 || column == 0 || column + 1 >= ACROSS {
            return false;
        }
        (row - 1..=row + 1).all(|row| {
            let start = row * ACROSS + column - 1;
            self.seen.get(start..start + 3) == Some(&[true; 3])
        })
    }

    fn gradient(&self, rgb: &[f32]) -> Option<f64> {
        let luminances = Luminances::new();
        let steps: Vec<u8> = rgb
            .chunks_exact(3)
            .map(|rgb| luminances.step(rgb))
            .collect();
        let (mut sum, mut count) = (0.0, 0_usize);
        for (at, _) in steps.iter().enumerate() {
            if self.is_at(at / COLUMNS, at % COLUMNS) {
                sum += sobel(&steps, COLUMNS, at);
                count += 1;
            }
        }
        let enough = count as f64 > LEAST_PART * steps.len() as f64;
        enough.then(|| sum / count as f64)
    }

    /// How far the colours of cells that show nothing but the wall are apart; none where there are
    /// too few of them.
    fn colours(&self, rgb: &[f32]) -> f64 {
        let corners = (0..self.rows / CELL * CELL).step_by(CELL).flat_map(|row| {
            let columns = (0..COLUMNS / CELL * CELL).step_by(CELL);
            columns.map(move |column| (row, column))
        });
        let cells = corners.filter_map(|(row, column)| self.cell(rgb, row, column));
        let cells: Vec<[f64; 3]> = cells.collect();
        if cells.len() < LEAST_CELLS {
            return 0.0;
        }
        colours_apart(&cells)
    }

    /// The mean red, green and blue of a cell, if nothing but the wall is seen in it.
    fn cell(&self, rgb: &[f32], row: usize, column: usize) -> Option<[f64; 3]> {
        let mut sums = [0.0; 3];
        for row in row..row + CELL {
            for column in column..column + CELL {
                if !self.is_at(row, column) {
                    return None;
                }
                let pixel = &rgb[(row * COLUMNS + column) * 3..];
                for (sum, value) in sums.iter_mut().zip(pixel) {
                    *sum += f64::from(*value) / (CELL * CELL) as f64;
                }
            }
        }
        Some(sums)
    }
}
