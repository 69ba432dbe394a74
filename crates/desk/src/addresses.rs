//! Pictures that are sent by their address: the service fetches them by itself, so each address is
//! fetched and looked at from here shortly before it is sent. That holds for a form that was begun
//! long ago, an order that is ordered again and an order that waited in the outbox alike.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use issuing::picture_url::{self, OwnMachine};
use issuing::{Image, IssuingError, OrderRequest, Value};
use ledger::PictureKind;
use portrait::Picture;
use url::Url;

use crate::boundary::{
    Code, FieldProblem, FieldProblemCode, PicturePlace, PictureSource, PictureView, Problem,
};
use crate::crops::{first_crop, portrait_of};
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;
use crate::pictures::read;
use crate::taking::Incoming;

/// How long an address counts as checked. Our own number, the documentation names none: within five
/// minutes a form whose picture was just fetched is filled and ordered, and a name that is pointed
/// elsewhere meanwhile has hardly had the time to.
const CHECKED_FOR: TimeDelta = TimeDelta::minutes(5);

/// Which addresses were checked lately, by the connection they were checked for: only some may lead
/// to this very machine.
#[derive(Debug, Default)]
pub(crate) struct Checked(HashMap<(String, Url), DateTime<Utc>>);

impl Checked {
    fn note(&mut self, connection: &str, address: &Url, now: DateTime<Utc>) {
        self.0.retain(|_, at| is_lately(*at, now));
        self.0.insert((connection.to_owned(), address.clone()), now);
    }

    fn holds(&self, connection: &str, address: &Url, now: DateTime<Utc>) -> bool {
        let at = self.0.get(&(connection.to_owned(), address.clone()));
        at.is_some_and(|at| is_lately(*at, now))
    }
}

/// A time to come, by a clock that was set back since, says nothing.
fn is_lately(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    (TimeDelta::zero()..=CHECKED_FOR).contains(&(now - at))
}

impl Desk {
    /// The picture behind an address that an order of a connection may name.
    ///
    /// # Errors
    /// The address is not https, leads into a private network, or gives no picture.
    pub(crate) async fn picture_behind(
        &self,
        connection: &str,
        address: &Url,
    ) -> Result<Arc<Picture>, DeskError> {
        let limits = picture_url::Limits {
            own_machine: self.own_machine(connection)?,
            ..Default::default()
        };
        let bytes = picture_url::fetch_picture(address, limits).await;
        let bytes = bytes.map_err(of_picture_address)?;
        let picture = self.blocking(move |_| read(bytes.to_vec())).await?;
        let now = self.inner().clock.now();
        lock(&self.inner().checked).note(connection, address, now);
        Ok(picture)
    }

    /// Looks again at the pictures of a form that are sent by their address, before it is ordered.
    /// The form of anybody else, or one that is ordered already, is left alone.
    ///
    /// # Errors
    /// One gives no picture, or another one than the form shows, which it shows from now on; the
    /// error names its field.
    pub(crate) async fn look_again(&self, enrolment: &str) -> Result<(), DeskError> {
        let current = self.current_enrolment().await?;
        if self.placed(enrolment).is_some() || current.id.to_string() != enrolment {
            return Ok(());
        }
        for view in self.sent_by_address(&current).await? {
            let looked = self.look_again_at(&current, &view).await;
            looked.map_err(|error| at_picture(error, &view.field))?;
        }
        Ok(())
    }

    async fn look_again_at(
        &self,
        enrolment: &Enrolment,
        view: &PictureView,
    ) -> Result<(), DeskError> {
        let refused = || DeskError::named(Code::PictureAddressRefused, "https://…");
        let address = view.address.as_deref().unwrap_or_default();
        let address = Url::parse(address).map_err(|_| refused())?;
        if self.is_checked(&enrolment.connection, &address) {
            return Ok(());
        }
        let picture = self.picture_behind(&enrolment.connection, &address).await?;
        if self.is_shown(enrolment, &view.field, &picture).await? {
            return Ok(());
        }
        let place = PicturePlace {
            enrolment: enrolment.id.to_string(),
            field: view.field.clone(),
        };
        let incoming = Incoming {
            from: PictureSource::Address.into(),
            address: Some(address.to_string()),
            picture,
        };
        self.put_picture(place, incoming).await?;
        Err(DeskError::named(Code::PictureChanged, ""))
    }

    /// The pictures of a form that go by their address; those of fields that its template lacks or
    /// hides do not go at all.
    async fn sent_by_address(&self, enrolment: &Enrolment) -> Result<Vec<PictureView>, DeskError> {
        let pictures = enrolment.body.pictures.values();
        let mut views: Vec<_> = pictures
            .map(|taken| &taken.view)
            .filter(|view| view.source == PictureSource::Address)
            .cloned()
            .collect();
        if views.is_empty() {
            return Ok(views);
        }
        let (_, template) = self.furnished(enrolment.clone()).await?;
        let Some((template, settings)) = template else {
            return Ok(Vec::new());
        };
        views.retain(|view| {
            let (mut fields, mut set) = (template.fields.iter(), settings.fields.iter());
            let hidden = set.any(|it| it.name == view.field && it.hidden);
            fields.any(|it| it.name.as_str() == view.field) && !hidden
        });
        Ok(views)
    }

    /// Whether a form shows this very picture. Of one that came from an order only the picture as
    /// it was shown is known.
    async fn is_shown(
        &self,
        enrolment: &Enrolment,
        field: &str,
        picture: &Arc<Picture>,
    ) -> Result<bool, DeskError> {
        let settings = self.image_field(enrolment, field).await?.settings;
        let (draft, field, picture) = (enrolment.id, field.to_owned(), Arc::clone(picture));
        self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let kept = |kind| ledger.draft_picture(draft, &field, kind);
            if kept(PictureKind::Original)?.is_some_and(|kept| kept == picture.bytes()) {
                return Ok(true);
            }
            let wanted = desk.portrait_size(&settings);
            let whole = first_crop(&picture, wanted, PictureSource::Address, None)?;
            let shown = portrait_of(&picture, wanted, PictureSource::Address, &whole)?;
            Ok(kept(PictureKind::Portrait)?.is_some_and(|kept| kept == shown))
        })
        .await
    }

    /// Looks again at what an order names by its address, before it leaves.
    ///
    /// # Errors
    /// One gives no picture; the error names its field.
    pub(crate) async fn look_again_before_sending(
        &self,
        connection: &str,
        request: &OrderRequest,
    ) -> Result<(), DeskError> {
        for (field, value) in request.values() {
            let Value::Image(Image::Url(address)) = value else {
                continue;
            };
            if !self.is_checked(connection, address) {
                let looked = self.picture_behind(connection, address).await;
                looked.map_err(|error| at_picture(error, field.as_str()))?;
            }
        }
        Ok(())
    }

    fn is_checked(&self, connection: &str, address: &Url) -> bool {
        let now = self.inner().clock.now();
        lock(&self.inner().checked).holds(connection, address, now)
    }

    /// Only where the service itself is on this machine may its pictures be.
    fn own_machine(&self, connection: &str) -> Result<OwnMachine, DeskError> {
        let connection = lock(&self.inner().station)
            .connection(connection)
            .cloned()?;
        let view = self.connection_view(&connection);
        let here = issuing::BaseUrl::parse(&view.base_url).is_ok_and(|url| url.is_loopback());
        Ok(if here {
            OwnMachine::Allowed
        } else {
            OwnMachine::Refused
        })
    }
}

/// What is wrong with an address is said of the picture there, not of a service.
fn of_picture_address(error: IssuingError) -> DeskError {
    use IssuingError as E;
    match error {
        E::InsecureAddress | E::InvalidAddress | E::NotImageUrl | E::PrivateAddress => {
            DeskError::named(Code::PictureAddressRefused, "https://…")
        }
        E::Empty => DeskError::named(Code::PictureEmpty, ""),
        E::TooLarge { .. } => DeskError::named(Code::PictureTooLarge, ""),
        other => {
            let problem = Problem::from(other);
            let detail = format!("{:?} {}", problem.code, problem.detail);
            DeskError::named(Code::PictureNotFetched, detail.trim())
        }
    }
}

fn at_picture(error: DeskError, field: &str) -> DeskError {
    let at = FieldProblem {
        field: field.to_owned(),
        problem: FieldProblemCode::AddressNotPassed,
        detail: String::new(),
    };
    DeskError::Named(Problem {
        fields: vec![at],
        ..error.into()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_counts_as_checked_for_five_minutes_and_for_its_connection_only() {
        let (mut checked, now) = (Checked::default(), Utc::now());
        let address = Url::parse("https://pictures.example.com/kari.jpg").unwrap();
        let other = Url::parse("https://pictures.example.com/ola.jpg").unwrap();
        checked.note("one", &address, now);
        let within = now + TimeDelta::minutes(5);
        assert!(checked.holds("one", &address, now) && checked.holds("one", &address, within));
        assert!(!checked.holds("one", &address, within + TimeDelta::seconds(1)));
        assert!(!checked.holds("one", &address, now - TimeDelta::seconds(1)));
        assert!(!checked.holds("other", &address, now) && !checked.holds("one", &other, now));
    }

    #[test]
    fn an_address_of_long_ago_is_forgotten() {
        let (mut checked, now) = (Checked::default(), Utc::now());
        let at = |name: &str| Url::parse(&format!("https://example.com/{name}")).unwrap();
        checked.note("one", &at("kari.jpg"), now);
        checked.note("one", &at("ola.jpg"), now + TimeDelta::minutes(6));
        assert_eq!(checked.0.len(), 1);
    }
}
