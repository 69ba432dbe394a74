//! Files that are no picture, or no whole one: each is named, and the picture before it stays.

#![cfg(test)]

use std::fs;
use std::path::{Path, PathBuf};

use journeys::{Plan, Station, Step};

const VECTORS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/vectors");
/// The first bytes of a HEIC file: a box of 24 bytes, `ftyp`, and the brand.
const HEIC: &[u8] = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
/// The header of a PNG of 30,000 x 30,000 pixels in three colours of 8 bits.
const HEADER: &[u8] = b"IHDR\0\0\x75\x30\0\0\x75\x30\x08\x02\0\0\0";
/// Its pixels: a zlib stream that ends before the first of them.
const PIXELS: &[u8] = b"IDAT\x78\x9c\x03\0\0\0\0\x01";

/// What is chosen, and what the window says of it.
fn bad_files() -> [(&'static str, Vec<u8>, &'static str); 5] {
    let whole = fs::read(Path::new(VECTORS).join("astronaut-face.jpg")).unwrap();
    [
        ("empty.jpg", Vec::new(), "The picture file is empty"),
        (
            "half.jpg",
            whole[..whole.len() / 2].to_vec(),
            "The picture is cut off",
        ),
        (
            "renamed.jpg",
            b"Dear all,".to_vec(),
            "This is no picture Badgedesk can read",
        ),
        (
            "phone.heic",
            HEIC.to_vec(),
            "HEIC pictures cannot be read here",
        ),
        ("huge.png", huge(), "The picture is too large"),
    ]
}

fn huge() -> Vec<u8> {
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    for chunk in [HEADER, PIXELS, b"IEND"] {
        let length = u32::try_from(chunk.len() - 4).unwrap();
        file.extend(length.to_be_bytes());
        file.extend(chunk);
        file.extend(crc(chunk).to_be_bytes());
    }
    file
}

/// CRC-32 as PNG writes it.
fn crc(bytes: &[u8]) -> u32 {
    let step = |crc: u32, _| (crc >> 1) ^ (0xedb8_8320 & 0u32.wrapping_sub(crc & 1));
    let byte = |crc: u32, byte: &u8| (0..8).fold(crc ^ u32::from(*byte), step);
    !bytes.iter().fold(!0, byte)
}

#[tokio::test]
async fn a_file_that_is_no_picture_is_named_and_the_picture_before_it_stays() -> Step<()> {
    let station = Station::open(Plan::default()).await?;
    station.click("button", "Start practising").await?;
    station.click("button", "Company ID Card").await?;
    station.find("button", "Take photo").await?;
    nothing_to_paste(&station).await?;
    let renamed = kept(&station, "really-a-jpeg.png", &face());
    station.choose_picture("File …", &renamed).await?;
    station.see("Picture ready").await?;
    for (name, bytes, words) in bad_files() {
        let file = kept(&station, name, &bytes);
        station.choose_picture("File …", &file).await?;
        station.see(words).await?;
        station.see("Picture ready").await?;
        station.picture(&format!("bad-{name}")).await?;
    }
    Ok(())
}

async fn nothing_to_paste(station: &Station) -> Step<()> {
    station.click("button", "Paste").await?;
    station.see("There is no picture on the clipboard").await?;
    station.picture("bad-clipboard").await
}

fn face() -> Vec<u8> {
    fs::read(Path::new(VECTORS).join("astronaut-face.jpg")).unwrap()
}

fn kept(station: &Station, name: &str, bytes: &[u8]) -> PathBuf {
    let file = station.session.home().join(name);
    fs::write(&file, bytes).unwrap();
    file
}
