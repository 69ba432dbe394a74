//! An order that waited is compared with its template before it leaves: the template may be another
//! one by now.

use chrono::TimeDelta;
use issuing::{FieldsTold, Template};
use ledger::{Event, EventKind, Order, OrderDetail};

use crate::boundary::{Code, FieldProblem, FieldProblemCode, HeldView, Problem, TemplateChange};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::lane::Lane;
use crate::news::difference;

/// An order that waited no longer is sent as it is, and a list that was read no longer ago is not
/// read again for it: ours to choose, far above what a busy service asks to wait.
const SHORT: TimeDelta = TimeDelta::minutes(10);

impl Desk {
    /// Reads an old list again before an order is claimed that waited for long. Meanwhile it still
    /// waits: nothing is in doubt if the program ends here. A list that cannot be read, or kept,
    /// holds up nobody, and is not asked for again so soon.
    pub(crate) async fn look_at_its_template_again(&self, order: &Order, lane: &Lane) {
        let clock = &self.inner().clock;
        let connection = &order.connection.id;
        let is_new = clock.is_recent(order.committed_at, SHORT);
        if is_new || !lane.may_read_list(clock.now(), SHORT) {
            return;
        }
        let known = self.known_templates(connection).await;
        let known = known.inspect_err(not_compared);
        let read_at = known.ok().and_then(|known| known.read_at);
        if read_at.is_some_and(|read_at| clock.is_recent(read_at, SHORT)) {
            return;
        }
        let read = self.read_templates(connection).await;
        drop(read.inspect_err(not_compared));
    }

    /// Lets an order leave that did not wait for long, whose template is as it was, or that the
    /// operator lets go all the same. Where nothing is known of the template, or it is gone, the
    /// service itself judges.
    ///
    /// # Errors
    /// [`Code::TemplateChangedMeanwhile`] with each field that differs.
    pub(crate) async fn compare_with_its_template(
        &self,
        order: &OrderDetail,
    ) -> Result<(), DeskError> {
        let clock = &self.inner().clock;
        if clock.is_recent(order.order.committed_at, SHORT) || is_let_go(&order.timeline) {
            return Ok(());
        }
        let (connection, id) = (&order.order.connection.id, &order.order.template.id);
        let known = self.known_templates(connection).await;
        let now = known.inspect_err(not_compared).ok().and_then(|known| {
            let mut all = known.templates.into_iter();
            all.find(|one| one.id.as_str() == id)
        });
        let before = serde_json::from_str::<Template>(&order.template_body);
        let unreadable = |error: &serde_json::Error| {
            tracing::warn!(order = %order.order.id, at = error.column(), "its template is not known");
        };
        let before = before.inspect_err(unreadable).ok();
        let (Some(before), Some(now)) = (before, now) else {
            return Ok(());
        };
        if !tells_its_fields(&before) || !tells_its_fields(&now) {
            return Ok(());
        }
        let differing = difference(&before, &now).map(fields_of).unwrap_or_default();
        if differing.is_empty() {
            return Ok(());
        }
        Err(DeskError::from(Problem {
            fields: differing,
            ..Problem::of(Code::TemplateChangedMeanwhile, now.name)
        }))
    }
}

/// A list that cannot be had holds up nobody, but is not passed over in silence.
fn not_compared(error: &DeskError) {
    let code = Problem::from(error.clone()).code;
    tracing::warn!(?code, "an order is not compared with its template");
}

/// Of a badge whose fields the service does not tell, or was not asked for, nothing is known that
/// could differ: what the office describes is its own.
pub(crate) fn tells_its_fields(template: &Template) -> bool {
    let badge = template.badge.as_ref();
    badge.is_none_or(|badge| badge.fields == FieldsTold::Told)
}

/// Whether the operator let it go since the program stopped it for this, or it may have left already:
/// what was tried once is tried as it was, or not at all.
fn is_let_go(timeline: &[Event]) -> bool {
    use EventKind::{Blocked, Interrupted, Restored, Unblocked, Unknown};
    let doubtful = |event: &Event| [Interrupted, Restored, Unknown].contains(&event.kind);
    if timeline.iter().any(doubtful) {
        return true;
    }
    let Some(stopped) = timeline.iter().rposition(|event| event.kind == Blocked) else {
        return false;
    };
    let let_go = |event: &Event| event.kind == Unblocked && event.by.is_some();
    is_of_its_template(&timeline[stopped]) && timeline[stopped..].iter().any(let_go)
}

fn is_of_its_template(stopped: &Event) -> bool {
    let cause = stopped
        .details
        .get("cause")
        .and_then(|cause| cause.as_str());
    stopped_for_its_template(cause).is_some()
}

/// What an order waits for that was stopped because its template changed: that somebody looks. A
/// cause is a problem as JSON.
pub(crate) fn stopped_for_its_template(cause: Option<&str>) -> Option<HeldView> {
    let problem = serde_json::from_str::<Problem>(cause?).ok()?;
    let changed = problem.code == Code::TemplateChangedMeanwhile;
    changed.then_some(HeldView {
        problem,
        mend: true,
    })
}

fn fields_of(change: TemplateChange) -> Vec<FieldProblem> {
    let kinds = [
        (change.added, FieldProblemCode::Came),
        (change.removed, FieldProblemCode::Went),
        (change.retyped, FieldProblemCode::Retyped),
    ];
    let fields = kinds.into_iter().flat_map(|(fields, problem)| {
        fields.into_iter().map(move |field| FieldProblem {
            field,
            problem,
            detail: String::new(),
        })
    });
    fields.collect()
}
