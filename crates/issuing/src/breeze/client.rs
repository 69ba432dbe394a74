//! The client: questions, which may be asked twice, and orders, which may not.

use std::collections::HashSet;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;
use bytes::Bytes;
use serde::Deserialize;
use serde_json::{Value, json};

use super::gate::{self, Code, Complaint, Trouble};
use super::order;
use super::settings::Settings;
use super::templates::{self, Page, Paging};
use super::tokens::{Token, Tokens};
use super::verdict::{self, Attempt};
use crate::transport::{Broken, Reply, Transport};
use crate::{Account, Allowance, CheckFailure, CheckStep, Clock, IssuingError, IssuingService};
use crate::{CredentialOrder, OrderRequest, Outcome, Template, TenantId};
use crate::{limits, wire};

const ME: &str = include_str!("documents/me.graphql");

/// One account with Breeze.
pub struct Breeze {
    transport: Transport,
    tokens: Tokens,
    endpoint: String,
    tenants: Vec<TenantId>,
    clock: Arc<dyn Clock>,
    allowance: Mutex<Option<Allowance>>,
}

#[derive(Deserialize)]
struct Me {
    #[serde(rename = "_id")]
    id: String,
    #[serde(default, rename = "userId")]
    user_id: Option<String>,
    #[serde(default)]
    email: Option<String>,
}

impl Breeze {
    /// Makes ready to speak to Breeze; no call is made.
    ///
    /// # Errors
    /// [`IssuingError::NoTenant`] without a tenant, [`IssuingError::ClientSetup`] if this machine
    /// cannot do TLS.
    pub fn new(settings: Settings, clock: Arc<dyn Clock>) -> Result<Breeze, IssuingError> {
        if settings.tenants.is_empty() {
            return Err(IssuingError::NoTenant);
        }
        let transport = Transport::new(&settings.base_url, settings.patience)?;
        Ok(Breeze {
            endpoint: settings.base_url.endpoint("graphql"),
            tenants: settings.tenants.clone(),
            tokens: Tokens::new(transport.clone(), settings, Arc::clone(&clock)),
            transport,
            clock,
            allowance: Mutex::new(None),
        })
    }

    async fn post(&self, token: &Token, body: Bytes) -> Result<Reply, Broken> {
        let reply = self
            .transport
            .post(&self.endpoint, Some(&token.secret), body)
            .await?;
        if let Some(told) = limits::allowance(&reply.headers) {
            *self
                .allowance
                .lock()
                .unwrap_or_else(PoisonError::into_inner) = Some(told);
        }
        Ok(reply)
    }

    /// Asks a question, once more with a new token if the first is not accepted.
    async fn ask(&self, token: Token, body: Bytes, operation: &str) -> Result<Value, Trouble> {
        match self.ask_once(&token, body.clone(), operation).await {
            Err(Trouble::Plain(IssuingError::NotAuthenticated)) => {
                let token = self
                    .tokens
                    .instead_of(&token)
                    .await
                    .map_err(Trouble::Plain)?;
                self.ask_once(&token, body, operation).await
            }
            answered => answered,
        }
    }

    async fn ask_once(&self, token: &Token, body: Bytes, what: &str) -> Result<Value, Trouble> {
        let reply = self
            .post(token, body)
            .await
            .map_err(|broken| Trouble::Plain(broken.error()))?;
        gate::judge(reply, &token.secret, self.clock.now())
            .map_err(Trouble::Plain)?
            .only(what)
    }

    async fn me(&self, token: Token) -> Result<Me, IssuingError> {
        let body = Bytes::from(json!({"query": ME}).to_string());
        let value = self
            .ask(token, body, "Me")
            .await
            .map_err(|trouble| plain(trouble, None))?;
        wire::part(value, "data.Me")
    }

    async fn page(&self, tenant: &TenantId, paging: Paging) -> Result<Page, IssuingError> {
        let token = self.tokens.current().await?;
        let body = templates::body(tenant, paging)?;
        let value = self.ask(token, body, templates::OPERATION).await;
        templates::page(
            value.map_err(|trouble| plain(trouble, Some(tenant)))?,
            tenant,
        )
    }

    /// The first page, and the way on from it.
    async fn first_page(&self, tenant: &TenantId) -> Result<(Page, Paging), IssuingError> {
        let paging = Paging::FIRST;
        match (self.page(tenant, paging).await, paging.without_limit()) {
            (Err(IssuingError::BadInput { .. }), Some(shorter)) => {
                Ok((self.page(tenant, shorter).await?, shorter))
            }
            (page, _) => Ok((page?, paging)),
        }
    }

    async fn templates_of(&self, tenant: &TenantId) -> Result<Vec<Template>, IssuingError> {
        let (mut page, mut paging) = self.first_page(tenant).await?;
        let mut seen = HashSet::new();
        let mut all = Vec::new();
        loop {
            let before = all.len();
            // A template that moves to the next page between two calls comes twice.
            all.extend(
                page.templates
                    .into_iter()
                    .filter(|t| seen.insert(t.id.clone())),
            );
            if !page.more {
                return Ok(all);
            }
            if all.len() == before {
                return Err(IssuingError::EndlessPages);
            }
            paging = paging.next()?;
            page = self.page(tenant, paging).await?;
        }
    }

    async fn count(&self) -> Result<u32, IssuingError> {
        let mut count = 0u32;
        for tenant in &self.tenants {
            count = count.saturating_add(self.first_page(tenant).await?.0.total);
        }
        Ok(count)
    }

    async fn attempt(&self, request: &CredentialOrder, token: &Token, body: Bytes) -> Attempt {
        let reply = self.post(token, body).await;
        verdict::attempt(reply, request, &token.secret, self.clock.now())
    }

    /// Sends the order; a second time only if the first one's token was not accepted, because an
    /// order is not looked at before its token is.
    async fn deliver(&self, request: &CredentialOrder) -> Result<Outcome, IssuingError> {
        let body = match order::body(request) {
            Ok(body) => body,
            Err(error) => return Ok(Outcome::NeverLeft(error)),
        };
        let token = self.tokens.current().await?;
        if let Attempt::Ended(outcome) = self.attempt(request, &token, body.clone()).await {
            return Ok(outcome);
        }
        let token = self.tokens.instead_of(&token).await?;
        match self.attempt(request, &token, body).await {
            Attempt::Ended(outcome) => Ok(outcome),
            Attempt::TokenRejected => Err(IssuingError::NotAuthenticated),
        }
    }
}

#[async_trait]
impl IssuingService for Breeze {
    async fn check(&self) -> Result<Account, CheckFailure> {
        let at = |step| move |error| CheckFailure { step, error };
        let token = self.tokens.fresh().await.map_err(at(CheckStep::Token))?;
        let me = self.me(token).await.map_err(at(CheckStep::Account))?;
        let templates = self.count().await.map_err(at(CheckStep::Templates))?;
        Ok(Account {
            user_id: me.user_id.unwrap_or_default(),
            id: me.id,
            email: me.email,
            templates,
        })
    }

    async fn probe(&self) -> Result<(), IssuingError> {
        let token = self.tokens.current().await?;
        self.me(token).await.map(|_| ())
    }

    async fn templates(&self) -> Result<Vec<Template>, IssuingError> {
        let mut all = Vec::new();
        for tenant in &self.tenants {
            all.extend(self.templates_of(tenant).await?);
        }
        Ok(all)
    }

    async fn order(&self, request: &OrderRequest) -> Outcome {
        let OrderRequest::Credential(request) = request else {
            return Outcome::NeverLeft(IssuingError::OtherService);
        };
        self.deliver(request)
            .await
            .unwrap_or_else(verdict::without_token)
    }

    fn allowance(&self) -> Option<Allowance> {
        *self
            .allowance
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

/// What a complaint about a question means; `tenant` is whose templates were asked for.
fn plain(trouble: Trouble, tenant: Option<&TenantId>) -> IssuingError {
    let Complaint { code, message } = match trouble {
        Trouble::Plain(IssuingError::Forbidden { .. }) => {
            return IssuingError::Forbidden {
                tenant: tenant.cloned(),
                message: None,
            };
        }
        Trouble::Plain(error) => return error,
        Trouble::Complaint(complaint) => complaint,
    };
    match (code, tenant) {
        (Code::Unauthenticated, _) => IssuingError::NotAuthenticated,
        (Code::Forbidden, _) => gate::forbidden(message, tenant),
        (Code::NotFound, Some(tenant)) => IssuingError::UnknownTenant {
            tenant: tenant.clone(),
        },
        (Code::NotFound, None) => IssuingError::NotFound { message },
        (Code::BadUserInput, _) => IssuingError::BadInput { message },
        (Code::Undocumented(code), _) => IssuingError::UndocumentedCode { code, message },
    }
}

impl fmt::Debug for Breeze {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Breeze")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}
