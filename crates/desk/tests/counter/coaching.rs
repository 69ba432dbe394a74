//! The live view: what is said about a real face, frame by frame.

use desk::boundary::{
    Advice, Code, GlanceView, LiveFrame, PicturePlace, Pixels, Problem, TemplateSettings,
};
use image::codecs::jpeg::JpegEncoder;
use image::imageops::{self, FilterType};
use image::{DynamicImage, ExtendedColorType, Rgb, RgbImage};

use crate::stage::{Stage, photo};

const CAMERA: Pixels = Pixels {
    width: 1280,
    height: 720,
};
const WALL: Rgb<u8> = Rgb([190, 190, 190]);
/// The committed portrait has 108 pixels between the eyes and hardly any wall above the hair.
const FACE: &[u8] = include_bytes!("../../../../tests/vectors/astronaut-face.jpg");

fn face() -> DynamicImage {
    image::load_from_memory(FACE).unwrap()
}

fn scaled(picture: &DynamicImage, by: f64) -> RgbImage {
    let side = |side: u32| (f64::from(side) * by) as u32;
    let (width, height) = (side(picture.width()), side(picture.height()));
    let scaled = picture.resize_exact(width, height, FilterType::CatmullRom);
    scaled.into_rgb8()
}

fn wall() -> RgbImage {
    RgbImage::from_pixel(CAMERA.width, CAMERA.height, WALL)
}

/// What the camera sees of a face of so many times its size, so many pixels beside the middle.
fn view(by: f64, aside: i64) -> RgbImage {
    let mut view = wall();
    let face = scaled(&face(), by);
    let left = (i64::from(CAMERA.width) - i64::from(face.width())) / 2 + aside;
    let top = i64::from(CAMERA.height) - i64::from(face.height());
    imageops::replace(&mut view, &face, left, top);
    view
}

/// A person who does everything right.
fn right() -> RgbImage {
    view(0.87, 0)
}

/// As if light fell on the picture's left or right side alone; all of it darker than it is.
fn shadowed(mut view: RgbImage, columns: std::ops::Range<u32>, by: u8) -> RgbImage {
    for (x, _, pixel) in view.enumerate_pixels_mut() {
        if columns.contains(&x) {
            pixel.0 = pixel.0.map(|value| value / by);
        }
    }
    view
}

/// Turned clockwise about its middle.
fn tilted(picture: &RgbImage, degrees: f64) -> RgbImage {
    let (sin, cos) = degrees.to_radians().sin_cos();
    let (width, height) = picture.dimensions();
    let middle = (f64::from(width) / 2.0, f64::from(height) / 2.0);
    RgbImage::from_fn(width, height, |x, y| {
        let (dx, dy) = (f64::from(x) - middle.0, f64::from(y) - middle.1);
        let across = middle.0 + dx * cos + dy * sin;
        let down = middle.1 + dy * cos - dx * sin;
        // What lies left of or above the picture becomes its first column or row, which is wall.
        let found = picture.get_pixel_checked(across as u32, down as u32);
        found.copied().unwrap_or(WALL)
    })
}

fn two_persons() -> RgbImage {
    let one = face().crop_imm(280, 0, 560, 720);
    let mut two = wall();
    imageops::replace(&mut two, &scaled(&one, 0.8), 150, 144);
    imageops::replace(&mut two, &scaled(&one.fliph(), 0.8), 650, 144);
    two
}

/// As the page sends it.
fn frame(view: &RgbImage) -> LiveFrame {
    let mut jpeg = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut jpeg, 85);
    let (width, height) = view.dimensions();
    let encoded = encoder.encode(view.as_raw(), width, height, ExtendedColorType::Rgb8);
    encoded.unwrap();
    LiveFrame { jpeg, shot: CAMERA }
}

/// A counter with a camera.
struct Counter {
    stage: Stage,
    place: PicturePlace,
}

impl Counter {
    async fn open() -> Counter {
        let stage = Stage::open().await;
        let place = photo(&stage.chosen("Company ID Card").await);
        Counter { stage, place }
    }

    async fn look(&self, view: &RgbImage) -> GlanceView {
        let seen = self.stage.desk.glance(self.place.clone(), frame(view));
        let seen = seen.await.unwrap();
        assert_eq!(seen.good, seen.instruction.is_none());
        seen
    }

    /// What is said once a view has been looked at for half a second: a small face may be found in
    /// the fifth look only, and a head that jumped is followed anew.
    async fn says(&self, view: &RgbImage) -> Option<Advice> {
        for _ in 0..5 {
            self.look(view).await;
        }
        self.look(view).await.instruction
    }

    async fn refuses(&self, frame: LiveFrame) -> Code {
        let seen = self.stage.desk.glance(self.place.clone(), frame).await;
        Problem::from(seen.unwrap_err()).code
    }
}

#[tokio::test]
async fn a_person_who_does_everything_right_is_told_nothing() {
    let seen = Counter::open().await.look(&right()).await;
    assert_eq!((seen.instruction, seen.good), (None, true));
    let face = seen.face.unwrap();
    assert!(face.eyes_open && face.sharpness > 0.04, "{face:?}");
    let eyes = (face.right_eye.x - face.left_eye.x) * f64::from(CAMERA.width);
    assert!((eyes - 94.0).abs() < 4.0, "{eyes} pixels between the eyes");
    let across = 0.3 < face.from.x && face.from.x < face.left_eye.x;
    assert!(across && face.right_eye.x < face.to.x && face.to.x < 0.7);
    let down = face.from.y < face.left_eye.y && face.left_eye.y < face.to.y;
    assert!(down && face.to.y < 1.0, "{face:?}");
}

#[tokio::test]
async fn nobody_two_persons_and_somebody_far_away_are_told_so() {
    let counter = Counter::open().await;
    let seen = counter.look(&wall()).await;
    assert_eq!(
        (seen.instruction, seen.face),
        (Some(Advice::ShowFace), None)
    );
    assert_eq!(counter.says(&two_persons()).await, Some(Advice::OnePerson));
    let counter = Counter::open().await;
    assert_eq!(counter.says(&view(0.5, 0)).await, Some(Advice::ComeCloser));
}

#[tokio::test]
async fn a_person_beside_the_middle_is_led_to_it_in_sides_of_the_picture() {
    let counter = Counter::open().await;
    assert_eq!(counter.says(&wall()).await, Some(Advice::ShowFace));
    assert_eq!(
        counter.says(&view(0.87, -480)).await,
        Some(Advice::MoveRight)
    );
    assert_eq!(counter.says(&wall()).await, Some(Advice::ShowFace));
    assert_eq!(counter.says(&view(0.87, 620)).await, Some(Advice::MoveLeft));
}

#[tokio::test]
async fn a_head_that_leans_is_told_so() {
    let counter = Counter::open().await;
    for degrees in [15.0, -15.0] {
        let leaning = tilted(&right(), degrees);
        assert_eq!(counter.says(&leaning).await, Some(Advice::HeadUpright));
    }
}

#[tokio::test]
async fn bad_light_is_named_with_the_side_it_lacks_on() {
    let counter = Counter::open().await;
    let dark = shadowed(right(), 0..CAMERA.width, 6);
    assert_eq!(counter.says(&dark).await, Some(Advice::MoreLight));
    let face = counter.look(&right()).await.face.unwrap();
    let nose = (face.left_eye.x + face.right_eye.x) / 2.0 * f64::from(CAMERA.width);
    let left = shadowed(right(), 0..nose as u32, 2);
    assert_eq!(counter.says(&left).await, Some(Advice::LightFromLeft));
    let darker = shadowed(right(), nose as u32..CAMERA.width, 2);
    assert_eq!(counter.says(&darker).await, Some(Advice::LightFromRight));
}

#[tokio::test]
async fn a_blurred_face_is_told_to_hold_still() {
    let counter = Counter::open().await;
    let blurred = DynamicImage::from(right()).blur(5.0).into_rgb8();
    let [sharp, blurred] = [counter.look(&right()).await, counter.look(&blurred).await];
    assert_eq!(blurred.instruction, Some(Advice::HoldStill));
    let sharpness = |seen: GlanceView| seen.face.unwrap().sharpness;
    assert!(sharpness(blurred) < sharpness(sharp) / 2.0);
}

#[tokio::test]
async fn what_changes_in_front_of_the_camera_changes_what_is_said() {
    let counter = Counter::open().await;
    assert_eq!(counter.says(&right()).await, None);
    assert_eq!(counter.says(&view(0.5, 0)).await, Some(Advice::ComeCloser));
    assert_eq!(counter.says(&wall()).await, Some(Advice::ShowFace));
    assert_eq!(counter.says(&right()).await, None);
}

#[tokio::test]
async fn a_template_of_another_size_asks_for_another_place() {
    let counter = Counter::open().await;
    let template = counter.stage.template("Company ID Card").await.id;
    let wide = TemplateSettings {
        output_width: Some(1600),
        output_height: Some(400),
        ..TemplateSettings::default()
    };
    let desk = &counter.stage.desk;
    desk.save_template_settings(template, wide).await.unwrap();
    assert!(!counter.look(&right()).await.good);
}

#[tokio::test]
async fn a_frame_for_somebody_who_left_and_what_is_no_picture_are_refused() {
    let counter = Counter::open().await;
    let noise = LiveFrame {
        jpeg: vec![7; 99],
        shot: CAMERA,
    };
    assert_eq!(counter.refuses(noise).await, Code::PictureUnsupported);
    counter.stage.next().await;
    assert_eq!(counter.refuses(frame(&right())).await, Code::AnotherPerson);
}
