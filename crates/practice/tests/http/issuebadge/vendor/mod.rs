//! The vendor's published clients, byte for byte as they ask: the command-line client
//! `cli-anything-issuebadge` 1.0.0 and the SDK `digitalbadge` 1.0.1 (its module is `issuebadge`),
//! both on PyPI under the MIT licence, recorded on the wire with requests 2.34.2. Neither is needed
//! to run this: what they send is written down here, and of the answers is asked what their code
//! reads.

mod command_line;
mod sdk;

use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use super::client::Visit;

/// One of the clients.
#[derive(Debug, Clone, Copy)]
enum Vendor {
    CommandLine,
    Sdk,
}

/// What follows the head of a request.
#[derive(Debug, Clone)]
enum Sent<'a> {
    /// Nothing, and no length is told: GET.
    Nothing,
    /// Nothing, told as such: what else has a body.
    Empty,
    Json(&'a str),
    /// A form in parts, of the boundary `edge`.
    Form(&'a str),
}

/// What came back.
#[derive(Debug)]
struct Reply {
    status: u16,
    content_type: String,
    body: Vec<u8>,
}

impl Reply {
    /// As both clients read it: a status below 400, JSON, and no `success: false`.
    #[track_caller]
    fn told(&self) -> Value {
        let body = self.json();
        assert!(self.status < 400 && body["success"] != false, "{body}");
        body
    }

    #[track_caller]
    fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    /// As the command-line client takes files: anything that is not called JSON.
    #[track_caller]
    fn file(&self) -> &[u8] {
        assert!(self.status < 400, "{self:?}");
        assert!(!self.content_type.contains("json"), "{self:?}");
        &self.body
    }
}

impl Vendor {
    /// Asks as the client does, at the announced address: both append `/api/v1` to it by
    /// themselves.
    async fn ask(self, visit: &Visit, request: &str, sent: Sent<'_>) -> Reply {
        self.ask_for("application/json", visit, request, sent).await
    }

    /// As [`Vendor::ask`], for a file: the command-line client takes any type then.
    async fn file(self, visit: &Visit, request: &str, sent: Sent<'_>) -> Reply {
        self.ask_for("*/*", visit, request, sent).await
    }

    async fn ask_for(self, accept: &str, visit: &Visit, request: &str, sent: Sent<'_>) -> Reply {
        let (method, path) = request.split_once(' ').unwrap();
        let access = visit.office.issuebadge();
        let url = format!("{}/api/v1{path}", access.base_url);
        let (host, path) = url.trim_start_matches("http://").split_once('/').unwrap();
        let (agent, key) = (self.agent(), &access.api_key);
        let head = format!(
            "{method} /{path} HTTP/1.1\r\nHost: {host}\r\nUser-Agent: {agent}\r\n\
             Accept-Encoding: gzip, deflate\r\nAccept: {accept}\r\nConnection: keep-alive\r\n\
             Authorization: Bearer {key}\r\n{}",
            self.content(&sent)
        );
        let mut stream = TcpStream::connect(host).await.unwrap();
        stream.write_all(head.as_bytes()).await.unwrap();
        reply(stream).await
    }

    fn agent(self) -> &'static str {
        match self {
            Vendor::CommandLine => "cli-anything-issuebadge/1.0.0",
            Vendor::Sdk => "python-requests/2.34.2",
        }
    }

    /// The last headers and what follows them. The SDK calls everything JSON, also nothing.
    fn content(self, sent: &Sent<'_>) -> String {
        let json = "Content-Type: application/json\r\n";
        let form = "Content-Type: multipart/form-data; boundary=edge\r\n";
        let (kind, body) = match sent {
            Sent::Nothing | Sent::Empty => ("", ""),
            Sent::Json(body) => (json, *body),
            Sent::Form(body) => (form, *body),
        };
        let length = match sent {
            Sent::Nothing => String::new(),
            _ => format!("Content-Length: {}\r\n", body.len()),
        };
        match self {
            Vendor::CommandLine => format!("{length}{kind}\r\n{body}"),
            Vendor::Sdk => format!("{json}{length}\r\n{body}"),
        }
    }
}

/// Reads one answer from a connection that stays open.
async fn reply(mut stream: TcpStream) -> Reply {
    let mut read = Vec::new();
    let end = loop {
        if let Some(at) = read.windows(4).position(|it| it == b"\r\n\r\n") {
            break at + 4;
        }
        assert!(stream.read_buf(&mut read).await.unwrap() > 0, "no answer");
    };
    let head = String::from_utf8(read[..end].to_vec()).unwrap();
    let header = |name: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map_or("", |(_, value)| value)
    };
    let length: usize = header("content-length").parse().unwrap();
    while read.len() < end + length {
        assert!(stream.read_buf(&mut read).await.unwrap() > 0, "cut off");
    }
    Reply {
        status: head[9..12].parse().unwrap(),
        content_type: header("content-type").to_owned(),
        body: read.split_off(end),
    }
}
