//! The check of the station at the start of a day: the empty place, and the focus of the camera.
//! What is kept of it is numbers; no picture is.

use chrono::{DateTime, Utc};
use portrait::{Half, Place, card_sharpness};
use serde::{Deserialize, Serialize};

use crate::boundary::{
    CameraFrame, CardSeen, CheckAdvice, CheckMeasure, CheckedMeasure, DeskEvent, PlaceSeen,
    StationCheckView,
};
use crate::clock::Clock;
use crate::coach::read;
use crate::desk::{Desk, lock};
use crate::error::DeskError;

/// One measure, as it is kept.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub(crate) struct Noted {
    measure: CheckMeasure,
    value: f64,
    advice: Option<CheckAdvice>,
}

/// The check of one day, as it is kept.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct DayCheck {
    at: DateTime<Utc>,
    noted: Vec<Noted>,
}

/// What is kept of one camera: the last check, and that of the last day before it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct CameraChecks {
    last: DayCheck,
    before: Option<DayCheck>,
}

impl Desk {
    /// Judges the place in front of a camera, unless somebody is in it.
    ///
    /// # Errors
    /// The frame is no picture, faces cannot be looked for on this computer, or the station's file
    /// cannot be written.
    pub async fn check_place(&self, frame: CameraFrame) -> Result<PlaceSeen, DeskError> {
        let CameraFrame { jpeg, camera } = frame;
        let judged = self.blocking(move |desk| {
            let frame = read(jpeg)?;
            let faces = desk.inner().faces.finder()?.find(&frame)?;
            let place = faces.is_empty().then(|| Place::of(&frame));
            place
                .map(|place| desk.keep_place(&camera, noted(&place)))
                .transpose()
        });
        let Some(check) = judged.await? else {
            return Ok(PlaceSeen::Person);
        };
        self.tell(DeskEvent::StationChanged);
        Ok(PlaceSeen::Empty { check })
    }

    /// Judges how sharp a camera sees a card that is held up. The sharpest that was seen since the
    /// place was judged is kept, if that was today.
    ///
    /// # Errors
    /// The frame is no picture, or the station's file cannot be written.
    pub async fn check_focus(&self, frame: CameraFrame) -> Result<CardSeen, DeskError> {
        let CameraFrame { jpeg, camera } = frame;
        let focus = self.blocking(move |desk| {
            let seen = card_sharpness(&read(jpeg)?).map(sharpness);
            let keep =
                |one: Noted| Ok((desk.compared(&camera, one), desk.keep_focus(&camera, one)?));
            seen.map(keep).transpose()
        });
        let focus = focus.await?;
        if focus.is_some_and(|(_, kept)| kept) {
            self.tell(DeskEvent::StationChanged);
        }
        let focus = focus.map(|(judged, _)| judged);
        Ok(CardSeen { focus })
    }

    /// The last check in front of every camera that was checked.
    pub(crate) fn checks(&self) -> Vec<StationCheckView> {
        let station = lock(&self.inner().station);
        let checks = station.checks.iter();
        checks
            .map(|(camera, checks)| checks.view(camera, &self.inner().clock))
            .collect()
    }

    fn keep_place(&self, camera: &str, noted: Vec<Noted>) -> Result<StationCheckView, DeskError> {
        let clock = &self.inner().clock;
        let at = clock.now();
        self.change_station(|station| {
            let known = station.checks.remove(camera);
            let checks = CameraChecks::after(known, DayCheck { at, noted });
            let view = checks.view(camera, clock);
            station.checks.insert(camera.to_owned(), checks);
            view
        })
    }

    /// Says whether it is the sharpest one of today.
    fn keep_focus(&self, camera: &str, focus: Noted) -> Result<bool, DeskError> {
        let clock = &self.inner().clock;
        let is_better = |checks: &CameraChecks| {
            let known = checks.last.of(CheckMeasure::Focus);
            checks.last.is_of_today(clock) && known.is_none_or(|known| focus.value > known.value)
        };
        let better = lock(&self.inner().station)
            .checks
            .get(camera)
            .is_some_and(is_better);
        if better {
            self.change_station(|station| {
                if let Some(checks) = station.checks.get_mut(camera) {
                    checks.last.note(focus);
                }
            })?;
        }
        Ok(better)
    }

    fn compared(&self, camera: &str, one: Noted) -> CheckedMeasure {
        let station = lock(&self.inner().station);
        let before = station.checks.get(camera).and_then(|it| it.before.as_ref());
        one.beside(before)
    }
}

impl CameraChecks {
    /// A new check takes the place of another one of the same day. A focus that was judged on that
    /// day stays: the camera was not touched when a lamp was moved.
    fn after(known: Option<CameraChecks>, mut new: DayCheck) -> CameraChecks {
        let Some(CameraChecks { last, before }) = known else {
            return CameraChecks {
                last: new,
                before: None,
            };
        };
        if Clock::day_of(last.at) != Clock::day_of(new.at) {
            return CameraChecks {
                last: new,
                before: Some(last),
            };
        }
        new.noted.extend(last.of(CheckMeasure::Focus));
        CameraChecks { last: new, before }
    }

    fn view(&self, camera: &str, clock: &Clock) -> StationCheckView {
        let before = self.before.as_ref();
        StationCheckView {
            camera: camera.to_owned(),
            at: self.last.at,
            today: self.last.is_of_today(clock),
            before: before.map(|day| day.at),
            measures: self.last.noted.iter().map(|it| it.beside(before)).collect(),
        }
    }
}

impl DayCheck {
    fn is_of_today(&self, clock: &Clock) -> bool {
        Clock::day_of(self.at) == clock.today()
    }

    fn of(&self, measure: CheckMeasure) -> Option<Noted> {
        self.noted.iter().find(|it| it.measure == measure).copied()
    }

    fn note(&mut self, one: Noted) {
        self.noted.retain(|it| it.measure != one.measure);
        self.noted.push(one);
    }
}

impl Noted {
    fn beside(&self, day: Option<&DayCheck>) -> CheckedMeasure {
        let before = day.and_then(|day| day.of(self.measure));
        let before = before.map(|noted| noted.value);
        CheckedMeasure {
            measure: self.measure,
            value: self.value,
            advice: self.advice,
            before,
            differs: before.is_some_and(|before| differs(self.measure, self.value, before)),
        }
    }
}

/// Whether a measure is clearly otherwise than before. Our own numbers: what one sees without
/// looking for it, and more than a person who comes in brightens or darkens a room.
fn differs(measure: CheckMeasure, value: f64, before: f64) -> bool {
    let away = (value - before).abs();
    match measure {
        CheckMeasure::Light | CheckMeasure::EvenLight | CheckMeasure::Patches => away > 0.1,
        CheckMeasure::Colour => away > 5.0,
        CheckMeasure::Pattern => away > 15.0,
        CheckMeasure::Focus => value > before * 2.0 || before > value * 2.0,
    }
}

/// The bounds of a good place; where they come from stands in `docs/portrait.md`.
const LIGHT: [f64; 2] = [0.2, 0.9];
const LEAST_EVEN: f64 = 0.8;
const MOST_COLOUR: f64 = 10.0;
const MOST_PATCHES: f64 = 0.15;
const MOST_PATTERN: f64 = 20.0;
const LEAST_FOCUS: f64 = 0.3;

fn noted(place: &Place) -> Vec<Noted> {
    use CheckAdvice as A;
    use CheckMeasure as M;
    let [dark, bright] = LIGHT;
    let light = match place.light {
        light if light < dark => Some(A::MoreLight),
        light if light > bright => Some(A::LessLight),
        _ => None,
    };
    let lamp = match place.darker {
        Half::Left => A::LightFromLeft,
        Half::Right => A::LightFromRight,
        Half::Upper => A::LightFromAbove,
        Half::Lower => A::LightFromBelow,
    };
    let if_so = |wrong: bool, advice: A| wrong.then_some(advice);
    let even = if_so(place.evenness < LEAST_EVEN, lamp);
    let colour = if_so(place.colour > MOST_COLOUR, A::OneColour);
    let patches = if_so(place.patches > MOST_PATCHES, A::ClearBackground);
    let pattern = if_so(place.pattern > MOST_PATTERN, A::PlainBackground);
    vec![
        note(M::Light, place.light, light),
        note(M::EvenLight, place.evenness, even),
        note(M::Patches, place.patches, patches),
        note(M::Colour, place.colour, colour),
        note(M::Pattern, place.pattern, pattern),
    ]
}

fn sharpness(value: f64) -> Noted {
    let blurred = value < LEAST_FOCUS;
    let advice = blurred.then_some(CheckAdvice::Focus);
    note(CheckMeasure::Focus, value, advice)
}

/// Four digits behind the point are read again as they were written, and more than anybody reads.
fn note(measure: CheckMeasure, value: f64, advice: Option<CheckAdvice>) -> Noted {
    const PARTS: f64 = 1e4;
    Noted {
        measure,
        value: (value * PARTS).round() / PARTS,
        advice,
    }
}
