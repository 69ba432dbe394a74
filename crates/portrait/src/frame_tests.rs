use super::*;

const SIZE: Size = Size {
    width: 200,
    height: 160,
};

fn gradient() -> Frame {
    let rgb = (0..160_u32)
        .flat_map(|y| (0..200_u32).flat_map(move |x| [x as u8, y as u8, 7]))
        .collect();
    Frame::from_rgb(SIZE, rgb).expect("as many bytes as pixels")
}

fn region(angle: f64, mirrored: bool) -> Region {
    Region {
        centre: Point { x: 100.0, y: 80.0 },
        width: 64.0,
        height: 64.0,
        angle,
        mirrored,
    }
}

#[test]
fn a_patch_shows_what_its_region_covers_turned_and_mirrored() {
    let frame = gradient();
    for (angle, mirrored) in [(0.0, false), (0.5, false), (-0.5, true)] {
        let region = region(angle, mirrored);
        let patch = frame.patch(&region, (64, 64), Beyond::Edge);
        let (u, v) = (10, 50);
        let shown = &patch[(v * 64 + u) * 3..][..2];
        let point = region.at((u as f64 + 0.5) / 64.0, (v as f64 + 0.5) / 64.0);
        assert!((f64::from(shown[0]) - (point.x - 0.5)).abs() < 0.01);
        assert!((f64::from(shown[1]) - (point.y - 0.5)).abs() < 0.01);
    }
}

#[test]
fn fractions_lead_back_from_where_a_region_led() {
    let region = region(0.7, true);
    let (u, v) = region.fractions(region.at(0.2, 0.9));
    assert!((u - 0.2).abs() < 1e-9 && (v - 0.9).abs() < 1e-9);
}

#[test]
fn black_or_the_edge_lies_beyond_a_frame() {
    let frame = gradient();
    let mut region = region(0.0, false);
    region.centre = Point { x: -100.0, y: 80.0 };
    let blue = |beyond| frame.patch(&region, (8, 8), beyond)[2];
    assert_eq!((blue(Beyond::Black), blue(Beyond::Edge)), (0.0, 7.0));
}

#[test]
fn a_frame_has_as_many_bytes_as_pixels() {
    assert!(Frame::from_rgb(SIZE, vec![0; 10]).is_err());
    assert!(Frame::from_rgba(SIZE, &[0; 10]).is_err());
    let rgba = vec![9; 200 * 160 * 4];
    assert_eq!(Frame::from_rgba(SIZE, &rgba).map(|f| f.size()), Ok(SIZE));
}
