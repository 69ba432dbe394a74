use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpListener;
use tokio::task::JoinHandle;
use url::Url;

use super::resolver::{Found, PublicNames};
use super::{Limits, OwnMachine, admit, fetch_picture, follow};
use crate::{IssuingError, Stage};

fn own() -> Limits {
    Limits {
        own_machine: OwnMachine::Allowed,
        ..Limits::default()
    }
}

/// Answers every request with these bytes; `{HERE}` in them becomes the host's own address.
async fn host(answer: &str) -> SocketAddr {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    let answer = answer.replace("{HERE}", &address.to_string());
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let mut read = Vec::new();
            while !read.ends_with(b"\r\n\r\n") && stream.read_buf(&mut read).await.unwrap() > 0 {}
            // A client that has read enough hangs up, and that is its right.
            let _ = stream.write_all(answer.as_bytes()).await;
        }
    });
    address
}

async fn fetch(answer: &str, limits: Limits) -> Result<bytes::Bytes, IssuingError> {
    let url = format!("http://{}/kari.jpg", host(answer).await)
        .parse()
        .unwrap();
    fetch_picture(&url, limits).await
}

const PICTURE: &str = "HTTP/1.1 200 OK\r\ncontent-length: 4\r\n\r\nJPEG";
const ROUND: &str =
    "HTTP/1.1 302 Found\r\nlocation: http://{HERE}/again\r\ncontent-length: 0\r\n\r\n";

#[tokio::test]
async fn a_picture_of_this_machine_is_fetched_if_that_is_allowed() {
    assert_eq!(fetch(PICTURE, own()).await.unwrap(), "JPEG");
    assert_eq!(
        fetch(PICTURE, Limits::default()).await,
        Err(IssuingError::PrivateAddress)
    );
}

#[tokio::test]
async fn a_redirect_is_followed_and_its_target_checked() {
    let target = host(PICTURE).await;
    let to =
        |url: String| format!("HTTP/1.1 302 X\r\nlocation: {url}\r\ncontent-length: 0\r\n\r\n");
    assert_eq!(
        fetch(&to(format!("http://{target}/a.jpg")), own())
            .await
            .unwrap(),
        "JPEG"
    );
    for (url, error) in [
        ("https://10.0.0.1/a.jpg", IssuingError::PrivateAddress),
        ("https://169.254.169.254/", IssuingError::PrivateAddress),
        ("http://example.com/a.jpg", IssuingError::InsecureAddress),
        ("file:///etc/passwd", IssuingError::NotImageUrl),
    ] {
        assert_eq!(fetch(&to(url.into()), own()).await, Err(error), "{url}");
    }
}

#[tokio::test]
async fn redirects_come_to_an_end() {
    assert_eq!(
        fetch(ROUND, own()).await,
        Err(IssuingError::Moved { to: None })
    );
}

#[tokio::test]
async fn more_bytes_than_allowed_are_not_read() {
    let limits = Limits { bytes: 3, ..own() };
    assert_eq!(
        fetch(PICTURE, limits).await,
        Err(IssuingError::TooLarge { limit: 3 })
    );
    assert!(fetch(PICTURE, Limits { bytes: 4, ..own() }).await.is_ok());
}

/// Sends one picture that has no end, a piece at a time, and says how much was taken of it.
async fn endless(piece: &'static [u8], pause: Duration) -> (Url, JoinHandle<usize>) {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap());
    let sending = tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut read = Vec::new();
        while !read.ends_with(b"\r\n\r\n") && stream.read_buf(&mut read).await.unwrap() > 0 {}
        stream.write_all(b"HTTP/1.1 200 OK\r\n\r\n").await.unwrap();
        let mut taken = 0;
        while stream.write_all(piece).await.is_ok() {
            taken += piece.len();
            tokio::time::sleep(pause).await;
        }
        taken
    });
    (url.parse().unwrap(), sending)
}

#[tokio::test]
async fn of_a_picture_without_an_end_no_more_is_read_than_is_allowed() {
    let (url, sending) = endless(&[0; 10_000], Duration::ZERO).await;
    let limits = Limits {
        bytes: 50_000,
        ..own()
    };
    let error = IssuingError::TooLarge { limit: 50_000 };
    assert_eq!(fetch_picture(&url, limits).await, Err(error));
    // What lay in the buffers of the connection is gone with it.
    assert!(sending.await.unwrap() < 100_000_000);
}

#[tokio::test]
async fn a_picture_that_comes_in_drops_runs_out_of_time() {
    let (url, sending) = endless(b"J", Duration::from_millis(10)).await;
    let limits = Limits {
        time: Duration::from_millis(300),
        ..own()
    };
    let error = IssuingError::TimedOut {
        stage: Stage::Answering,
    };
    assert_eq!(fetch_picture(&url, limits).await, Err(error));
    assert!(sending.await.unwrap() < 1_000);
}

#[tokio::test]
async fn no_name_leads_into_this_machine_or_its_network() {
    let inside: [fn(String) -> Found; 3] = [
        |_| Box::pin(async { Ok(vec![([127, 0, 0, 1], 0).into()]) }),
        |_| Box::pin(async { Ok(vec![([10, 0, 0, 1], 0).into()]) }),
        |_| Box::pin(async { Ok(vec![([1, 1, 1, 1], 0).into(), ([192, 168, 0, 1], 0).into()]) }),
    ];
    let url = "https://pictures.invalid/a.jpg".parse().unwrap();
    for look_up in inside {
        let followed = follow(&url, own(), PublicNames::told_by(look_up)).await;
        assert_eq!(followed, Err(IssuingError::PrivateAddress));
    }
}

#[tokio::test]
async fn a_host_that_does_not_finish_runs_out_of_time() {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let url = format!("http://{}/", listener.local_addr().unwrap())
        .parse()
        .unwrap();
    let limits = Limits {
        time: Duration::from_millis(200),
        ..own()
    };
    let error = IssuingError::TimedOut {
        stage: Stage::Answering,
    };
    assert_eq!(fetch_picture(&url, limits).await, Err(error));
}

#[tokio::test]
async fn what_is_no_picture_at_all_is_named() {
    let answer = |line: &str| format!("HTTP/1.1 {line}\r\ncontent-length: 0\r\n\r\n");
    for (line, error) in [
        ("200 OK", IssuingError::Empty),
        (
            "404 Not Found",
            IssuingError::UnexpectedStatus { status: 404 },
        ),
        ("503 Busy", IssuingError::ServerFailed { status: 503 }),
        ("429 Later", IssuingError::RateLimited { until: None }),
    ] {
        assert_eq!(fetch(&answer(line), own()).await, Err(error), "{line}");
    }
}

#[tokio::test]
async fn a_name_that_does_not_exist_is_named() {
    let url = "https://pictures.invalid/a.jpg".parse().unwrap();
    assert_eq!(
        fetch_picture(&url, Limits::default()).await,
        Err(IssuingError::NameNotFound)
    );
}

#[test]
fn an_address_is_let_through_or_refused_before_anything_is_sent() {
    use IssuingError::{InsecureAddress, NotImageUrl, PrivateAddress};
    let cases = [
        ("https://example.com/a.jpg", Ok(())),
        ("https://1.1.1.1/a.jpg", Ok(())),
        ("http://example.com/a.jpg", Err(InsecureAddress)),
        ("https://kari:word@example.com/a.jpg", Err(NotImageUrl)),
        ("ftp://example.com/a.jpg", Err(NotImageUrl)),
        ("data:image/png;base64,AAAA", Err(NotImageUrl)),
        ("https://localhost/a.jpg", Err(PrivateAddress)),
        ("https://127.0.0.1/a.jpg", Err(PrivateAddress)),
        ("https://0x7f.1/a.jpg", Err(PrivateAddress)),
        ("https://[::1]/a.jpg", Err(PrivateAddress)),
        ("https://[::ffff:192.168.0.1]/a.jpg", Err(PrivateAddress)),
        ("https://192.168.0.1/a.jpg", Err(PrivateAddress)),
    ];
    for (text, admitted) in cases {
        let url: Url = text.parse().unwrap();
        assert_eq!(admit(&url, false), admitted, "{text}");
    }
}
