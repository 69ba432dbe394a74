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
/// What the services call the same thing, the most telling name first; last the plain name that
/// IssueBadge itself gives it in a request.
const NAMES: [&str; 3] = [badge::NAME, FULL_NAME, "name"];
const EMAILS: [&str; 3] = [badge::EMAIL, "personEmail", "email"];
const PHONES: [&str; 4] = [
    badge::PHONE,
    "personMobilePhoneNumber",
    "personPhoneNumber",
    "phone",
];
const EXPIRIES: [&str; 2] = [badge::EXPIRES, "expire_date"];
const SAME: [&[&str]; 4] = [&NAMES, &EMAILS, &PHONES, &EXPIRIES];

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
    known.insert(badge::NAME.to_owned(), detail.order.person.clone());
    under_either_name(known)
}

/// The same values under every name that either service has for them.
pub(crate) fn under_either_name(mut known: Texts) -> Texts {
    for names in SAME {
        share(&mut known, names);
    }
    let name = named_in(&known);
    if name.is_empty() {
        return known;
    }
    for field in NAMES {
        known.entry(field.to_owned()).or_insert(name.clone());
    }
    let (first, last) = name.rsplit_once(' ').unwrap_or(("", &name));
    for (field, text) in [(FIRST_NAME, first), (LAST_NAME, last)] {
        let missing = known.get(field).is_none_or(String::is_empty);
        if missing && !text.is_empty() {
            known.insert(field.to_owned(), text.to_owned());
        }
    }
    known
}

/// The whole name that these values tell, as far as they do.
pub(crate) fn named_in(values: &Texts) -> String {
    let told = |field: &str| values.get(field).map_or("", |text| text.trim());
    let whole = NAMES.iter().map(|name| told(name));
    let mut whole = whole.filter(|name| !name.is_empty());
    match whole.next() {
        Some(name) => name.to_owned(),
        None => format!("{} {}", told(FIRST_NAME), told(LAST_NAME))
            .trim()
            .to_owned(),
    }
}

/// Every name that either service has for what this one names, itself among them.
pub(crate) fn names_of_same(name: &str) -> Vec<&str> {
    let same = SAME.iter().find(|names| names.contains(&name));
    let of_a_name = [FIRST_NAME, LAST_NAME].contains(&name);
    match same {
        Some(names) if names == &&NAMES[..] => [&NAMES[..], &[FIRST_NAME, LAST_NAME]].concat(),
        Some(names) => names.to_vec(),
        None if of_a_name => [&[name], &NAMES[..]].concat(),
        None => vec![name],
    }
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
