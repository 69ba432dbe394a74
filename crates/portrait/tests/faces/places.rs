use image::{Rgb, RgbImage, imageops};
use portrait::{Half, Place, card_sharpness};

use crate::fixtures::{astronaut, frame};

const WALL: [u8; 3] = [190, 190, 190];

/// A view of 1280 x 720 pixels, painted by column and row.
fn view(paint: impl Fn(u32, u32) -> [u8; 3]) -> RgbImage {
    RgbImage::from_fn(1280, 720, |x, y| Rgb(paint(x, y)))
}

fn place(view: &RgbImage) -> Place {
    Place::of(&frame(view))
}

/// A number that differs from pixel to pixel, from 0 to 255, the same each time.
fn mixed(x: u32, y: u32) -> u32 {
    let seed = (y * 1280 + x).wrapping_mul(0x9E37_79B9);
    let seed = (seed ^ (seed >> 15)).wrapping_mul(0x85EB_CA6B);
    (seed ^ (seed >> 13)) >> 24
}

fn grainy(view: &RgbImage, steps: u32) -> RgbImage {
    let mut view = view.clone();
    for (x, y, pixel) in view.enumerate_pixels_mut() {
        let grain = (mixed(x, y) * (2 * steps + 1) / 256) as u8;
        pixel.0 = pixel
            .0
            .map(|c| c.saturating_add(grain).saturating_sub(steps as u8));
    }
    view
}

/// A card of 210 x 130 pixels about (640, 260), printed in black bars of three pixels and less.
fn card() -> RgbImage {
    view(|x, y| {
        if !(535..745).contains(&x) || !(195..325).contains(&y) {
            return WALL;
        }
        let (line, letter) = (y / 10, x / 6);
        let printed = y % 10 < 6 && mixed(letter, line) < 150;
        let stroke = x % 6 < 1 + mixed(line, letter) % 3;
        if printed && stroke { [40; 3] } else { [240; 3] }
    })
}

#[test]
fn a_plain_and_evenly_lit_wall_has_nothing_to_tell() {
    for wall in [view(|_, _| WALL), grainy(&view(|_, _| WALL), 8)] {
        let place = place(&wall);
        assert!((place.light - 190.0 / 255.0).abs() < 0.01, "{place:?}");
        assert!(place.evenness > 0.99 && place.patches < 0.01, "{place:?}");
        assert!(place.colour < 1.0, "{place:?}");
    }
    for (steps, most) in [(0, 0.1), (4, 15.0)] {
        let place = place(&grainy(&view(|_, _| WALL), steps));
        assert!(place.pattern < most, "{place:?}");
    }
}

#[test]
fn the_darker_side_is_named_and_light_from_one_side_is_no_patch() {
    let darker = |paint: &dyn Fn(u32, u32) -> u32| {
        let place = place(&view(|x, y| [paint(x, y) as u8; 3]));
        assert!(place.evenness < 0.8, "{place:?}");
        assert!(place.patches < 0.02, "{place:?}");
        place.darker
    };
    assert_eq!(darker(&|x, _| x / 6), Half::Left);
    assert_eq!(darker(&|x, _| 213 - x / 6), Half::Right);
    assert_eq!(darker(&|_, y| 20 + y / 4), Half::Upper);
    assert_eq!(darker(&|_, y| 200 - y / 4), Half::Lower);
}

#[test]
fn a_shadow_on_the_wall_is_a_patch_and_no_colour() {
    let place = place(&view(|x, y| {
        let shadow = (500..620).contains(&x) && (100..400).contains(&y);
        if shadow { [110; 3] } else { WALL }
    }));
    assert!(place.patches > 0.2, "{place:?}");
    assert!(place.colour < 1.0, "{place:?}");
}

#[test]
fn a_door_of_another_colour_is_seen_though_it_is_as_bright() {
    let place = place(&view(|x, _| if x > 800 { [220, 182, 160] } else { WALL }));
    assert!(place.colour > 12.0, "{place:?}");
    assert!(place.patches < 0.05, "{place:?}");
}

#[test]
fn a_patterned_wall_is_told_from_a_plain_one() {
    let place = place(&view(|x, _| [if x / 12 % 2 == 0 { 20 } else { 190 }; 3]));
    assert!(place.pattern > 20.0, "{place:?}");
}

#[test]
fn what_shoulders_cover_and_what_no_portrait_shows_does_not_count() {
    let outside = |x: u32, y: u32| y >= 545 || x.abs_diff(640) > 275;
    let wall = place(&view(|_, _| WALL));
    let chair = place(&view(
        |x, y| if outside(x, y) { [30, 20, 90] } else { WALL },
    ));
    assert!((chair.light - wall.light).abs() < 0.01, "{chair:?}");
    assert!(chair.patches < 0.02 && chair.colour < 2.0, "{chair:?}");
}

#[test]
fn a_printed_card_tells_focus_from_blur_whatever_the_grain() {
    for grain in [0, 4, 8] {
        let sharpness = |blur: f32| {
            let card = card();
            let seen = if blur > 0.0 {
                imageops::blur(&card, blur)
            } else {
                card
            };
            card_sharpness(&frame(&grainy(&seen, grain))).expect("a card")
        };
        assert!(sharpness(0.0) > 1.0, "grain {grain}: {}", sharpness(0.0));
        assert!(sharpness(0.8) > 0.3, "grain {grain}: {}", sharpness(0.8));
        assert!(sharpness(2.0) < 0.2, "grain {grain}: {}", sharpness(2.0));
        assert!(sharpness(4.0) < 0.1, "grain {grain}: {}", sharpness(4.0));
    }
}

#[test]
fn a_wall_is_no_card_and_a_soft_face_without_one_is_not_in_focus() {
    assert_eq!(card_sharpness(&frame(&view(|_, _| WALL))), None);
    assert_eq!(card_sharpness(&frame(&grainy(&view(|_, _| WALL), 8))), None);
    let face = card_sharpness(&frame(&astronaut()));
    assert!(face.is_none_or(|sharpness| sharpness < 0.3), "{face:?}");
}
