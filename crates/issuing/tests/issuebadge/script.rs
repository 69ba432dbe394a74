//! A service that answers as a test says and remembers what it was asked.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use chrono::Utc;
use issuing::BaseUrl;
use issuing::issuebadge::{IssueBadge, Settings};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::office::PATIENCE;

/// One request.
#[derive(Clone, Debug)]
pub struct Call {
    /// Path and query, below `/api/v1/`.
    pub path: String,
    /// The head as it came, in lower case.
    pub head: String,
    pub body: String,
}

/// Status, further header lines, content.
pub type Answer = (u16, &'static str, String);

pub struct Script {
    base_url: BaseUrl,
    calls: Arc<Mutex<Vec<Call>>>,
    serving: JoinHandle<()>,
}

impl Script {
    /// Answers every call with what `answer` makes of it.
    pub async fn serve(answer: impl Fn(&Call) -> Answer + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let base_url = BaseUrl::parse(&format!("http://{}", listener.local_addr().unwrap()));
        let calls = Arc::new(Mutex::new(Vec::new()));
        let log = Arc::clone(&calls);
        let serving = tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                converse(stream, &answer, &log).await;
            }
        });
        Self {
            base_url: base_url.unwrap(),
            calls,
            serving,
        }
    }

    pub fn settings(&self) -> Settings {
        Settings {
            base_url: self.base_url.clone(),
            api_key: "158|key-canary".to_owned().into(),
            patience: PATIENCE,
            get_for_create: false,
        }
    }

    pub fn client(&self) -> IssueBadge {
        IssueBadge::new(self.settings(), Arc::new(Utc::now)).unwrap()
    }

    pub fn calls(&self) -> Vec<Call> {
        self.calls.lock().unwrap().clone()
    }
}

impl Drop for Script {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

/// One answer per connection keeps the script simple.
async fn converse(
    mut stream: TcpStream,
    answer: &impl Fn(&Call) -> Answer,
    log: &Mutex<Vec<Call>>,
) {
    let call = read(&mut stream).await;
    let (status, headers, body) = answer(&call);
    log.lock().unwrap().push(call);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} X\r\nconnection: close\r\ncontent-length: {length}\r\n{headers}"
    );
    stream
        .write_all(format!("{head}\r\n{body}").as_bytes())
        .await
        .unwrap();
}

async fn read(stream: &mut TcpStream) -> Call {
    let mut read = Vec::new();
    loop {
        assert_ne!(
            stream.read_buf(&mut read).await.unwrap(),
            0,
            "the request ended early"
        );
        let text = String::from_utf8_lossy(&read);
        let Some((head, body)) = text.split_once("\r\n\r\n") else {
            continue;
        };
        let path = head
            .split(' ')
            .nth(1)
            .unwrap()
            .trim_start_matches("/api/v1/")
            .to_owned();
        let head = head.to_lowercase();
        let length = head
            .split_once("content-length: ")
            .map_or("0", |(_, rest)| rest);
        let length: usize = length.split('\r').next().unwrap().parse().unwrap();
        if body.len() >= length {
            let body = body.to_owned();
            return Call { path, head, body };
        }
    }
}
