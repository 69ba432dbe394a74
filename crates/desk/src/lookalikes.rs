//! The guard against ordering twice: what looks like the order that is about to leave.

use chrono::TimeDelta;
use issuing::Template;
use ledger::{IdentityKind, NewOrder, Sought, StoredPicture};

use crate::boundary::{Code, Lookalike, Lookalikes, OrderRow, SameIn, TemplateSettings};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::form;

/// An order is recent for a quarter of a year: longer than any card takes to be made and fetched,
/// and shorter than any that is renewed because its time is over.
const RECENT: u32 = 90;

impl Desk {
    /// What stands against ordering this enrolment at once.
    ///
    /// # Errors
    /// Somebody else is at the counter, the form is not complete, or the ledger cannot be read.
    pub async fn lookalikes(&self, enrolment: String) -> Result<Lookalikes, DeskError> {
        let enrolment = self.meant(&enrolment).await?;
        let (template, settings) = self.template_of(&enrolment).await?;
        self.blocking(move |desk| {
            let order = desk.new_order(&enrolment, &template, &settings)?;
            desk.others(&order, (&template, &settings))
        })
        .await
    }

    /// Lets an order pass that nothing speaks against, or that an operator wants all the same.
    /// Answers the reason where one was needed.
    pub(crate) fn reason_where_needed(
        &self,
        order: &NewOrder,
        form: (&Template, &TemplateSettings),
        anyway: Option<String>,
    ) -> Result<Option<String>, DeskError> {
        let found = self.others(order, form)?;
        if !found.same_picture.is_empty() {
            return Err(DeskError::named(Code::PictureOfAnother, ""));
        }
        if found.orders.is_empty() {
            return Ok(None);
        }
        let reason = anyway.map(|reason| reason.trim().to_owned());
        let reason = reason.filter(|reason| !reason.is_empty());
        reason
            .map(Some)
            .ok_or_else(|| DeskError::named(Code::OrderedBefore, ""))
    }

    fn others(
        &self,
        order: &NewOrder,
        (template, settings): (&Template, &TemplateSettings),
    ) -> Result<Lookalikes, DeskError> {
        let sought = Sought {
            connection: order.connection.id.clone(),
            // One person gets many badges, each of them once.
            template: template.badge.as_ref().map(|_| template.id.to_string()),
            since: self.inner().clock.now() - TimeDelta::days(RECENT.into()),
            identities: order.identities.clone(),
            replaces: order.replaces,
        };
        let portrait = portrait_of(order, template, settings);
        Ok(Lookalikes {
            person: order.person.clone(),
            orders: self.same_person(&sought)?,
            same_picture: self.same_picture(order, portrait)?,
            picture_field: portrait.map(|picture| picture.field.clone()),
            days: RECENT,
        })
    }

    fn same_person(&self, sought: &Sought) -> Result<Vec<Lookalike>, DeskError> {
        let ledger = self.ledger()?;
        let found = ledger.same_person(sought)?.into_iter();
        let looks = found.map(|one| Lookalike {
            row: self.row(&one.order),
            same: one.same.into_iter().map(same_in).collect(),
        });
        let mut looks: Vec<Lookalike> = looks.collect();
        let in_its_place = |first| ledger.made_in_its_place(first, sought.since);
        let again = sought.replaces.map(in_its_place).transpose()?;
        for order in again.unwrap_or_default() {
            let row = self.row(&order);
            match looks.iter_mut().find(|one| one.row.id == row.id) {
                Some(known) => known.same.push(SameIn::OrderedAgain),
                None => looks.push(Lookalike {
                    row,
                    same: vec![SameIn::OrderedAgain],
                }),
            }
        }
        Ok(looks)
    }

    fn same_picture(
        &self,
        order: &NewOrder,
        portrait: Option<&StoredPicture>,
    ) -> Result<Vec<OrderRow>, DeskError> {
        let Some(hash) = portrait.and_then(|picture| picture.original_sha256) else {
            return Ok(Vec::new());
        };
        let (connection, person) = (&order.connection.id, &order.person);
        let found = self
            .ledger()?
            .same_picture(connection, &hash, person, order.replaces)?;
        Ok(found.iter().map(|order| self.row(order)).collect())
    }
}

/// The picture of the person. Others, such as a logo, are many people's.
fn portrait_of<'a>(
    order: &'a NewOrder,
    template: &Template,
    settings: &TemplateSettings,
) -> Option<&'a StoredPicture> {
    let face = form::face_field(template, settings)?;
    let mut pictures = order.pictures.iter();
    pictures.find(|picture| picture.field == face.as_str())
}

fn same_in(kind: IdentityKind) -> SameIn {
    match kind {
        IdentityKind::ExternalId => SameIn::ExternalId,
        IdentityKind::EmployeeNumber => SameIn::EmployeeNumber,
        IdentityKind::Email => SameIn::Email,
    }
}
