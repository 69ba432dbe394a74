//! Colour profiles: phones store Display P3, scanners and cameras Adobe RGB; a portrait is sRGB.

use std::sync::Arc;

use moxcms::{ColorProfile, DataColorSpace, Layout, TransformExecutor, TransformOptions};

type Transform = Arc<dyn TransformExecutor<u8> + Send + Sync>;

/// The way from the colours of one picture to sRGB. A missing or unreadable profile means sRGB,
/// as on the web.
pub(crate) enum Colours {
    Srgb,
    Rgb(Transform),
    Grey(Transform),
}

/// Pixels converted at a time: enough to make a call cheap, few enough to stay in the cache.
const BATCH: usize = 4096;

impl Colours {
    pub fn of(profile: Option<&[u8]>) -> Self {
        let Some(profile) = profile.and_then(|p| ColorProfile::new_from_slice(p).ok()) else {
            return Self::Srgb;
        };
        let transform = match profile.color_space {
            DataColorSpace::Rgb => to_srgb(&profile, Layout::Rgb).map(Self::Rgb),
            DataColorSpace::Gray => to_srgb(&profile, Layout::Gray).map(Self::Grey),
            _ => None,
        };
        transform.unwrap_or(Self::Srgb)
    }

    /// Converts pixels of three bytes.
    pub fn convert(&self, rgb: Vec<u8>) -> Vec<u8> {
        match self {
            Self::Srgb => rgb,
            Self::Rgb(transform) => batched(transform, &rgb, 3),
            Self::Grey(transform) => {
                let grey: Vec<u8> = rgb.iter().step_by(3).copied().collect();
                batched(transform, &grey, 1)
            }
        }
    }
}

/// CMYK ink (255 is all of it) to sRGB, by the picture's profile if it has one that fits.
pub(crate) fn cmyk_to_srgb(cmyk: &[u8], profile: Option<&[u8]>) -> Vec<u8> {
    let profile = profile.and_then(|p| ColorProfile::new_from_slice(p).ok());
    let fitting = profile.filter(|p| p.color_space == DataColorSpace::Cmyk);
    match fitting.and_then(|p| to_srgb(&p, Layout::Rgba)) {
        Some(transform) => batched(&transform, cmyk, 4),
        None => cmyk.chunks_exact(4).flat_map(plain_ink).collect(),
    }
}

fn plain_ink(cmyk: &[u8]) -> [u8; 3] {
    let light = 255 - u16::from(cmyk[3]);
    std::array::from_fn(|i| ((255 - u16::from(cmyk[i])) * light / 255) as u8)
}

fn to_srgb(profile: &ColorProfile, layout: Layout) -> Option<Transform> {
    let options = TransformOptions::default();
    profile
        .create_transform_8bit(layout, &ColorProfile::new_srgb(), Layout::Rgb, options)
        .ok()
}

/// A batch that cannot be converted stays black; the lengths always fit, so none does.
fn batched(transform: &Transform, source: &[u8], channels: usize) -> Vec<u8> {
    let mut rgb = vec![0; source.len() / channels * 3];
    for (from, to) in source
        .chunks(BATCH * channels)
        .zip(rgb.chunks_mut(BATCH * 3))
    {
        if transform.transform(from, to).is_err() {
            break;
        }
    }
    rgb
}
