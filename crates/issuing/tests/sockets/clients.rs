//! A client of each service, and an order for it.

use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use issuing::breeze::{self, Breeze};
use issuing::issuebadge::{self, IssueBadge};
use issuing::{
    BadgeOrder, BaseUrl, CredentialOrder, IdempotencyKey, IssuingService, Outcome, Patience,
    RecipientName, TemplateId, TenantId,
};

/// Short, so that an answer that never comes is not waited for long.
const HASTE: Patience = Patience {
    connecting: Duration::from_millis(600),
    answering: Duration::from_millis(1500),
};

/// A card ordered from a Breeze at an address.
pub async fn card(address: &str) -> String {
    let tenant = TenantId::new("tenant").unwrap();
    let settings = breeze::Settings {
        base_url: BaseUrl::parse(address).unwrap(),
        client_id: "client".to_owned(),
        client_secret: "secret".to_owned().into(),
        tenants: vec![tenant.clone()],
        patience: HASTE,
    };
    let order = CredentialOrder {
        template: TemplateId::new("template").unwrap(),
        tenant,
        values: Vec::new(),
        external_id: None,
        order_reference: None,
        object_id: None,
        user_id: None,
        quantity: None,
        image_prefix: false,
    };
    let breeze = Breeze::new(settings, Arc::new(Utc::now)).unwrap();
    summary(&breeze.order(&order.into()).await)
}

/// A badge ordered from an `IssueBadge` at an address.
pub async fn badge(address: &str) -> String {
    let settings = issuebadge::Settings {
        base_url: BaseUrl::parse(address).unwrap(),
        api_key: "1|key".to_owned().into(),
        patience: HASTE,
        get_for_create: false,
    };
    let order = BadgeOrder {
        badge: TemplateId::new("badge").unwrap(),
        recipient: RecipientName::new("Åse Ødegård").unwrap(),
        email: None,
        phone: None,
        expire_date: None,
        issue_date: None,
        memo: None,
        metadata: Vec::new(),
        idempotency_key: IdempotencyKey::new("key").unwrap(),
    };
    let badges = IssueBadge::new(settings, Arc::new(Utc::now)).unwrap();
    summary(&badges.order(&order.into()).await)
}

/// An outcome in two words: its kind and its error's code.
fn summary(outcome: &Outcome) -> String {
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
