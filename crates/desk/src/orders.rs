//! Orders: confirmed, written down, and everything an operator can do with one afterwards.

use std::collections::BTreeMap;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use issuing::{Image, Template};
use ledger::{
    ConnectionSnapshot, HandOver, Mark, NewOrder, OrderDetail, OrderId, PictureKind, Stamp,
    StoredPicture, StoredValue, TemplateSnapshot,
};
use portrait::{Limits, Picture};
use url::Url;
use uuid::Uuid;

use crate::boundary::{
    Answer, Code, DeskEvent, EnrolmentView, OrderView, PictureSource, Problem, TemplateSettings,
};
use crate::desk::{Desk, lock};
use crate::enrolment::{Body, Enrolment, input_of};
use crate::error::DeskError;
use crate::form::{self, Form};
use crate::request::StoredRequest;
use crate::station_file::Connection;
use crate::templates::kind_view;

/// The longest side of a thumbnail in pixels: twice the 48 of a line in the history.
const THUMBNAIL_SIDE: u32 = 96;

impl Desk {
    /// Confirms the enrolment: writes the order down durably, begins to send it and answers at
    /// once. A second call with the same enrolment answers the same order.
    ///
    /// # Errors
    /// The form is not complete (its fields stand in the error), the template is gone, or the
    /// ledger cannot be written. Nothing was ordered then and the enrolment is as it was.
    pub async fn place_order(&self, enrolment: String) -> Result<OrderView, DeskError> {
        let turn = self.inner().counter.lock().await;
        if let Some(order) = self.placed(&enrolment) {
            return self.order(order.to_string()).await;
        }
        let current = self.current_enrolment().await?;
        if current.id.to_string() != enrolment {
            return Err(DeskError::named(
                Code::WrongState,
                "another person is at the counter",
            ));
        }
        let next = self.follower(&current, true).await?;
        let order = self.write_down(current).await?;
        self.send(order);
        // The order is written down: what fails from here on must not say that it is not.
        if let Err(error) = self.save(&next).await {
            tracing::warn!(code = ?Problem::from(error).code, "the next form was not prepared");
        }
        drop(turn);
        self.order(order.to_string()).await
    }

    /// The order once its attempt has ended, however it ended.
    ///
    /// # Errors
    /// There is no such order.
    pub async fn settled(&self, order: String) -> Result<OrderView, DeskError> {
        self.inner().in_flight.until_ended(order_id(&order)?).await;
        self.order(order).await
    }

    /// Tries an order again that has not left, was not taken or was blocked.
    ///
    /// # Errors
    /// The order is in a state that must not be repeated.
    pub async fn retry_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.blocking(move |desk| {
            let (ledger, now) = (desk.ledger()?, desk.inner().clock.now());
            let connection = ledger.order(id)?.order.connection.id;
            ledger.unblock(&connection, now)?;
            Ok(())
        })
        .await?;
        self.send(id);
        self.settled(order).await
    }

    /// Takes the operator's answer to an unknown outcome.
    ///
    /// # Errors
    /// The outcome is not unknown, or the number belongs to another order.
    pub async fn answer_unknown(
        &self,
        order: String,
        answer: Answer,
    ) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        if matches!(&answer, Answer::ItIsThere { number } if number.trim().is_empty()) {
            return Err(DeskError::named(Code::SettingMissing, "number"));
        }
        let again = answer == Answer::NotThere;
        self.change_order(id, move |ledger, stamp| {
            let answer = match answer {
                Answer::ItIsThere { number } => ledger::Answer::ItIsThere {
                    number: number.trim().to_owned(),
                },
                Answer::NotThere => ledger::Answer::NotThere,
            };
            ledger.answer_unknown(id, answer, stamp).map(drop)
        })
        .await?;
        if again {
            self.send(id);
        }
        self.settled(order).await
    }

    /// Takes back an order that has not left.
    ///
    /// # Errors
    /// It has left.
    pub async fn cancel_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| ledger.cancel(id, stamp).map(drop))
            .await?;
        self.order(order).await
    }

    /// Marks a credential as arrived at this office.
    ///
    /// # Errors
    /// The order is not accepted.
    pub async fn mark_arrived(&self, order: String) -> Result<OrderView, DeskError> {
        self.mark(order, Mark::Arrived).await
    }

    /// Marks an order as checked out at the service by somebody.
    ///
    /// # Errors
    /// The order is not accepted.
    pub async fn mark_checked_out(&self, order: String) -> Result<OrderView, DeskError> {
        self.mark(order, Mark::CheckedOut).await
    }

    /// Marks a credential as handed over today.
    ///
    /// # Errors
    /// The order is not accepted, or nobody is named.
    pub async fn mark_handed_over(
        &self,
        order: String,
        to: String,
    ) -> Result<OrderView, DeskError> {
        let to = to.trim().to_owned();
        if to.is_empty() {
            return Err(DeskError::named(Code::SettingMissing, "to"));
        }
        let on = self.inner().clock.today();
        self.mark(order, Mark::HandedOver(HandOver { to, on }))
            .await
    }

    /// Opens the form with what an order held. The enrolment that was at the counter waits behind
    /// it and comes back afterwards.
    ///
    /// # Errors
    /// There is no such order, or its connection is not the one in use.
    pub async fn order_again(&self, order: String) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let id = order_id(&order)?;
        let detail = self
            .blocking(move |desk| Ok(desk.ledger()?.order(id)?))
            .await?;
        let connection = self.connection()?;
        if detail.order.connection.id != connection.id {
            let name = detail.order.connection.name.clone();
            return Err(DeskError::named(Code::NoSuchConnection, name));
        }
        let enrolment = Enrolment {
            id: self.fresh_id(),
            connection: connection.id,
            body: body_of(&detail),
        };
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    fn placed(&self, enrolment: &str) -> Option<OrderId> {
        let id = enrolment.parse().ok()?;
        lock(&self.inner().placed).get(&id).copied()
    }

    async fn write_down(&self, enrolment: Enrolment) -> Result<OrderId, DeskError> {
        let chosen = enrolment.body.template.clone();
        let chosen = chosen.ok_or_else(|| DeskError::named(Code::NoTemplate, ""))?;
        let (template, settings) = self.template(&enrolment.connection, &chosen).await?;
        self.blocking(move |desk| {
            let order = desk.new_order(&enrolment, &template, &settings)?;
            let now = desk.inner().clock.now();
            let committed = desk.ledger()?.commit(order, now)?.id;
            lock(&desk.inner().placed).insert(enrolment.id, committed);
            *lock(&desk.inner().last_picture) = None;
            let (connection, template) = (enrolment.connection, template.id.to_string());
            desk.note_use(&connection, &template, now);
            Ok(committed)
        })
        .await
    }

    fn note_use(&self, connection: &str, template: &str, at: DateTime<Utc>) {
        let noted = self.change_station(|station| {
            station.template_mut(connection, template).last_used = Some(at);
        });
        if let Err(error) = noted {
            tracing::warn!(code = ?Problem::from(error).code, "the use was not noted");
        }
    }

    fn new_order(
        &self,
        enrolment: &Enrolment,
        template: &Template,
        settings: &TemplateSettings,
    ) -> Result<NewOrder, DeskError> {
        let (office, today) = (self.settings(), self.inner().clock.today());
        let input = input_of(enrolment);
        let connection = self.connection_of(enrolment)?;
        let (images, pictures) = self.images(enrolment)?;
        let prefix = connection.image_prefix;
        let form = Form {
            template,
            settings,
            office: &office,
            input: &input,
            today,
        };
        let request = form
            .order_request(&images, prefix)
            .map_err(DeskError::incomplete)?;
        let values = form::stored_values(&request.values, settings, &office);
        let (by, station) = self.author();
        Ok(NewOrder {
            id: OrderId::new(Uuid::now_v7()),
            draft: Some(enrolment.id),
            connection: ConnectionSnapshot {
                id: connection.id,
                name: connection.name,
                environment: crate::history::environment_name(connection.environment).to_owned(),
            },
            template: snapshot(template)?,
            person: form.person(),
            external_id: request.external_id.clone(),
            values: values.into_iter().map(stored).collect(),
            request: StoredRequest::of(&request).to_json()?,
            pictures,
            by,
            station,
            replaces: enrolment
                .body
                .replaces
                .as_deref()
                .and_then(|id| id.parse().ok()),
        })
    }

    /// The connection the enrolment belongs to, whichever is in use by now.
    fn connection_of(&self, enrolment: &Enrolment) -> Result<Connection, DeskError> {
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
        for (field, view) in &enrolment.body.pictures {
            let none = || DeskError::named(Code::NoPicture, field);
            let jpeg = ledger.draft_picture(enrolment.id, field, PictureKind::Portrait)?;
            let jpeg = jpeg.ok_or_else(none)?;
            let image = match (&view.source, &view.address) {
                (PictureSource::Address, Some(address)) => {
                    Image::Url(Url::parse(address).map_err(|_| none())?)
                }
                _ => Image::Jpeg(Bytes::from(jpeg.clone())),
            };
            images.insert(field.clone(), image);
            let thumbnail = thumbnail(&jpeg)?;
            kept.push(StoredPicture {
                field: field.clone(),
                jpeg,
                thumbnail,
            });
        }
        Ok((images, kept))
    }

    async fn mark(&self, order: String, mark: Mark) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.mark(id, &mark, stamp).map(drop)
        })
        .await?;
        self.order(order).await
    }

    async fn change_order(
        &self,
        id: OrderId,
        change: impl FnOnce(&ledger::Ledger, &Stamp) -> Result<(), ledger::LedgerError> + Send + 'static,
    ) -> Result<(), DeskError> {
        self.blocking(move |desk| {
            let (by, station) = desk.author();
            let stamp = Stamp {
                by,
                station,
                at: desk.inner().clock.now(),
            };
            Ok(change(desk.ledger()?.as_ref(), &stamp)?)
        })
        .await?;
        self.tell(DeskEvent::OrderChanged { id: id.to_string() });
        Ok(())
    }
}

pub(crate) fn order_id(text: &str) -> Result<OrderId, DeskError> {
    text.parse()
        .map_err(|_| DeskError::named(Code::NoSuchOrder, text))
}

fn snapshot(template: &Template) -> Result<TemplateSnapshot, DeskError> {
    let body = serde_json::to_string(template)
        .map_err(|error| DeskError::named(Code::LedgerFailed, error.to_string()))?;
    Ok(TemplateSnapshot {
        id: template.id.to_string(),
        name: template.name.clone(),
        kind: crate::history::kind_name(&kind_view(&template.kind)),
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
    Ok(Picture::read(jpeg.to_vec(), &Limits::default())?.preview(THUMBNAIL_SIDE)?)
}

/// An order's values as they would be typed. Pictures are taken anew: a reissue is often for them.
fn body_of(detail: &OrderDetail) -> Body {
    let values = detail.values.iter().filter_map(|kept| {
        let text = form::as_typed(kept.value.as_ref()?);
        Some((kept.field.clone(), text))
    });
    Body {
        template: Some(detail.order.template.id.clone()),
        values: values.collect(),
        replaces: Some(detail.order.id.to_string()),
        ..Body::default()
    }
}
