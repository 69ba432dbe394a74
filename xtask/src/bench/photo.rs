//! The photo pipeline against libvips, OpenCV and ImageMagick.
//!
//! The protocol stands at the head of `crates/portrait/examples/pipeline.rs`.

use super::table::Row;
use crate::{cargo, failure::Failure, process::Call, project, say};
use serde::Deserialize;
use std::{fs, path::PathBuf};

/// The peers' Python packages. They are used here only and never shipped.
const PEERS: [&str; 3] = ["pyvips[binary]", "opencv-python-headless", "numpy"];

/// What one program says about its own runs.
#[derive(Deserialize)]
struct Measured {
    name: String,
    median_ms: f64,
}

/// Measures ours and every peer that is installed.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("photo pipeline");
    let picture = project::target().join("bench/12-megapixels.jpg");
    let dir = project::target().join("bench");
    fs::create_dir_all(&dir).map_err(Failure::file(&dir))?;
    let ours = ours(&picture.display().to_string())?;
    let peers = Call::new(python()?)
        .args(["crates/portrait/benches/peers.py"])
        .args([&picture]);
    let peers = parse(&peers.text()?)?;
    Ok(peers.into_iter().map(|peer| row(ours, peer)).collect())
}

fn ours(picture: &str) -> Result<f64, Failure> {
    let example = [
        "run",
        "--release",
        "--package",
        "portrait",
        "--example",
        "pipeline",
    ];
    let text = cargo::cargo(example)
        .args(["--", "--jpeg", picture])
        .text()?;
    let problem = "it printed no result";
    let measured = parse(&text)?.into_iter().next();
    let missing = || Failure::Measure {
        subject: "examples/pipeline.rs".to_owned(),
        problem,
    };
    measured
        .map(|measured| measured.median_ms)
        .ok_or_else(missing)
}

fn row(ours: f64, peer: Measured) -> Row {
    let budget = budget(&peer.name);
    Row {
        what: "12-megapixel JPEG to portrait",
        ours,
        unit: "ms",
        peer: peer.name,
        theirs: peer.median_ms,
        budget,
    }
}

/// Half of libvips, and under OpenCV; ImageMagick is shown without a budget.
fn budget(peer: &str) -> Option<f64> {
    if peer.starts_with("libvips") {
        Some(0.5)
    } else {
        peer.starts_with("OpenCV").then_some(1.0)
    }
}

fn parse(lines: &str) -> Result<Vec<Measured>, Failure> {
    let json = lines.lines().filter(|line| line.starts_with('{'));
    json.map(serde_json::from_str)
        .collect::<Result<_, _>>()
        .map_err(|source| Failure::Json {
            what: "a benchmark's result".to_owned(),
            source,
        })
}

/// A Python that has the peers, set up on first use.
fn python() -> Result<PathBuf, Failure> {
    let home = project::target().join("bench-venv");
    let python = home.join(if cfg!(windows) {
        "Scripts/python.exe"
    } else {
        "bin/python"
    });
    if !Call::new(&python)
        .args(["-c", "import cv2, numpy, pyvips"])
        .succeeds()
    {
        Call::new("python3")
            .args(["-m", "venv"])
            .args([&home])
            .run()?;
        Call::new(&python)
            .args(["-m", "pip", "install", "--quiet"])
            .args(PEERS)
            .run()?;
    }
    Ok(python)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_past_what_libraries_print() {
        let text = "loading\n{\"name\":\"libvips 8\",\"median_ms\":170.5,\"runs\":15}\n";
        let measured = parse(text).expect("readable");
        assert_eq!(
            (measured[0].name.as_str(), measured[0].median_ms),
            ("libvips 8", 170.5)
        );
        assert!(parse("{\"name\":1}").is_err());
    }

    #[test]
    fn each_peer_has_the_budget_of_the_design() {
        assert_eq!(budget("libvips 8.18.7, shrink-on-load"), Some(0.5));
        assert_eq!(budget("OpenCV 5.0.0, reduced decode"), Some(1.0));
        assert_eq!(budget("ImageMagick, command line"), None);
    }
}
