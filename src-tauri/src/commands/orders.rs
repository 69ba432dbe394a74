//! Orders and the history.

use chrono::NaiveDate;
use desk::boundary::{
    Answer, EnrolmentView, HistoryPage, HistoryQuery, Lookalikes, OrderCounts, OrderView,
    OrderedTemplate, ReissueReason,
};

use super::{Answered, Station};

#[tauri::command]
#[specta::specta]
pub(crate) async fn place_order(desk: Station<'_>, enrolment: String) -> Answered<OrderView> {
    Ok(desk.place_order(enrolment).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn place_order_anyway(
    desk: Station<'_>,
    enrolment: String,
    reason: String,
) -> Answered<OrderView> {
    Ok(desk.place_order_anyway(enrolment, reason).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn lookalikes(desk: Station<'_>, enrolment: String) -> Answered<Lookalikes> {
    Ok(desk.lookalikes(enrolment).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn settled(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.settled(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn retry_order(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.retry_order(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn answer_unknown(
    desk: Station<'_>,
    order: String,
    answer: Answer,
) -> Answered<OrderView> {
    Ok(desk.answer_unknown(order, answer).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn cancel_order(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.cancel_order(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_again(desk: Station<'_>, order: String) -> Answered<EnrolmentView> {
    Ok(desk.order_again(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn reissue_order(
    desk: Station<'_>,
    order: String,
    reason: ReissueReason,
) -> Answered<EnrolmentView> {
    Ok(desk.reissue_order(order, reason).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn history(desk: Station<'_>, query: HistoryQuery) -> Answered<HistoryPage> {
    Ok(desk.history(query).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn ordered_templates(desk: Station<'_>) -> Answered<Vec<OrderedTemplate>> {
    Ok(desk.ordered_templates().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn order(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.order(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_counts(
    desk: Station<'_>,
    connection: Option<String>,
) -> Answered<OrderCounts> {
    Ok(desk.order_counts(connection).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_arrived(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.mark_arrived(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_handed_over(
    desk: Station<'_>,
    order: String,
    to: String,
    on: Option<NaiveDate>,
) -> Answered<OrderView> {
    Ok(desk.mark_handed_over(order, to, on).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn mark_checked_out(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.mark_checked_out(order).await?)
}

/// Gives a card that an operator found in Breeze another number.
#[tauri::command]
#[specta::specta]
pub(crate) async fn correct_number(
    desk: Station<'_>,
    order: String,
    number: String,
) -> Answered<OrderView> {
    Ok(desk.correct_number(order, number).await?)
}

/// Takes the last mark of an order back.
#[tauri::command]
#[specta::specta]
pub(crate) async fn take_back_mark(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.take_back_mark(order).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_aside_order(desk: Station<'_>, order: String) -> Answered<OrderView> {
    Ok(desk.set_aside_order(order).await?)
}
