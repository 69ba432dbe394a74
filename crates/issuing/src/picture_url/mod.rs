//! Fetching a picture that an order names by its address, to show it before it is ordered.
//!
//! The address comes from a form or a list, so it must not become a way into this machine or the
//! network it stands in: every hop is checked, and so is every number a name resolves to.

mod public;
mod resolver;

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use reqwest::header::{ACCEPT, LOCATION};
use reqwest::{Client, Response, StatusCode, redirect};
use url::{Host, Url};

use crate::address::{is_loopback, web_page};
use crate::transport::{self, Broken};
use crate::{IssuingError, Stage};
use public::is_public;
use resolver::{PublicNames, is_private_host};

/// How far to go for a picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most bytes to read.
    pub bytes: usize,
    /// The most time to take, all hops together.
    pub time: Duration,
    /// The most redirects to follow.
    pub redirects: u32,
    /// Whether the address may lead to this very machine, which the practice office does.
    pub own_machine: OwnMachine,
}

/// Whether an address may lead to this very machine.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum OwnMachine {
    /// It may not.
    #[default]
    Refused,
    /// It may, if the very first address says so openly.
    Allowed,
}

impl Default for Limits {
    /// Our own choice, the documentation names none: 20 MB is a picture straight from a good
    /// camera, 15 seconds is as long as somebody at a counter waits, and 3 redirects are what a
    /// picture host with a short address needs.
    fn default() -> Self {
        Self {
            bytes: 20 * 1024 * 1024,
            time: Duration::from_secs(15),
            redirects: 3,
            own_machine: OwnMachine::Refused,
        }
    }
}

/// Fetches what an address gives. Whether that is a picture is for the caller to see.
///
/// No proxy is used, since a proxy would resolve the name out of sight.
///
/// # Errors
/// [`IssuingError::NotImageUrl`] and [`IssuingError::PrivateAddress`] for addresses that are not
/// fetched at all, [`IssuingError::Moved`] after too many redirects, and what the way there or
/// the answer had wrong.
pub async fn fetch_picture(url: &Url, limits: Limits) -> Result<Bytes, IssuingError> {
    let names = PublicNames::of_this_network();
    let fetched = tokio::time::timeout(limits.time, follow(url, limits, names)).await;
    fetched.unwrap_or(Err(IssuingError::TimedOut {
        stage: Stage::Answering,
    }))
}

/// Whether an address may be fetched as far as it can be seen without fetching: https, without
/// credentials, and not a number or name of this machine or its network.
///
/// # Errors
/// [`IssuingError::NotImageUrl`], [`IssuingError::InsecureAddress`] or
/// [`IssuingError::PrivateAddress`].
pub fn admissible(url: &Url, own_machine: OwnMachine) -> Result<(), IssuingError> {
    admit(url, own_machine == OwnMachine::Allowed)
}

async fn follow(first: &Url, limits: Limits, names: PublicNames) -> Result<Bytes, IssuingError> {
    let own_machine = limits.own_machine == OwnMachine::Allowed && is_loopback(first);
    let client = client(limits.time, names)?;
    let mut url = first.clone();
    for _ in 0..=limits.redirects {
        admit(&url, own_machine)?;
        let request = client.get(url.clone()).header(ACCEPT, "image/*");
        let response = request.send().await.map_err(|error| failure(&error))?;
        match next(&response, &url)? {
            Some(onward) => url = onward,
            None => {
                return transport::content(response, limits.bytes)
                    .await
                    .and_then(filled);
            }
        }
    }
    Err(IssuingError::Moved { to: None })
}

fn client(time: Duration, names: PublicNames) -> Result<Client, IssuingError> {
    transport::ready();
    Client::builder()
        .redirect(redirect::Policy::none())
        .referer(false)
        .no_proxy()
        .connect_timeout(time)
        .dns_resolver(Arc::new(names))
        .build()
        .map_err(|_| IssuingError::ClientSetup)
}

/// Lets an address through, or says why not. Names are looked into when they are resolved.
fn admit(url: &Url, own_machine: bool) -> Result<(), IssuingError> {
    if !web_page(url) {
        return Err(IssuingError::NotImageUrl);
    }
    if is_loopback(url) {
        return if own_machine {
            Ok(())
        } else {
            Err(IssuingError::PrivateAddress)
        };
    }
    if url.scheme() != "https" {
        return Err(IssuingError::InsecureAddress);
    }
    match url.host() {
        Some(Host::Ipv4(address)) if !is_public(address.into()) => {
            Err(IssuingError::PrivateAddress)
        }
        Some(Host::Ipv6(address)) if !is_public(address.into()) => {
            Err(IssuingError::PrivateAddress)
        }
        _ => Ok(()),
    }
}

/// Where an answer leads on to, if it is not the picture itself.
fn next(response: &Response, url: &Url) -> Result<Option<Url>, IssuingError> {
    let status = response.status();
    if status.is_redirection() {
        let to = response
            .headers()
            .get(LOCATION)
            .and_then(|to| to.to_str().ok());
        let to = to.and_then(|to| url.join(to).ok());
        return to.map(Some).ok_or(IssuingError::Moved { to: None });
    }
    match status {
        StatusCode::OK => Ok(None),
        StatusCode::TOO_MANY_REQUESTS => Err(IssuingError::RateLimited { until: None }),
        failed if failed.is_server_error() => Err(IssuingError::ServerFailed {
            status: failed.as_u16(),
        }),
        other => Err(IssuingError::UnexpectedStatus {
            status: other.as_u16(),
        }),
    }
}

fn failure(error: &reqwest::Error) -> IssuingError {
    if is_private_host(error) {
        return IssuingError::PrivateAddress;
    }
    Broken::error(transport::sending(error))
}

fn filled(bytes: Bytes) -> Result<Bytes, IssuingError> {
    if bytes.is_empty() {
        Err(IssuingError::Empty)
    } else {
        Ok(bytes)
    }
}

#[cfg(test)]
mod tests;
