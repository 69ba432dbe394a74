//! Small faces of a large picture, looked at again in pixels of the picture itself.

use crate::face::{Face, Finder, sort_for_portrait};
use crate::frame::{Frame, Region};
use crate::{Picture, PortraitError};

/// With fewer pixels between the eyes a portrait's face is looked at again. Our own number: light is
/// measured with as many, and the iris model reads as many of one eye.
const TOO_FEW: f64 = 64.0;

/// Pixels between the eyes of a face that is looked at again, if the picture has them. Our own number:
/// sharpness is measured with as many.
const WANTED: f64 = 128.0;

/// A detail of fewer pixels for one of the frame is not worth decoding the picture again. Our own number.
const WORTH_IT: f64 = 1.1;

/// The most pixels of a detail. Our own number: 12 MB, a few faces side by side on a picture of 12
/// megapixels. Where all faces take more, only the portrait's is looked at again.
const MOST_PIXELS: f64 = 4e6;

/// How much wider than the region of its mesh a face beside the portrait's is shown: the second mesh
/// lies a little beside the first. Our own number.
const ROOM: f64 = 1.25;

/// If the first face has few pixels on a frame that is a copy of a picture, the frame with more of them.
/// Where they are too few to find the pupils, the picture may be decoded again, and the faces are told
/// as they look there; what is no face any more is left out.
pub(crate) fn closer(
    finder: &Finder,
    picture: &Picture,
    frame: Frame,
    faces: Vec<Face>,
) -> Result<(Frame, Vec<Face>), PortraitError> {
    let size = frame.size();
    let Some((area, finer)) = wanted(&faces, picture.finer_than(size)) else {
        return Ok((frame, faces));
    };
    let frame = frame.with_detail(picture.detail(size, area, finer)?);
    let mut seen = Vec::new();
    for face in faces {
        if is_small(&face) {
            seen.extend(finder.again(&frame, &face)?);
        } else {
            seen.push(face);
        }
    }
    sort_for_portrait(&mut seen, size.width);
    Ok((frame, seen))
}

/// The left, upper, right and lower end of what is to be seen closer, and how many pixels for one of the
/// frame; `at_hand` and `most` are how many there are without and with decoding the picture again.
fn wanted(faces: &[Face], [at_hand, most]: [f64; 2]) -> Option<([f64; 4], f64)> {
    let (first, others) = faces.split_first()?;
    let needed = WANTED / first.eye_distance().max(1.0);
    let (area, finer) = if is_small(first) {
        let finer = needed.min(most);
        (together(first, others, finer), finer)
    } else {
        (ends(&first.room(ROOM)), needed.min(at_hand))
    };
    (finer >= WORTH_IT).then_some((area, finer))
}

fn is_small(face: &Face) -> bool {
    face.eye_distance() < TOO_FEW
}

/// Around the portrait's face, and the other small ones if that is not too much.
fn together(first: &Face, others: &[Face], finer: f64) -> [f64; 4] {
    let own = ends(&first.surroundings());
    let small = others.iter().filter(|face| is_small(face));
    let all = small.fold(own, |area, face| around(area, ends(&face.room(ROOM))));
    let [left, top, right, bottom] = all;
    let fits = (right - left) * (bottom - top) * finer * finer <= MOST_PIXELS;
    if fits { all } else { own }
}

fn ends(region: &Region) -> [f64; 4] {
    let [[left, right], [top, bottom]] = region.reach();
    [left, top, right, bottom]
}

fn around(a: [f64; 4], b: [f64; 4]) -> [f64; 4] {
    [
        a[0].min(b[0]),
        a[1].min(b[1]),
        a[2].max(b[2]),
        a[3].max(b[3]),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::face::{Mesh, POINTS};

    /// A face in a box with this left side and this width: its eyes lie as far apart.
    fn face(left: f64, width: f64) -> Face {
        let point = |n: usize| {
            let off = if n.is_multiple_of(2) { 0.0 } else { width };
            [left + off, 500.0 + off, 0.0]
        };
        let points = (0..POINTS).map(point).collect();
        Face::of_mesh(Mesh { points, score: 1.0 }, 1.0)
    }

    fn eyes(left: f64, distance: f64) -> Face {
        let one = face(left, 100.0).eye_distance();
        face(left, 100.0 * distance / one)
    }

    #[test]
    fn a_small_face_is_wanted_with_all_pixels_and_a_larger_one_with_those_at_hand() {
        let finer = |distance| wanted(&[eyes(0.0, distance)], [1.5, 3.0]).map(|(_, finer)| finer);
        assert_eq!(finer(32.0), Some(3.0), "all there are");
        assert_eq!(finer(64.0 - 1e-9).map(f64::round), Some(2.0), "as needed");
        assert_eq!(finer(70.0), Some(1.5), "what is at hand");
        assert_eq!(finer(120.0), None, "not worth it");
        assert_eq!(
            wanted(&[eyes(0.0, 32.0)], [1.0, 1.0]),
            None,
            "no more there"
        );
        assert_eq!(wanted(&[], [1.5, 3.0]), None);
    }

    #[test]
    fn a_small_face_is_seen_with_its_surroundings_and_a_larger_one_with_little_room() {
        let area =
            |face: &Face| wanted(std::slice::from_ref(face), [1.5, 3.0]).map(|(area, _)| area);
        let (small, large) = (eyes(300.0, 32.0), eyes(300.0, 70.0));
        assert_eq!(area(&small), Some(ends(&small.surroundings())));
        assert_eq!(area(&large), Some(ends(&large.room(1.25))));
        let second = eyes(700.0, 25.0);
        let right = together(&small, std::slice::from_ref(&second), 1.0)[2];
        assert_eq!(right, ends(&second.room(1.25))[2]);
    }

    #[test]
    fn what_is_seen_together_reaches_to_the_ends_of_both_and_has_four_million_pixels_at_most() {
        let (a, b) = ([1.0, 2.0, 3.0, 4.0], [0.0, 1.0, 9.0, 9.0]);
        assert_eq!([around(a, b), around(b, a)], [b, b]);
        assert_eq!(around(a, a), a);
        let (first, second) = (eyes(0.0, 30.0), eyes(400.0, 25.0));
        let seen = |finer| together(&first, std::slice::from_ref(&second), finer);
        let [left, top, right, bottom] = seen(1.0);
        let most = (4e6 / ((right - left) * (bottom - top))).sqrt();
        assert_eq!(seen(0.99 * most), seen(1.0));
        assert_eq!(seen(1.01 * most), ends(&first.surroundings()));
    }

    #[test]
    fn small_faces_are_seen_closer_together_if_they_are_near() {
        let right = |others: &[Face]| together(&eyes(0.0, 30.0), others, 4.0)[2];
        let alone = right(&[]);
        assert!(right(&[eyes(400.0, 25.0)]) > alone + 100.0);
        assert_eq!(right(&[eyes(400.0, 90.0)]), alone, "that one is large");
        assert_eq!(right(&[eyes(9e3, 25.0)]), alone, "too far");
    }
}
