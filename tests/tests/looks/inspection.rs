//! The program under the eyes of axe.

use journeys::{Office, Plan, Station, Step};

const AXE: &str = include_str!("../../../ui/node_modules/axe-core/axe.min.js");
const RUN: &str = include_str!("axe.js");
/// A page that fades or loads is not yet what the operator reads.
const AT_REST: &str =
    "return document.getAnimations().every(({ playState }) => playState !== 'running')";

/// A picture that nobody can hear described, for a moment.
const SPOIL: &str = "document.body.append(document.createElement('img'))";
const UNDO: &str = "document.body.lastElementChild.remove()";

/// The program under the eyes of axe.
pub struct Inspection {
    pub station: Station,
    faults: Vec<String>,
}

impl Inspection {
    pub async fn begin() -> Step<Inspection> {
        Inspection::with(Plan::default()).await
    }

    /// On a screen, and with cameras, of its own.
    pub async fn with(plan: Plan) -> Step<Inspection> {
        Ok(Inspection {
            station: Station::open(plan).await?,
            faults: Vec::new(),
        })
    }

    /// At the counter of an office in a process of its own.
    pub async fn of(office: &Office) -> Step<Inspection> {
        let inspection = Inspection::begin().await?;
        inspection.station.connect(office).await?;
        Ok(inspection)
    }

    pub async fn look_at(&mut self, what: &str) -> Step<()> {
        self.station.until("rest", AT_REST, vec![]).await?;
        self.station.evaluate(AXE, vec![]).await?;
        let found = self.station.evaluate_later(RUN, vec![]).await?;
        let found = found.as_array().map(Vec::as_slice).unwrap_or_default();
        let named = found.iter().map(|fault| format!("{what}: {fault}"));
        self.faults.extend(named);
        self.station.picture(&format!("look-{what}")).await
    }

    /// An axe that sleeps finds nothing either.
    pub async fn is_awake(&mut self) -> Step<()> {
        self.station.evaluate(SPOIL, vec![]).await?;
        self.look_at("spoiled").await?;
        self.station.evaluate(UNDO, vec![]).await?;
        let found = std::mem::take(&mut self.faults).join("\n");
        assert!(found.contains("image-alt"), "axe found only: {found}");
        Ok(())
    }

    pub fn is_passed(&self) {
        assert!(self.faults.is_empty(), "{}", self.faults.join("\n"));
    }
}
