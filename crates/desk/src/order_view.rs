//! An order as the user interface sees it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use issuing::Template;
use ledger::{Event, EventKind, Order, OrderDetail, State};

use crate::again::more_of;
use crate::boundary::{
    AttemptView, Between, Code, Environment, HeldView, KindView, OrderEnd, OrderRow, OrderState,
    OrderView, PortraitRecord, Problem, ReceiptView, ServiceKind, StoredValueView, Validity,
};
use crate::changed::stopped_for_its_template;
use crate::desk::Desk;
use crate::form;
use crate::history::start_of;
use crate::problems::in_words;
use crate::reissue::reason_of;
use crate::timeline_view::timeline;

impl Desk {
    /// An order as lists show it.
    pub(crate) fn row(&self, order: &Order) -> OrderRow {
        let held = match order.state {
            State::Waiting | State::NotTaken => self.held(&order.connection.id),
            State::Blocked => stopped_for_its_template(order.cause.as_deref()),
            _ => None,
        };
        row(order, held, validity(order, self.inner().clock.today()))
    }
}

/// Whether the badge of an order counts, as far as that is known here. Of cards no service tells.
fn validity(order: &Order, today: NaiveDate) -> Option<Validity> {
    if order.state != State::Accepted || kind_of(order) != ServiceKind::IssueBadge {
        return None;
    }
    Some(match order.expires_on {
        _ if order.revoked => Validity::Revoked,
        Some(last) if last < today => Validity::Expired,
        _ => Validity::InForce,
    })
}

fn row(order: &Order, held: Option<HeldView>, validity: Option<Validity>) -> OrderRow {
    OrderRow {
        held,
        validity,
        id: order.id.to_string(),
        person: order.person.clone(),
        template: order.template.name.clone(),
        connection: order.connection.name.clone(),
        connection_id: order.connection.id.clone(),
        environment: environment_of(&order.connection.environment),
        state: state_view(order.state),
        status: order.service_status.clone(),
        number: order.number.clone(),
        external_id: order.external_id.clone(),
        ordered_at: order.committed_at,
        arrived_at: order.arrived_at,
        checked_out_at: order.checked_out_at,
        dealt_with_at: order.dealt_with_at,
        ended: order.ended_by.and_then(end_of),
        handed_over_at: order.handed_over.as_ref().and_then(|it| start_of(it.on)),
    }
}

fn end_of(kind: EventKind) -> Option<OrderEnd> {
    match kind {
        EventKind::Cancelled => Some(OrderEnd::Cancelled),
        EventKind::Closed => Some(OrderEnd::Closed),
        EventKind::Corrected => Some(OrderEnd::Corrected),
        EventKind::SetAside => Some(OrderEnd::SetAside),
        _ => None,
    }
}

pub(crate) fn view(row: OrderRow, detail: OrderDetail, other_numbers: Vec<String>) -> OrderView {
    let attempt = attempt(&detail);
    let receipt = receipt(&detail);
    OrderView {
        row,
        more: more_of(&detail),
        template_id: detail.order.template.id.clone(),
        kind: kind_of(&detail.order),
        values: values(&detail),
        pictures_erased_at: detail.pictures_erased_at,
        values_erased_at: detail.values_erased_at,
        receipt,
        attempt,
        sent_between: sent_between(&detail),
        timeline: timeline(&detail),
        replaces: detail.replaces.map(|id| id.to_string()),
        reissue: detail.order.reissue.as_deref().and_then(reason_of),
        replaced_by: detail.replaced_by.map(|id| id.to_string()),
        other_numbers,
        handed_over_to: detail.order.handed_over.map(|it| it.to),
    }
}

fn values(detail: &OrderDetail) -> Vec<StoredValueView> {
    let labels = labels(&detail.template_body);
    let typed = detail.values.iter().map(|kept| StoredValueView {
        field: kept.field.clone(),
        label: labels.get(&kept.field).cloned(),
        text: shown(kept),
        sensitive: kept.sensitive,
        erased: kept.value.is_none(),
        picture: false,
        portrait: None,
    });
    let pictures = detail.pictures.iter().map(|field| StoredValueView {
        field: field.clone(),
        label: labels.get(field).cloned(),
        text: String::new(),
        sensitive: false,
        erased: false,
        picture: true,
        portrait: record_of(detail, field),
    });
    typed.chain(pictures).collect()
}

/// A record of a later version of this program is not shown.
fn record_of(detail: &OrderDetail, field: &str) -> Option<PortraitRecord> {
    let record = detail.picture_records.get(field)?;
    serde_json::from_value(record.clone()).ok()
}

/// What the fields were called on the form, by their names. A template of another version tells none.
pub(crate) fn labels(template: &str) -> BTreeMap<String, String> {
    let template: Option<Template> = serde_json::from_str(template).ok();
    let fields = template.into_iter().flat_map(|template| template.fields);
    fields
        .filter_map(|field| Some((field.name.to_string(), field.label?)))
        .collect()
}

/// What is sensitive does not leave the ledger but to be sent.
fn shown(kept: &ledger::KeptValue) -> String {
    let value = kept.value.as_ref().filter(|_| !kept.sensitive);
    value.map(form::as_typed).unwrap_or_default()
}

fn receipt(detail: &OrderDetail) -> Option<ReceiptView> {
    if detail.order.state != State::Accepted {
        return None;
    }
    let kept = detail.receipt.clone().unwrap_or_default();
    let remarks = kept.errors.as_array().cloned().unwrap_or_default();
    Some(ReceiptView {
        id: kept.id,
        number: detail.order.number.clone(),
        status: detail.order.service_status.clone(),
        created: kept.created,
        openable: kept.url.as_deref().is_some_and(openable),
        public_url: kept.url,
        remarks: remarks.iter().map(form::as_typed).collect(),
        confirmed_by_hand: detail.order.confirmed_by_hand,
    })
}

fn attempt(detail: &OrderDetail) -> Option<AttemptView> {
    let order = &detail.order;
    let ended = matches!(
        order.state,
        State::Accepted | State::Cancelled | State::Sending
    );
    let ended = ended || detail.values_erased_at.is_some();
    // Of a copied ledger nobody knows whether it was sent, so it may never have been from here.
    let unsure = (order.state == State::Unknown).then_some(order.committed_at);
    let at = order.claimed_at.or(unsure).filter(|_| !ended)?;
    let refused = detail
        .problems
        .clone()
        .and_then(|it| serde_json::from_value(it).ok());
    let cause = order.cause.as_deref().map(problem_of);
    let waiting = || {
        Problem::of(
            Code::RateLimited,
            order.not_before.map(in_words).unwrap_or_default(),
        )
    };
    let problem = refused.or(cause).unwrap_or_else(waiting);
    Some(AttemptView {
        at,
        problem,
        until: order.not_before,
    })
}

/// Once it is known to have left from here, that is the attempt to look for.
fn sent_between(detail: &OrderDetail) -> Option<Between> {
    if detail.order.state != State::Unknown {
        return None;
    }
    let attempts = [EventKind::Claimed, EventKind::Restored];
    let last = |event: &Event| attempts.contains(&event.kind);
    let at = detail.timeline.iter().rposition(last)?;
    let back = &detail.timeline[at];
    if back.kind != EventKind::Restored {
        return None;
    }
    let before = at.checked_sub(1).and_then(|at| detail.timeline.get(at));
    Some(Between {
        from: before.map_or(detail.order.committed_at, |event| event.at),
        until: back.at,
    })
}

/// A cause is a problem as JSON, or the ledger's own word for a program that was killed.
fn problem_of(cause: &str) -> Problem {
    serde_json::from_str(cause).unwrap_or_else(|_| Problem::of(Code::Interrupted, cause))
}

pub(crate) fn state_view(state: State) -> OrderState {
    match state {
        State::Waiting => OrderState::Waiting,
        State::Sending => OrderState::Sending,
        State::NotTaken => OrderState::NotTaken,
        State::Blocked => OrderState::Blocked,
        State::Refused => OrderState::Refused,
        State::Accepted => OrderState::Accepted,
        State::Unknown => OrderState::Unknown,
        State::Cancelled => OrderState::Cancelled,
    }
}

pub(crate) fn environment_name(environment: Environment) -> &'static str {
    match environment {
        Environment::Practice => "practice",
        Environment::Test => "test",
        Environment::Production => "production",
    }
}

/// Only one of the two services makes digital badges.
pub(crate) fn kind_of(order: &Order) -> ServiceKind {
    match order.template.kind.as_str() {
        "digital_badge" => ServiceKind::IssueBadge,
        _ => ServiceKind::Breeze,
    }
}

fn openable(address: &str) -> bool {
    issuing::PublicUrl::as_written(address).openable().is_some()
}

/// What is not known to be less counts as production.
fn environment_of(name: &str) -> Environment {
    match name {
        "practice" => Environment::Practice,
        "test" => Environment::Test,
        _ => Environment::Production,
    }
}

pub(crate) fn kind_name(kind: &KindView) -> String {
    match kind {
        KindView::Card => "card".to_owned(),
        KindView::Mobile => "mobile".to_owned(),
        KindView::DigitalBadge => "digital_badge".to_owned(),
        KindView::Unlisted(name) => name.clone(),
    }
}
