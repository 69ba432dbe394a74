//! A station without a window: opens the desk as the window does and works the shift that its one
//! argument describes, in JSON, until it is killed. It prints `open`, and `placed NAME` once an
//! order is written down.

mod counter;
mod operator;

use std::error::Error;
use std::io::{self, Read, Write};
use std::time::Duration;

use desk::{Clock, Desk, DeskOptions, Patience, PracticeAccess, PracticeBadges, Vault};
use journeys::{Dice, Shift};

#[tokio::main(worker_threads = 2)]
async fn main() -> Result<(), Box<dyn Error>> {
    let shift: Shift = serde_json::from_str(&std::env::args().nth(1).unwrap_or_default())?;
    std::thread::spawn(end_with_whoever_started);
    let desk = Desk::open(options(&shift)).await?;
    say("open")?;
    desk.choose_practice().await?;
    if shift.last {
        operator::settle_all(&desk, &shift).await;
        drop(desk.begin_closing());
        desk.until_nothing_is_sending().await;
        return Ok(say("settled")?);
    }
    work(&desk, &shift).await
}

/// Whatever a counter does, in any order. What it is refused, it leaves.
async fn work(desk: &Desk, shift: &Shift) -> Result<(), Box<dyn Error>> {
    /// More people than one round can serve; the rest of it is spent on their orders.
    const PEOPLE: u64 = 5;
    let mut dice = Dice::new(shift.seed);
    let mut answers: Vec<_> = shift.answers.clone().into_iter().collect();
    let mut people = 0;
    loop {
        let chance = dice.below(12);
        drop(match chance {
            0..=6 if people < PEOPLE => {
                people += 1;
                let name = format!("{} {people}", shift.names);
                counter::serve(desk, &name, chance < 4).await
            }
            7 | 8 => match answers.pop() {
                Some((order, number)) => operator::answer(desk, order, number).await,
                None => Ok(()),
            },
            9 => operator::cancel_one(desk, &mut dice).await,
            10 => operator::retry_one(desk, &mut dice).await,
            11 => operator::mend(desk).await,
            _ => {
                tokio::time::sleep(Duration::from_millis(dice.below(20))).await;
                Ok(())
            }
        });
    }
}

/// Standard input ends when the program does that was to kill this one.
fn end_with_whoever_started() {
    let ended = io::stdin().lock().read_to_end(&mut Vec::new());
    std::process::exit(i32::from(ended.is_err()));
}

fn say(what: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "{what}")?;
    out.flush()
}

fn options(shift: &Shift) -> DeskOptions {
    DeskOptions {
        folder: shift.folder.clone(),
        practice: Some(PracticeAccess {
            base_url: shift.breeze.base_url.clone(),
            client_id: shift.breeze.client_id.clone(),
            client_secret: shift.breeze.client_secret.clone().into(),
            tenants: shift.breeze.tenant_ids.clone(),
            badges: PracticeBadges {
                base_url: shift.issuebadge.base_url.clone(),
                api_key: shift.issuebadge.api_key.clone().into(),
            },
        }),
        locale: "nb-NO".to_owned(),
        keyring: Vault::in_folder(shift.keyring.clone()),
        clock: Clock::system(),
        patience: patience(shift),
        outbox_pause: Duration::from_millis(60),
    }
}

/// So short that answers are lost; at the end none is.
fn patience(shift: &Shift) -> Patience {
    let answering = if shift.last { 20_000 } else { 400 };
    Patience {
        connecting: Duration::from_secs(5),
        answering: Duration::from_millis(answering),
    }
}
