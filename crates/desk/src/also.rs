//! A card and a badge from one enrolment: the person of an order at another connection.

use issuing::{FieldType, Template};
use ledger::{DraftId, Ledger, OrderDetail, OrderId, PictureKind};

use crate::again::{first_sha256, picture_again};
use crate::boundary::{EnrolmentView, PictureSource, TemplateSettings};
use crate::desk::Desk;
use crate::enrolment::{Body, Enrolment};
use crate::error::DeskError;
use crate::form::{self, Texts, badge};
use crate::orders::order_id;
use crate::problems::of_one_order;
use crate::taken::Taken;

const FULL_NAME: &str = "personFullName";
const FIRST_NAME: &str = "personFirstName";
const LAST_NAME: &str = "personLastName";
/// What the services call the same thing, the most telling name first; last the plain name that
/// IssueBadge itself gives it in a request.
const NAMES: [&str; 3] = [badge::NAME, FULL_NAME, "name"];
pub(crate) const EMAILS: [&str; 3] = [badge::EMAIL, "personEmail", "email"];
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
            .blocking(move |desk| desk.ledger()?.order(id).map_err(of_one_order))
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

    /// Goes to another connection with the person of the form at the counter: what is known of
    /// them stands in the form as soon as a template is chosen, their portrait in its first image
    /// field. The form they come from waits at its own connection as it stands.
    ///
    /// # Errors
    /// Somebody else is at the counter, there is no such connection, or the ledger cannot be
    /// written.
    pub async fn enrolment_also(
        &self,
        enrolment: String,
        connection: String,
    ) -> Result<EnrolmentView, DeskError> {
        let (first, template) = {
            let _turn = self.inner().counter.lock().await;
            let first = self.meant(&enrolment).await?;
            self.furnished(first).await?
        };
        self.choose_connection(connection.clone()).await?;
        let _turn = self.inner().counter.lock().await;
        let portrait = portrait_field(&first, template.as_ref().map(|(it, _)| it));
        let also = Enrolment {
            id: self.fresh_id(),
            connection,
            body: Body {
                values: self.typed_of(&first, template.as_ref().map(|(_, set)| set)),
                touched: true,
                ..Body::default()
            },
        };
        self.save(&also).await?;
        let also = match portrait {
            Some(field) => self.take_along(first, also, field).await?,
            None => also,
        };
        self.shown(also).await
    }

    /// What is typed of a person, under the names of either service, but for what is sensitive.
    fn typed_of(&self, enrolment: &Enrolment, settings: Option<&TemplateSettings>) -> Texts {
        let (office, none) = (self.settings(), TemplateSettings::default());
        let settings = settings.unwrap_or(&none);
        let mut typed = enrolment.body.values.clone();
        typed.retain(|field, _| !form::is_sensitive(field, settings, &office));
        under_either_name(typed)
    }

    async fn take_along(
        &self,
        from: Enrolment,
        mut to: Enrolment,
        field: String,
    ) -> Result<Enrolment, DeskError> {
        let to = self
            .blocking(move |desk| {
                let taken = &from.body.pictures[&field];
                let ledger = desk.ledger()?;
                if let Some(taken) = copied(&ledger, (from.id, taken), (to.id, &field))? {
                    to.body.pictures.insert(field.clone(), taken);
                    to.body.portrait_in = Some(field);
                }
                Ok(to)
            })
            .await?;
        self.save(&to).await?;
        Ok(to)
    }

    /// Puts the portrait that the person brings along into the first image field of the template
    /// that was chosen for them.
    pub(crate) async fn bring_portrait(
        &self,
        enrolment: Enrolment,
        template: &Template,
    ) -> Result<Enrolment, DeskError> {
        let mut fields = template.fields.iter();
        let image = fields.find(|field| field.kind == FieldType::Image);
        let taken = |name: &str| enrolment.body.pictures.contains_key(name);
        let Some(field) = image.filter(|field| !taken(field.name.as_str())) else {
            return Ok(enrolment);
        };
        let field = field.name.to_string();
        self.blocking(move |desk| desk.portrait_into(enrolment, field))
            .await
    }

    fn portrait_into(
        &self,
        mut enrolment: Enrolment,
        field: String,
    ) -> Result<Enrolment, DeskError> {
        let ledger = self.ledger()?;
        let Body {
            pictures,
            portrait_in,
            portrait_of,
            ..
        } = &mut enrolment.body;
        if let Some(before) = portrait_in.as_ref().and_then(|name| pictures.remove(name)) {
            let from = (enrolment.id, &before);
            if let Some(taken) = copied(&ledger, from, (enrolment.id, &field))? {
                ledger.drop_draft_picture(enrolment.id, &before.view.field)?;
                pictures.insert(field.clone(), taken);
                *portrait_in = Some(field);
            }
        } else if let Some(order) = portrait_of
            && let Some((jpeg, sha256)) = self.first_picture(order_id(order)?)?
        {
            keep_twice(&ledger, (enrolment.id, &field), &jpeg)?;
            let taken = picture_again(&field, jpeg, None)?;
            pictures.insert(field, taken.first_known_as(sha256));
        }
        Ok(enrolment)
    }

    /// With the SHA-256 of what it first was, as far as that is known.
    fn first_picture(&self, order: OrderId) -> Result<Option<FirstPicture>, DeskError> {
        let ledger = self.ledger()?;
        let detail = ledger.order(order).map_err(of_one_order)?;
        let Some(field) = detail.pictures.first() else {
            return Ok(None);
        };
        let jpeg = ledger.picture(order, field).map_err(of_one_order)?;
        Ok(Some((jpeg, first_sha256(&detail, field))))
    }
}

type FirstPicture = (Vec<u8>, Option<String>);

/// The field of the portrait: the template's first that holds a picture.
fn portrait_field(enrolment: &Enrolment, template: Option<&Template>) -> Option<String> {
    let pictures = &enrolment.body.pictures;
    let mut fields = template.into_iter().flat_map(|it| &it.fields);
    let first = fields.find(|field| pictures.contains_key(field.name.as_str()));
    let name = first.map(|field| field.name.to_string());
    name.or_else(|| pictures.keys().next().cloned())
}

/// Copies a picture from one draft's field to another's, and says how it stands there. One that is
/// sent by its address goes along as the picture it showed: the other service may not take
/// addresses.
fn copied(
    ledger: &Ledger,
    (from, taken): (DraftId, &Taken),
    (to, field): (DraftId, &str),
) -> Result<Option<Taken>, DeskError> {
    let view = &taken.view;
    let portrait = ledger.draft_picture(from, &view.field, PictureKind::Portrait)?;
    let Some(portrait) = portrait else {
        return Ok(None);
    };
    if view.source == PictureSource::Address {
        keep_twice(ledger, (to, field), &portrait)?;
        let sha256 = taken.sha256_in_hex().cloned();
        let again = picture_again(field, portrait, None)?;
        return Ok(Some(again.first_known_as(sha256)));
    }
    ledger.copy_draft_picture((from, &view.field), (to, field))?;
    let mut copied = taken.clone();
    field.clone_into(&mut copied.view.field);
    Ok(Some(copied))
}

/// Keeps a finished portrait as its own original: there is no other.
fn keep_twice(
    ledger: &Ledger,
    (draft, field): (DraftId, &str),
    jpeg: &[u8],
) -> Result<(), DeskError> {
    for kind in [PictureKind::Original, PictureKind::Portrait] {
        ledger.save_draft_picture(draft, field, kind, jpeg)?;
    }
    Ok(())
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
