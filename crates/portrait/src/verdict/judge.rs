use super::background::background;
use super::light::{Light, light};
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
type Found = (Measure, f64, [Advice; 2]);

/// Measures what can be measured: what is no number was not.
pub(crate) fn measure(scene: &Scene) -> Vec<Measured> {
    let found = match scene.faces.first() {
        Some(face) => of_picture(scene, face),
        None => vec![(Measure::SingleFace, 1.0, [Advice::ShowFace; 2])],
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
    found.extend(compression.map(|q| (Measure::Compression, q, [Advice::BetterPicture; 2])));
    found
}

fn of_head(scene: &Scene, face: &Face) -> Vec<Found> {
    let others = scene.faces.iter().skip(1).map(|other| other.bounds.area());
    let second = others.fold(0.0, f64::max) / face.bounds.area();
    let pose = face.pose;
    let straight = face.eye_distance() * scene.scale / pose.yaw.to_radians().cos().max(0.1);
    let chin = face.eyes_to_chin();
    vec![
        (Measure::SingleFace, second.min(1.0), [Advice::OnePerson; 2]),
        (
            Measure::EyeDistance,
            straight,
            [Advice::ComeCloser, Advice::StepBack],
        ),
        fit(scene.proposal),
        (Measure::Yaw, pose.yaw, [Advice::LookStraight; 2]),
        (
            Measure::Pitch,
            pose.pitch,
            [Advice::ChinUp, Advice::ChinDown],
        ),
        (Measure::Roll, pose.roll, [Advice::HeadUpright; 2]),
        (
            Measure::EyesOpen,
            face.eyelid_gap / chin,
            [Advice::OpenEyes; 2],
        ),
        (
            Measure::MouthClosed,
            face.lip_gap() / chin,
            [Advice::CloseMouth; 2],
        ),
    ]
}

fn fit(proposal: Option<Proposal>) -> Found {
    let (room, why) = match proposal {
        Some(Proposal::Unfit { why, room, .. }) => (room, why),
        _ => (1.0, Unfit::StepBack),
    };
    (Measure::Fit, room, [why.into(); 2])
}

fn of_light(scene: &Scene, face: &Face) -> Vec<Found> {
    let swatch = Swatch::of(scene.frame, face);
    let sharpness = sharpness(scene.frame, face);
    let Light {
        mean,
        black,
        white,
        entropy,
        evenness,
        left_is_darker,
    } = light(&swatch, face);
    let darker = if left_is_darker {
        Advice::LightFromLeft
    } else {
        Advice::LightFromRight
    };
    vec![
        (
            Measure::Brightness,
            mean,
            [Advice::MoreLight, Advice::LessLight],
        ),
        (Measure::UnderExposure, black, [Advice::MoreLight; 2]),
        (Measure::OverExposure, white, [Advice::LessLight; 2]),
        (Measure::Sharpness, sharpness, [Advice::HoldStill; 2]),
        (Measure::EvenLight, evenness, [darker; 2]),
        (Measure::DynamicRange, entropy, [Advice::MoreContrast; 2]),
    ]
}

fn of_crop(scene: &Scene, face: &Face, crop: &Crop) -> Vec<Found> {
    let chin = face.eyes_to_chin();
    let eyes = face.eye_distance();
    let left = crop.across(face.landmarks.left_eye);
    let right = crop.width - crop.across(face.landmarks.right_eye);
    let above = crop.down(face.between_eyes());
    let mut found = vec![
        (Measure::MarginLeft, left / eyes, [Advice::MoveRight; 2]),
        (Measure::MarginRight, right / eyes, [Advice::MoveLeft; 2]),
        (Measure::MarginAbove, above / chin, [Advice::MoveDown; 2]),
        (
            Measure::MarginBelow,
            (crop.height - above) / chin,
            [Advice::MoveUp; 2],
        ),
    ];
    let crown = scene.silhouette.and_then(Silhouette::crown);
    let room = crown.map(|crown| (above - crown) / crop.height);
    found.extend(room.map(|room| (Measure::AboveCrown, room, [Advice::MoveDown; 2])));
    let wall = scene
        .silhouette
        .and_then(|s| background(scene.frame, crop, s));
    found.extend(wall.map(|wall| (Measure::Background, wall, [Advice::PlainBackground; 2])));
    let resolution = crop.width * scene.scale / scene.output_width;
    found.push((Measure::Resolution, resolution, [Advice::BetterPicture; 2]));
    found
}
