//! Whether the key is good, and whose it is.

use reqwest::Method;
use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::client::IssueBadge;
use super::read;
use crate::transport::Call;
use crate::{Account, IssuingError};

impl IssueBadge {
    /// Asks about the key as most of the vendor's clients do, with an empty body; and as the
    /// others do, with the key in it, if that is not understood.
    pub(super) async fn validate(&self) -> Result<Value, IssuingError> {
        let address = self.below(&["validate-key"])?;
        match self.ask(self.call(Method::POST, &address)).await {
            Err(IssuingError::BadInput { .. } | IssuingError::Declined { .. })
            | Err(IssuingError::UnexpectedStatus {
                status: 400 | 415 | 422,
            }) => {}
            answered => return answered.and_then(valid),
        }
        let body = json!({"api_key": self.key().expose_secret()}).to_string();
        let call = Call {
            body: Some(body.into()),
            ..self.call(Method::POST, &address)
        };
        match self.ask(call).await {
            Err(IssuingError::BadInput { .. } | IssuingError::Declined { .. }) => {
                Err(IssuingError::WrongKey)
            }
            answered => answered.and_then(valid),
        }
    }
}

/// A key that is not valid may come as a success that says so.
fn valid(answer: Value) -> Result<Value, IssuingError> {
    let said = read::one(&answer).and_then(|object| read::flag(object, &["valid"]));
    if said == Some(false) {
        Err(IssuingError::WrongKey)
    } else {
        Ok(answer)
    }
}

/// Whose key it is, as far as the service told.
pub(super) fn account(told: &Value, templates: usize) -> Account {
    let empty = read::Object::new();
    let inner = || told.get("data").and_then(|data| data.get("user"));
    let user = told
        .get("user")
        .or_else(inner)
        .and_then(Value::as_object)
        .unwrap_or(&empty);
    let email = read::text(user, &["email"]);
    let name = read::text(user, &["name"]).or_else(|| email.clone());
    Account {
        id: read::text(user, &["id"]).unwrap_or_default(),
        user_id: name.unwrap_or_default(),
        email,
        templates: u32::try_from(templates).unwrap_or(u32::MAX),
    }
}
