//! A face found and judged, against MediaPipe's own runtime.
//!
//! The protocol stands at the head of `crates/portrait/examples/bench/faces.rs`.

use super::{
    Measured, of, ours, parse, python,
    table::{Budget, Row},
};
use crate::{failure::Failure, process::Call, project, say};
use std::fs;

/// The last version whose package holds the models that ours were made of.
const PEERS: [&str; 1] = ["mediapipe==0.10.21"];

/// Measures ours and MediaPipe's.
pub fn measure() -> Result<Vec<Row>, Failure> {
    say::heading("faces");
    let dir = project::target().join("bench");
    fs::create_dir_all(&dir).map_err(Failure::file(&dir))?;
    let frames = dir.join("frames.rgb");
    let ours = ours(&["faces", "--frames", &frames.display().to_string()])?;
    let python = python::with("bench-venv-faces", &PEERS, "mediapipe")?;
    let peers = Call::new(python)
        .args(["crates/portrait/benches/faces.py"])
        .args([&frames])
        .args([project::root().join("tests/vectors/astronaut-face.jpg")]);
    rows(&ours, parse(&peers.text()?)?)
}

fn rows(ours: &[Measured], peers: Vec<Measured>) -> Result<Vec<Row>, Failure> {
    let row = |what, ours, peer: Option<Measured>, budget| Row {
        what,
        ours,
        unit: "ms",
        peer: peer.map(|peer| (peer.name, peer.median_ms)),
        budget,
    };
    let mut peers = peers.into_iter();
    let (tracking, still) = (peers.next(), peers.next());
    let live = of(ours, "live frame")?;
    let decoded = of(ours, "live frame, from JPEG")?;
    let shot = of(ours, "shot")?;
    let large = of(ours, "shot of 12 megapixels")?;
    let most = |most| Some(Budget::Most(most));
    Ok(vec![
        row(
            "live 640 x 480 frame, found and judged",
            live,
            tracking,
            Some(Budget::Ratio(3.0)),
        ),
        row("the same", live, None, most(25.0)),
        row("the same from the page's JPEG", decoded, None, most(25.0)),
        row(
            "shot, found, judged and cut with exact pupils",
            shot,
            still,
            most(120.0),
        ),
        row("shot of 12 megapixels, the same", large, None, most(120.0)),
    ])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_live_frame_is_held_against_mediapipe_and_against_the_clock() {
        let one = |name: &str, median_ms| Measured {
            name: name.to_owned(),
            median_ms,
        };
        let ours = [
            one("live frame", 12.0),
            one("live frame, from JPEG", 14.0),
            one("shot", 70.0),
            one("shot of 12 megapixels", 110.0),
        ];
        let peers = vec![
            one("MediaPipe, tracking", 5.0),
            one("MediaPipe, of a file", 30.0),
        ];
        let rows = rows(&ours, peers).expect("all is there");
        assert_eq!(rows[0].budget, Some(Budget::Ratio(3.0)));
        assert_eq!(rows[0].peer, Some(("MediaPipe, tracking".to_owned(), 5.0)));
        assert_eq!(
            (rows[1].ours, rows[1].budget),
            (12.0, Some(Budget::Most(25.0)))
        );
        assert_eq!(rows[2].ours, 14.0);
        assert_eq!(rows[3].budget, Some(Budget::Most(120.0)));
    }
}
