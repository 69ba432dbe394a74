//! A host that breaks the rules of the wire.

use std::net::{Ipv4Addr, SocketAddr};

use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpSocket, TcpStream};

/// What a host does with an order.
#[derive(Debug, Clone)]
pub enum Deed {
    /// Cuts the connection before it has read anything.
    ResetUnread,
    /// Reads, says these bytes and closes.
    Say(Vec<u8>),
    /// Reads, says these bytes and cuts the connection.
    SayAndReset(Vec<u8>),
    /// Reads, says these bytes and then nothing more, for ever.
    SayAndHang(Vec<u8>),
}

/// A host that gives out tokens, and does this with everything else.
pub async fn host(deed: Deed) -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(converse(stream, deed.clone()));
        }
    });
    format!("http://{address}")
}

/// The address of a host where nobody listens.
pub async fn nobody() -> String {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A host that accepts no connection, and those that fill its queue.
pub async fn full() -> (String, Vec<TcpStream>, TcpListener) {
    let socket = TcpSocket::new_v4().unwrap();
    socket.bind((Ipv4Addr::LOCALHOST, 0).into()).unwrap();
    let listener = socket.listen(1).unwrap();
    let address: SocketAddr = listener.local_addr().unwrap();
    let mut waiting = Vec::new();
    let patience = std::time::Duration::from_millis(300);
    while let Ok(stream) = tokio::time::timeout(patience, TcpStream::connect(address)).await {
        waiting.push(stream.unwrap());
    }
    (format!("http://{address}"), waiting, listener)
}

async fn converse(mut stream: TcpStream, deed: Deed) {
    // The first bytes tell which endpoint is meant; nothing is read of what is to be cut unread.
    let mut begun = [0; 32];
    let peeked = stream.peek(&mut begun).await.unwrap();
    if String::from_utf8_lossy(&begun[..peeked]).contains("/oauth/token") {
        read(&mut stream).await;
        let token = json!({"access_token": "t", "token_type": "Bearer", "expires_in": 3600});
        let answer = answer("200 OK", "connection: close\r\n", &token.to_string());
        return stream.write_all(&answer).await.unwrap();
    }
    match deed {
        Deed::ResetUnread => stream.set_zero_linger().unwrap(),
        Deed::Say(bytes) => say(&mut stream, &bytes).await,
        Deed::SayAndReset(bytes) => {
            say(&mut stream, &bytes).await;
            // What was said has to arrive before the connection is cut.
            tokio::time::sleep(std::time::Duration::from_millis(50)).await;
            stream.set_zero_linger().unwrap();
        }
        Deed::SayAndHang(bytes) => {
            say(&mut stream, &bytes).await;
            std::future::pending::<()>().await;
        }
    }
}

async fn say(stream: &mut TcpStream, bytes: &[u8]) {
    read(stream).await;
    // A client that has read enough hangs up, and that is its right.
    let _ = stream.write_all(bytes).await;
}

async fn read(stream: &mut TcpStream) {
    let mut read = Vec::new();
    loop {
        let text = String::from_utf8_lossy(&read).to_lowercase();
        if let Some((head, _)) = text.split_once("\r\n\r\n") {
            let length = head.split_once("content-length: ").map_or("0", |it| it.1);
            let length: usize = length.split('\r').next().unwrap().parse().unwrap();
            if read.len() >= head.len() + 4 + length {
                return;
            }
        }
        assert_ne!(stream.read_buf(&mut read).await.unwrap(), 0, "cut short");
    }
}

/// A whole answer.
pub fn answer(status: &str, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status}\r\ncontent-length: {length}\r\n{headers}\r\n{body}").into_bytes()
}

/// The same with its body packed.
pub fn packed(body: &[u8], whole: bool) -> Vec<u8> {
    let mut gzip = gzip(body);
    if !whole {
        gzip.truncate(gzip.len() / 2);
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: {}\r\n\r\n",
        gzip.len()
    );
    [head.into_bytes(), gzip].concat()
}

/// RFC 1952, with one block that is stored as it is.
fn gzip(body: &[u8]) -> Vec<u8> {
    let length = u16::try_from(body.len()).unwrap();
    let mut packed = vec![0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255, 1];
    packed.extend(length.to_le_bytes());
    packed.extend((!length).to_le_bytes());
    packed.extend(body);
    packed.extend(checksum(body).to_le_bytes());
    packed.extend(u32::from(length).to_le_bytes());
    packed
}

fn checksum(body: &[u8]) -> u32 {
    let of = |sum: u32, byte: &u8| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| {
            (sum >> 1) ^ (0xEDB8_8320 * (sum & 1))
        })
    };
    !body.iter().fold(u32::MAX, of)
}
