//! A card and a badge from one enrolment: the person of an order at another connection.

use issuing::{FieldType, Template};
use ledger::{OrderDetail, OrderId, PictureKind};

use crate::aftercare::picture_again;
use crate::boundary::EnrolmentView;
use crate::desk::Desk;
use crate::enrolment::{Body, Enrolment};
use crate::error::DeskError;
use crate::form::{self, Texts, badge};
use crate::orders::order_id;

const FULL_NAME: &str = "personFullName";
const FIRST_NAME: &str = "personFirstName";
const LAST_NAME: &str = "personLastName";
/// What the services call the same thing, the most telling name first.
const EMAILS: [&str; 2] = [badge::EMAIL, "personEmail"];
const PHONES: [&str; 3] = [badge::PHONE, "personMobilePhoneNumber", "personPhoneNumber"];

impl Desk {
    /// Goes to another connection with the person of an order: what is known of them stands in the
    /// form as soon as a template is chosen, their portrait in its first image field.
    ///
    /// # Errors
    /// There is no such order or connection, or the ledger cannot be written.
    pub async fn order_also(
        &self,
        order: String,
        connection: String,
    ) -> Result<EnrolmentView, DeskError> {
        let id = order_id(&order)?;
        let detail = self
            .blocking(move |desk| Ok(desk.ledger()?.order(id)?))
            .await?;
        self.choose_connection(connection.clone()).await?;
        let _turn = self.inner().counter.lock().await;
        let enrolment = Enrolment {
            id: self.fresh_id(),
            connection,
            body: Body {
                values: known(&detail),
                portrait_of: Some(order),
                touched: true,
                ..Body::default()
            },
        };
        self.save(&enrolment).await?;
        self.shown(enrolment).await
    }

    /// Puts the portrait of the order that the person came from into the first image field of the
    /// template that was chosen for them.
    pub(crate) async fn bring_portrait(
        &self,
        mut enrolment: Enrolment,
        template: &Template,
    ) -> Result<Enrolment, DeskError> {
        let mut fields = template.fields.iter();
        let image = fields.find(|field| field.kind == FieldType::Image);
        let (Some(order), Some(field)) = (enrolment.body.portrait_of.clone(), image) else {
            return Ok(enrolment);
        };
        if enrolment.body.pictures.contains_key(field.name.as_str()) {
            return Ok(enrolment);
        }
        let (id, field) = (order_id(&order)?, field.name.to_string());
        self.blocking(move |desk| {
            if let Some(jpeg) = desk.first_picture(id)? {
                let ledger = desk.ledger()?;
                for kind in [PictureKind::Original, PictureKind::Portrait] {
                    ledger.save_draft_picture(enrolment.id, &field, kind, &jpeg)?;
                }
                let view = picture_again(&field, jpeg, None)?;
                enrolment.body.pictures.insert(field, view);
            }
            Ok(enrolment)
        })
        .await
    }

    fn first_picture(&self, order: OrderId) -> Result<Option<Vec<u8>>, DeskError> {
        let ledger = self.ledger()?;
        let field = ledger.order(order)?.pictures.into_iter().next();
        let picture = field.map(|field| ledger.picture(order, &field));
        Ok(picture.transpose()?)
    }
}

/// What an order tells of its person, under the names of either service.
fn known(detail: &OrderDetail) -> Texts {
    let values = detail.values.iter().filter(|kept| !kept.sensitive);
    let typed = values.filter_map(|kept| {
        let text = form::as_typed(kept.value.as_ref()?);
        Some((kept.field.clone(), text))
    });
    let mut known: Texts = typed.collect();
    share(&mut known, &EMAILS);
    share(&mut known, &PHONES);
    let name = detail.order.person.clone();
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", &name));
    for (field, text) in [(FIRST_NAME, first), (LAST_NAME, last)] {
        known.entry(field.to_owned()).or_insert(text.to_owned());
    }
    for field in [badge::NAME, FULL_NAME] {
        known.insert(field.to_owned(), name.clone());
    }
    known
}

fn share(known: &mut Texts, names: &[&str]) {
    let found = names.iter().find_map(|name| known.get(*name).cloned());
    let Some(text) = found.filter(|text| !text.is_empty()) else {
        return;
    };
    for name in names {
        known.entry((*name).to_owned()).or_insert(text.clone());
    }
}
