//! `/qrcode…`: dynamic QR codes, as far as the vendor's command-line client uses them. Nothing
//! answers at their addresses, so there are never scans.

use std::collections::BTreeMap;

use axum::{
    Json,
    body::Bytes,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    response::IntoResponse,
};
use image::{GrayImage, ImageFormat, Luma};
use qrcode::{Color, QrCode, render::svg};
use serde_json::{Value, json};

use super::{
    Answer, IssueBadge, Shared,
    input::Input,
    issued::random_id,
    members::{self, Members},
    paging::Paging,
    refusal::{Missing, Refusal},
};
use crate::held::held;

/// Rows of a page of codes, and of scans, from the vendor's command-line client.
const USUAL_PAGE: usize = 20;
const USUAL_SCANS: usize = 50;
/// Pixels per side of an image, from the same place.
const USUAL_SIZE: usize = 500;
const SIZES: std::ops::RangeInclusive<usize> = 100..=2000;
/// White modules around a code, from the standard.
const QUIET: usize = 4;

#[derive(Debug, Clone)]
struct Code {
    code: String,
    name: String,
    kind: String,
    data: Members,
    is_active: bool,
}

/// The QR codes of this run, oldest first.
#[derive(Debug, Default)]
pub(super) struct QrCodes(Vec<Code>);

/// `GET /qrcode`.
pub(super) async fn list(
    State(office): Shared,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let query = members::of_query(query);
    let mut input = Input::new(&query);
    let kind = input.text("type");
    let paging = Paging::read(&mut input, USUAL_PAGE);
    input.done()?;
    let codes = held(&office.codes);
    let wanted = |code: &&Code| kind.as_ref().is_none_or(|kind| *kind == code.kind);
    let found: Vec<_> = codes.0.iter().filter(wanted).collect();
    let data: Value = paging.of(&found).map(|code| office.shown(code)).collect();
    let pagination = paging.told(found.len());
    Ok(Json(json!({ "success": true, "data": data, "pagination": pagination })).into_response())
}

/// `POST /qrcode/create`.
pub(super) async fn create(State(office): Shared, headers: HeaderMap, body: Bytes) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let (name, kind) = (input.text("name"), input.text("type"));
    let code = Code {
        code: random_id(),
        name: input.required("name", name),
        kind: input.required("type", kind),
        data: input.object("data").unwrap_or_default(),
        is_active: input.flag("is_active").unwrap_or(true),
    };
    input.done()?;
    let data = office.shown(&code);
    held(&office.codes).0.push(code);
    let answer = json!({ "success": true, "data": data });
    Ok((StatusCode::CREATED, Json(answer)).into_response())
}

/// `GET /qrcode/{code}`.
pub(super) async fn one(State(office): Shared, Path(id): Path<String>) -> Answer {
    let data = office.shown(&office.code(&id)?);
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `PATCH /qrcode/{code}`.
pub(super) async fn update(
    State(office): Shared,
    Path(id): Path<String>,
    headers: HeaderMap,
    body: Bytes,
) -> Answer {
    let members = members::of_json(&headers, &body);
    let mut input = Input::new(&members);
    let (name, data, active) = (
        input.text("name"),
        input.object("data"),
        input.flag("is_active"),
    );
    input.done()?;
    let mut codes = held(&office.codes);
    let code = codes.0.iter_mut().find(|code| code.code == id);
    let code = code.ok_or_else(|| office.unknown(Missing::QrCode))?;
    code.name = name.unwrap_or(code.name.clone());
    code.data = data.unwrap_or(code.data.clone());
    code.is_active = active.unwrap_or(code.is_active);
    let data = office.shown(code);
    Ok(Json(json!({ "success": true, "data": data })).into_response())
}

/// `DELETE /qrcode/{code}`.
pub(super) async fn delete(State(office): Shared, Path(id): Path<String>) -> Answer {
    office.code(&id)?;
    held(&office.codes).0.retain(|code| code.code != id);
    Ok(Json(json!({ "success": true, "message": "QR code deleted" })).into_response())
}

/// `GET /qrcode/{code}/scans`.
pub(super) async fn scans(
    State(office): Shared,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let query = members::of_query(query);
    let mut input = Input::new(&query);
    let pagination = Paging::read(&mut input, USUAL_SCANS).told(0);
    input.done()?;
    let code = office.code(&id)?.code;
    let answer = json!({ "success": true, "code": code, "data": [], "pagination": pagination });
    Ok(Json(answer).into_response())
}

/// `GET /qrcode/{code}/image`.
pub(super) async fn picture(
    State(office): Shared,
    Path(id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
) -> Answer {
    let query = members::of_query(query);
    let mut input = Input::new(&query);
    let size = input.count("size", SIZES).unwrap_or(USUAL_SIZE);
    let format = input.text("format");
    input.done()?;
    let address = office.scan_address(&office.code(&id)?);
    let Ok(code) = QrCode::new(address) else {
        return Err(office.unknown(Missing::QrCode));
    };
    if format.as_deref() == Some("svg") {
        let side = u32::try_from(size).unwrap_or_default();
        let drawn = code
            .render::<svg::Color>()
            .min_dimensions(side, side)
            .build();
        return Ok(([(header::CONTENT_TYPE, "image/svg+xml")], drawn).into_response());
    }
    Ok(([(header::CONTENT_TYPE, "image/png")], png(&code, size)).into_response())
}

fn png(code: &QrCode, size: usize) -> Vec<u8> {
    let modules = code.width() + 2 * QUIET;
    let side = u32::try_from(size).unwrap_or_default();
    let module = |pixel: u32| (pixel as usize * modules / size).checked_sub(QUIET);
    let is_dark = |x, y| match (module(x), module(y)) {
        (Some(x), Some(y)) if x < code.width() && y < code.width() => code[(x, y)] == Color::Dark,
        _ => false,
    };
    let drawn = GrayImage::from_fn(side, side, |x, y| {
        Luma([if is_dark(x, y) { 0 } else { 255 }])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    if let Err(error) = drawn.write_to(&mut bytes, ImageFormat::Png) {
        tracing::warn!(%error, "a QR code was not drawn");
    }
    bytes.into_inner()
}

impl IssueBadge {
    fn code(&self, id: &str) -> Result<Code, Refusal> {
        let found = held(&self.codes)
            .0
            .iter()
            .find(|code| code.code == id)
            .cloned();
        found.ok_or_else(|| self.unknown(Missing::QrCode))
    }

    fn scan_address(&self, code: &Code) -> String {
        format!("{}/q/{}", self.origin, code.code)
    }

    fn shown(&self, code: &Code) -> Value {
        json!({
            "code": code.code,
            "name": code.name,
            "type": code.kind,
            "data": code.data,
            "is_active": code.is_active,
            "scan_count": 0,
            "scan_url": self.scan_address(code),
            "image_url": format!("{}/api/v1/qrcode/{}/image", self.origin, code.code),
        })
    }
}
