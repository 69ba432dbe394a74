//! Finds the face of each picture, proposes the crop and gives the verdict: one line of JSON a
//! file. With `--out DIR` the portraits are written there, under the names of their files.
//!
//! Run as `cargo run --release -p portrait --example judge -- [--out DIR] FILE…`. Points are in
//! pixels of the upright picture, left and right as seen in it.

use std::error::Error;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{env, fs, io};

use portrait::{
    Examination, Examiner, Face, Finder, Framing, Limits, Output, Picture, PortraitError, Standards,
};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let (out, files) = arguments();
    if let Some(out) = &out {
        fs::create_dir_all(out)?;
    }
    let examiner = Examiner {
        finder: Arc::new(Finder::new()?),
        framing: Framing::default(),
        output: Output::default(),
        standards: Standards::default(),
    };
    for file in files {
        let line = match fs::read(&file) {
            Ok(bytes) => judged(&examiner, bytes, &file, out.as_deref())?,
            Err(error) => json!({ "file": file, "error": error.to_string() }),
        };
        writeln!(io::stdout(), "{line}")?;
    }
    Ok(())
}

fn arguments() -> (Option<PathBuf>, Vec<PathBuf>) {
    let mut out = None;
    let mut files = Vec::new();
    let mut arguments = env::args_os().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--out" {
            out = arguments.next().map(PathBuf::from);
        } else {
            files.push(argument.into());
        }
    }
    (out, files)
}

fn judged(
    examiner: &Examiner,
    bytes: Vec<u8>,
    file: &Path,
    out: Option<&Path>,
) -> Result<Value, io::Error> {
    let examined = Picture::read(bytes, &Limits::default())
        .and_then(|picture| Ok((examiner.examine(&picture)?, picture)));
    let (examination, picture) = match examined {
        Ok(examined) => examined,
        Err(error) => return Ok(refused(file, &error)),
    };
    if let (Some(out), Some(crop)) = (out, examination.crop()) {
        let portrait = match picture.cut(&crop, &examiner.output) {
            Ok(portrait) => portrait,
            Err(error) => return Ok(refused(file, &error)),
        };
        let stem = file.file_stem().unwrap_or(file.as_os_str());
        let mut name = stem.to_owned();
        name.push(".jpg");
        fs::write(out.join(name), portrait.jpeg)?;
    }
    Ok(line(file, &examination))
}

fn refused(file: &Path, error: &PortraitError) -> Value {
    json!({ "file": file, "error": error.code() })
}

fn line(file: &Path, examination: &Examination) -> Value {
    json!({
        "file": file,
        "faces": examination.faces.iter().map(face).collect::<Vec<_>>(),
        "crop": examination.crop(),
        "verdict": examination.verdict,
        "instruction": examination.instruction(),
    })
}

fn face(face: &Face) -> Value {
    let (marks, pose) = (&face.landmarks, face.pose);
    json!({
        "score": face.score,
        "leftEye": [marks.left_eye.x, marks.left_eye.y],
        "rightEye": [marks.right_eye.x, marks.right_eye.y],
        "nose": [marks.nose.x, marks.nose.y],
        "mouthLeft": [marks.mouth_left.x, marks.mouth_left.y],
        "mouthRight": [marks.mouth_right.x, marks.mouth_right.y],
        "chin": [marks.chin.x, marks.chin.y],
        "box": [face.bounds.x, face.bounds.y, face.bounds.width, face.bounds.height],
        "roll": pose.roll,
        "yaw": pose.yaw,
        "pitch": pose.pitch,
    })
}
