//! A picture behind an address. It is fetched first and put into its field afterwards, when the page
//! says that somebody still waits for it: a fetching that fails, or that nobody waited for, leaves
//! the picture that was there.

use std::sync::Arc;

use portrait::Picture;
use url::Url;

use crate::boundary::{Code, PicturePlace, PictureSource, PictureView};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::taking::Incoming;

/// The picture fetched last, until it is put into its field.
#[derive(Default)]
pub(crate) struct Fetched {
    /// Which fetching was begun last: one that was begun before it comes too late.
    turn: u64,
    arrived: Option<Arrived>,
}

struct Arrived {
    place: PicturePlace,
    address: Url,
    picture: Arc<Picture>,
}

impl Fetched {
    /// Whatever is there, or still comes, is wanted by nobody.
    pub fn forget(&mut self) -> u64 {
        self.arrived = None;
        self.turn += 1;
        self.turn
    }

    fn arrive(&mut self, turn: u64, arrived: Arrived) {
        if self.turn == turn {
            self.arrived = Some(arrived);
        }
    }
}

impl Desk {
    /// Fetches the picture behind an address, for [`Desk::use_fetched_picture`]; the service will
    /// fetch it itself. What is in the field stays.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no such image field, the address is not https,
    /// leads into a private network, or gives no picture.
    pub async fn fetch_picture(
        &self,
        place: PicturePlace,
        address: String,
    ) -> Result<(), DeskError> {
        let enrolment = self.meant(&place.enrolment).await?;
        self.image_field(&enrolment, &place.field).await?;
        let refused = |_| DeskError::named(Code::PictureAddressRefused, "https://…");
        let address = Url::parse(address.trim()).map_err(refused)?;
        let turn = lock(&self.inner().fetched).forget();
        let picture = self.picture_behind(&enrolment.connection, &address).await?;
        let arrived = Arrived {
            place,
            address,
            picture,
        };
        lock(&self.inner().fetched).arrive(turn, arrived);
        Ok(())
    }

    /// Puts the picture that was fetched last into the field it was fetched for, in place of the
    /// one there.
    ///
    /// # Errors
    /// None was fetched for that field, and as [`Desk::take_picture`].
    pub async fn use_fetched_picture(&self, place: PicturePlace) -> Result<PictureView, DeskError> {
        let arrived = lock(&self.inner().fetched).arrived.take();
        let arrived = arrived.filter(|it| it.place == place);
        let none = || DeskError::named(Code::NoPicture, place.field.clone());
        let Arrived {
            address, picture, ..
        } = arrived.ok_or_else(none)?;
        let incoming = Incoming {
            from: PictureSource::Address.into(),
            address: Some(address.to_string()),
            picture,
        };
        self.put_picture(place, incoming).await
    }
}
