//! One HTTP call: sent at most once, never redirected, bounded in time and size.

mod failure;

use std::sync::Once;

use bytes::{Bytes, BytesMut};
use reqwest::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderValue, LOCATION};
use reqwest::{Client, ClientBuilder, Method, Response, StatusCode, redirect, retry};
use secrecy::{ExposeSecret, SecretString};
use std::time::Duration;
use url::Url;

use crate::{BaseUrl, IssuingError, Patience};

pub(crate) use failure::{Broken, reading, sending};

/// The most that is read of an answer: a page of 100 templates with every documented field is
/// under 1 MB, so this is ample and yet nothing that hurts.
const LARGEST_ANSWER: usize = 8 * 1024 * 1024;

/// How long an idle connection is kept. Node, on which GraphQL servers are usual, drops one
/// after 5 seconds; an order written into a connection that is just being dropped ends unknown.
const IDLE: Duration = Duration::from_secs(4);

/// An answer, whatever it says.
pub(crate) struct Reply {
    pub status: StatusCode,
    pub headers: HeaderMap,
    /// The content, or why it could not be read to its end.
    pub body: Result<Bytes, IssuingError>,
}

impl Reply {
    /// Where an answer points to, without what may be secret in an address.
    pub fn destination(&self) -> Option<String> {
        let mut to = Url::parse(self.headers.get(LOCATION)?.to_str().ok()?).ok()?;
        to.set_query(None);
        to.set_fragment(None);
        to.set_username("").ok()?;
        to.set_password(None).ok()?;
        Some(to.to_string())
    }
}

/// A redirect may name its place relative to the address that was called.
fn with_whole_location(called: &Url, mut headers: HeaderMap) -> HeaderMap {
    let named = headers.get(LOCATION).and_then(|to| to.to_str().ok());
    let whole = named.and_then(|to| called.join(to).ok());
    if let Some(whole) = whole.and_then(|to| HeaderValue::try_from(to.as_str()).ok()) {
        headers.insert(LOCATION, whole);
    }
    headers
}

/// One request.
pub(crate) struct Call<'a> {
    pub method: Method,
    pub address: &'a str,
    pub bearer: Option<&'a SecretString>,
    /// A JSON text.
    pub body: Option<Bytes>,
    pub accept: &'static str,
    /// The most bytes to read of the answer.
    pub limit: usize,
    /// How long to wait for the answer, if not as long as for every other.
    pub time: Option<Duration>,
}

impl<'a> Call<'a> {
    /// A request for JSON.
    pub fn new(method: Method, address: &'a str, bearer: Option<&'a SecretString>) -> Self {
        Self {
            method,
            address,
            bearer,
            body: None,
            accept: "application/json",
            limit: LARGEST_ANSWER,
            time: None,
        }
    }
}

/// The way to one service.
#[derive(Debug, Clone)]
pub(crate) struct Transport {
    client: Client,
}

impl Transport {
    pub fn new(address: &BaseUrl, patience: Patience) -> Result<Self, IssuingError> {
        Self::from_builder(builder(address, patience))
    }

    fn from_builder(builder: ClientBuilder) -> Result<Self, IssuingError> {
        let client = builder.build().map_err(|_| IssuingError::ClientSetup)?;
        Ok(Self { client })
    }

    /// Posts a JSON text.
    pub async fn post(
        &self,
        address: &str,
        bearer: Option<&SecretString>,
        body: Bytes,
    ) -> Result<Reply, Broken> {
        let call = Call {
            body: Some(body),
            ..Call::new(Method::POST, address, bearer)
        };
        self.send(call).await
    }

    /// Sends a request, once.
    pub async fn send(&self, call: Call<'_>) -> Result<Reply, Broken> {
        let mut request = self
            .client
            .request(call.method, call.address)
            .header(ACCEPT, call.accept);
        if let Some(body) = call.body {
            request = request.header(CONTENT_TYPE, "application/json").body(body);
        }
        if let Some(token) = call.bearer {
            request = request.header(AUTHORIZATION, authorization(token)?);
        }
        if let Some(time) = call.time {
            request = request.timeout(time);
        }
        let response = request.send().await.map_err(|error| sending(&error))?;
        Ok(Reply {
            status: response.status(),
            headers: with_whole_location(response.url(), response.headers().clone()),
            body: content(response, call.limit).await,
        })
    }
}

/// What every client to a service is made of. Nothing is followed or sent again, because that
/// would send a secret, or place an order, a second time.
fn builder(address: &BaseUrl, patience: Patience) -> ClientBuilder {
    ready();
    let builder = Client::builder()
        .user_agent(concat!("Badgedesk/", env!("CARGO_PKG_VERSION")))
        .redirect(redirect::Policy::none())
        .retry(retry::never())
        .referer(false)
        .connect_timeout(patience.connecting)
        .timeout(patience.answering)
        .pool_idle_timeout(IDLE);
    let builder = if address.is_loopback() {
        builder.no_proxy()
    } else {
        builder
    };
    if address.as_str().starts_with("http:") {
        // Without TLS there is nothing to trust, and a machine without a trust store must still
        // reach its own practice office.
        return builder.tls_certs_only([]);
    }
    builder
}

/// Chooses the cryptography for TLS, once per process.
pub(crate) fn ready() {
    static CHOSEN: Once = Once::new();
    CHOSEN.call_once(|| {
        // Somebody else's choice, made earlier, serves as well.
        let _ = rustls::crypto::ring::default_provider().install_default();
    });
}

fn authorization(token: &SecretString) -> Result<HeaderValue, Broken> {
    let mut value = HeaderValue::from_str(&format!("Bearer {}", token.expose_secret()))
        .map_err(|_| Broken::NeverLeft(IssuingError::NotAuthenticated))?;
    value.set_sensitive(true);
    Ok(value)
}

/// Reads an answer to its end, up to `limit` bytes.
pub(crate) async fn content(mut response: Response, limit: usize) -> Result<Bytes, IssuingError> {
    let mut read = BytesMut::new();
    while let Some(piece) = response.chunk().await.map_err(|error| reading(&error))? {
        if read.len() + piece.len() > limit {
            return Err(IssuingError::TooLarge { limit });
        }
        read.extend_from_slice(&piece);
    }
    Ok(read.freeze())
}

#[cfg(test)]
mod tests;
