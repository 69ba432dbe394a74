//! The coach: looks at the live view frame by frame and says the one thing to do next.

use std::sync::Mutex;

use portrait::{
    Bounds, Examination, Examiner, Face, Frame, Landmarks, Limits, Measure, Picture, Point, Size,
    Standards, Tracker,
};

use crate::boundary::{GlanceView, GlancedFace, LiveFrame, PicturePlace, Pixels, Spot};
use crate::desk::{Desk, lock};
use crate::error::DeskError;

/// The longer side of what is looked at, in pixels. A face of 90 pixels between the eyes in a view
/// of 1920 x 1080, the least a portrait may have, keeps 60 of them: about as many as its sharpness
/// is judged by.
const LONGEST_SIDE: u32 = 1280;

/// What a page sends of a live view is far smaller; what is larger is no frame of it.
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Who is followed from frame to frame; nobody before the first.
#[derive(Default)]
pub(crate) struct Coach(Mutex<Option<Following>>);

struct Following {
    place: PicturePlace,
    size: Size,
    tracker: Tracker,
}

impl Desk {
    /// Looks at one frame of the live view in front of the person of an image field, and judges it
    /// as a shot for that field would be.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no such image field, the frame is no picture, or
    /// faces cannot be looked for on this computer.
    pub async fn glance(
        &self,
        place: PicturePlace,
        frame: LiveFrame,
    ) -> Result<GlanceView, DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        let settings = self.image_field(&enrolment, &place.field).await?.settings;
        self.blocking(move |desk| {
            let standards = desk.settings().portrait.standards();
            let examiner = desk.examiner(&settings, standards)?;
            let Pixels { width, height } = frame.shot;
            let shot = Size { width, height };
            let frame = read(frame.jpeg)?;
            let coach = &desk.inner().coach;
            let found = coach.look(place, &examiner, &frame, shot)?;
            Ok(seen(&found, &examiner.standards, shot))
        })
        .await
    }
}

impl Coach {
    /// Follows the face of this person; another person, or another size, is begun anew.
    fn look(
        &self,
        place: PicturePlace,
        examiner: &Examiner,
        frame: &Frame,
        shot: Size,
    ) -> Result<Examination, DeskError> {
        let mut kept = lock(&self.0);
        let size = frame.size();
        let same = |it: &Following| it.place == place && it.size == size;
        let mut following = kept.take().filter(same).unwrap_or_else(|| Following {
            place,
            size,
            tracker: Tracker::new(examiner.finder.clone()),
        });
        let found = examiner.glance(&mut following.tracker, frame, shot)?;
        *kept = Some(following);
        Ok(found)
    }
}

/// A frame as the page sends it.
pub(crate) fn read(jpeg: Vec<u8>) -> Result<Frame, DeskError> {
    let limits = Limits {
        bytes: MOST_BYTES,
        ..Limits::default()
    };
    Ok(Picture::read(jpeg, &limits)?.frame(LONGEST_SIDE)?)
}

fn seen(found: &Examination, standards: &Standards, shot: Size) -> GlanceView {
    let instruction = found.instruction();
    let face = found.faces.first();
    GlanceView {
        instruction,
        good: instruction.is_none() && face.is_some(),
        face: face.map(|face| {
            let [from, to] = corners(face);
            let Landmarks {
                left_eye,
                right_eye,
                ..
            } = face.landmarks;
            let [from, to, left_eye, right_eye] =
                [from, to, left_eye, right_eye].map(|point| spot(point, shot));
            GlancedFace {
                from,
                to,
                left_eye,
                right_eye,
                sharpness: value(found, Measure::Sharpness),
                eyes_open: holds(found, standards, Measure::EyesOpen),
            }
        }),
    }
}

fn corners(face: &Face) -> [Point; 2] {
    let Bounds {
        x,
        y,
        width,
        height,
    } = face.bounds;
    let opposite = Point {
        x: x + width,
        y: y + height,
    };
    [Point { x, y }, opposite]
}

fn spot(point: Point, shot: Size) -> Spot {
    Spot {
        x: point.x / f64::from(shot.width),
        y: point.y / f64::from(shot.height),
    }
}

fn value(found: &Examination, measure: Measure) -> f64 {
    found.verdict.of(measure).map_or(0.0, |judged| judged.value)
}

/// Whether a measure is within its bounds, whatever being outside of them means at this office.
fn holds(found: &Examination, standards: &Standards, measure: Measure) -> bool {
    let rule = standards.0.iter().find(|rule| rule.measure == measure);
    rule.is_none_or(|rule| rule.holds(value(found, measure)))
}
