use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair, date_time_ymd};
use rustls::ServerConfig;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};
use tokio_rustls::TlsAcceptor;

use super::{Broken, LARGEST_ANSWER, Reply, Transport, builder};
use crate::{BaseUrl, CertificateProblem, IssuingError, Patience, Stage};

/// Long enough to be sure, short enough to wait for.
const SHORT: Patience = Patience {
    connecting: Duration::from_millis(300),
    answering: Duration::from_millis(900),
};

async fn post(address: &str, patience: Patience) -> Result<Reply, Broken> {
    let base = BaseUrl::parse(address).unwrap();
    let transport = Transport::new(&base, patience).unwrap();
    transport
        .post(&base.endpoint("graphql"), None, Bytes::from_static(b"{}"))
        .await
}

async fn listen() -> (TcpListener, SocketAddr) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    (listener, address)
}

async fn read_request(stream: &mut TcpStream) {
    let mut read = Vec::new();
    while !read.ends_with(b"{}") {
        assert_ne!(
            stream.read_buf(&mut read).await.unwrap(),
            0,
            "the request ended early"
        );
    }
}

/// Answers one request with these bytes and closes.
async fn answering(bytes: Vec<u8>) -> String {
    let (listener, address) = listen().await;
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        read_request(&mut stream).await;
        // A client that has read enough hangs up, and that is its right.
        let _ = stream.write_all(&bytes).await;
    });
    format!("http://{address}")
}

async fn body_of(answer: &str) -> Result<Bytes, IssuingError> {
    post(&answering(answer.into()).await, Patience::default())
        .await
        .unwrap()
        .body
}

#[tokio::test]
async fn nobody_listening_means_that_nothing_left() {
    let (listener, address) = listen().await;
    drop(listener);
    let broken = post(&format!("http://{address}"), SHORT).await.err();
    assert_eq!(broken, Some(Broken::NeverLeft(IssuingError::Unreachable)));
}

#[tokio::test]
async fn a_name_that_does_not_exist_means_that_nothing_left() {
    let broken = post("https://cards.invalid", Patience::default())
        .await
        .err();
    assert_eq!(broken, Some(Broken::NeverLeft(IssuingError::NameNotFound)));
}

#[tokio::test]
async fn a_connection_that_is_never_made_means_that_nothing_left() {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address = listener.local_addr().unwrap();
    // Connections that nobody accepts fill the queue, until one more has to wait.
    let mut waiting = Vec::new();
    while let Ok(stream) = tokio::time::timeout(SHORT.connecting, TcpStream::connect(address)).await
    {
        waiting.push(stream.unwrap());
    }
    let broken = post(&format!("http://{address}"), SHORT).await.err();
    let error = IssuingError::TimedOut {
        stage: Stage::Connecting,
    };
    assert_eq!(broken, Some(Broken::NeverLeft(error)));
}

#[tokio::test]
async fn a_connection_that_ends_without_an_answer_proves_nothing() {
    let broken = post(&answering(Vec::new()).await, Patience::default())
        .await
        .err();
    assert_eq!(broken, Some(Broken::Lost(IssuingError::Interrupted)));
}

#[tokio::test]
async fn an_answer_that_does_not_come_proves_nothing() {
    let (listener, address) = listen().await;
    let held = tokio::spawn(async move { listener.accept().await });
    let broken = post(&format!("http://{address}"), SHORT).await.err();
    let error = IssuingError::TimedOut {
        stage: Stage::Answering,
    };
    assert_eq!(broken, Some(Broken::Lost(error)));
    drop(held);
}

#[tokio::test]
async fn a_cut_answer_is_truncated_however_it_is_framed() {
    let by_length = "HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\n{\"data\":";
    assert_eq!(body_of(by_length).await, Err(IssuingError::Truncated));
    let by_pieces = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n50\r\n{\"da";
    assert_eq!(body_of(by_pieces).await, Err(IssuingError::Truncated));
    let packed = "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: 2\r\n\r\n\u{1f}x";
    assert_eq!(body_of(packed).await, Err(IssuingError::Truncated));
}

#[tokio::test]
async fn an_answer_without_end_is_not_read_to_its_end() {
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-length: {}\r\n\r\n",
        LARGEST_ANSWER + 1
    );
    let answer = head + &" ".repeat(LARGEST_ANSWER + 1);
    assert_eq!(
        body_of(&answer).await,
        Err(IssuingError::TooLarge {
            limit: LARGEST_ANSWER
        })
    );
}

#[tokio::test]
async fn no_redirect_is_followed() {
    let (elsewhere, address) = listen().await;
    let answer =
        format!("HTTP/1.1 307 X\r\nlocation: http://{address}/\r\ncontent-length: 0\r\n\r\n");
    let reply = post(&answering(answer.into()).await, Patience::default())
        .await
        .unwrap();
    assert_eq!(reply.status, 307);
    let called = tokio::time::timeout(Duration::from_millis(50), elsewhere.accept()).await;
    assert!(called.is_err(), "the other address was called");
}

#[tokio::test]
async fn a_redirect_names_its_place_whole_and_without_what_may_be_secret() {
    for (told, place) in [
        ("/login?for=secret", "/login"),
        ("next", "/next"),
        ("//elsewhere.invalid/a#b", "http://elsewhere.invalid/a"),
    ] {
        let answer = format!("HTTP/1.1 302 X\r\nlocation: {told}\r\ncontent-length: 0\r\n\r\n");
        let reply = post(&answering(answer.into()).await, Patience::default())
            .await
            .unwrap();
        let destination = reply.destination().unwrap();
        assert!(destination.ends_with(place), "{told} is {destination}");
        assert!(destination.starts_with("http://"), "{destination}");
    }
}

/// A host with a certificate for `name`, valid until the end of `year`, signed by `authority`.
async fn secure_host(authority: &Authority, name: &str, year: i32) -> SocketAddr {
    let key = KeyPair::generate().unwrap();
    let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
    params.not_after = date_time_ymd(year, 12, 31);
    let certificate = params.signed_by(&key, authority).unwrap();
    let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
    super::ready();
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    let (listener, address) = listen().await;
    let acceptor = TlsAcceptor::from(Arc::new(config));
    tokio::spawn(async move {
        let (stream, _) = listener.accept().await.unwrap();
        // A client that does not like the certificate hangs up.
        let Ok(mut stream) = acceptor.accept(stream).await else {
            return;
        };
        let _ = stream.read_u8().await;
        let _ = stream
            .write_all(b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}")
            .await;
        let _ = stream.shutdown().await;
    });
    address
}

type Authority = CertifiedIssuer<'static, KeyPair>;

fn authority() -> Authority {
    let mut params = CertificateParams::new(Vec::new()).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
}

async fn call(
    host: SocketAddr,
    trusted: Option<&CertificateDer<'static>>,
) -> Result<Reply, Broken> {
    let base = BaseUrl::parse(&format!("https://localhost:{}", host.port())).unwrap();
    let roots = trusted.map(|der| reqwest::Certificate::from_der(der).unwrap());
    let builder = builder(&base, Patience::default());
    let builder = match roots {
        Some(root) => builder.tls_certs_only([root]),
        None => builder,
    };
    let transport = Transport::from_builder(builder).unwrap();
    transport
        .post(&base.endpoint("graphql"), None, Bytes::from_static(b"{}"))
        .await
}

fn rejected(reply: Result<Reply, Broken>) -> CertificateProblem {
    match reply.err() {
        Some(Broken::NeverLeft(IssuingError::Certificate { problem })) => problem,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_good_certificate_is_accepted() {
    let authority = authority();
    let host = secure_host(&authority, "localhost", 2090).await;
    let reply = call(host, Some(authority.der())).await.unwrap();
    assert_eq!(reply.body.unwrap(), "{}");
}

#[tokio::test]
async fn a_certificate_signed_by_a_stranger_is_refused() {
    let host = secure_host(&authority(), "localhost", 2090).await;
    assert_eq!(
        rejected(call(host, None).await),
        CertificateProblem::UnknownIssuer
    );
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let authority = authority();
    let host = secure_host(&authority, "localhost", 2020).await;
    assert_eq!(
        rejected(call(host, Some(authority.der())).await),
        CertificateProblem::Expired
    );
}

#[tokio::test]
async fn a_certificate_of_another_host_is_refused() {
    let authority = authority();
    let host = secure_host(&authority, "cards.example.com", 2090).await;
    assert_eq!(
        rejected(call(host, Some(authority.der())).await),
        CertificateProblem::WrongHost
    );
}
