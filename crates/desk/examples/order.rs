//! What the desk adds to one order at the counter: `order LINE FOLDER`, where LINE is what a practice
//! office in a process of its own announced and FOLDER is an empty one.
//!
//! Each round takes a picture of its own that is cut to a portrait of about 125 kB and saves the form;
//! that is not measured. Measured is, in turn with it, the same order sent by the bare client, which
//! keeps nothing, and then, from the click to the receipt that can be read again, the order at the
//! desk: judged, compared with the orders before it, written down, sent, its receipt written down.
//! Then the orders go on without the bare client, to see that memory does not grow. Prints medians as
//! lines of JSON.

use std::collections::BTreeMap;
use std::error::Error;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use desk::boundary::{EnrolmentInput, MoreInput, OrderState, PicturePlace, PictureSource};
use desk::{Clock, Desk, DeskOptions, Patience, PracticeAccess, PracticeBadges, Vault};
use issuing::breeze::{self, Breeze};
use issuing::{
    BaseUrl, CredentialOrder, FieldName, Image, IssuingService, OrderRequest, Outcome, TemplateId,
    TenantId, Value,
};
use jpeg_encoder::{ColorType, Encoder};
use practice::{BreezeAccess, issuebadge};
use serde::Deserialize;

type Done<T> = Result<T, Box<dyn Error>>;

/// The first ones do not count.
const WARMING: u32 = 50;
const ROUNDS: u32 = 500;
/// Memory is looked at after so many orders at the desk, and after so many: SQLite's own 32 MB, which
/// the ledger gives it for its pages, are full by the first.
const EARLY: u32 = 5_000;
const LATE: u32 = 10_000;
/// "Flat": what an allocator keeps for itself.
const FLAT: f64 = 1.05;
/// The pictures' size, and how far their noise goes from the middle: what gives 125 kB.
const SIZE: (u16, u16) = (720, 960);
const NOISE: u32 = 8;
/// The budget of what is added, in milliseconds.
const GOAL: f64 = 5.0;

const FIELD: &str = "personPhoto1";
const PATIENCE: Patience = Patience {
    connecting: Duration::from_secs(5),
    answering: Duration::from_secs(20),
};

/// What the practice office says of itself.
#[derive(Deserialize)]
struct Announced {
    breeze: BreezeAccess,
    issuebadge: issuebadge::Access,
}

#[tokio::main(worker_threads = 2)]
async fn main() -> Done<()> {
    let mut arguments = std::env::args().skip(1);
    let line = arguments.next().ok_or("which office?")?;
    let folder = arguments.next().ok_or("which folder?")?;
    let office: Announced = serde_json::from_str(&line)?;
    let (bare, desk) = (bare(&office.breeze)?, desk(office, folder.as_ref()).await?);
    let mut times = [Vec::new(), Vec::new(), Vec::new()];
    let mut bytes = 0;
    for round in 0..WARMING + ROUNDS {
        let order = prepared(&desk, round).await?;
        bytes += order.portrait.len();
        let sent = sent(&bare, &order).await?;
        let (kept, received) = placed(&desk, order.enrolment).await?;
        if round >= WARMING {
            for (all, one) in times.iter_mut().zip([sent, kept, received]) {
                all.push(one);
            }
        }
    }
    let portrait = bytes as f64 / f64::from(WARMING + ROUNDS) / 1000.0;
    tell_times(times.map(median), portrait)?;
    let early = after(&desk, WARMING + ROUNDS, EARLY).await?;
    let late = after(&desk, EARLY, LATE).await?;
    let what = "memory of the desk after 10,000 orders";
    tell(what, (late, "MB"), ("after 5,000", early), Some(FLAT))
}

fn tell_times([sent, kept, received]: [f64; 3], portrait: f64) -> Done<()> {
    let label = format!("ledger and outbox beside one order, portrait of {portrait:.0} kB");
    tell(&label, (received - sent, "ms"), ("goal", GOAL), Some(1.0))?;
    let whole = "the same order, from the click to its receipt";
    tell(whole, (received, "ms"), ("the bare client", sent), None)?;
    let written = "of it until it is written down for good";
    tell(written, (kept, "ms"), ("the whole", received), None)
}

/// Places orders from one number to another, and says how much memory is in use then, in megabytes.
async fn after(desk: &Desk, from: u32, to: u32) -> Done<f64> {
    for round in from..to {
        let order = prepared(desk, round).await?;
        placed(desk, order.enrolment).await?;
    }
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    Ok(kilobytes.unwrap_or("0").parse::<f64>()? / 1000.0)
}

/// An order that is ready to be placed.
struct Prepared {
    enrolment: String,
    template: String,
    tenant: String,
    name: String,
    portrait: Vec<u8>,
}

async fn prepared(desk: &Desk, round: u32) -> Done<Prepared> {
    let list = desk.templates().await?.templates;
    let card = list.into_iter().find(|it| it.name == "Company ID Card");
    let card = card.ok_or("the practice office has no company card")?;
    let before = desk.enrolment().await?.id;
    let id = desk.next_person(before).await?.id;
    desk.choose_template(id.clone(), card.id.clone()).await?;
    let name = format!("Åse {round}");
    desk.save_enrolment(EnrolmentInput {
        id: id.clone(),
        values: BTreeMap::from([("personLastName".to_owned(), name.clone())]),
        more: MoreInput {
            external_id: format!("B-{round}"),
            ..MoreInput::default()
        },
    })
    .await?;
    let place = PicturePlace {
        enrolment: id.clone(),
        field: FIELD.to_owned(),
    };
    desk.take_picture(place.clone(), PictureSource::File, picture(round)?)
        .await?;
    desk.use_all_the_same(place.clone(), true).await?;
    Ok(Prepared {
        portrait: desk.portrait(place).await?,
        enrolment: id,
        template: card.id,
        tenant: card.tenant,
        name,
    })
}

/// Milliseconds until it is written down, and until its receipt can be read.
async fn placed(desk: &Desk, enrolment: String) -> Done<(f64, f64)> {
    let begun = Instant::now();
    let order = desk.place_order(enrolment).await?.row.id;
    let kept = begun.elapsed();
    let row = desk.settled(order).await?.row;
    let received = begun.elapsed();
    match row.state {
        OrderState::Accepted => Ok((millis(kept), millis(received))),
        state => Err(format!("the order is {state:?}").into()),
    }
}

async fn sent(bare: &Breeze, order: &Prepared) -> Done<f64> {
    let portrait = Image::Jpeg(order.portrait.clone().into());
    let request = OrderRequest::from(CredentialOrder {
        template: TemplateId::new(&order.template)?,
        tenant: TenantId::new(&order.tenant)?,
        values: vec![
            (
                FieldName::new("personLastName")?,
                Value::Text(order.name.clone()),
            ),
            (FieldName::new(FIELD)?, Value::Image(portrait)),
        ],
        external_id: Some(order.name.clone()),
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: false,
    });
    let begun = Instant::now();
    match bare.order(&request).await {
        Outcome::Accepted(_) => Ok(millis(begun.elapsed())),
        outcome => Err(format!("{outcome:?}").into()),
    }
}

fn bare(office: &BreezeAccess) -> Done<Breeze> {
    let tenants = office.tenant_ids.iter().map(TenantId::new);
    let settings = breeze::Settings {
        base_url: BaseUrl::parse(&office.base_url)?,
        client_id: office.client_id.clone(),
        client_secret: office.client_secret.clone().into(),
        tenants: tenants.collect::<Result<_, _>>()?,
        patience: PATIENCE,
    };
    Ok(Breeze::new(settings, Arc::new(Clock::system()))?)
}

async fn desk(office: Announced, folder: &Path) -> Done<Desk> {
    let desk = Desk::open(DeskOptions {
        folder: folder.to_owned(),
        practice: Some(PracticeAccess {
            base_url: office.breeze.base_url,
            client_id: office.breeze.client_id,
            client_secret: office.breeze.client_secret.into(),
            tenants: office.breeze.tenant_ids,
            badges: PracticeBadges {
                base_url: office.issuebadge.base_url,
                api_key: office.issuebadge.api_key.into(),
            },
        }),
        locale: "en".to_owned(),
        keyring: Vault::in_folder(folder.join("keyring")),
        clock: Clock::system(),
        patience: PATIENCE,
        outbox_pause: Duration::from_secs(15),
    })
    .await?;
    desk.choose_practice().await?;
    Ok(desk)
}

/// Grey noise, another one each time: the same picture of another person would be blocked.
fn picture(round: u32) -> Done<Vec<u8>> {
    let mut state = round.wrapping_mul(2_654_435_761).wrapping_add(1);
    let mut noise = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        128 + u8::try_from((state >> 16) % NOISE).unwrap_or_default()
    };
    let (width, height) = SIZE;
    let pixels = (0..u32::from(width) * u32::from(height)).map(|_| noise());
    let pixels: Vec<u8> = pixels.collect();
    let mut jpeg = Vec::new();
    Encoder::new(&mut jpeg, 95).encode(&pixels, width, height, ColorType::Luma)?;
    Ok(jpeg)
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

fn median(mut times: Vec<f64>) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn tell(what: &str, ours: (f64, &str), peer: (&str, f64), budget: Option<f64>) -> Done<()> {
    let ((ours, unit), (peer, theirs)) = (ours, peer);
    let line = serde_json::json!({
        "what": what, "ours": ours, "unit": unit, "peer": peer, "theirs": theirs, "budget": budget,
    });
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}
