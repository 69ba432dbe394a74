//! Pictures; their bytes cross raw.

use desk::boundary::{
    CameraFrame, CardSeen, Code, CropView, EnrolmentView, GlanceView, LiveFrame, PicturePlace,
    PictureSource, PictureView, PlaceSeen, Problem,
};

use tauri::ipc::Response;

use super::{Answered, Station};
use crate::mirror::Mirror;
use crate::picture_sources::PickerWords;

/// Fetches a picture for the field; the one that is there stays until this one is used.
#[tauri::command]
#[specta::specta]
pub(crate) async fn fetch_picture(
    desk: Station<'_>,
    place: PicturePlace,
    address: String,
) -> Answered<()> {
    Ok(desk.fetch_picture(place, address).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn use_fetched_picture(
    desk: Station<'_>,
    place: PicturePlace,
) -> Answered<PictureView> {
    Ok(desk.use_fetched_picture(place).await?)
}

/// The picture in a field, with what can be said about it as it is cut now.
#[tauri::command]
#[specta::specta]
pub(crate) async fn picture(desk: Station<'_>, place: PicturePlace) -> Answered<PictureView> {
    Ok(desk.picture(place).await?)
}

/// Uses a portrait that is blocked all the same, or no longer does.
#[tauri::command]
#[specta::specta]
pub(crate) async fn use_all_the_same(
    desk: Station<'_>,
    place: PicturePlace,
    used: bool,
) -> Answered<EnrolmentView> {
    Ok(desk.use_all_the_same(place, used).await?)
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn drop_picture(
    desk: Station<'_>,
    place: PicturePlace,
) -> Answered<EnrolmentView> {
    Ok(desk.drop_picture(place).await?)
}

/// Opens the native dialog; nothing is answered when it is closed without a choice.
#[tauri::command]
#[specta::specta]
pub(crate) async fn pick_picture(
    desk: Station<'_>,
    window: tauri::WebviewWindow,
    place: PicturePlace,
    words: PickerWords,
) -> Answered<Option<PictureView>> {
    let Some(bytes) = crate::picture_sources::from_dialog(&window, &words).await? else {
        return Ok(None);
    };
    let taken = desk.take_picture(place, PictureSource::File, bytes);
    Ok(Some(taken.await?))
}

#[tauri::command]
#[specta::specta]
pub(crate) async fn paste_picture(desk: Station<'_>, place: PicturePlace) -> Answered<PictureView> {
    let bytes = crate::picture_sources::from_clipboard().await?;
    let taken = desk.take_picture(place, PictureSource::Clipboard, bytes);
    Ok(taken.await?)
}

/// Takes the picture in the request's body; `x-enrolment`, `x-field` and `x-source` say what it is,
/// and `x-camera` which camera took it.
#[tauri::command]
pub(crate) async fn take_picture(
    desk: Station<'_>,
    request: tauri::ipc::Request<'_>,
) -> Answered<PictureView> {
    let (place, from) = crate::picture_sources::described(request.headers())?;
    let tauri::ipc::InvokeBody::Raw(bytes) = request.body() else {
        return Err(Problem::of(Code::PictureUnsupported, "the body is not raw"));
    };
    Ok(desk.take_picture(place, from, bytes.clone()).await?)
}

/// Looks at the frame of the live view in the request's body; the headers say what it is as they do
/// for a picture, and `x-shot` how large a shot would be.
#[tauri::command]
pub(crate) async fn glance(
    desk: Station<'_>,
    request: tauri::ipc::Request<'_>,
) -> Answered<GlanceView> {
    let (place, _) = crate::picture_sources::described(request.headers())?;
    let shot = crate::picture_sources::shot_size(request.headers())?;
    let tauri::ipc::InvokeBody::Raw(bytes) = request.body() else {
        return Err(Problem::of(Code::PictureUnsupported, "the body is not raw"));
    };
    let jpeg = bytes.clone();
    Ok(desk.glance(place, LiveFrame { jpeg, shot }).await?)
}

/// Judges the place in front of the camera that the header `x-camera` names, by the frame of its live
/// view in the request's body.
#[tauri::command]
pub(crate) async fn check_place(
    desk: Station<'_>,
    request: tauri::ipc::Request<'_>,
) -> Answered<PlaceSeen> {
    Ok(desk.check_place(frame_of(&request)?).await?)
}

/// Judges, likewise, how sharp a card is that is held up in front of the camera.
#[tauri::command]
pub(crate) async fn check_focus(
    desk: Station<'_>,
    request: tauri::ipc::Request<'_>,
) -> Answered<CardSeen> {
    Ok(desk.check_focus(frame_of(&request)?).await?)
}

/// Shows what is in the request's body in the person's own mirror; answers whether it was taken.
#[tauri::command]
pub(crate) async fn show_in_mirror(
    mirror: tauri::State<'_, Mirror>,
    request: tauri::ipc::Request<'_>,
) -> Answered<bool> {
    let tauri::ipc::InvokeBody::Raw(content) = request.body() else {
        return Err(Problem::of(Code::PictureUnsupported, "the body is not raw"));
    };
    Ok(mirror.show(content.clone()).await)
}

fn frame_of(request: &tauri::ipc::Request<'_>) -> Answered<CameraFrame> {
    let tauri::ipc::InvokeBody::Raw(bytes) = request.body() else {
        return Err(Problem::of(Code::PictureUnsupported, "the body is not raw"));
    };
    let camera = crate::picture_sources::camera(request.headers());
    Ok(CameraFrame {
        jpeg: bytes.clone(),
        camera: camera.unwrap_or_default(),
    })
}

#[tauri::command]
pub(crate) async fn picture_preview(desk: Station<'_>, place: PicturePlace) -> Answered<Response> {
    Ok(Response::new(desk.picture_preview(place).await?))
}

#[tauri::command]
pub(crate) async fn cut_picture(
    desk: Station<'_>,
    place: PicturePlace,
    crop: CropView,
) -> Answered<Response> {
    Ok(Response::new(desk.cut_picture(place, crop).await?))
}

#[tauri::command]
pub(crate) async fn portrait(desk: Station<'_>, place: PicturePlace) -> Answered<Response> {
    Ok(Response::new(desk.portrait(place).await?))
}

#[tauri::command]
pub(crate) async fn order_picture(
    desk: Station<'_>,
    order: String,
    field: String,
) -> Answered<Response> {
    Ok(Response::new(desk.order_picture(order, field).await?))
}

#[tauri::command]
pub(crate) async fn order_thumbnail(desk: Station<'_>, order: String) -> Answered<Response> {
    Ok(Response::new(desk.order_thumbnail(order).await?))
}
