use super::*;
use crate::face::mesh::POINTS;

const PICTURE: Size = Size {
    width: 1280,
    height: 720,
};

fn bounds(x: f64, width: f64) -> Bounds {
    Bounds {
        x,
        y: 300.0,
        width,
        height: width,
    }
}

fn found(x: f64, width: f64, score: f64) -> Found {
    let point = |n: usize| {
        let off = if n.is_multiple_of(2) { 0.0 } else { width };
        [x + off, 300.0 + off, 0.0]
    };
    let points = (0..POINTS).map(point).collect();
    let mesh = Mesh { points, score: 1.0 };
    let region = mesh.region();
    Found {
        mesh,
        score,
        region,
    }
}

#[test]
fn parts_cover_a_picture_and_overlap_by_more_than_a_quarter() {
    for (length, side) in [
        (1280.0, 640.0),
        (720.0, 640.0),
        (960.0, 320.0),
        (96.0, 320.0),
    ] {
        let middles = middles(length, side);
        let reach = |middle: f64| [middle - side / 2.0, middle + side / 2.0];
        let [first, last] = [middles[0], middles[middles.len() - 1]].map(reach);
        assert!(first[0] <= 0.0 && last[1] >= length, "{middles:?}");
        let apart = middles.windows(2).map(|pair| pair[1] - pair[0]);
        assert!(apart.fold(0.0, f64::max) <= 0.75 * side, "{middles:?}");
    }
    assert_eq!(parts(PICTURE, 320.0).count(), 6 * 3);
}

#[test]
fn parts_end_at_a_quarter_of_a_picture_and_at_the_height_of_a_panorama() {
    let smallest = |width, height| smallest_part(Size { width, height });
    assert_eq!(smallest(1280, 720), 320.0);
    assert_eq!(smallest(96, 1280), 96.0);
    assert_eq!(smallest(1280, 4), 64.0);
}

#[test]
fn a_box_that_is_cut_off_by_its_part_is_left_to_the_next_and_one_at_the_edge_is_not() {
    let part = |x| Region {
        centre: Point { x, y: 360.0 },
        width: 640.0,
        height: 640.0,
        angle: 0.0,
        mirrored: false,
    };
    assert!(is_whole(&bounds(500.0, 100.0), &part(320.0), PICTURE));
    assert!(!is_whole(&bounds(600.0, 100.0), &part(320.0), PICTURE));
    assert!(is_whole(&bounds(-20.0, 100.0), &part(320.0), PICTURE));
    assert!(is_whole(&bounds(1230.0, 100.0), &part(960.0), PICTURE));
}

#[test]
fn a_box_that_is_cut_off_above_or_below_is_left_to_the_next_too() {
    let part = Region {
        centre: Point { x: 640.0, y: 400.0 },
        width: 320.0,
        height: 320.0,
        angle: 0.0,
        mirrored: false,
    };
    let at = |y| Bounds {
        y,
        ..bounds(600.0, 100.0)
    };
    let whole = |y| is_whole(&at(y), &part, PICTURE);
    assert_eq!([230.0, 300.0, 470.0].map(whole), [false, true, false]);
}

#[test]
fn a_part_that_is_larger_than_its_picture_has_the_same_middle() {
    assert_eq!(middles(96.0, 320.0), [48.0]);
}

#[test]
fn the_surest_and_the_largest_of_some_faces_need_not_be_the_same() {
    let faces = [found(100.0, 200.0, 0.7), found(500.0, 50.0, 0.9)];
    assert_eq!((surest(&faces), largest(&faces)), (0.9, 200.0));
    assert_eq!((surest(&[]), largest(&[])), (0.0, 0.0));
}

#[test]
fn cheek_to_cheek_two_faces_stay_two_and_half_a_face_on_another_is_none() {
    let scores = |faces| -> Vec<f64> { apart(faces).iter().map(|face| face.score).collect() };
    let cheeks = vec![found(100.0, 200.0, 0.9), found(280.0, 200.0, 0.8)];
    assert_eq!(scores(cheeks), [0.9, 0.8]);
    let half = vec![found(100.0, 200.0, 0.9), found(270.0, 60.0, 0.8)];
    assert_eq!(scores(half), [0.9]);
}

#[test]
fn of_faces_on_each_other_the_surest_stays_also_if_it_is_much_smaller() {
    let told = apart(vec![
        found(100.0, 200.0, 0.7),
        found(150.0, 60.0, 0.9),
        found(290.0, 100.0, 0.6),
        found(400.0, 100.0, 0.8),
    ]);
    let told: Vec<_> = told.iter().map(|face| face.score).collect();
    assert_eq!(told, [0.9, 0.8, 0.6]);
}
