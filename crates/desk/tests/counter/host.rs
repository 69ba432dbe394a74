//! A host of pictures on this machine, for pictures that are sent by their address.

use std::io::Cursor;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use image::ImageFormat;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;

use crate::stage::PORTRAIT;

/// What a host answers, whatever it is asked for.
#[derive(Debug, Clone, Copy)]
pub enum Gives {
    Picture,
    OtherPicture,
    Page,
    Nothing,
    NotFound,
    WayIntoTheOffice,
}

impl Gives {
    fn answer(self) -> Vec<u8> {
        let (status, header) = match self {
            Gives::NotFound => ("404 Not Found", ""),
            Gives::WayIntoTheOffice => ("302 Found", "Location: https://10.0.0.1/a.jpg\r\n"),
            _ => ("200 OK", ""),
        };
        let body = match self {
            Gives::Picture => PORTRAIT.to_vec(),
            Gives::OtherPicture => mirrored(),
            Gives::Page => b"<html></html>".to_vec(),
            Gives::Nothing | Gives::NotFound | Gives::WayIntoTheOffice => Vec::new(),
        };
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status}\r\n{header}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        [head.as_bytes(), &body].concat()
    }
}

/// The same face in a mirror: another picture, and as good a portrait.
fn mirrored() -> Vec<u8> {
    let mut png = Cursor::new(Vec::new());
    let mirrored = image::load_from_memory(PORTRAIT).unwrap().fliph();
    mirrored.write_to(&mut png, ImageFormat::Png).unwrap();
    png.into_inner()
}

/// A host of pictures; what it is asked for as `/held.png` waits to be let go.
pub struct Host {
    address: String,
    gives: Arc<Mutex<Gives>>,
    calls: Arc<AtomicUsize>,
    pub let_go: Arc<Notify>,
    pub asked: Arc<Notify>,
}

impl Host {
    pub async fn open() -> Host {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let host = Host {
            address: format!("http://{}", listener.local_addr().unwrap()),
            gives: Arc::new(Mutex::new(Gives::Picture)),
            calls: Arc::default(),
            let_go: Arc::default(),
            asked: Arc::default(),
        };
        let (gives, calls) = (Arc::clone(&host.gives), Arc::clone(&host.calls));
        let (let_go, asked) = (Arc::clone(&host.let_go), Arc::clone(&host.asked));
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                calls.fetch_add(1, Ordering::SeqCst);
                let now = *gives.lock().unwrap();
                tokio::spawn(answer(stream, now, Arc::clone(&let_go), Arc::clone(&asked)));
            }
        });
        host
    }

    /// From now on it answers so.
    pub fn gives(&self, what: Gives) {
        *self.gives.lock().unwrap() = what;
    }

    /// How often it was asked.
    pub fn calls(&self) -> usize {
        self.calls.load(Ordering::SeqCst)
    }

    pub fn at(&self, path: &str) -> String {
        format!("{}/{path}", self.address)
    }
}

async fn answer(mut stream: TcpStream, gives: Gives, let_go: Arc<Notify>, asked: Arc<Notify>) {
    let mut request = [0; 4096];
    let read = stream.read(&mut request).await.unwrap();
    if request[..read].starts_with(b"GET /held.png") {
        asked.notify_one();
        let_go.notified().await;
    }
    stream.write_all(&gives.answer()).await.unwrap();
}
