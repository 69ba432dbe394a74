//! The token in memory: fetched when needed, by one caller at a time.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};
use secrecy::SecretString;
use tokio::sync::Mutex;

use super::settings::Settings;
use super::token::{self, Granted};
use crate::transport::Transport;
use crate::{Clock, IssuingError};

/// How long before its end a token is replaced: Breeze's guide "Authentication" advises 5 minutes.
const MARGIN: TimeDelta = TimeDelta::minutes(5);

/// A token, and which one it is, so that a rejected one is replaced once by many callers.
#[derive(Clone)]
pub(super) struct Token {
    pub secret: SecretString,
    serial: u64,
}

struct Held {
    token: Token,
    /// The latest time the clock has shown; a clock behind it was set back and proves nothing.
    seen: DateTime<Utc>,
    ends: DateTime<Utc>,
}

#[derive(Default)]
struct State {
    fetched: u64,
    held: Option<Held>,
}

/// Where tokens come from.
pub(super) struct Tokens {
    transport: Transport,
    settings: Settings,
    clock: Arc<dyn Clock>,
    state: Mutex<State>,
}

impl Tokens {
    pub fn new(transport: Transport, settings: Settings, clock: Arc<dyn Clock>) -> Self {
        Self {
            transport,
            settings,
            clock,
            state: Mutex::default(),
        }
    }

    /// A token that is good for some minutes at least.
    pub async fn current(&self) -> Result<Token, IssuingError> {
        let mut state = self.state.lock().await;
        let now = self.clock.now();
        if let Some(held) = state.held.as_mut().filter(|held| held.lasts(now)) {
            held.seen = now;
            return Ok(held.token.clone());
        }
        self.fetch(&mut state).await
    }

    /// Another token than the one that was rejected. Whoever comes second gets the first one's.
    pub async fn instead_of(&self, rejected: &Token) -> Result<Token, IssuingError> {
        let mut state = self.state.lock().await;
        match &state.held {
            Some(newer) if newer.token.serial != rejected.serial => Ok(newer.token.clone()),
            _ => self.fetch(&mut state).await,
        }
    }

    /// A token fetched now, which proves that the secret is still good.
    pub async fn fresh(&self) -> Result<Token, IssuingError> {
        self.fetch(&mut *self.state.lock().await).await
    }

    async fn fetch(&self, state: &mut State) -> Result<Token, IssuingError> {
        state.held = None;
        // The life counts from before the question, so that a slow answer cannot lengthen it.
        let asked = self.clock.now();
        let granted = self.ask().await?;
        state.fetched += 1;
        let token = Token {
            secret: granted.token,
            serial: state.fetched,
        };
        let ends = asked
            .checked_add_signed(usable(granted.life))
            .unwrap_or(asked);
        state.held = Some(Held {
            token: token.clone(),
            seen: asked,
            ends,
        });
        Ok(token)
    }

    async fn ask(&self) -> Result<Granted, IssuingError> {
        let settings = &self.settings;
        let body = token::request(&settings.client_id, &settings.client_secret)?;
        let address = settings.base_url.endpoint("oauth/token");
        let reply = self.transport.post(&address, None, body).await;
        let reply = reply.map_err(crate::transport::Broken::error)?;
        token::judge(reply, self.clock.now())
    }
}

impl Held {
    fn lasts(&self, now: DateTime<Utc>) -> bool {
        self.seen <= now && now < self.ends
    }
}

/// A token with a very short life is used for half of it, or every call would need a new one.
fn usable(life: TimeDelta) -> TimeDelta {
    let margin = MARGIN.min(life / 2);
    (life - margin).max(TimeDelta::zero())
}
