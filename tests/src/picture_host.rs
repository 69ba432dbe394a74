//! A host on the web that has one picture, for everyone who asks.

use std::net::Ipv4Addr;
use std::path::Path;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinHandle;

use crate::{JourneyError, Step};

/// It serves until it is dropped.
#[derive(Debug)]
pub struct PictureHost {
    /// The address of the picture.
    pub address: String,
    serving: JoinHandle<()>,
}

impl PictureHost {
    /// Puts a JPEG on the web of this machine.
    ///
    /// # Errors
    /// The file cannot be read, or no port is free.
    pub async fn open(jpeg: &Path) -> Step<PictureHost> {
        let picture = std::fs::read(jpeg).map_err(JourneyError::io("the picture"))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await;
        let listener = listener.map_err(JourneyError::io("a picture host"))?;
        let port = listener
            .local_addr()
            .map_err(JourneyError::io("its port"))?;
        let serving = tokio::spawn(async move {
            while let Ok((visitor, _)) = listener.accept().await {
                // One who hangs up in the middle is no reason to close.
                drop(answer(visitor, &picture).await);
            }
        });
        Ok(PictureHost {
            address: format!("http://{port}/photo.jpg"),
            serving,
        })
    }
}

impl Drop for PictureHost {
    fn drop(&mut self) {
        self.serving.abort();
    }
}

async fn answer(visitor: TcpStream, picture: &[u8]) -> std::io::Result<()> {
    let mut visitor = BufReader::new(visitor);
    let mut line = String::new();
    while visitor.read_line(&mut line).await? > 2 {
        line.clear();
    }
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: image/jpeg\r\ncontent-length: {}\r\nconnection: close\r\n\r\n",
        picture.len()
    );
    visitor.write_all(head.as_bytes()).await?;
    visitor.write_all(picture).await?;
    visitor.flush().await
}
