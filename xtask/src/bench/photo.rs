//! The photo pipeline against libvips, OpenCV, sharp, Pillow and ImageMagick.
//!
//! The protocol stands at the head of `crates/portrait/examples/bench/photo.rs`.

use super::{
    Measured, of, ours, parse, python,
    table::{Budget, Row},
};
use crate::{failure::Failure, process::Call, project, say};
use std::{fs, path::Path};

const PEERS: [&str; 4] = [
    "pyvips[binary]",
    "opencv-python-headless",
    "numpy",
    "pillow",
];

/// Measures ours and every peer that is installed.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("photo pipeline");
    let picture = project::target().join("bench/12-megapixels.jpg");
    let dir = project::target().join("bench");
    fs::create_dir_all(&dir).map_err(Failure::file(&dir))?;
    let measured = ours(&["photo", "--jpeg", &picture.display().to_string()])?;
    let ours = of(&measured, "portrait")?;
    let python = python::with("bench-venv", &PEERS, "cv2, numpy, pyvips, PIL")?;
    let peers = Call::new(python)
        .args(["crates/portrait/benches/peers.py"])
        .args([&picture]);
    let mut peers = parse(&peers.text()?)?;
    peers.extend(parse(&sharp(&picture)?)?);
    Ok(peers.into_iter().map(|peer| row(ours, peer)).collect())
}

/// sharp by Node, on the same processor as the others.
fn sharp(picture: &Path) -> Result<String, Failure> {
    let folder = project::target().join("bench-node");
    if !folder.join("node_modules/sharp").is_dir() {
        fs::create_dir_all(&folder).map_err(Failure::file(&folder))?;
        Call::new("npm")
            .args(["install", "--silent", "--no-save", "--prefix"])
            .args([&folder])
            .args(["sharp"])
            .run()?;
    }
    Call::new("taskset")
        .args(["-c", "0", "node", "crates/portrait/benches/sharp.mjs"])
        .args([picture, &folder])
        .text()
}

fn row(ours: f64, peer: Measured) -> Row {
    let budget = budget(&peer.name);
    Row {
        what: "12-megapixel JPEG to portrait",
        ours,
        unit: "ms",
        peer: Some((peer.name, peer.median_ms)),
        budget,
    }
}

/// Half of libvips, and under OpenCV; ImageMagick is shown without a budget.
fn budget(peer: &str) -> Option<Budget> {
    if peer.starts_with("libvips") {
        Some(Budget::Ratio(0.5))
    } else {
        peer.starts_with("OpenCV").then_some(Budget::Ratio(1.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_peer_has_the_budget_of_the_design() {
        let half = Some(Budget::Ratio(0.5));
        assert_eq!(budget("libvips 8.18.7, shrink-on-load"), half);
        let whole = Some(Budget::Ratio(1.0));
        assert_eq!(budget("OpenCV 5.0.0, reduced decode"), whole);
        assert_eq!(budget("ImageMagick, command line"), None);
    }
}
