//! Ordering again what came to nothing, and another credential for who had one.

use std::collections::BTreeMap;

use ledger::{EventKind, Ledger, OrderDetail, PictureKind, State};
use portrait::{Limits, Picture};
use url::Url;

use crate::boundary::{
    Code, CropView, EnrolmentView, MoreInput, PictureSource, PictureView, PortraitSize,
    ReissueReason,
};
use crate::connections::is_practice;
use crate::desk::Desk;
use crate::enrolment::{self, Body, Enrolment, save_in};
use crate::error::DeskError;
use crate::form;
use crate::order_view::record_of;
use crate::orders::order_id;
use crate::problems::of_one_order;
use crate::reissue::Reissue;
use crate::request::StoredRequest;
use crate::seen::Filled;
use crate::taken::{AS_IT_CAME, Taken};

impl Desk {
    /// Opens the form with what a refused, cancelled or closed order held, its pictures too. The enrolment
    /// that was at the counter, if anything was typed or shot in it, waits behind and comes back
    /// afterwards. A second call opens no second form.
    ///
    /// # Errors
    /// There is no such order, it may still leave or may have arrived, or its connection is not the
    /// one in use.
    pub async fn order_again(&self, order: String) -> Result<EnrolmentView, DeskError> {
        self.again(order, None).await
    }

    /// As [`Desk::order_again`], for an accepted order whose person needs another credential. The
    /// external id gets a running number; who needs a new photo gets a form without the old one.
    ///
    /// # Errors
    /// There is no such order, it was not accepted, or its connection is not the one in use.
    pub async fn reissue_order(
        &self,
        order: String,
        reason: ReissueReason,
    ) -> Result<EnrolmentView, DeskError> {
        self.again(order, Some(reason)).await
    }

    async fn again(
        &self,
        order: String,
        reason: Option<ReissueReason>,
    ) -> Result<EnrolmentView, DeskError> {
        let _turn = self.inner().counter.lock().await;
        let id = order_id(&order)?;
        let current = self.current_enrolment().await?;
        if current.body.replaces.as_ref() == Some(&order) {
            return self.shown(self.with_reason(current, reason).await?).await;
        }
        let (fresh, connection) = (self.fresh_id(), current.connection);
        let untouched = (!current.body.touched).then_some(current.id);
        let enrolment = self
            .blocking(move |desk| {
                let ledger = desk.ledger()?;
                let detail = ledger.order(id).map_err(of_one_order)?;
                desk.must_be_of(&connection, &detail)?;
                may_be_repeated(detail.order.state, reason)?;
                let mut enrolment = Enrolment {
                    id: fresh,
                    connection,
                    body: body_again(&ledger, &detail, reason)?,
                };
                let now = desk.inner().clock.now();
                save_in(&ledger, &enrolment, now)?;
                let pictures = match reason {
                    Some(ReissueReason::NewPhoto) => Ok(BTreeMap::new()),
                    _ => pictures_again(&ledger, &detail, &enrolment),
                };
                // A form without its pictures must not be taken for the whole one.
                enrolment.body.pictures =
                    pictures.inspect_err(|_| drop(ledger.drop_draft(fresh)))?;
                save_in(&ledger, &enrolment, now)?;
                if may_be_corrected_already(&detail) {
                    ledger.note_came_back(fresh, now)?;
                }
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

    /// An order is repeated where it was placed; the connection is called what it is called now.
    fn must_be_of(&self, connection: &str, detail: &OrderDetail) -> Result<(), DeskError> {
        let of = &detail.order.connection;
        if of.id == connection {
            return Ok(());
        }
        let known = self.known_connection(&of.id).map(|known| known.name);
        let name = match known {
            _ if is_practice(&of.id) => of.id.clone(),
            known => known.unwrap_or_else(|| of.name.clone()),
        };
        Err(DeskError::named(Code::OtherConnection, name))
    }

    /// Another reason for the form that is open already.
    async fn with_reason(
        &self,
        mut enrolment: Enrolment,
        reason: Option<ReissueReason>,
    ) -> Result<Enrolment, DeskError> {
        let (Some(reissue), Some(reason)) = (&mut enrolment.body.reissue, reason) else {
            return Ok(enrolment);
        };
        if reissue.reason != reason {
            reissue.reason = reason;
            if reason == ReissueReason::NewPhoto {
                enrolment.body.pictures.clear();
            }
            self.save(&enrolment).await?;
        }
        Ok(enrolment)
    }
}

/// One that may still leave, or may have arrived, would be there twice; one that was accepted is,
/// and nobody gets two without a reason.
fn may_be_repeated(state: State, reason: Option<ReissueReason>) -> Result<(), DeskError> {
    match (state, reason) {
        (State::Accepted, Some(_)) | (State::Refused | State::Cancelled, None) => Ok(()),
        _ => Err(DeskError::named(Code::WrongState, "")),
    }
}

/// An order's values as they would be typed.
pub(crate) fn body_of(detail: &OrderDetail) -> Body {
    let values = detail.values.iter().filter_map(|kept| {
        let text = form::as_typed(kept.value.as_ref()?);
        Some((kept.field.clone(), text))
    });
    Body {
        template: Some(detail.order.template.id.clone()),
        values: values.collect(),
        more: more_of(detail),
        replaces: Some(detail.order.id.to_string()),
        filled: form_of(detail),
        ..Body::default()
    }
}

/// The form it was ordered by. Where that cannot be read, nothing is told of it.
fn form_of(detail: &OrderDetail) -> Option<Filled> {
    let template = serde_json::from_str(&detail.template_body).ok()?;
    Some(Filled::of(&template))
}

/// The same for another order: a reissue has a reference of its own.
fn body_again(
    ledger: &Ledger,
    detail: &OrderDetail,
    reason: Option<ReissueReason>,
) -> Result<Body, DeskError> {
    let mut body = body_of(detail);
    if let Some(reason) = reason {
        let (reissue, external_id) = Reissue::of(ledger, detail, reason)?;
        body.reissue = Some(reissue);
        body.more.external_id = external_id;
    }
    Ok(body)
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
pub(crate) fn body_with_pictures(detail: &OrderDetail) -> Result<Body, DeskError> {
    let addresses = addresses(detail)?;
    let pictures = detail.pictures.iter().map(|field| {
        let address = addresses.get(field);
        let view = PictureView {
            field: field.clone(),
            source: source_of(address),
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
            address: address.map(Url::to_string),
            version: 0,
            proposed: None,
            original: false,
            verdict: None,
            unjudged: false,
        };
        (field.clone(), view.into())
    });
    Ok(Body {
        pictures: pictures.collect(),
        ..body_of(detail)
    })
}

/// The order's pictures as pictures of the enrolment. Where the original is gone, the portrait takes
/// its place.
fn pictures_again(
    ledger: &Ledger,
    detail: &OrderDetail,
    enrolment: &Enrolment,
) -> Result<BTreeMap<String, Taken>, DeskError> {
    let addresses = addresses(detail)?;
    let body = ledger.body_of_order(detail.order.id)?;
    let taken = body.map(|body| enrolment::body_of(&body).pictures);
    let taken = taken.unwrap_or_default();
    let again = |field: &String| {
        if let Some(taken) = taken.get(field)
            && ledger.bring_pictures_back(detail.order.id, field, enrolment.id)?
        {
            return Ok((field.clone(), taken.clone().back()));
        }
        let picture = ledger.picture(detail.order.id, field);
        let jpeg = picture.map_err(of_one_order)?;
        for kind in [PictureKind::Original, PictureKind::Portrait] {
            ledger.save_draft_picture(enrolment.id, field, kind, &jpeg)?;
        }
        let taken = picture_again(field, jpeg, addresses.get(field))?;
        Ok((
            field.clone(),
            taken.first_known_as(first_sha256(detail, field)),
        ))
    };
    detail.pictures.iter().map(again).collect()
}

/// The SHA-256 of an order's picture as it first came, in hexadecimal, as far as it was written down.
pub(crate) fn first_sha256(detail: &OrderDetail, field: &str) -> Option<String> {
    record_of(detail, field)?.original_sha256
}

/// Where the pictures that are sent by their addresses are, by field.
fn addresses(detail: &OrderDetail) -> Result<BTreeMap<String, Url>, DeskError> {
    let mut addresses = match &detail.request {
        Some(json) => StoredRequest::addresses(json)?,
        None => BTreeMap::new(),
    };
    for field in &detail.pictures {
        if let (false, Some(url)) = (addresses.contains_key(field), kept_address(detail, field)) {
            addresses.insert(field.clone(), url);
        }
    }
    Ok(addresses)
}

fn source_of(address: Option<&Url>) -> PictureSource {
    match address {
        Some(_) => PictureSource::Address,
        None => PictureSource::Order,
    }
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
    let size = Picture::open(jpeg, &Limits::default())?.upright_size();
    let whole = CropView {
        x: 0.0,
        y: 0.0,
        width: f64::from(size.width),
        height: f64::from(size.height),
        angle: 0.0,
    };
    let view = PictureView {
        field: field.to_owned(),
        source: source_of(address),
        width: size.width,
        height: size.height,
        crop: whole,
        portrait: address.is_none().then_some(PortraitSize {
            width: size.width,
            height: size.height,
        }),
        address: address.map(Url::to_string),
        version: AS_IT_CAME,
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

/// A refused order of a ledger that was put back, or copied, may have been corrected since.
fn may_be_corrected_already(detail: &OrderDetail) -> bool {
    let mut events = detail.timeline.iter();
    detail.order.state == State::Refused && events.any(|event| event.kind == EventKind::Restored)
}
