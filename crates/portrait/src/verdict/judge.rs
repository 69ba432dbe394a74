use super::background::background;
use super::light::light;
use super::sharpness::sharpness;
use super::swatch::Swatch;
use super::{Advice, Measure, Measured};
use crate::Crop;
use crate::face::{Face, Silhouette};
use crate::frame::Frame;
use crate::framing::{Proposal, Unfit};

/// Everything that is known about one picture. All in pixels of the frame.
pub(crate) struct Scene<'a> {
    pub frame: &'a Frame,
    /// The portrait's face first.
    pub faces: &'a [Face],
    pub crop: Option<Crop>,
    /// What the family of crops makes of the face.
    pub proposal: Option<Proposal>,
    pub silhouette: Option<&'a Silhouette>,
    /// Pixels of the picture for one of the frame.
    pub scale: f64,
    /// Width of the portrait in pixels.
    pub output_width: f64,
    /// JPEG quality of the picture, if it is one.
    pub compression: Option<f64>,
}

/// A measure, its value, and what to do if that is too small or too large.
type Found = (Measure, f64, [Option<Advice>; 2]);

/// Where the brightest hundredth of a face has this part of white, the light is good, however dark
/// the skin is: whites of the eyes, teeth and gleams are as bright on every face. Our own number, from
/// what the pictures show that `docs/portrait.md` tells of.
const GLEAM: f64 = 0.2;

/// A face without detail is a black one below this mean luminance, and a burnt-out one above. Our
/// own numbers: the bounds of brightness.
const DARK: f64 = 0.2;
const BRIGHT: f64 = 0.65;

/// To be done about a value that is too small, and about one that is too large.
fn ways(small: Advice, large: Advice) -> [Option<Advice>; 2] {
    [Some(small), Some(large)]
}

/// To be done either way.
fn either(way: Advice) -> [Option<Advice>; 2] {
    ways(way, way)
}

/// Measures what can be measured: what is no number was not.
pub(crate) fn measure(scene: &Scene) -> Vec<Measured> {
    let found = match scene.faces.first() {
        Some(face) => of_picture(scene, face),
        None => vec![count(scene)],
    };
    let measured = found
        .into_iter()
        .filter(|(_, value, _)| value.is_finite())
        .map(|(measure, value, [small, large])| Measured {
            measure,
            value,
            small,
            large,
        });
    measured.collect()
}

fn of_picture(scene: &Scene, face: &Face) -> Vec<Found> {
    let mut found = of_head(scene, face);
    found.extend(of_light(scene, face));
    if let Some(crop) = &scene.crop {
        found.extend(of_crop(scene, face, crop));
    }
    let compression = scene.compression;
    found.extend(compression.map(|q| (Measure::Compression, q, either(Advice::BetterPicture))));
    found
}

fn of_head(scene: &Scene, face: &Face) -> Vec<Found> {
    let others = scene.faces.iter().skip(1).map(|other| other.bounds.area());
    let second = others.fold(0.0, f64::max) / face.bounds.area();
    let pose = face.pose;
    let straight = face.eye_distance() * scene.scale / pose.yaw.to_radians().cos().max(0.1);
    let chin = face.eyes_to_chin();
    vec![
        count(scene),
        (
            Measure::SingleFace,
            second.min(1.0),
            either(Advice::OnePerson),
        ),
        (
            Measure::EyeDistance,
            straight,
            ways(Advice::ComeCloser, Advice::StepBack),
        ),
        fit(scene.proposal),
        (Measure::Yaw, pose.yaw, either(Advice::LookStraight)),
        (
            Measure::Pitch,
            pose.pitch,
            ways(Advice::ChinUp, Advice::ChinDown),
        ),
        (Measure::Roll, pose.roll, either(Advice::HeadUpright)),
        (
            Measure::EyesOpen,
            face.eyelid_gap / chin,
            either(Advice::OpenEyes),
        ),
        (
            Measure::MouthClosed,
            face.lip_gap() / chin,
            either(Advice::CloseMouth),
        ),
    ]
}

fn count(scene: &Scene) -> Found {
    let faces = scene.faces.len() as f64;
    (Measure::Faces, faces, either(Advice::ShowFace))
}

fn fit(proposal: Option<Proposal>) -> Found {
    let (room, why) = match proposal {
        Some(Proposal::Unfit { why, room, .. }) => (room, why),
        _ => (1.0, Unfit::StepBack),
    };
    (Measure::Fit, room, either(why.into()))
}

fn of_light(scene: &Scene, face: &Face) -> Vec<Found> {
    let swatch = Swatch::of(scene.frame, face);
    let sharpness = sharpness(scene.frame, face);
    let light = light(&swatch, face);
    let darker = if light.left_is_darker {
        Advice::LightFromLeft
    } else {
        Advice::LightFromRight
    };
    let flat = match light.mean {
        mean if mean < DARK => Advice::MoreLight,
        mean if mean > BRIGHT => Advice::LessLight,
        _ => Advice::MoreContrast,
    };
    let dim = (light.brightest < GLEAM).then_some(Advice::MoreLight);
    let bright = Some(Advice::LessLight);
    vec![
        (Measure::Brightness, light.mean, [dim, bright]),
        (Measure::UnderExposure, light.dark, [dim; 2]),
        (Measure::OverExposure, light.white, [bright; 2]),
        (Measure::Sharpness, sharpness, either(Advice::HoldStill)),
        (Measure::EvenLight, light.evenness, either(darker)),
        (Measure::DynamicRange, light.entropy, either(flat)),
    ]
}

fn of_crop(scene: &Scene, face: &Face, crop: &Crop) -> Vec<Found> {
    let chin = face.eyes_to_chin();
    let eyes = face.eye_distance();
    let left = crop.across(face.landmarks.left_eye);
    let right = crop.width - crop.across(face.landmarks.right_eye);
    let above = crop.down(face.between_eyes());
    let mut found = vec![
        (Measure::MarginLeft, left / eyes, either(Advice::MoveRight)),
        (Measure::MarginRight, right / eyes, either(Advice::MoveLeft)),
        (Measure::MarginAbove, above / chin, either(Advice::MoveDown)),
        (
            Measure::MarginBelow,
            (crop.height - above) / chin,
            either(Advice::MoveUp),
        ),
    ];
    let crown = scene.silhouette.and_then(Silhouette::crown);
    let room = crown.map(|crown| (above - crown) / crop.height);
    found.extend(room.map(|room| (Measure::AboveCrown, room, either(Advice::MoveDown))));
    let wall = scene
        .silhouette
        .and_then(|silhouette| background(scene.frame, face, crop, silhouette));
    found.extend(wall.map(|wall| (Measure::Background, wall, either(Advice::PlainBackground))));
    let resolution = crop.width * scene.scale / scene.output_width;
    found.push((
        Measure::Resolution,
        resolution,
        either(Advice::BetterPicture),
    ));
    found
}
