//! What an operator does with orders.

use std::time::Duration;

use desk::boundary::{Answer, HistoryQuery, OrderState};
use desk::{Desk, DeskError};
use journeys::{Dice, Shift};

/// The longest the last shift waits for what is not settled: rests of refused questions are two
/// seconds and a half at the most where the service is well.
const SETTLING: Duration = Duration::from_secs(15);

/// Tells what was found at the service.
pub async fn answer(desk: &Desk, order: String, number: Option<String>) -> Result<(), DeskError> {
    let answer = number.map_or(Answer::NotThere, |number| Answer::ItIsThere { number });
    desk.answer_unknown(order, answer).await.map(drop)
}

/// Takes back an order that waits.
pub async fn cancel_one(desk: &Desk, dice: &mut Dice) -> Result<(), DeskError> {
    let waiting = orders(desk, &[OrderState::Waiting, OrderState::Blocked]).await?;
    match dice.one_of(&waiting) {
        Some(order) => desk.cancel_order(order.clone()).await.map(drop),
        None => Ok(()),
    }
}

/// Wants an order to be tried now.
pub async fn retry_one(desk: &Desk, dice: &mut Dice) -> Result<(), DeskError> {
    let states = [OrderState::Waiting, OrderState::NotTaken];
    let waiting = orders(desk, &states).await?;
    match dice.one_of(&waiting) {
        Some(order) => desk.retry_order(order.clone()).await.map(drop),
        None => Ok(()),
    }
}

/// Checks both connections, which lets what they had blocked go on.
pub async fn mend(desk: &Desk) -> Result<(), DeskError> {
    for connection in ["practice", "practice-badges"] {
        desk.check_connection(connection.to_owned()).await?;
    }
    Ok(())
}

/// Answers what is asked and waits until every order is settled.
pub async fn settle_all(desk: &Desk, shift: &Shift) {
    let settling = async {
        for (order, number) in shift.answers.clone() {
            drop(answer(desk, order, number).await);
        }
        while !is_settled(desk).await.unwrap_or_default() {
            drop(mend(desk).await);
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    };
    // What is left then, whoever compares will find.
    drop(tokio::time::timeout(SETTLING, settling).await);
}

async fn is_settled(desk: &Desk) -> Result<bool, DeskError> {
    let open = [
        OrderState::Waiting,
        OrderState::Sending,
        OrderState::NotTaken,
        OrderState::Blocked,
        OrderState::Unknown,
    ];
    Ok(orders(desk, &open).await?.is_empty())
}

async fn orders(desk: &Desk, states: &[OrderState]) -> Result<Vec<String>, DeskError> {
    let query = HistoryQuery {
        states: states.to_vec(),
        ..HistoryQuery::default()
    };
    let page = desk.history(query).await?;
    Ok(page.rows.into_iter().map(|row| row.id).collect())
}
