//! From the enrolment to the order that the ledger keeps.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use issuing::{IdempotencyKey, Image, OrderRequest, Template};
use ledger::{
    ConnectionSnapshot, Identity, NewOrder, OrderId, PictureKind, StoredPicture, StoredValue,
    TemplateSnapshot,
};
use portrait::{Limits, Picture};
use url::Url;
use uuid::Uuid;

use crate::boundary::{
    Code, FieldProblem, FieldProblemCode, PictureSource, Problem, TemplateSettings,
};
use crate::desk::{Desk, lock};
use crate::enrolment::{Enrolment, input_of};
use crate::error::DeskError;
use crate::form::{self, Form, Ways};
use crate::picture_limit::within_limit;
use crate::reissue::Reissue;
use crate::request::StoredRequest;
use crate::station_file::Connection;
use crate::template_view::kind_view;

/// The longest side of a thumbnail in pixels: twice the 48 of a line in the history.
const THUMBNAIL_SIDE: u32 = 96;

impl Desk {
    /// Writes the order down, durably, and begins to send it; `anyway` is why, if one like it is there.
    pub(crate) async fn write_down(
        &self,
        enrolment: Enrolment,
        anyway: Option<String>,
    ) -> Result<OrderId, DeskError> {
        let (template, settings) = self.template_of(&enrolment).await?;
        self.blocking(move |desk| {
            let mut order = desk.new_order(&enrolment, &template, &settings)?;
            order.anyway = desk.reason_where_needed(&order, (&template, &settings), anyway)?;
            let now = desk.inner().clock.now();
            let placed = desk.commit(order, now)?;
            let id = placed.order;
            lock(&desk.inner().placed).insert(enrolment.id, id);
            desk.send_placed(placed);
            desk.forget_pictures();
            desk.note_use(&enrolment, &template, now);
            Ok(id)
        })
        .await
    }

    pub(crate) async fn template_of(
        &self,
        enrolment: &Enrolment,
    ) -> Result<(Template, TemplateSettings), DeskError> {
        let chosen = enrolment.body.template.as_deref();
        let chosen = chosen.ok_or_else(|| DeskError::named(Code::NoTemplate, ""))?;
        self.template(&enrolment.connection, chosen).await
    }

    fn note_use(&self, enrolment: &Enrolment, template: &Template, at: DateTime<Utc>) {
        let noted = self.change_station(|station| {
            let memory = station.template_mut(&enrolment.connection, template.id.as_str());
            memory.last_used = Some(at);
            memory.tenant.clone_from(&enrolment.body.more.tenant);
        });
        if let Err(error) = noted {
            tracing::warn!(code = ?Problem::from(error).code, "the use was not noted");
        }
    }

    pub(crate) fn new_order(
        &self,
        enrolment: &Enrolment,
        template: &Template,
        settings: &TemplateSettings,
    ) -> Result<NewOrder, DeskError> {
        let (office, today) = (self.settings(), self.inner().clock.today());
        let input = input_of(enrolment);
        let connection = self.connection_of(enrolment)?;
        let (images, pictures) = self.images(enrolment)?;
        let id = OrderId::new(Uuid::now_v7());
        let form = Form {
            template,
            settings,
            office: &office,
            input: &input,
            today,
        };
        let request = request_of(&form, &images, &connection, id)?;
        let values = form.values(&images).map_err(DeskError::incomplete)?;
        let values = form::stored_values(&values, settings, &office);
        let (by, station) = self.author();
        let stored_request = StoredRequest::from(&request).to_json()?;
        Ok(NewOrder {
            id,
            draft: Some(enrolment.id),
            connection: snapshot_of(connection),
            template: snapshot(template)?,
            person: form.person(),
            external_id: form.external_id(),
            values: values.into_iter().map(stored).collect(),
            more: serde_json::json!(StoredRequest::more(&stored_request)?),
            expires_on: form.expected_expiry().and_then(|day| day.parse().ok()),
            request: stored_request,
            pictures: sent(pictures, &request),
            by,
            station,
            replaces: replaced(enrolment),
            identities: identities(&form, enrolment.body.reissue.as_ref()),
            reissue: enrolment.body.reissue.as_ref().map(Reissue::kept),
            anyway: None,
        })
    }

    /// The connection the enrolment belongs to, whichever is in use by now.
    pub(crate) fn connection_of(&self, enrolment: &Enrolment) -> Result<Connection, DeskError> {
        let station = lock(&self.inner().station);
        station.connection(&enrolment.connection).cloned()
    }

    /// The pictures as they are sent, and as they are kept.
    fn images(
        &self,
        enrolment: &Enrolment,
    ) -> Result<(BTreeMap<String, Image>, Vec<StoredPicture>), DeskError> {
        let ledger = self.ledger()?;
        let (mut images, mut kept) = (BTreeMap::new(), Vec::new());
        let office = self.settings().portrait;
        for (field, taken) in &enrolment.body.pictures {
            let none = || DeskError::named(Code::NoPicture, field);
            let jpeg = ledger.draft_picture(enrolment.id, field, PictureKind::Portrait)?;
            let mut jpeg = jpeg.ok_or_else(none)?;
            let image = match (&taken.view.source, &taken.view.address) {
                (PictureSource::Address, Some(address)) => {
                    Image::Url(Url::parse(address).map_err(|_| none())?)
                }
                _ => {
                    jpeg = within_limit(jpeg)?;
                    Image::Jpeg(Bytes::from(jpeg.clone()))
                }
            };
            images.insert(field.clone(), image);
            let thumbnail = thumbnail(&jpeg)?;
            kept.push(StoredPicture {
                field: field.clone(),
                jpeg,
                thumbnail,
                record: serde_json::json!(taken.record(&office)),
                original_sha256: taken.original_sha256(),
            });
        }
        Ok((images, kept))
    }
}

fn request_of(
    form: &Form<'_>,
    images: &BTreeMap<String, Image>,
    connection: &Connection,
    id: OrderId,
) -> Result<OrderRequest, DeskError> {
    let ways = Ways {
        image_prefix: connection.image_prefix,
        key: IdempotencyKey::new(format!("badgedesk-{id}"))?,
    };
    let request = form.order_request(images, ways);
    let request = request.map_err(DeskError::incomplete)?;
    may_go_this_way(connection, &request)?;
    Ok(request)
}

fn snapshot_of(connection: Connection) -> ConnectionSnapshot {
    ConnectionSnapshot {
        id: connection.id,
        name: connection.name,
        environment: crate::order_view::environment_name(connection.environment).to_owned(),
    }
}

/// A picture of a field that the template lacks or hides does not go, and is not kept.
fn sent(mut pictures: Vec<StoredPicture>, request: &OrderRequest) -> Vec<StoredPicture> {
    let names = || request.values().iter().map(|(name, _)| name.as_str());
    pictures.retain(|picture| names().any(|name| name == picture.field));
    pictures
}

/// By what the order is found again when the person comes another time.
fn identities(form: &Form<'_>, reissue: Option<&Reissue>) -> Vec<Identity> {
    let external_id = form.external_id();
    let first = reissue.and_then(|it| it.identity(external_id.as_deref()));
    form.identities().into_iter().chain(first).collect()
}

fn replaced(enrolment: &Enrolment) -> Option<OrderId> {
    enrolment.body.replaces.as_deref()?.parse().ok()
}

/// Neither pictures nor custom fields fit into a GET request.
fn may_go_this_way(connection: &Connection, request: &OrderRequest) -> Result<(), DeskError> {
    match request {
        OrderRequest::Badge(order) if connection.get_for_create && !order.metadata.is_empty() => {
            let fields = order.metadata.iter().map(|(name, _)| FieldProblem {
                field: name.to_string(),
                problem: FieldProblemCode::NotByGet,
                detail: String::new(),
            });
            Err(DeskError::Named(Problem {
                fields: fields.collect(),
                ..Problem::of(Code::NotByGet, "")
            }))
        }
        _ => Ok(()),
    }
}

fn snapshot(template: &Template) -> Result<TemplateSnapshot, DeskError> {
    let body = serde_json::to_string(template)
        .map_err(|error| DeskError::named(Code::LedgerFailed, error.to_string()))?;
    Ok(TemplateSnapshot {
        id: template.id.to_string(),
        name: template.name.clone(),
        kind: crate::order_view::kind_name(&kind_view(&template.kind)),
        body,
    })
}

fn stored(value: form::StoredFormValue) -> StoredValue {
    StoredValue {
        field: value.field,
        label: None,
        value: value.json,
        searchable: value.searchable,
        sensitive: value.sensitive,
    }
}

fn thumbnail(jpeg: &[u8]) -> Result<Vec<u8>, DeskError> {
    Ok(Picture::open(jpeg.to_vec(), &Limits::default())?.preview(THUMBNAIL_SIDE)?)
}
