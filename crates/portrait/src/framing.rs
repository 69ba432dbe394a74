//! From a face to a crop: the geometry of a portrait.

use serde::{Deserialize, Serialize};

use crate::face::Face;
use crate::{Crop, Point, Size};

/// A family of crops: how a head sits in a portrait. All numbers are shares of the portrait.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Framing {
    /// The distance of the eyes, of the width.
    pub eye_distance: f64,
    /// The line of the eyes from the upper side, of the height.
    pub eye_line: f64,
    /// Free room above the crown, of the height, at least.
    pub above_crown: f64,
}

impl Framing {
    /// For badges: the distance of the eyes a quarter of the width, their line 45 % from the top.
    /// These are the vendors' recipe for portraits of 3 x 4.
    pub const BADGE: Self = Self {
        eye_distance: 0.25,
        eye_line: 0.45,
        above_crown: 0.04,
    };

    /// For passports: a head as high as 70 to 80 % of the picture, as most states ask for. From the
    /// eyes to the chin it is 1.75 to 1.8 distances of the eyes, and from the eyes to the crown as
    /// much without hair, 1.15 times as much with it: 3.5 to 3.87 in all. Of a portrait of 3 x 4 with
    /// the eyes 0.275 of its width apart, that is 72 to 80 % of the height. Our own numbers: the
    /// head's, and so the share of the width.
    pub const PASSPORT: Self = Self {
        eye_distance: 0.275,
        eye_line: 0.47,
        above_crown: 0.03,
    };
}

impl Default for Framing {
    /// [`Framing::BADGE`].
    fn default() -> Self {
        Self::BADGE
    }
}

/// What a face's picture can be cut to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Proposal {
    /// A crop that lies wholly on the picture.
    Crop(Crop),
    /// The picture ends too near to the head.
    Unfit {
        /// What is in the way.
        why: Unfit,
        /// How much of the family's crop the picture has room for: of its width or of its height,
        /// whichever is less, 0 to 1.
        room: f64,
        /// The crop on the picture that comes nearest to the family's, for want of a better one.
        nearest: Crop,
    },
}

impl Proposal {
    /// The crop, if there is one.
    pub fn crop(self) -> Option<Crop> {
        match self {
            Self::Crop(crop) => Some(crop),
            Self::Unfit { .. } => None,
        }
    }

    /// Where no crop fits: the family's crop with room for the crown, moved onto the picture, and
    /// made smaller only if it is larger than the picture. A level one holds the eyes wherever
    /// the picture does; of a leaning head near a corner they may be outside.
    pub fn nearest(self) -> Option<Crop> {
        match self {
            Self::Crop(_) => None,
            Self::Unfit { nearest, .. } => Some(nearest),
        }
    }

    /// The same in a copy of the picture that is `by` times as large.
    pub(crate) fn scaled(self, by: f64) -> Self {
        match self {
            Self::Crop(crop) => Self::Crop(crop.scaled(by)),
            Self::Unfit { why, room, nearest } => Self::Unfit {
                why,
                room,
                nearest: nearest.scaled(by),
            },
        }
    }
}

/// Why no crop of a family lies on a picture; what the person can do about it. Sides are those of
/// the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Unfit {
    /// The head is too large for the picture, or cut off.
    StepBack,
    /// The head is too far left.
    MoveRight,
    /// The head is too far right.
    MoveLeft,
    /// The head is too high.
    MoveDown,
    /// The head is too low.
    MoveUp,
}

/// The eyes stay within these heights, in shares of the portrait's height from above. Vendors quote 30
/// and 50 %; the higher one is our own number: above it, a badge shows more shirt than head.
const EYE_LINES: [f64; 2] = [0.36, 0.50];

/// How wide a crop may be that does not fit at the family's width, in shares of that. Our own numbers:
/// 7 % closer is hardly seen beside portraits of the family.
const CLOSER: [f64; 3] = [1.0, 0.97, 0.93];

/// Its middle may be this much beside the head, in shares of its width. Our own number: it is hardly seen.
const BESIDE: f64 = 0.04;

/// The eyes move up or down by this share of the portrait's height at a time, and aside by half of it of
/// the width, until a crop fits. Our own number: with larger steps, crops that would fit are passed over
/// for closer ones, and the same head a hair's breadth aside is cut otherwise.
const STEP: f64 = 0.01;

/// Above the crown, this part of the family's room is enough before nothing is proposed. Our own
/// number: the crown stays whole.
const ROOM_AT_LEAST: f64 = 0.3;

/// Where the crown is thought to be if nothing shows it, above the line of the eyes in distances
/// from the eyes to the chin. Our own number: the eyes lie in the middle of a head, and hair is
/// added.
const USUAL_CROWN: f64 = 1.15;

/// A crown that is said to be lower or higher than this is not believed, in the same unit.
const CROWNS: [f64; 2] = [0.8, 2.2];

/// Rounding may put a corner this far outside, in pixels.
const ROUNDING: f64 = 0.01;

/// Proposes a crop of a family for a face.
///
/// `crown` is how far the crown is above the line of the eyes in pixels, if that is known;
/// `output` gives the ratio. The crop turns with the head, so that the portrait's is upright.
/// Where the family's crop does not fit, a little closer or a little beside it may.
pub fn propose(
    face: &Face,
    crown: Option<f64>,
    picture: Size,
    framing: &Framing,
    output: Size,
) -> Proposal {
    let head = Head {
        eyes: face.between_eyes(),
        distance: face.eye_distance(),
        crown: believed(crown, face.eyes_to_chin()),
        roll: face.pose.roll,
        ratio: f64::from(output.height) / f64::from(output.width),
    };
    head.proposal(framing, picture)
}

/// How far the crown is above the line of the eyes, if what is said of it can be.
fn believed(crown: Option<f64>, chin: f64) -> f64 {
    let heights = CROWNS[0] * chin..=CROWNS[1] * chin;
    crown
        .filter(|crown| heights.contains(crown))
        .unwrap_or(USUAL_CROWN * chin)
}

/// What of a head a crop depends on, in pixels and degrees.
#[derive(Debug)]
struct Head {
    eyes: Point,
    distance: f64,
    crown: f64,
    roll: f64,
    ratio: f64,
}

impl Head {
    fn proposal(&self, framing: &Framing, picture: Size) -> Proposal {
        let fitting = candidates(framing)
            .filter_map(|(framing, place)| self.with_room(&framing, place))
            .find(|crop| overhang(crop, picture).iter().all(|&o| o <= ROUNDING));
        if let Some(crop) = fitting {
            return Proposal::Crop(crop);
        }
        let wanted = self.family(framing);
        Proposal::Unfit {
            why: reason(&wanted, picture),
            room: room_for(&wanted, picture),
            nearest: moved_onto(&self.no_larger(wanted, picture), picture),
        }
    }

    /// The family's own crop: with room for the crown, wherever it lies.
    fn family(&self, framing: &Framing) -> Crop {
        let place = [framing.eye_line, 0.0];
        self.with_room(framing, place)
            .unwrap_or_else(|| self.crop(framing, place))
    }

    /// A crop, made smaller towards the eyes until it has its place on the picture.
    fn no_larger(&self, crop: Crop, picture: Size) -> Crop {
        let [left, top, right, bottom] = overhang(&crop, picture);
        let (width, height) = (f64::from(picture.width), f64::from(picture.height));
        let (across, down) = (width + left + right, height + top + bottom);
        let by = (width / across).min(height / down).min(1.0);
        let at = |eye: f64, middle: f64, side: f64| eye + (middle - eye) * by - side * by / 2.0;
        Crop {
            x: at(self.eyes.x, crop.x + crop.width / 2.0, crop.width),
            y: at(self.eyes.y, crop.y + crop.height / 2.0, crop.height),
            width: crop.width * by,
            height: crop.height * by,
            angle: crop.angle,
        }
    }

    /// The crop with the eyes at a height, its middle a share of its width beside the head.
    fn crop(&self, framing: &Framing, [eye_line, beside]: [f64; 2]) -> Crop {
        let width = self.distance / framing.eye_distance;
        let height = width * self.ratio;
        let (across, down) = (beside * width, (0.5 - eye_line) * height);
        let middle = self.eyes.moved(across, down, self.roll.to_radians());
        Crop {
            x: middle.x - width / 2.0,
            y: middle.y - height / 2.0,
            width,
            height,
            angle: self.roll,
        }
    }

    /// The same, if the crown has room; wider, if it has none even with the eyes at their lowest.
    fn with_room(&self, framing: &Framing, [eye_line, beside]: [f64; 2]) -> Option<Crop> {
        let height = self.distance / framing.eye_distance * self.ratio;
        let needed = self.crown / height + framing.above_crown;
        if needed <= eye_line {
            return Some(self.crop(framing, [eye_line, beside]));
        }
        let lowest = EYE_LINES[1].max(framing.eye_line);
        let wider = (lowest - framing.above_crown) * height / self.crown;
        let framing = Framing {
            eye_distance: framing.eye_distance * wider.min(1.0),
            ..*framing
        };
        let tight = eye_line < framing.eye_line;
        (!tight).then(|| self.crop(&framing, [needed.min(lowest), beside]))
    }
}

/// The family's own crop first, then ones that differ more and more.
fn candidates(framing: &Framing) -> impl Iterator<Item = (Framing, [f64; 2])> {
    let framing = *framing;
    [1.0, ROOM_AT_LEAST].into_iter().flat_map(move |room| {
        let above_crown = framing.above_crown * room;
        CLOSER.into_iter().flat_map(move |closer| {
            places(Framing {
                eye_distance: framing.eye_distance / closer,
                eye_line: framing.eye_line,
                above_crown,
            })
        })
    })
}

/// Where the eyes may lie in a crop of one size, the usual place first, then ones further and further off.
fn places(framing: Framing) -> impl Iterator<Item = (Framing, [f64; 2])> {
    let usual = framing.eye_line;
    let off = |[line, beside]: &[f64; 2]| (line - usual).abs() + beside.abs();
    let mut places: Vec<_> = eye_lines(usual)
        .flat_map(|line| asides().map(move |beside| [line, beside]))
        .collect();
    places.sort_by(|one, other| off(one).total_cmp(&off(other)));
    places.into_iter().map(move |place| (framing, place))
}

/// The usual line, and all others.
fn eye_lines(usual: f64) -> impl Iterator<Item = f64> {
    let [highest, lowest] = EYE_LINES;
    let lines = highest..=lowest.max(usual) + f64::EPSILON;
    let furthest = ((lines.end() - lines.start()) / STEP).ceil() as i32;
    (-furthest..=furthest)
        .map(move |steps| usual + f64::from(steps) * STEP)
        .filter(move |line| lines.contains(line))
}

fn asides() -> impl Iterator<Item = f64> {
    let step = STEP / 2.0;
    let furthest = (BESIDE / step).round() as i32;
    (-furthest..=furthest).map(move |steps| f64::from(steps) * step)
}

/// How far the corners of a crop lie beyond the left, upper, right and lower side of a picture.
fn overhang(crop: &Crop, picture: Size) -> [f64; 4] {
    let middle = Point {
        x: crop.x + crop.width / 2.0,
        y: crop.y + crop.height / 2.0,
    };
    let angle = crop.angle.to_radians();
    let corners = [(-0.5, -0.5), (0.5, -0.5), (-0.5, 0.5), (0.5, 0.5)]
        .map(|(u, v)| middle.moved(u * crop.width, v * crop.height, angle));
    let (width, height) = (f64::from(picture.width), f64::from(picture.height));
    corners.iter().fold([f64::MIN; 4], |worst, corner| {
        let beyond = [-corner.x, -corner.y, corner.x - width, corner.y - height];
        std::array::from_fn(|side| worst[side].max(beyond[side]))
    })
}

/// How much of a crop lies on a picture, along the side where that is less; turned crops by the
/// upright rectangle around them.
fn room_for(crop: &Crop, picture: Size) -> f64 {
    let [left, top, right, bottom] = overhang(crop, picture);
    let share = |side: u32, before: f64, after: f64| {
        1.0 - (before.max(0.0) + after.max(0.0)) / (f64::from(side) + before + after)
    };
    let across = share(picture.width, left, right);
    across.min(share(picture.height, top, bottom)).max(0.0)
}

/// A crop that is no larger than the picture, moved no further than it has to be.
fn moved_onto(crop: &Crop, picture: Size) -> Crop {
    let [left, top, right, bottom] = overhang(crop, picture).map(|beyond| beyond.max(0.0));
    Crop {
        x: crop.x + left - right,
        y: crop.y + top - bottom,
        ..*crop
    }
}

/// What to do about a crop that leaves the picture: only sides that it leaves count, since a head
/// that is moved away from one where there is room comes nearer to the other.
fn reason(crop: &Crop, picture: Size) -> Unfit {
    let [left, top, right, bottom] = overhang(crop, picture);
    if left + right > 0.0 || top + bottom > 0.0 {
        return Unfit::StepBack;
    }
    let sides = [
        (left, Unfit::MoveRight),
        (right, Unfit::MoveLeft),
        (top, Unfit::MoveDown),
        (bottom, Unfit::MoveUp),
    ];
    let left_at = sides.into_iter().filter(|&(beyond, _)| beyond > ROUNDING);
    let worst = left_at.max_by(|a, b| a.0.total_cmp(&b.0));
    worst.map_or(Unfit::StepBack, |(_, unfit)| unfit)
}

#[cfg(test)]
#[path = "framing_tests.rs"]
mod tests;
