//! The mouse.

use std::time::Duration;

use fantoccini::actions::{InputSource, MouseActions, PointerAction};

use crate::answer::in_time;
use crate::{Station, Step};

/// A hand takes a moment; a drag without one is a jump, which nobody makes.
const MOMENT: Duration = Duration::from_millis(150);

impl Station {
    /// Drags something of a role and a name from its middle by so many pixels.
    ///
    /// # Errors
    /// It does not come, or cannot be grasped.
    pub async fn drag(&self, role: &str, name: &str, across: i64, down: i64) -> Step<()> {
        const LEFT: u64 = 0;
        let element = self.element(role, name).await?;
        let hand = MouseActions::new("hand".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration: Some(MOMENT),
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button: LEFT })
            .then(PointerAction::MoveBy {
                duration: Some(MOMENT),
                x: across as f64,
                y: down as f64,
            })
            .then(PointerAction::Up { button: LEFT });
        in_time(name, self.page.perform_actions(hand)).await
    }

    /// Clicks something of a role and a name twice, as fast as a hand that trembles.
    ///
    /// # Errors
    /// It does not come, or cannot be clicked.
    pub async fn double_click(&self, role: &str, name: &str) -> Step<()> {
        const LEFT: u64 = 0;
        let element = self.element(role, name).await?;
        let hand = MouseActions::new("hand".to_owned())
            .then(PointerAction::MoveToElement {
                element,
                duration: Some(MOMENT),
                x: 0.0,
                y: 0.0,
            })
            .then(PointerAction::Down { button: LEFT })
            .then(PointerAction::Up { button: LEFT })
            .then(PointerAction::Down { button: LEFT })
            .then(PointerAction::Up { button: LEFT });
        in_time(name, self.page.perform_actions(hand)).await
    }
}
