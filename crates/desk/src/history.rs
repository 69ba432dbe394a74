//! The history: pages of orders, and one order with everything that happened to it.

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeZone, Utc};
use ledger::{Cursor, Event, EventKind, Finding, Order, OrderDetail, Query, State};

use crate::boundary::{
    AttemptView, Code, Environment, HistoryPage, HistoryQuery, KindView, OrderRow, OrderState,
    OrderView, Problem, ReceiptView, ServiceKind, StoredValueView, TimelineEntry, TimelineKind,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::form;
use crate::look_up::finding;
use crate::orders::order_id;

/// Lines on one page: two screens of a 1920x1080 window.
const PAGE: u32 = 60;
/// So many of a person's other orders are looked through for their numbers.
const OTHERS: u32 = 50;

impl Desk {
    /// One page of the history, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub async fn history(&self, query: HistoryQuery) -> Result<HistoryPage, DeskError> {
        self.blocking(move |desk| {
            let page = desk.ledger()?.page(&ledger_query(query)?)?;
            Ok(HistoryPage {
                rows: page.orders.iter().map(row).collect(),
                cursor: page.next.and_then(|next| serde_json::to_string(&next).ok()),
            })
        })
        .await
    }

    /// One order, whole.
    ///
    /// # Errors
    /// There is no such order, or the ledger cannot be read.
    pub async fn order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let detail = ledger.order(id)?;
            let others = match detail.order.state {
                State::Unknown => other_numbers(&ledger, &detail.order)?,
                _ => Vec::new(),
            };
            Ok(view(detail, others))
        })
        .await
    }

    /// A picture of an order, as it was sent.
    ///
    /// # Errors
    /// There is none in this field.
    pub async fn order_picture(&self, order: String, field: String) -> Result<Vec<u8>, DeskError> {
        let id = order_id(&order)?;
        self.blocking(move |desk| Ok(desk.ledger()?.picture(id, &field)?))
            .await
    }

    /// An order's thumbnail.
    ///
    /// # Errors
    /// It has none.
    pub async fn order_thumbnail(&self, order: String) -> Result<Vec<u8>, DeskError> {
        let id = order_id(&order)?;
        self.blocking(move |desk| {
            let kept = desk.ledger()?.thumbnail(id)?;
            kept.ok_or_else(|| DeskError::named(Code::NoPicture, order))
        })
        .await
    }
}

fn ledger_query(query: HistoryQuery) -> Result<Query, DeskError> {
    let cursor = |text: String| {
        serde_json::from_str::<Cursor>(&text)
            .map_err(|_| DeskError::named(Code::NoSuchOrder, "cursor"))
    };
    // "Requested" is a list of work to do: what was checked out is done.
    let checked_out = (query.status.as_deref() == Some("requested")).then_some(false);
    Ok(Query {
        states: query.states.into_iter().map(state_of).collect(),
        connection: query.connection,
        template: query.template,
        from: query.from.and_then(start_of),
        until: query
            .to
            .and_then(|day| start_of(day.checked_add_days(Days::new(1))?)),
        service_status: query.status,
        checked_out,
        open_only: query.open_only,
        text: query.search,
        after: query.cursor.map(cursor).transpose()?,
        limit: PAGE,
    })
}

/// The first moment of a day at the counter; a day whose midnight was skipped begins an hour later.
fn start_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let later = midnight + chrono::TimeDelta::hours(1);
    let local = Local.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| Local.from_local_datetime(&later).earliest())?;
    Some(local.with_timezone(&Utc))
}

fn other_numbers(ledger: &ledger::Ledger, order: &Order) -> Result<Vec<String>, DeskError> {
    let query = Query {
        connection: Some(order.connection.id.clone()),
        text: order.person.clone(),
        limit: OTHERS,
        ..Query::default()
    };
    let same = |other: &Order| other.person == order.person && other.id != order.id;
    let others = ledger.page(&query)?.orders.into_iter().filter(same);
    Ok(others.filter_map(|other| other.number).collect())
}

fn row(order: &Order) -> OrderRow {
    OrderRow {
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
        handed_over_at: order.handed_over.as_ref().and_then(|it| start_of(it.on)),
    }
}

fn view(detail: OrderDetail, other_numbers: Vec<String>) -> OrderView {
    let attempt = attempt(&detail);
    let receipt = receipt(&detail);
    OrderView {
        row: row(&detail.order),
        template_id: detail.order.template.id.clone(),
        kind: kind_of(&detail.order),
        values: values(&detail),
        receipt,
        attempt,
        timeline: detail
            .timeline
            .iter()
            .map(|event| entry(event, &detail.order))
            .collect(),
        replaces: detail.replaces.map(|id| id.to_string()),
        replaced_by: detail.replaced_by.map(|id| id.to_string()),
        other_numbers,
        handed_over_to: detail.order.handed_over.map(|it| it.to),
    }
}

fn values(detail: &OrderDetail) -> Vec<StoredValueView> {
    let typed = detail.values.iter().map(|kept| StoredValueView {
        field: kept.field.clone(),
        text: shown(kept),
        sensitive: kept.sensitive,
        erased: kept.value.is_none(),
        picture: false,
    });
    let pictures = detail.pictures.iter().map(|field| StoredValueView {
        field: field.clone(),
        text: String::new(),
        sensitive: false,
        erased: false,
        picture: true,
    });
    typed.chain(pictures).collect()
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
    let at = order.claimed_at.filter(|_| !ended)?;
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

fn in_words(time: DateTime<Utc>) -> String {
    time.to_rfc3339()
}

/// A cause is a problem as JSON, or the ledger's own word for a program that was killed.
fn problem_of(cause: &str) -> Problem {
    serde_json::from_str(cause).unwrap_or_else(|_| Problem::of(Code::Interrupted, cause))
}

fn entry(event: &Event, order: &Order) -> TimelineEntry {
    TimelineEntry {
        at: event.at,
        kind: timeline_kind(event),
        by: event.by.clone().unwrap_or_default(),
        station: event.station.clone(),
        detail: detail(event, order),
    }
}

fn detail(event: &Event, order: &Order) -> String {
    let named = |name: &str| event.details.get(name).map(form::as_typed);
    match event.kind {
        EventKind::HandedOver => named("to").unwrap_or_default(),
        EventKind::Revoked => named("reason").unwrap_or_default(),
        EventKind::ExpiryChanged => named("day").unwrap_or_default(),
        EventKind::ConfirmedByHand | EventKind::Accepted => {
            order.number.clone().unwrap_or_default()
        }
        _ => String::new(),
    }
}

fn timeline_kind(event: &Event) -> TimelineKind {
    match event.kind {
        EventKind::Committed => TimelineKind::Ordered,
        EventKind::Claimed => TimelineKind::Sent,
        EventKind::NeverLeft => TimelineKind::NeverLeft,
        EventKind::NotTaken => TimelineKind::NotTaken,
        EventKind::Blocked => TimelineKind::Blocked,
        EventKind::Unblocked => TimelineKind::Unblocked,
        EventKind::Refused => TimelineKind::Refused,
        EventKind::Accepted => TimelineKind::Accepted,
        EventKind::Unknown => TimelineKind::OutcomeUnknown,
        EventKind::Interrupted => TimelineKind::Interrupted,
        EventKind::ConfirmedByHand => TimelineKind::ConfirmedByHand,
        EventKind::NotThere => TimelineKind::NotThere,
        EventKind::Cancelled => TimelineKind::Cancelled,
        EventKind::Arrived => TimelineKind::Arrived,
        EventKind::CheckedOut => TimelineKind::CheckedOut,
        EventKind::Corrected => TimelineKind::Corrected,
        EventKind::SetAside => TimelineKind::SetAside,
        EventKind::LookedUp => match finding(event) {
            Some(Finding::It) => TimelineKind::Found,
            Some(Finding::Ambiguous) => TimelineKind::Ambiguous,
            Some(Finding::Nothing) | None => TimelineKind::NotFound,
        },
        EventKind::Revoked => TimelineKind::Revoked,
        EventKind::Reinstated => TimelineKind::Reinstated,
        EventKind::ExpiryChanged => TimelineKind::ExpiryChanged,
        EventKind::HandedOver => TimelineKind::HandedOver,
    }
}

fn state_view(state: State) -> OrderState {
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

fn state_of(state: OrderState) -> State {
    match state {
        OrderState::Waiting => State::Waiting,
        OrderState::Sending => State::Sending,
        OrderState::NotTaken => State::NotTaken,
        OrderState::Blocked => State::Blocked,
        OrderState::Refused => State::Refused,
        OrderState::Accepted => State::Accepted,
        OrderState::Unknown => State::Unknown,
        OrderState::Cancelled => State::Cancelled,
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
