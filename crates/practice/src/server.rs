//! Connections by hand instead of `axum::serve`: they end when the office does, and a fault can
//! cut one with a TCP reset.

use std::{net::IpAddr, sync::Arc, time::Duration};

use axum::{
    Extension, Router,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::{IntoResponse, Response},
};
use hyper::server::conn::http1;
use hyper_util::{rt::TokioIo, service::TowerToHyperService};
use tokio::{
    net::{TcpListener, TcpStream},
    sync::Notify,
    task::JoinSet,
};

/// The address a request came from.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Caller(pub IpAddr);

/// Cuts the connection that a request came on.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cut(Arc<Notify>);

impl Cut {
    /// Resets the connection: nothing that was not yet answered will be.
    #[cfg(feature = "faults")]
    pub(crate) fn reset(&self) {
        self.0.notify_one();
    }

    async fn asked_for(&self) {
        self.0.notified().await;
    }
}

/// Accepts connections until it is dropped, which drops them too.
pub(crate) async fn serve(listener: TcpListener, routes: Router) {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, peer)) => {
                    connections.spawn(converse(stream, peer.ip(), routes.clone()));
                }
                // Out of file handles, as a rule: asking again at once would only spin.
                Err(error) => {
                    tracing::warn!(%error, "a connection was not accepted");
                    tokio::time::sleep(Duration::from_millis(100)).await;
                }
            },
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn converse(stream: TcpStream, peer: IpAddr, routes: Router) {
    let cut = Cut::default();
    let routes = routes
        .layer(Extension(Caller(peer)))
        .layer(Extension(cut.clone()));
    let mut connection = http1::Builder::new()
        .serve_connection(TokioIo::new(stream), TowerToHyperService::new(routes));
    let ended = tokio::select! {
        ended = &mut connection => ended,
        () = cut.asked_for() => {
            // With no time to linger, closing sends a reset instead of the usual farewell.
            if let Err(error) = connection.into_parts().io.into_inner().set_zero_linger() {
                tracing::warn!(%error, "a connection is closed instead of reset");
            }
            Ok(())
        }
    };
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection ended early");
    }
}

/// Refuses what a web page could have sent: requests with an `Origin`, or for another host
/// (which is how a name that suddenly resolves to 127.0.0.1 shows).
pub(crate) fn guarded(routes: Router, port: u16) -> Router {
    routes.layer(from_fn_with_state(port, guard))
}

async fn guard(State(port): State<u16>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or_default();
    let ours = [format!("127.0.0.1:{port}"), format!("localhost:{port}")];
    if headers.contains_key(header::ORIGIN) || !ours.iter().any(|name| name == host) {
        return StatusCode::FORBIDDEN.into_response();
    }
    next.run(request).await
}
