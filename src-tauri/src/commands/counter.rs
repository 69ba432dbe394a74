//! Templates and the enrolment.

use desk::boundary::{EnrolmentInput, EnrolmentView, Judgement, TemplateList, TemplateSettings};

use super::{Answered, Station};

#[tauri::command]
#[specta::specta]
pub(crate) async fn templates(desk: Station<'_>) -> Answered<TemplateList> {
    Ok(desk.templates().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn refresh_templates(desk: Station<'_>) -> Answered<TemplateList> {
    Ok(desk.refresh_templates().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn set_favourite(
    desk: Station<'_>,
    template: String,
    favourite: bool,
) -> Answered<TemplateList> {
    Ok(desk.set_favourite(template, favourite).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_template_settings(
    desk: Station<'_>,
    template: String,
    settings: TemplateSettings,
) -> Answered<TemplateList> {
    Ok(desk.save_template_settings(template, settings).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn enrolment(desk: Station<'_>) -> Answered<EnrolmentView> {
    Ok(desk.enrolment().await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn choose_template(
    desk: Station<'_>,
    enrolment: String,
    template: String,
) -> Answered<EnrolmentView> {
    Ok(desk.choose_template(enrolment, template).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn save_enrolment(
    desk: Station<'_>,
    input: EnrolmentInput,
) -> Answered<Judgement> {
    Ok(desk.save_enrolment(input).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn clear_enrolment(
    desk: Station<'_>,
    enrolment: String,
) -> Answered<EnrolmentView> {
    Ok(desk.clear_enrolment(enrolment).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn next_person(desk: Station<'_>, enrolment: String) -> Answered<EnrolmentView> {
    Ok(desk.next_person(enrolment).await?)
}
