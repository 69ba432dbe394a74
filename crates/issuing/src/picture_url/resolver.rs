//! Resolving names to public addresses only, at the moment of connecting: a check made earlier
//! could be answered with another address later.

use std::error::Error;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::pin::Pin;

use reqwest::dns::{Addrs, Name, Resolve, Resolving};

use super::public::is_public;

pub(super) type Found = Pin<Box<dyn Future<Output = io::Result<Vec<SocketAddr>>> + Send>>;

/// Resolves public names, and `localhost` without asking anybody (whether that is wanted has been
/// decided before).
pub(super) struct PublicNames(fn(String) -> Found);

impl PublicNames {
    /// As this machine's network knows them.
    pub fn of_this_network() -> Self {
        Self::told_by(|name| {
            Box::pin(async move { Ok(tokio::net::lookup_host((name, 0)).await?.collect()) })
        })
    }

    /// As they are told.
    pub fn told_by(look_up: fn(String) -> Found) -> Self {
        Self(look_up)
    }
}

/// A name that resolves into this machine or its network.
#[derive(Debug, thiserror::Error)]
#[error("the name resolves to a private address")]
struct PrivateHost;

impl Resolve for PublicNames {
    fn resolve(&self, name: Name) -> Resolving {
        let look_up = self.0;
        Box::pin(async move {
            let own = || SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
            if name.as_str() == "localhost" {
                return Ok(Box::new(std::iter::once(own())) as Addrs);
            }
            admitted(look_up(name.as_str().to_owned()).await?)
        })
    }
}

/// One private address among several is reason enough: nobody needs such a name for pictures.
fn admitted(found: Vec<SocketAddr>) -> Result<Addrs, Box<dyn Error + Send + Sync>> {
    if found.iter().all(|address| is_public(address.ip())) {
        Ok(Box::new(found.into_iter()))
    } else {
        Err(Box::new(PrivateHost))
    }
}

/// Whether a call failed because its host is private.
pub(super) fn is_private_host(error: &reqwest::Error) -> bool {
    let mut at: Option<&(dyn Error + 'static)> = Some(error);
    while let Some(error) = at {
        if error.is::<PrivateHost>() {
            return true;
        }
        at = error.source();
    }
    false
}

#[cfg(test)]
mod tests {
    use super::{PrivateHost, admitted, is_private_host};
    use reqwest::dns::{Name, Resolve, Resolving};
    use std::sync::Arc;

    struct PrivateNames;

    impl Resolve for PrivateNames {
        fn resolve(&self, _: Name) -> Resolving {
            Box::pin(async { Err(PrivateHost.into()) })
        }
    }

    #[tokio::test]
    async fn a_call_to_a_private_name_fails_as_such() {
        let call = |builder: reqwest::ClientBuilder| async {
            let client = builder.tls_certs_only([]).build().unwrap();
            client
                .get("http://pictures.invalid/a.jpg")
                .send()
                .await
                .unwrap_err()
        };
        crate::transport::ready();
        let builder = || reqwest::Client::builder().no_proxy();
        let private = call(builder().dns_resolver(Arc::new(PrivateNames))).await;
        assert!(is_private_host(&private));
        assert!(!is_private_host(&call(builder()).await));
    }

    #[test]
    fn a_name_with_one_private_address_is_refused_whole() {
        let public = "1.1.1.1:0".parse().unwrap();
        assert_eq!(
            admitted(vec![public]).unwrap().collect::<Vec<_>>(),
            [public]
        );
        assert!(admitted(vec![public, "10.0.0.1:0".parse().unwrap()]).is_err());
    }
}
