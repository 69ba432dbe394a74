//! What an operator does with an order afterwards: mark it, set it aside, order it again.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use ledger::{HandOver, Ledger, Mark, OrderDetail, PictureKind, State};
use portrait::{Limits, Picture};
use url::Url;

use crate::boundary::{
    Code, CropView, EnrolmentView, MoreInput, OrderView, PictureSource, PictureView, PortraitSize,
};
use crate::clock::Clock;
use crate::connections::is_practice;
use crate::desk::Desk;
use crate::enrolment::{Body, Enrolment, save_in};
use crate::error::DeskError;
use crate::form;
use crate::orders::order_id;
use crate::request::StoredRequest;
use crate::taken::Taken;

impl Desk {
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

    /// Marks a credential as handed over on a day, which is today if none is named.
    ///
    /// # Errors
    /// The order is not accepted, nobody is named, or the day is before the order's or to come.
    pub async fn mark_handed_over(
        &self,
        order: String,
        to: String,
        on: Option<NaiveDate>,
    ) -> Result<OrderView, DeskError> {
        let to = to.trim().to_owned();
        if to.is_empty() {
            return Err(DeskError::named(Code::SettingMissing, "to"));
        }
        let today = self.inner().clock.today();
        let on = on.unwrap_or(today);
        let ordered = self.day_of_order(&order).await?;
        if on < ordered || on > today {
            return Err(DeskError::named(Code::DayNotPossible, on.to_string()));
        }
        self.mark(order, Mark::HandedOver(HandOver { to, on }))
            .await
    }

    /// Sets a refused order aside: nobody has to look after it any more.
    ///
    /// # Errors
    /// The order was not refused.
    pub async fn set_aside_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.set_aside(id, stamp).map(drop)
        })
        .await?;
        self.order(order).await
    }

    /// Opens the form with what an order held, its pictures too. The enrolment that was at the
    /// counter, if anything was typed or shot in it, waits behind and comes back afterwards. A
    /// second call opens no second form.
    ///
    /// # Errors
    /// There is no such order, it may still leave or may have arrived, or its connection is not the
    /// one in use.
    pub async fn order_again(&self, order: String) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let id = order_id(&order)?;
        let current = self.current_enrolment().await?;
        if current.body.replaces.as_ref() == Some(&order) {
            return self.shown(current).await;
        }
        let (fresh, connection) = (self.fresh_id(), current.connection);
        let untouched = (!current.body.touched).then_some(current.id);
        let enrolment = self
            .blocking(move |desk| {
                let ledger = desk.ledger()?;
                let detail = ledger.order(id)?;
                if detail.order.connection.id != connection {
                    let of = detail.order.connection;
                    let name = if is_practice(&of.id) { of.id } else { of.name };
                    return Err(DeskError::named(Code::OtherConnection, name));
                }
                may_be_repeated(detail.order.state)?;
                let mut enrolment = Enrolment {
                    id: fresh,
                    connection,
                    body: body_of(&detail),
                };
                let now = desk.inner().clock.now();
                save_in(&ledger, &enrolment, now)?;
                let pictures = pictures_again(&ledger, &detail, &enrolment);
                // A form without its pictures must not be taken for the whole one.
                enrolment.body.pictures =
                    pictures.inspect_err(|_| drop(ledger.drop_draft(fresh)))?;
                save_in(&ledger, &enrolment, now)?;
                untouched.map_or(Ok(()), |empty| ledger.drop_draft(empty))?;
                Ok(enrolment)
            })
            .await?;
        let enrolment = self.with_its_own_id(enrolment).await?;
        self.shown(enrolment).await
    }

    /// An external id that the office's pattern gave is given anew: it follows what is corrected.
    async fn with_its_own_id(&self, enrolment: Enrolment) -> Result<Enrolment, DeskError> {
        let (mut enrolment, template) = self.furnished(enrolment).await?;
        let given = self.judged(&enrolment, template.as_ref());
        let id = &mut enrolment.body.more.external_id;
        if !id.is_empty() && *id == given.external_id_proposed {
            id.clear();
            self.save(&enrolment).await?;
        }
        Ok(enrolment)
    }

    async fn day_of_order(&self, order: &str) -> Result<NaiveDate, DeskError> {
        let id = order_id(order)?;
        self.blocking(move |desk| {
            let detail = desk.ledger()?.order(id)?;
            Ok(Clock::day_of(detail.order.committed_at))
        })
        .await
    }

    async fn mark(&self, order: String, mark: Mark) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| {
            ledger.mark(id, &mark, stamp).map(drop)
        })
        .await?;
        self.order(order).await
    }
}

/// One that may still leave, or may have arrived, would be there twice.
fn may_be_repeated(state: State) -> Result<(), DeskError> {
    match state {
        State::Accepted | State::Refused | State::Cancelled => Ok(()),
        _ => Err(DeskError::named(Code::WrongState, "")),
    }
}

/// An order's values as they would be typed.
fn body_of(detail: &OrderDetail) -> Body {
    let values = detail.values.iter().filter_map(|kept| {
        let text = form::as_typed(kept.value.as_ref()?);
        Some((kept.field.clone(), text))
    });
    Body {
        template: Some(detail.order.template.id.clone()),
        values: values.collect(),
        more: more_of(detail),
        replaces: Some(detail.order.id.to_string()),
        ..Body::default()
    }
}

/// What stood under "More". An order that is older than what is kept of it has it in its request
/// only, while there is one.
pub(crate) fn more_of(detail: &OrderDetail) -> MoreInput {
    let in_request = || StoredRequest::more(detail.request.as_deref()?).ok();
    let kept = serde_json::from_value(detail.more.clone()).ok();
    MoreInput {
        external_id: detail.order.external_id.clone().unwrap_or_default(),
        ..kept.or_else(in_request).unwrap_or_default()
    }
}

/// The same with its pictures, of which only where they came from is known.
pub(crate) fn body_with_pictures(detail: &OrderDetail) -> Body {
    let pictures = detail.pictures.iter().map(|field| {
        let view = PictureView {
            field: field.clone(),
            source: PictureSource::Order,
            width: 0,
            height: 0,
            crop: CropView {
                x: 0.0,
                y: 0.0,
                width: 0.0,
                height: 0.0,
                angle: 0.0,
            },
            portrait: None,
            address: None,
            version: 0,
            proposed: None,
            original: false,
            verdict: None,
            unjudged: false,
        };
        (field.clone(), view.into())
    });
    Body {
        pictures: pictures.collect(),
        ..body_of(detail)
    }
}

/// The order's pictures as pictures of the enrolment. The original is gone with the order it was
/// cut for, so the portrait takes its place.
fn pictures_again(
    ledger: &Ledger,
    detail: &OrderDetail,
    enrolment: &Enrolment,
) -> Result<BTreeMap<String, Taken>, DeskError> {
    let addresses = match &detail.request {
        Some(json) => StoredRequest::addresses(json)?,
        None => BTreeMap::new(),
    };
    let again = |field: &String| {
        let jpeg = ledger.picture(detail.order.id, field)?;
        for kind in [PictureKind::Original, PictureKind::Portrait] {
            ledger.save_draft_picture(enrolment.id, field, kind, &jpeg)?;
        }
        let address = addresses.get(field).cloned();
        let address = address.or_else(|| kept_address(detail, field));
        let taken = picture_again(field, jpeg, address.as_ref())?;
        Ok((field.clone(), taken))
    };
    detail.pictures.iter().map(again).collect()
}

/// Once an order is accepted its request is gone, and its values tell what was sent by its address.
fn kept_address(detail: &OrderDetail, field: &str) -> Option<Url> {
    let value = detail.values.iter().find(|it| it.field == field)?;
    value.value.as_ref()?.as_str()?.parse().ok()
}

pub(crate) fn picture_again(
    field: &str,
    jpeg: Vec<u8>,
    address: Option<&Url>,
) -> Result<Taken, DeskError> {
    let size = Picture::read(jpeg, &Limits::default())?.upright_size();
    let whole = CropView {
        x: 0.0,
        y: 0.0,
        width: f64::from(size.width),
        height: f64::from(size.height),
        angle: 0.0,
    };
    let view = PictureView {
        field: field.to_owned(),
        source: match address {
            Some(_) => PictureSource::Address,
            None => PictureSource::Order,
        },
        width: size.width,
        height: size.height,
        crop: whole,
        portrait: address.is_none().then_some(PortraitSize {
            width: size.width,
            height: size.height,
        }),
        address: address.map(Url::to_string),
        version: 1,
        proposed: None,
        original: true,
        verdict: None,
        unjudged: false,
    };
    Ok(Taken {
        by_hand: true,
        ..Taken::from(view)
    })
}
