//! A service that answers as a test says and remembers what it was asked.

use std::net::Ipv4Addr;
use std::sync::{Arc, Mutex};

use issuing::breeze::{Breeze, Settings};
use issuing::{BaseUrl, Clock, TenantId};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::office::PATIENCE;

/// One request.
#[derive(Clone, Debug)]
pub struct Call {
    pub path: String,
    /// The head as it came, in lower case.
    pub head: String,
    pub body: Value,
}

/// Status, further header lines, content.
pub type Answer = (u16, &'static str, String);

pub struct Script {
    pub base_url: BaseUrl,
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
            client_id: "oauth_abc123".into(),
            client_secret: "secret-canary".to_owned().into(),
            tenants: vec![TenantId::new("tenant_abc123").unwrap()],
            patience: PATIENCE,
        }
    }

    pub fn client(&self, clock: Arc<dyn Clock>) -> Breeze {
        Breeze::new(self.settings(), clock).unwrap()
    }

    /// The calls so far to one endpoint.
    pub fn calls(&self, path: &str) -> Vec<Call> {
        let calls = self.calls.lock().unwrap();
        calls
            .iter()
            .filter(|call| call.path == path)
            .cloned()
            .collect()
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
        if let Ok(body) = serde_json::from_str(body) {
            let path = head.split(' ').nth(1).unwrap().to_owned();
            return Call {
                path,
                head: head.to_lowercase(),
                body,
            };
        }
    }
}

/// A token, by its name.
pub fn token(name: &str) -> Answer {
    let grant = json!({"access_token": name, "token_type": "Bearer", "expires_in": 3600});
    (200, "", grant.to_string())
}

/// Who one is.
pub fn me() -> Answer {
    let me = json!({"_id": "user_abc123", "userId": "integration@example.com", "email": null});
    (200, "", json!({"data": {"Me": me}}).to_string())
}

/// The documented answer to a token that is not accepted.
pub fn unauthenticated() -> Answer {
    let code = json!({"code": "UNAUTHENTICATED"});
    let error = json!({"message": "Token validation failed", "extensions": code});
    (200, "", json!({"errors": [error]}).to_string())
}
