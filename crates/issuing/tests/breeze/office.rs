//! A practice office and a client of it.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use image::{ImageFormat, RgbImage};
use issuing::breeze::{Breeze, Patience, Settings};
use issuing::{BaseUrl, CredentialOrder, FieldName, Image, Outcome, TemplateId, TenantId, Value};
use practice::{BreezeAccess, Options, PracticeOffice};

/// Outlasts a busy machine's answer, and is not too long to wait for an answer that never comes.
pub const PATIENCE: Patience = Patience {
    connecting: Duration::from_secs(5),
    answering: Duration::from_secs(5),
};

/// The practice office's first card: Company ID Card.
pub const COMPANY_CARD: &str = "66e1ad73bd756adad71e0001";

pub async fn open() -> PracticeOffice {
    PracticeOffice::open(Options::default()).await.unwrap()
}

pub fn settings(access: &BreezeAccess) -> Settings {
    Settings {
        base_url: BaseUrl::parse(&access.base_url).unwrap(),
        client_id: access.client_id.clone(),
        client_secret: access.client_secret.clone().into(),
        tenants: access
            .tenant_ids
            .iter()
            .map(|id| TenantId::new(id).unwrap())
            .collect(),
        patience: PATIENCE,
    }
}

pub fn client(office: &PracticeOffice) -> Breeze {
    Breeze::new(settings(office.breeze()), Arc::new(Utc::now)).unwrap()
}

pub fn order(office: &PracticeOffice, values: Vec<(&str, Value)>) -> CredentialOrder {
    let values = values
        .into_iter()
        .map(|(name, value)| (FieldName::new(name).unwrap(), value));
    CredentialOrder {
        template: TemplateId::new(COMPANY_CARD).unwrap(),
        tenant: TenantId::new(&office.breeze().tenant_ids[0]).unwrap(),
        values: values.collect(),
        external_id: None,
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: false,
    }
}

/// A person without a picture.
pub fn somebody(office: &PracticeOffice) -> CredentialOrder {
    order(
        office,
        vec![
            ("personFirstName", text("Åse")),
            ("personLastName", text("Ødegård")),
        ],
    )
}

pub fn text(words: &str) -> Value {
    Value::Text(words.to_owned())
}

pub fn picture() -> Value {
    let mut jpeg = std::io::Cursor::new(Vec::new());
    RgbImage::new(6, 8)
        .write_to(&mut jpeg, ImageFormat::Jpeg)
        .unwrap();
    Value::Image(Image::Jpeg(Bytes::from(jpeg.into_inner())))
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

/// A clock that tests set. Clones show the same time.
#[derive(Clone)]
pub struct Hands(Arc<AtomicI64>);

impl Hands {
    pub fn at(seconds: i64) -> Self {
        Self(Arc::new(AtomicI64::new(seconds)))
    }

    pub fn set(&self, seconds: i64) {
        self.0.store(seconds, Ordering::SeqCst);
    }

    pub fn clock(&self) -> Arc<dyn issuing::Clock> {
        let hands = self.0.clone();
        Arc::new(move || -> DateTime<Utc> {
            DateTime::from_timestamp(hands.load(Ordering::SeqCst), 0).unwrap()
        })
    }
}
