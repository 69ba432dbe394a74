//! The client: questions, which may be asked twice, and orders, which may not.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use chrono::{DateTime, Utc};
use reqwest::Method;
use secrecy::SecretString;
use serde_json::Value;
use url::Url;

use super::after::path_part;
use super::key::account;
use super::settings::Settings;
use super::{gate, order, verdict};
use crate::picture_url::OwnMachine;
use crate::transport::{Broken, Call, Reply, Transport};
use crate::{
    Account, Allowance, BadgeOrder, BadgeService, BaseUrl, CheckFailure, CheckStep, Clock,
    IssuingError, IssuingService, LookUp, OrderRequest, Outcome, Patience, Template, limits,
};

/// One account with IssueBadge.
pub struct IssueBadge {
    transport: Transport,
    root: BaseUrl,
    key: SecretString,
    patience: Patience,
    get_for_create: bool,
    clock: Arc<dyn Clock>,
    allowance: Mutex<Option<Allowance>>,
}

impl IssueBadge {
    /// Makes ready to speak to IssueBadge; no call is made.
    ///
    /// # Errors
    /// [`IssuingError::WrongKey`] if no key can look like this one, [`IssuingError::ClientSetup`]
    /// if this machine cannot do TLS.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<IssueBadge, IssuingError> {
        let root = settings.root()?;
        Ok(IssueBadge {
            transport: Transport::new(&root, settings.patience)?,
            root,
            patience: settings.patience,
            get_for_create: settings.get_for_create,
            key: settings.into_key()?,
            clock,
            allowance: Mutex::new(None),
        })
    }

    pub(super) fn patience(&self) -> Patience {
        self.patience
    }

    pub(super) fn key(&self) -> &SecretString {
        &self.key
    }

    pub(super) fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// The address of an endpoint, each part of its path written so that it stays one part.
    pub(super) fn below(&self, parts: &[&str]) -> Result<String, IssuingError> {
        let mut url = Url::parse(self.root.as_str()).map_err(|_| IssuingError::InvalidAddress)?;
        let mut path = url
            .path_segments_mut()
            .map_err(|()| IssuingError::InvalidAddress)?;
        for part in parts {
            path.push(path_part(part)?);
        }
        drop(path);
        Ok(url.into())
    }

    pub(super) fn call<'a>(&'a self, method: Method, address: &'a str) -> Call<'a> {
        Call::new(method, address, Some(&self.key))
    }

    pub(super) async fn send(&self, call: Call<'_>) -> Result<Reply, Broken> {
        let reply = self.transport.send(call).await?;
        if let Some(told) = limits::allowance(&reply.headers) {
            *self
                .allowance
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(told);
        }
        Ok(reply)
    }

    /// Asks a question or makes a change, and reads the answer.
    pub(super) async fn ask(&self, call: Call<'_>) -> Result<Value, IssuingError> {
        let reply = self.send(call).await.map_err(|broken| broken.error())?;
        gate::judge(reply, &self.key, self.now())?.content()
    }

    pub(super) async fn get(&self, address: &str) -> Result<Value, IssuingError> {
        self.ask(self.call(Method::GET, address)).await
    }

    async fn deliver(&self, order: &BadgeOrder) -> Result<Outcome, IssuingError> {
        let own = if self.root.is_loopback() {
            OwnMachine::Allowed
        } else {
            OwnMachine::Refused
        };
        let reply = if self.get_for_create {
            let address = order::address(order, &self.root)?;
            self.send(self.call(Method::GET, address.as_str())).await
        } else {
            let address = self.below(&["issue", "create"])?;
            let call = Call {
                body: Some(order::json(order, own)?),
                ..self.call(Method::POST, &address)
            };
            self.send(call).await
        };
        Ok(verdict::outcome(reply, order, &self.key, self.now()))
    }
}

#[async_trait]
impl IssuingService for IssueBadge {
    async fn check(&self) -> Result<Account, CheckFailure> {
        let at = |step| move |error| CheckFailure { step, error };
        let told = self.validate().await.map_err(at(CheckStep::Token))?;
        let templates = self.listed().await.map_err(at(CheckStep::Templates))?;
        Ok(account(&told, templates.len()))
    }

    async fn probe(&self) -> Result<(), IssuingError> {
        self.validate().await.map(|_| ())
    }

    async fn templates(&self) -> Result<Vec<Template>, IssuingError> {
        self.completed(self.listed().await?).await
    }

    async fn order(&self, request: &OrderRequest) -> Outcome {
        let OrderRequest::Badge(order) = request else {
            return Outcome::NeverLeft(IssuingError::OtherService);
        };
        self.deliver(order).await.unwrap_or_else(Outcome::NeverLeft)
    }

    async fn look_up(&self, order: &OrderRequest, first_attempt: DateTime<Utc>) -> LookUp {
        match order {
            OrderRequest::Badge(order) => self.search(order, first_attempt).await,
            OrderRequest::Credential(_) => LookUp::CannotTell {
                error: IssuingError::OtherService,
                alike: Vec::new(),
            },
        }
    }

    fn badges(&self) -> Option<&dyn BadgeService> {
        Some(self)
    }

    fn allowance(&self) -> Option<Allowance> {
        *self
            .allowance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for IssueBadge {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("IssueBadge")
            .field("root", &self.root)
            .finish_non_exhaustive()
    }
}
