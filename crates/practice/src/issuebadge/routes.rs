//! Which path leads where.

use std::sync::Arc;

use axum::{
    Router,
    extract::DefaultBodyLimit,
    middleware::from_fn_with_state,
    routing::{get, patch, post},
};

use super::{
    IssueBadge, badges, certificates, changing, issuing, key, organizations, pages, pictures,
    qrcodes, reading,
};

/// The largest body: several pictures above the documented limit, so that it is the limit that
/// answers. IssueBadge documents none for the body.
const LARGEST_BODY: usize = 128 * 1024 * 1024;

/// The API under `/api/v1`, and the public pages.
pub(crate) fn routes(office: &Arc<IssueBadge>) -> Router {
    let with_key = Router::new()
        .merge(templates())
        .merge(issues())
        .merge(codes())
        .route_layer(from_fn_with_state(Arc::clone(office), key::require));
    let api = with_key.route("/validate-key", post(key::validate));
    Router::new()
        .nest("/api/v1", api)
        .merge(public())
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .with_state(Arc::clone(office))
}

fn templates() -> Router<Arc<IssueBadge>> {
    Router::new()
        .route("/badge/getall", get(badges::all))
        .route("/badge/create", post(badges::create))
        .route("/badge/{id}", get(badges::one))
        .route("/organization/getall", post(organizations::all))
        .route("/organization/create", post(organizations::create))
}

fn issues() -> Router<Arc<IssueBadge>> {
    Router::new()
        .route("/issue/create", post(issuing::by_post).get(issuing::by_get))
        .route("/issue/get", get(reading::list))
        .route("/issue/get/{id}", get(reading::one))
        .route("/issue/revoke", post(changing::revoke))
        .route("/issue/{id}", patch(changing::update))
        .route("/issue/{id}/history", get(reading::history))
        .route("/certificate/generate", post(certificates::one))
        .route("/certificate/batch/generate", post(certificates::batch))
}

fn codes() -> Router<Arc<IssueBadge>> {
    let one = get(qrcodes::one).patch(qrcodes::update);
    Router::new()
        .route("/qrcode", get(qrcodes::list))
        .route("/qrcode/create", post(qrcodes::create))
        .route("/qrcode/{code}", one.delete(qrcodes::delete))
        .route("/qrcode/{code}/scans", get(qrcodes::scans))
        .route("/qrcode/{code}/image", get(qrcodes::picture))
}

fn public() -> Router<Arc<IssueBadge>> {
    Router::new()
        .route("/v/{id}", get(pages::show))
        .route("/issue/view/{id}", get(pages::show))
        .route("/issue/show/{id}", get(pages::show))
        .route("/v/{id}/certificate.pdf", get(certificates::public))
        .route("/storage/{id}/{place}", get(pictures::show))
}
