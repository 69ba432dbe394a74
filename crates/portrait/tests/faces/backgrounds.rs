use image::imageops::FilterType;
use image::{Rgb, RgbImage};
use portrait::{Advice, Examination, Measure};

use crate::fixtures::{astronaut, examined, here, scaled, with_room};

/// The astronaut before a wall. What is right beside her head and shoulders stays as it was.
fn before(wall: impl Fn(u32, u32) -> [u8; 3]) -> RgbImage {
    let mut picture = with_room(&astronaut());
    for (x, y, pixel) in picture.enumerate_pixels_mut() {
        if x.abs_diff(766) > 170 && y < 700 || y < 225 {
            pixel.0 = wall(x, y);
        }
    }
    picture
}

fn told(found: &Examination) -> (f64, Option<Advice>) {
    let judged = found.verdict.of(Measure::Background);
    let judged = judged.expect("there is a background");
    (judged.value, judged.advice)
}

#[track_caller]
fn is_plain(wall: impl Fn(u32, u32) -> [u8; 3]) {
    let (value, advice) = told(&examined(&before(wall)));
    assert_eq!(advice, None, "{value}");
}

#[track_caller]
fn is_not_plain(wall: impl Fn(u32, u32) -> [u8; 3]) {
    let (value, advice) = told(&examined(&before(wall)));
    assert_eq!(advice, Some(Advice::PlainBackground), "{value}");
}

/// A committed picture, as large as the wall.
fn committed(name: &str) -> RgbImage {
    let picture = image::open(here(name)).expect("a committed picture");
    let (width, height) = with_room(&astronaut()).dimensions();
    picture
        .resize_to_fill(width, height, FilterType::CatmullRom)
        .into_rgb8()
}

#[test]
fn a_plain_wall_is_plain_in_any_brightness() {
    for wall in [[235; 3], [190; 3], [90; 3]] {
        is_plain(|_, _| wall);
    }
}

#[test]
fn light_that_falls_from_one_side_and_a_soft_shadow_are_no_pattern() {
    is_plain(|x, _| [90 + (x / 14) as u8; 3]);
    is_plain(|x, y| {
        let away = f64::from(x.abs_diff(1050)).hypot(f64::from(y.abs_diff(500)));
        [(200.0 - 80.0 / (1.0 + (away / 150.0 - 1.0).exp())) as u8; 3]
    });
}

#[test]
fn grain_is_no_pattern() {
    is_plain(|x, y| {
        let seed = (y * 1680 + x).wrapping_mul(0x9E37_79B9);
        let seed = (seed ^ (seed >> 15)).wrapping_mul(0x85EB_CA6B);
        [(185 + (seed >> 13) % 11) as u8; 3]
    });
}

#[test]
fn bricks_tiles_print_and_a_table_are_no_plain_wall() {
    for name in ["brick.jpg", "coffee.jpg"] {
        let wall = committed(name);
        is_not_plain(|x, y| wall.get_pixel(x, y).0);
    }
    is_not_plain(|x, y| [if x % 40 < 2 || y % 40 < 2 { 60 } else { 200 }; 3]);
    is_not_plain(|x, y| {
        [if y % 24 < 10 && (x / 3 + y / 24) % 3 == 0 {
            50
        } else {
            235
        }; 3]
    });
}

#[test]
fn two_colours_are_no_plain_wall_though_both_are_as_bright() {
    is_not_plain(|x, _| {
        if x < 766 {
            [200, 70, 70]
        } else {
            [60, 110, 200]
        }
    });
    is_not_plain(|x, _| if x < 600 { [190, 150, 110] } else { [160; 3] });
}

#[test]
fn what_the_crop_does_not_show_is_no_background() {
    let plain = before(|_, _| [190; 3]);
    let found = examined(&plain);
    let crop = found.crop().expect("there is room");
    let mut beside = plain;
    for (x, y, pixel) in beside.enumerate_pixels_mut() {
        let (x, y) = (f64::from(x), f64::from(y));
        let cut = x > crop.x - 20.0 && x < crop.x + crop.width + 20.0;
        if !cut || y < crop.y - 20.0 {
            *pixel = Rgb([if x % 8.0 < 4.0 { 20 } else { 230 }; 3]);
        }
    }
    let (plain, _) = told(&found);
    let (value, advice) = told(&examined(&beside));
    assert_eq!(advice, None, "{value}");
    assert!((value - plain).abs() < 1.0, "{plain} and {value}");
}

#[test]
fn the_same_wall_reads_the_same_in_a_smaller_picture() {
    let tiles = before(|x, y| [if x % 80 < 12 || y % 80 < 12 { 120 } else { 200 }; 3]);
    let (large, _) = told(&examined(&tiles));
    let (small, _) = told(&examined(&scaled(&tiles, 0.6)));
    assert!((small / large - 1.0).abs() < 0.15, "{large} and {small}");
}
