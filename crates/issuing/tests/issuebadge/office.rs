//! A practice office and a client of it.

use std::io::Cursor;
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use chrono::Utc;
use image::{ImageFormat, RgbImage};
use issuing::issuebadge::{IssueBadge, Settings};
use issuing::{BadgeOrder, BadgeService, BaseUrl, Email, FieldName, IdempotencyKey, Image};
use issuing::{
    IssuingService, LookUp, Outcome, Patience, Receipt, RecipientName, TemplateId, Value,
};
use practice::issuebadge::Switches;
use practice::{Options, PracticeOffice};

/// Outlasts a busy machine's answer, and is not too long to wait for an answer that never comes.
pub const PATIENCE: Patience = Patience {
    connecting: Duration::from_secs(5),
    answering: Duration::from_secs(5),
};

/// The practice office's first badge, after the examples page.
pub const COURSE: &str = "abc123";

pub async fn open() -> PracticeOffice {
    PracticeOffice::open(Options::default()).await.unwrap()
}

/// An office that does something else where the documentation is silent.
pub async fn choosing(issuebadge: Switches) -> PracticeOffice {
    let options = Options {
        issuebadge,
        ..Options::default()
    };
    PracticeOffice::open(options).await.unwrap()
}

pub fn settings(office: &PracticeOffice) -> Settings {
    let access = office.issuebadge();
    Settings {
        base_url: BaseUrl::parse(&access.base_url).unwrap(),
        api_key: access.api_key.clone().into(),
        patience: PATIENCE,
        get_for_create: false,
    }
}

pub fn made_of(settings: Settings) -> IssueBadge {
    IssueBadge::new(settings, Arc::new(Utc::now)).unwrap()
}

pub fn client(office: &PracticeOffice) -> IssueBadge {
    made_of(settings(office))
}

pub fn badges(client: &IssueBadge) -> &dyn BadgeService {
    client.badges().unwrap()
}

pub fn order(key: &str, metadata: Vec<(&str, Value)>) -> BadgeOrder {
    let metadata = metadata
        .into_iter()
        .map(|(name, value)| (FieldName::new(name).unwrap(), value));
    BadgeOrder {
        badge: TemplateId::new(COURSE).unwrap(),
        recipient: RecipientName::new("Åse Ødegård").unwrap(),
        email: Some(Email::new("ase@example.com").unwrap()),
        phone: None,
        expire_date: None,
        issue_date: None,
        memo: None,
        metadata: metadata.collect(),
        idempotency_key: IdempotencyKey::new(key).unwrap(),
    }
}

pub async fn send(client: &IssueBadge, order: &BadgeOrder) -> Outcome {
    client.order(&order.clone().into()).await
}

pub async fn issue(client: &IssueBadge, order: &BadgeOrder) -> Receipt {
    match send(client, order).await {
        Outcome::Accepted(receipt) => receipt,
        other => panic!("{other:?}"),
    }
}

/// The ids a look-up found.
pub fn hits(found: &LookUp) -> Vec<String> {
    match found {
        LookUp::Found(badges) => badges.iter().map(|badge| badge.id.clone()).collect(),
        _ => Vec::new(),
    }
}

pub fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub fn picture() -> (Value, Bytes) {
    let mut jpeg = Cursor::new(Vec::new());
    RgbImage::new(6, 8)
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .unwrap();
    let bytes = Bytes::from(jpeg.into_inner());
    (Value::Image(Image::Jpeg(bytes.clone())), bytes)
}

/// An outcome in two words: its kind and its error's code.
pub fn summary(outcome: &Outcome) -> String {
    match outcome {
        Outcome::NeverLeft(error) => format!("never left: {}", error.code()),
        Outcome::NotTaken { error, .. } => format!("not taken: {}", error.code()),
        Outcome::Blocked(error) => format!("blocked: {}", error.code()),
        Outcome::Refused { error, .. } => format!("refused: {}", error.code()),
        Outcome::Accepted(_) => "accepted".to_owned(),
        Outcome::Unknown(error) => format!("unknown: {}", error.code()),
        Outcome::KeyUsed(error) => format!("key used: {}", error.code()),
    }
}
