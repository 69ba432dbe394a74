//! Orders: confirmed, written down, and everything an operator can do with one afterwards.

use ledger::{OrderId, Stamp};

use crate::boundary::{Answer, Code, DeskEvent, Environment, OrderView, Problem};
use crate::desk::{Desk, lock};
use crate::enrolment::Enrolment;
use crate::error::DeskError;

impl Desk {
    /// Confirms the enrolment: writes the order down durably, begins to send it and answers at
    /// once. A second call with the same enrolment answers the same order.
    ///
    /// # Errors
    /// The form is not complete or its portrait not good enough (the fields stand in the error), the
    /// template is gone, its pictures have another size by now and were cut anew (which nobody has
    /// seen yet), one that is sent by its address is not there or another one by now, the person has
    /// an order already or the picture is somebody else's (see [`Desk::lookalikes`]), the ledger
    /// cannot be written, or it ends with the program and this is no practice. Nothing was ordered
    /// then and the enrolment is as it was.
    pub async fn place_order(&self, enrolment: String) -> Result<OrderView, DeskError> {
        self.place(enrolment, None).await
    }

    /// As [`Desk::place_order`], although the person has an order already, for a reason.
    ///
    /// # Errors
    /// As [`Desk::place_order`]; no reason is given, or the same picture was ordered under another
    /// name, for which there is none.
    pub async fn place_order_anyway(
        &self,
        enrolment: String,
        reason: String,
    ) -> Result<OrderView, DeskError> {
        self.place(enrolment, Some(reason)).await
    }

    async fn place(
        &self,
        enrolment: String,
        anyway: Option<String>,
    ) -> Result<OrderView, DeskError> {
        // A host of pictures may take its time: meanwhile nobody else's typing has to wait.
        self.look_again(&enrolment).await?;
        let turn = self.inner().counter.lock().await;
        if let Some(order) = self.placed(&enrolment) {
            return self.order(order.to_string()).await;
        }
        if self.is_closing() {
            return Err(DeskError::named(Code::Closing, ""));
        }
        let current = self.meant(&enrolment).await?;
        self.may_be_ordered(&current)?;
        if let Some(template) = &current.body.template {
            self.ask_for_fields(&current.connection, template).await?;
        }
        let current = self.as_it_was_seen(current).await?;
        let current = self.with_a_portrait_to_use(current).await?;
        let next = self.follower(&current, true).await?;
        let order = self.write_down(current, anyway).await?;
        // The order is written down: what fails from here on must not say that it is not.
        if let Err(error) = self.call_next(next).await {
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

    /// Tries an order again that has not left, was not taken or was blocked; one that was stopped
    /// because its template changed goes as it is then. One in another state stays as it is.
    ///
    /// # Errors
    /// There is no such order, or the ledger cannot be written.
    pub async fn retry_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.blocking(move |desk| {
            let (ledger, now) = (desk.ledger()?, desk.inner().clock.now());
            let connection = ledger.row(id)?.connection.id;
            ledger.release(id, &desk.stamp())?;
            ledger.unblock(&connection, now)?;
            Ok(())
        })
        .await?;
        self.send_on_request(id);
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
        let again = answer == Answer::NotThere;
        let answer = match answer {
            Answer::ItIsThere { number } if number.trim().is_empty() => {
                return Err(DeskError::named(Code::SettingMissing, "number"));
            }
            Answer::ItIsThere { number } if self.confirm_badge(id, &number).await? => {
                return self.settled(order).await;
            }
            Answer::ItIsThere { number } => Answer::ItIsThere {
                number: credential_number(&number)?,
            },
            other => other,
        };
        let desk = self.clone();
        self.change_order(id, move |ledger, stamp| {
            if let Answer::ItIsThere { number } = &answer {
                let here = ledger.row(id)?.connection.id;
                ledger.is_free(id, number, &desk.ways_to_the_service_of(&here))?;
            }
            ledger.answer_unknown(id, as_kept(answer), stamp).map(drop)
        })
        .await?;
        if again {
            self.send_on_request(id);
        }
        self.inner().in_flight.until_ended(id).await;
        self.changed(order).await
    }

    /// Gives a card that an operator found in Breeze another number: the first was mistyped.
    ///
    /// # Errors
    /// Its number was told by the service, is none, or belongs to another order.
    pub async fn correct_number(
        &self,
        order: String,
        number: String,
    ) -> Result<OrderView, DeskError> {
        let (id, number) = (order_id(&order)?, credential_number(&number)?);
        let desk = self.clone();
        self.change_order(id, move |ledger, stamp| {
            let here = ledger.row(id)?.connection.id;
            ledger.is_free(id, &number, &desk.ways_to_the_service_of(&here))?;
            ledger.correct_number(id, &number, stamp).map(drop)
        })
        .await?;
        self.changed(order).await
    }

    /// Takes back an order that has not left.
    ///
    /// # Errors
    /// It has left.
    pub async fn cancel_order(&self, order: String) -> Result<OrderView, DeskError> {
        let id = order_id(&order)?;
        self.change_order(id, move |ledger, stamp| ledger.cancel(id, stamp).map(drop))
            .await?;
        self.changed(order).await
    }

    /// An order that is lost with the program may have been sent all the same: only practice may
    /// be lost.
    fn may_be_ordered(&self, enrolment: &Enrolment) -> Result<(), DeskError> {
        match self.connection_of(enrolment)?.environment {
            Environment::Practice => Ok(()),
            Environment::Test | Environment::Production => {
                Ok(lock(&self.inner().books).keep_orders()?)
            }
        }
    }

    pub(crate) fn placed(&self, enrolment: &str) -> Option<OrderId> {
        let id = enrolment.parse().ok()?;
        lock(&self.inner().placed).get(&id).copied()
    }

    pub(crate) async fn change_order(
        &self,
        id: OrderId,
        change: impl FnOnce(&ledger::Ledger, &Stamp) -> Result<(), ledger::LedgerError> + Send + 'static,
    ) -> Result<(), DeskError> {
        self.blocking(move |desk| Ok(change(desk.ledger()?.as_ref(), &desk.stamp())?))
            .await?;
        self.outdate_copies();
        self.tell(DeskEvent::OrderChanged { id: id.to_string() });
        Ok(())
    }
}

/// A number as Breeze tells it, where its answers have one: it is documented as a number, so what
/// people write before it, and noughts, are not part of it.
fn credential_number(typed: &str) -> Result<String, DeskError> {
    let typed = typed.trim().trim_start_matches('#').trim_start();
    let digits = typed.trim_start_matches('0');
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(DeskError::named(Code::NumberNotPossible, ""));
    }
    Ok(digits.to_owned())
}

fn as_kept(answer: Answer) -> ledger::Answer {
    match answer {
        Answer::ItIsThere { number } => ledger::Answer::ItIsThere {
            number: number.trim().to_owned(),
        },
        Answer::NotThere => ledger::Answer::NotThere,
        Answer::Close => ledger::Answer::Close,
    }
}

pub(crate) fn order_id(text: &str) -> Result<OrderId, DeskError> {
    text.parse()
        .map_err(|_| DeskError::named(Code::NoSuchOrder, text))
}
