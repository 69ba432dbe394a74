//! The history: pages of orders, and one order with everything that happened to it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, Local, NaiveDate, NaiveTime, TimeZone, Utc};
use ledger::{Cursor, Order, OrderDetail, Query, State, TemplateName};

use crate::boundary::{
    Code, HistoryPage, HistoryQuery, OrderState, OrderView, OrderedTemplate, Problem, ServiceKind,
};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::order_view::{kind_of, view};
use crate::orders::order_id;
use crate::problems::of_one_order;

/// Lines on one page: two screens of a 1920x1080 window.
const PAGE: u32 = 60;

impl Desk {
    /// One page of the history, newest first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub async fn history(&self, query: HistoryQuery) -> Result<HistoryPage, DeskError> {
        self.blocking(move |desk| {
            let page = desk.ledger()?.page(&ledger_query(query)?)?;
            Ok(HistoryPage {
                rows: page.orders.iter().map(|order| desk.row(order)).collect(),
                cursor: page.next.and_then(|next| serde_json::to_string(&next).ok()),
            })
        })
        .await
    }

    /// Every template something was ordered of at any of the connections, by name.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub async fn ordered_templates(&self) -> Result<Vec<OrderedTemplate>, DeskError> {
        self.blocking(|desk| {
            let ordered = desk.ledger()?.ordered_templates()?;
            let named = ordered.into_iter();
            let mut named: Vec<_> = named
                .map(|TemplateName { id, name, .. }| OrderedTemplate { id, name })
                .collect();
            named.sort_by_cached_key(|it| it.name.to_lowercase());
            Ok(named)
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
            let detail = desk.masked(ledger.order(id).map_err(of_one_order)?);
            let ways = desk.ways_to_the_service_of(&detail.order.connection.id);
            let others = other_numbers(&ledger, &detail, &ways)?;
            Ok(view(desk.row(&detail.order), detail, others))
        })
        .await
    }

    /// An order that was just changed. One that cannot be read is shown by its row alone: the change
    /// is made, and must not be said to have failed.
    pub(crate) async fn changed(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        match self.order(order).await.map_err(Problem::from) {
            Err(problem) if problem.code == Code::OrderUnreadable => {
                self.blocking(move |desk| {
                    let order = desk.ledger()?.row(id)?;
                    Ok(view(desk.row(&order), bare(order), Vec::new()))
                })
                .await
            }
            shown => Ok(shown?),
        }
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

pub(crate) fn ledger_query(query: HistoryQuery) -> Result<Query, DeskError> {
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
        by_template: true,
        after: query.cursor.map(cursor).transpose()?,
        limit: PAGE,
    })
}

/// The first moment of a day at the counter; a day whose midnight was skipped begins an hour later.
pub(crate) fn start_of(day: NaiveDate) -> Option<DateTime<Utc>> {
    let midnight = day.and_time(NaiveTime::MIN);
    let later = midnight + chrono::TimeDelta::hours(1);
    let local = Local.from_local_datetime(&midnight).earliest();
    let local = local.or_else(|| Local.from_local_datetime(&later).earliest())?;
    Some(local.with_timezone(&Utc))
}

/// What can be told of an order of which only the row can be read.
pub(crate) fn bare(order: Order) -> OrderDetail {
    OrderDetail {
        order,
        template_body: String::new(),
        values: Vec::new(),
        pictures: Vec::new(),
        picture_records: BTreeMap::new(),
        request: None,
        receipt: None,
        problems: None,
        replaces: None,
        replaced_by: None,
        more: serde_json::Value::Null,
        pictures_erased_at: None,
        values_erased_at: None,
        timeline: Vec::new(),
    }
}

/// To tell the old cards of a person, also under an earlier name, from the one of unknown outcome.
/// Badges are told apart by their ids.
fn other_numbers(
    ledger: &ledger::Ledger,
    detail: &OrderDetail,
    ways: &[String],
) -> Result<Vec<String>, DeskError> {
    let order = &detail.order;
    if order.state != State::Unknown || kind_of(order) != ServiceKind::Breeze {
        return Ok(Vec::new());
    }
    let traces = ledger.traces_of_person_of(order.id)?.orders.into_iter();
    let others = traces.map(|(other, _)| other);
    let here = others.filter(|other| other.id != order.id && ways.contains(&other.connection.id));
    Ok(here.filter_map(|other| other.number).collect())
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
