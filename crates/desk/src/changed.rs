//! An order that waited is compared with its template before it leaves: the template may be another
//! one by now.

use chrono::TimeDelta;
use issuing::Template;
use ledger::{Event, EventKind, OrderDetail};

use crate::boundary::{Code, FieldProblem, FieldProblemCode, Problem, TemplateChange};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::news::difference;

/// An order that waited no longer is sent as it is, and a list that was read no longer ago is not
/// read again for it: ours to choose, far above what a busy service asks to wait.
const SHORT: TimeDelta = TimeDelta::minutes(10);

impl Desk {
    /// Lets an order leave that did not wait for long, whose template is as it was, or that the
    /// operator lets go all the same. A list that cannot be read holds up nobody: the service itself
    /// judges then, as it does where the template is gone.
    ///
    /// # Errors
    /// [`Code::TemplateChangedMeanwhile`] with each field that differs, or the kept list cannot be read.
    pub(crate) async fn compare_with_its_template(
        &self,
        order: &OrderDetail,
    ) -> Result<(), DeskError> {
        let now = self.inner().clock.now();
        if now - order.order.committed_at < SHORT || is_let_go(&order.timeline) {
            return Ok(());
        }
        let connection = &order.order.connection.id;
        let read_at = self.known_templates(connection).await?.read_at;
        if read_at.is_none_or(|read_at| now - read_at >= SHORT) {
            self.read_templates(connection).await?;
        }
        let template = self.template(connection, &order.order.template.id).await;
        let before: Option<Template> = serde_json::from_str(&order.template_body).ok();
        let (Some(before), Ok((now, _))) = (before, template) else {
            return Ok(());
        };
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

/// Whether the operator said so since the program stopped it.
fn is_let_go(timeline: &[Event]) -> bool {
    let since = timeline.iter().rev();
    let mut since = since.take_while(|event| event.kind != EventKind::Blocked);
    since.any(|event| event.kind == EventKind::Unblocked && event.by.is_some())
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
