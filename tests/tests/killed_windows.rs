//! The real window, killed at instants that chance chooses, while somebody types and orders.

#![cfg(test)]

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use fantoccini::key::Key;
use journeys::{Dice, Office, Plan, Station, Step};
use practice::issuebadge::{self, ReusedKey};
use practice::{Calls, Fault, RecordedValue};
use serde_json::Value;

/// So often each window is killed. A round takes about ten seconds.
const ROUNDS: u32 = 4;

/// What the ledger says of everybody, and the name that stands in the form.
const NOW: &str = "const ask = window.__TAURI_INTERNALS__.invoke;
    return ask('history', { query: {} }).then(({ rows }) => ask('enrolment').then((form) => ({
        rows: rows.map(({ person, state }) => [person, state]),
        typed: form.person,
    })))";

/// What is ordered, and what the service makes of a key it has seen before.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Cards,
    Badges(ReusedKey),
}

impl Kind {
    async fn connect(self, station: &Station, office: &Office) -> Step<()> {
        match self {
            Kind::Cards => station.connect(office).await,
            Kind::Badges(used) => {
                office.treat_used_keys(used).await?;
                station.connect_badges(office).await
            }
        }
    }

    async fn plan(self, office: &Office, dice: &mut Dice) -> Step<()> {
        let millis = dice.below(900);
        let cards = [
            Fault::Slow { millis },
            Fault::Hang,
            Fault::ResetBeforeReading,
            Fault::ResetAfterCommitting,
            Fault::HtmlBadGateway,
        ];
        let badges = [
            issuebadge::Fault::Slow { millis },
            issuebadge::Fault::HangAfterStoring,
            issuebadge::Fault::ResetBeforeReading,
            issuebadge::Fault::ResetAfterStoring,
            issuebadge::Fault::HtmlBadGatewayAfterStoring,
        ];
        match (self, dice.one_of(&cards), dice.one_of(&badges)) {
            (Kind::Cards, Some(fault), _) => office.fail_next(Calls::Order, 1, fault.clone()).await,
            (Kind::Badges(_), _, Some(fault)) => {
                let issue = issuebadge::Calls::Issue;
                office.fail_next_badges(issue, 1, fault.clone()).await
            }
            _ => Ok(()),
        }
    }

    async fn fill(self, station: &Station, person: &str) -> Step<()> {
        match self {
            Kind::Cards => {
                station.click("button", "Company ID Card").await?;
                station.fill("Last name", person).await?;
            }
            Kind::Badges(_) => {
                station.click("button", "Course completion").await?;
                station.fill("Name", person).await?;
                let email = format!("{}@example.com", person.to_lowercase());
                station.fill("E-mail", &email).await?;
            }
        }
        station.see("Ready to order").await
    }

    /// For whom the office holds something, each as often as it does.
    async fn held(self, office: &Office) -> Step<Vec<String>> {
        let names = match self {
            Kind::Cards => {
                let orders = office.orders().await?.into_iter();
                let names = orders.map(|mut order| order.values.remove("personLastName"));
                names
                    .filter_map(|name| match name {
                        Some(RecordedValue::Text(name)) => Some(name),
                        _ => None,
                    })
                    .collect()
            }
            Kind::Badges(_) => {
                let issued = office.issued().await?.into_iter();
                let names = issued.map(|badge| badge["recipientName"].as_str().map(str::to_owned));
                names.flatten().collect()
            }
        };
        Ok(names)
    }

    /// Nothing of an order is going on any more that an operator has not to settle.
    fn is_at_rest(self, state: &str) -> bool {
        match self {
            Kind::Cards => ["accepted", "unknown"].contains(&state),
            // A badge is looked up, and sent once more by the key it had.
            Kind::Badges(_) => state == "accepted",
        }
    }
}

/// What a station says after it was started again.
#[derive(Debug)]
struct Now {
    orders: Vec<(String, String)>,
    typed: String,
}

async fn now(station: &Station) -> Step<Now> {
    let answer = station.evaluate(NOW, Vec::new()).await?;
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let rows = answer["rows"].as_array().cloned().unwrap_or_default();
    let orders = rows.iter().map(|row| (text(&row[0]), text(&row[1])));
    Ok(Now {
        orders: orders.collect(),
        typed: text(&answer["typed"]),
    })
}

/// Types and orders for a while that chance chooses, and kills the window in the middle of it.
async fn killed(kind: Kind, station: &mut Station, person: &str, dice: &mut Dice) -> Step<bool> {
    let typed = dice.below(4) > 0;
    if typed {
        kind.fill(station, person).await?;
        // So long what is typed may take to be kept.
        tokio::time::sleep(Duration::from_secs(1)).await;
    }
    let time = Duration::from_millis(dice.below(if typed { 900 } else { 3000 }));
    let ordering = async {
        if !typed {
            kind.fill(station, person).await?;
        }
        station.press(&[Key::Control, Key::Enter]).await?;
        std::future::pending().await
    };
    let ended: Result<Step<()>, _> = tokio::time::timeout(time, ordering).await;
    if let Ok(wrong) = ended {
        wrong?;
    }
    station.kill().await?;
    Ok(typed)
}

/// Waits until every order is at rest, and compares with what the office holds.
async fn agree(kind: Kind, station: &Station, office: &Office) -> Step<Now> {
    let mut found = now(station).await?;
    for _ in 0..300 {
        if found.orders.iter().all(|(_, state)| kind.is_at_rest(state)) {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
        found = now(station).await?;
    }
    let held = kind.held(office).await?;
    for (person, state) in &found.orders {
        assert!(kind.is_at_rest(state), "{person} is {state}");
        let times = held.iter().filter(|name| *name == person).count();
        assert!(times <= 1, "{person} was ordered {times} times");
        assert!(times == 1 || state != "accepted", "{person} is lost");
    }
    for name in &held {
        let known = found.orders.iter().any(|(person, _)| person == name);
        assert!(known, "{name} is in no ledger");
    }
    Ok(found)
}

async fn killed_again_and_again(kind: Kind) -> Step<()> {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let seed = since.unwrap_or_default().as_secs();
    println!("{kind:?}, seed {seed}");
    let mut dice = Dice::new(seed);
    let office = Office::open().await?;
    let mut station = Station::open(Plan::default()).await?;
    kind.connect(&station, &office).await?;
    for round in 0..ROUNDS {
        let person = format!("Nilsen{round}");
        kind.plan(&office, &mut dice).await?;
        let typed = killed(kind, &mut station, &person, &mut dice).await?;
        office.heal().await?;
        station.restart().await?;
        station.find("button", "Outbox").await?;
        let found = agree(kind, &station, &office).await?;
        println!("{found:?}");
        let ordered = found.orders.iter().any(|(name, _)| *name == person);
        let kept = found.typed == person;
        assert!(!typed || ordered != kept, "{person}: once, in {found:?}");
    }
    undisturbed(kind, &station, &office).await
}

/// The same hands, and nobody kills the window.
async fn undisturbed(kind: Kind, station: &Station, office: &Office) -> Step<()> {
    kind.fill(station, "Berge").await?;
    station.press(&[Key::Control, Key::Enter]).await?;
    station.find("button", "Next person").await?;
    let found = agree(kind, station, office).await?;
    let last = &found.orders[0];
    assert_eq!((last.0.as_str(), last.1.as_str()), ("Berge", "accepted"));
    Ok(())
}

#[tokio::test]
async fn a_window_killed_at_random_instants_neither_loses_nor_doubles_a_card() -> Step<()> {
    killed_again_and_again(Kind::Cards).await
}

#[tokio::test]
async fn a_window_killed_at_random_instants_doubles_no_badge_where_used_keys_are_refused()
-> Step<()> {
    killed_again_and_again(Kind::Badges(ReusedKey::Conflict)).await
}

#[tokio::test]
async fn a_window_killed_at_random_instants_doubles_no_badge_where_used_keys_return_it() -> Step<()>
{
    killed_again_and_again(Kind::Badges(ReusedKey::ReturnsExisting)).await
}
