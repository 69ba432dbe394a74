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

    /// For passports: a head as high as 70 to 80 % of the picture, as most states ask for. The
    /// eyes lie in the middle of a head, so that their distance is about a third of the width.
    pub const PASSPORT: Self = Self {
        eye_distance: 0.30,
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
    Unfit(Unfit),
}

impl Proposal {
    /// The crop, if there is one.
    pub fn crop(self) -> Option<Crop> {
        match self {
            Self::Crop(crop) => Some(crop),
            Self::Unfit(_) => None,
        }
    }

    /// The same in a copy of the picture that is `by` times as large.
    pub(crate) fn scaled(self, by: f64) -> Self {
        match self {
            Self::Crop(crop) => Self::Crop(crop.scaled(by)),
            Self::Unfit(unfit) => Self::Unfit(unfit),
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

/// The eyes stay within these heights, in shares of the portrait's height from above: the bounds
/// that vendors quote for portraits are 30 and 50 %.
const EYE_LINES: [f64; 2] = [0.36, 0.50];

/// A crop that does not fit may be this much closer, and its middle may be this much beside the
/// head, in shares of its width. Our own numbers: both are hardly seen.
const CLOSER: f64 = 0.84;
const BESIDE: f64 = 0.04;

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
    let chin = face.eyes_to_chin();
    let believed = CROWNS[0] * chin..=CROWNS[1] * chin;
    let head = Head {
        eyes: face.between_eyes(),
        distance: face.eye_distance(),
        crown: crown
            .filter(|c| believed.contains(c))
            .unwrap_or(USUAL_CROWN * chin),
        roll: face.pose.roll,
        ratio: f64::from(output.height) / f64::from(output.width),
    };
    let first = head.crop(framing, [framing.eye_line, 0.0]);
    let fitting = candidates(framing)
        .filter_map(|(framing, place)| head.with_room(&framing, place))
        .find(|crop| overhang(crop, picture).iter().all(|&o| o <= ROUNDING));
    match fitting {
        Some(crop) => Proposal::Crop(crop),
        None => Proposal::Unfit(reason(&first, picture)),
    }
}

/// What of a head a crop depends on, in pixels and degrees.
struct Head {
    eyes: Point,
    distance: f64,
    crown: f64,
    roll: f64,
    ratio: f64,
}

impl Head {
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
        [1.0, 0.95, 0.9, CLOSER]
            .into_iter()
            .flat_map(move |closer| {
                let closer = Framing {
                    eye_distance: framing.eye_distance / closer,
                    eye_line: framing.eye_line,
                    above_crown,
                };
                places(closer)
            })
    })
}

/// Where the eyes may lie in a crop of one size.
fn places(framing: Framing) -> impl Iterator<Item = (Framing, [f64; 2])> {
    eye_lines(framing.eye_line).flat_map(move |line| {
        [0.0, -0.5, 0.5, -1.0, 1.0].map(|share| (framing, [line, share * BESIDE]))
    })
}

fn eye_lines(usual: f64) -> impl Iterator<Item = f64> {
    let [highest, lowest] = EYE_LINES;
    [0.0, 0.02, -0.02, 0.05, -0.04, -0.06, -0.09]
        .into_iter()
        .map(move |off| usual + off)
        .filter(move |line| (highest..=lowest.max(usual)).contains(line))
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

fn reason(crop: &Crop, picture: Size) -> Unfit {
    let [left, top, right, bottom] = overhang(crop, picture);
    let too_large = left + right > 0.0 || top + bottom > 0.0;
    if too_large {
        return Unfit::StepBack;
    }
    let sides = [
        (left, Unfit::MoveRight),
        (right, Unfit::MoveLeft),
        (top, Unfit::MoveDown),
        (bottom, Unfit::MoveUp),
    ];
    let worst = sides.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
    worst.map_or(Unfit::StepBack, |(_, unfit)| unfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    const PICTURE: Size = Size {
        width: 1000,
        height: 1000,
    };

    fn head(x: f64, y: f64, distance: f64) -> Head {
        Head {
            eyes: Point { x, y },
            distance,
            crown: distance * 1.5,
            roll: 5.0,
            ratio: 4.0 / 3.0,
        }
    }

    fn fits(head: &Head) -> Option<Crop> {
        candidates(&Framing::BADGE)
            .filter_map(|(framing, place)| head.with_room(&framing, place))
            .find(|crop| overhang(crop, PICTURE).iter().all(|&o| o <= ROUNDING))
    }

    #[test]
    fn a_crop_has_the_eyes_where_its_family_wants_them() {
        let crop = fits(&head(500.0, 450.0, 100.0)).expect("there is room");
        assert!((crop.width - 400.0).abs() < 1e-9 && crop.angle == 5.0);
        let middle = Point {
            x: crop.x + crop.width / 2.0,
            y: crop.y + crop.height / 2.0,
        };
        let eyes = middle.moved(0.0, (0.45 - 0.5) * crop.height, 5.0_f64.to_radians());
        assert!(eyes.distance(Point { x: 500.0, y: 450.0 }) < 1e-6);
    }

    #[test]
    fn high_hair_gets_its_room() {
        let mut head = head(500.0, 450.0, 100.0);
        head.crown = 260.0;
        let crop = fits(&head).expect("there is room");
        let eye_line = 0.5 * crop.height;
        assert!(eye_line - 260.0 >= Framing::BADGE.above_crown * crop.height - 1e-6);
    }

    #[test]
    fn a_crop_never_leaves_the_picture_and_says_why_there_is_none() {
        let why = |x, y, distance| {
            let head = head(x, y, distance);
            assert_eq!(fits(&head), None);
            reason(&head.crop(&Framing::BADGE, [0.45, 0.0]), PICTURE)
        };
        assert_eq!(why(500.0, 450.0, 240.0), Unfit::StepBack);
        assert_eq!(why(90.0, 450.0, 100.0), Unfit::MoveRight);
        assert_eq!(why(920.0, 450.0, 100.0), Unfit::MoveLeft);
        assert_eq!(why(500.0, 120.0, 100.0), Unfit::MoveDown);
        assert_eq!(why(500.0, 900.0, 100.0), Unfit::MoveUp);
    }
}
