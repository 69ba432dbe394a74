//! Digital badges: their fields, what becomes of them after the order, and orders as code.

use desk::boundary::{
    BadgeChange, BadgeEvent, BadgeRef, CodeLanguage, DescribedField, EnrolmentView,
    IssuedBadgeView, IssuedPageView, IssuedQuery, TemplateList,
};
use tauri::WebviewWindow;
use tauri::ipc::Response;

use super::{Answered, Station};
use crate::files;

/// Keeps the office's description of a badge's fields; without one they are as the service tells.
#[tauri::command]
#[specta::specta]
pub(crate) async fn describe_fields(
    desk: Station<'_>,
    template: String,
    fields: Option<Vec<DescribedField>>,
) -> Answered<TemplateList> {
    Ok(match fields {
        Some(fields) => desk.describe_fields(template, fields).await?,
        None => desk.fields_as_told(template).await?,
    })
}

/// Lets the operator choose where to keep the description; false when the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn export_fields(
    desk: Station<'_>,
    window: WebviewWindow,
    template: String,
    title: String,
) -> Answered<bool> {
    let exported = desk.exported_fields(template).await?;
    files::save(&window, &title, exported).await
}

/// Lets the operator choose a description; nothing is answered when the dialog is closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn import_fields(
    desk: Station<'_>,
    window: WebviewWindow,
    template: String,
    title: String,
) -> Answered<Option<TemplateList>> {
    let Some(bytes) = files::open_json(&window, &title).await? else {
        return Ok(None);
    };
    Ok(Some(desk.import_fields(template, bytes).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn issued_badge(desk: Station<'_>, badge: BadgeRef) -> Answered<IssuedBadgeView> {
    Ok(desk.issued_badge(badge).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn badge_history(desk: Station<'_>, badge: BadgeRef) -> Answered<Vec<BadgeEvent>> {
    Ok(desk.badge_history(badge).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn change_badge(
    desk: Station<'_>,
    badge: BadgeRef,
    change: BadgeChange,
) -> Answered<IssuedBadgeView> {
    Ok(desk.change_badge(badge, change).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn browse_issued(
    desk: Station<'_>,
    query: IssuedQuery,
) -> Answered<IssuedPageView> {
    Ok(desk.browse_issued(query).await?)
}

/// Fetches the certificate and lets the operator choose where to keep it; false when the dialog is
/// closed.
#[tauri::command]
#[specta::specta]
pub(crate) async fn save_certificate(
    desk: Station<'_>,
    window: WebviewWindow,
    badge: BadgeRef,
    title: String,
) -> Answered<bool> {
    let certificate = desk.certificate(badge).await?;
    files::save(&window, &title, certificate).await
}

/// Opens the badge's public page in the browser.
#[tauri::command]
#[specta::specta]
pub(crate) async fn open_badge(desk: Station<'_>, badge: BadgeRef) -> Answered<()> {
    files::open_in_browser(&desk.public_page(badge).await?)
}

/// The badge's public page as a QR code, as SVG.
#[tauri::command]
pub(crate) async fn badge_qr(desk: Station<'_>, badge: BadgeRef) -> Answered<Response> {
    Ok(Response::new(desk.badge_qr(badge).await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn order_code(
    desk: Station<'_>,
    order: String,
    language: CodeLanguage,
) -> Answered<String> {
    Ok(desk.order_code(order, language).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn enrolment_code(
    desk: Station<'_>,
    enrolment: String,
    language: CodeLanguage,
) -> Answered<String> {
    Ok(desk.enrolment_code(enrolment, language).await?)
}

/// Opens the form of another connection for the person at the counter.
#[tauri::command]
#[specta::specta]
pub(crate) async fn enrolment_also(
    desk: Station<'_>,
    enrolment: String,
    connection: String,
) -> Answered<EnrolmentView> {
    Ok(desk.enrolment_also(enrolment, connection).await?)
}

/// Opens the form of another connection for the person of an order.
#[tauri::command]
#[specta::specta]
pub(crate) async fn order_also(
    desk: Station<'_>,
    order: String,
    connection: String,
) -> Answered<EnrolmentView> {
    Ok(desk.order_also(order, connection).await?)
}
