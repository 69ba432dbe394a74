//! Finds the face of each picture, proposes the crop and gives the verdict: one line of JSON a
//! file. With `--out DIR` the portraits are written there, under the names of their files; where
//! one of that name is there already, a number is added and nothing is written over.
//!
//! Run as `cargo run --release -p portrait --example judge -- [--out DIR] FILE…`. Points are in
//! pixels of the upright picture, left and right as seen in it. `portrait` is the file that was
//! written, or null. What of a name is no UTF-8 is told as U+FFFD. A file that is no picture, or
//! cannot be read, has a line like all others, without faces, and with an `error`; one whose
//! portrait could not be written has that beside all that was seen. The others are judged all the
//! same.

use std::error::Error;
use std::ffi::OsString;
use std::fs::File;
use std::io::{ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{fs, io};

use clap::Parser;
use portrait::{
    Advice, Crop, Examination, Examiner, Face, Finder, Framing, Limits, Output, Picture, Point,
    PortraitError, Standards, Verdict,
};
use serde::Serialize;
use serde_json::{Value, json};

/// Finds the face of each picture, proposes the crop and gives the verdict.
#[derive(Parser)]
struct Arguments {
    /// Where the portraits are written; none are without it.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The pictures. After `--`, a name may begin with a hyphen.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let Arguments { out, files } = Arguments::parse();
    if let Some(out) = &out {
        fs::create_dir_all(out)?;
    }
    let examiner = examiner()?;
    for file in files {
        let line = match fs::read(&file) {
            Ok(bytes) => judged(&examiner, bytes, &file, out.as_deref())?,
            Err(error) => refused(&file, &error.to_string())?,
        };
        writeln!(io::stdout(), "{line}")?;
    }
    Ok(())
}

fn examiner() -> Result<Examiner, PortraitError> {
    Ok(Examiner {
        finder: Arc::new(Finder::new()?),
        framing: Framing::default(),
        output: Output::default(),
        standards: Standards::default(),
    })
}

/// What is said of a picture, in this order.
#[derive(Default, Serialize)]
#[serde(rename_all = "camelCase")]
struct Line<'a> {
    file: &'a str,
    faces: Vec<Value>,
    crop: Option<Crop>,
    verdict: Verdict,
    instruction: Option<Advice>,
    /// Why a file is no picture, or why its portrait could not be written.
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<&'a str>,
    portrait: Option<&'a str>,
}

fn judged(
    examiner: &Examiner,
    bytes: Vec<u8>,
    file: &Path,
    out: Option<&Path>,
) -> serde_json::Result<String> {
    let examined = Picture::read(bytes, &Limits::default())
        .and_then(|picture| Ok((examiner.examine(&picture)?, picture)));
    let (examination, picture) = match examined {
        Ok(examined) => examined,
        Err(error) => return refused(file, error.code()),
    };
    let (Some(out), Some(crop)) = (out, examination.crop()) else {
        return line(file, &examination, Ok(None));
    };
    let portrait = match picture.cut(&crop, &examiner.output) {
        Ok(portrait) => portrait,
        Err(error) => return line(file, &examination, Err(error.code())),
    };
    match written(out, file, &portrait.jpeg) {
        Ok(path) => line(file, &examination, Ok(Some(&path))),
        Err(error) => line(file, &examination, Err(&error.to_string())),
    }
}

/// Writes a portrait under the name of its picture, and says where.
fn written(out: &Path, file: &Path, jpeg: &[u8]) -> io::Result<PathBuf> {
    let (path, mut portrait) = created(out, file)?;
    if let Err(error) = portrait.write_all(jpeg) {
        // A part of a portrait is worse than none: it looks like one in a list.
        fs::remove_file(&path)?;
        return Err(error);
    }
    Ok(path)
}

/// A new file. That none was there is for the system to say when it makes it: whatever stands for
/// the same name, also where large and small letters do, is left alone.
fn created(out: &Path, file: &Path) -> io::Result<(PathBuf, File)> {
    let mut number = 1;
    loop {
        let path = out.join(name(file, number));
        match File::create_new(&path) {
            Ok(portrait) => return Ok((path, portrait)),
            Err(error) if error.kind() == ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// The name of the first, second … portrait of pictures with this name.
fn name(file: &Path, number: u32) -> OsString {
    let mut name = file.file_stem().unwrap_or(file.as_os_str()).to_owned();
    if number > 1 {
        name.push(format!("-{number}"));
    }
    name.push(".jpg");
    name
}

fn refused(file: &Path, error: &str) -> serde_json::Result<String> {
    serde_json::to_string(&Line {
        file: &file.to_string_lossy(),
        error: Some(error),
        ..Line::default()
    })
}

fn line(
    file: &Path,
    examination: &Examination,
    portrait: Result<Option<&Path>, &str>,
) -> serde_json::Result<String> {
    serde_json::to_string(&Line {
        file: &file.to_string_lossy(),
        faces: examination.faces.iter().map(face).collect(),
        crop: examination.crop(),
        verdict: examination.verdict.clone(),
        instruction: examination.instruction(),
        error: portrait.err(),
        portrait: portrait
            .ok()
            .flatten()
            .map(Path::to_string_lossy)
            .as_deref(),
    })
}

fn face(face: &Face) -> Value {
    let (marks, pose) = (&face.landmarks, face.pose);
    // Of a head that stands on its crown, the left one in the picture would be the right one of an
    // upright head.
    let turned = marks.left_eye.x > marks.right_eye.x;
    let as_seen = |pair: [Point; 2]| if turned { [pair[1], pair[0]] } else { pair };
    let [left_eye, right_eye] = as_seen([marks.left_eye, marks.right_eye]);
    let [mouth_left, mouth_right] = as_seen([marks.mouth_left, marks.mouth_right]);
    json!({
        "score": face.score,
        "leftEye": [left_eye.x, left_eye.y],
        "rightEye": [right_eye.x, right_eye.y],
        "nose": [marks.nose.x, marks.nose.y],
        "mouthLeft": [mouth_left.x, mouth_left.y],
        "mouthRight": [mouth_right.x, mouth_right.y],
        "chin": [marks.chin.x, marks.chin.y],
        "box": [face.bounds.x, face.bounds.y, face.bounds.width, face.bounds.height],
        "roll": pose.roll,
        "yaw": pose.yaw,
        "pitch": pose.pitch,
    })
}

#[cfg(test)]
mod tests {
    use std::env;
    use std::io::Cursor;

    use image::{DynamicImage, ImageFormat};

    use super::*;

    /// An empty directory of this test's own.
    fn empty(name: &str) -> PathBuf {
        let path = env::temp_dir().join(format!("judge-{}-{name}", std::process::id()));
        fs::create_dir_all(&path).expect("a directory");
        path
    }

    #[test]
    fn a_portrait_is_never_written_over_its_picture_or_over_another_portrait() {
        let out = empty("names");
        fs::write(out.join("me.jpg"), "the picture").expect("a file");
        let names = ["me.jpg", "a/me.png", "b/me.png", "you.png"].map(|file| {
            let path = written(&out, Path::new(file), file.as_bytes()).expect("a new file");
            assert_eq!(fs::read(&path).expect("what was written"), file.as_bytes());
            path.file_name()
                .map(|name| name.to_string_lossy().into_owned())
        });
        let kept = fs::read(out.join("me.jpg")).expect("the picture");
        fs::remove_dir_all(&out).expect("nothing else is in it");
        assert_eq!(
            names.map(Option::unwrap_or_default),
            ["me-2.jpg", "me-3.jpg", "me-4.jpg", "you.jpg"]
        );
        assert_eq!(kept, b"the picture");
    }

    #[test]
    fn a_directory_that_is_not_there_is_an_error_and_no_endless_search_for_a_name() {
        let nowhere = env::temp_dir().join("judge-is-not-here");
        assert!(written(&nowhere, Path::new("me.jpg"), b"").is_err());
    }

    #[cfg(unix)]
    #[test]
    fn a_name_that_is_no_utf_8_is_told_as_far_as_it_can_be() {
        use std::os::unix::ffi::OsStringExt;
        let file = PathBuf::from(OsString::from_vec(b"ren\xe9.jpg".to_vec()));
        let told = |line: serde_json::Result<String>| {
            let line: Value = serde_json::from_str(&line.expect("a line")).expect("JSON");
            (line["file"].clone(), line["portrait"].clone())
        };
        let (name, cut) = (json!("ren\u{fffd}.jpg"), json!("out/ren\u{fffd}.jpg"));
        assert_eq!(
            told(refused(&file, "notAPicture")),
            (name.clone(), Value::Null)
        );
        let nobody = Examination {
            faces: Vec::new(),
            proposal: None,
            measured: Vec::new(),
            verdict: Verdict::default(),
        };
        let portrait = Path::new("out").join(&file);
        assert_eq!(told(line(&file, &nobody, Ok(Some(&portrait)))), (name, cut));
    }

    /// The astronaut, set upright from this turn of the picture, and what is said of it.
    fn astronaut(turned: fn(&DynamicImage) -> DynamicImage, out: &Path) -> Value {
        let file =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/vectors/astronaut-face.jpg");
        let picture = turned(&image::open(file).expect("a committed picture"));
        let mut png = Cursor::new(Vec::new());
        picture.write_to(&mut png, ImageFormat::Png).expect("a PNG");
        let examiner = examiner().expect("working models");
        let told = judged(&examiner, png.into_inner(), Path::new("me.png"), Some(out));
        serde_json::from_str(&told.expect("a line")).expect("JSON")
    }

    #[test]
    fn the_left_eye_is_the_left_one_in_the_picture_also_of_a_head_that_stands_on_its_crown() {
        let out = empty("eyes");
        for turned in [DynamicImage::clone as fn(&_) -> _, DynamicImage::rotate180] {
            let face = &astronaut(turned, &out)["faces"][0];
            let x = |mark: &str| face[mark][0].as_f64().expect("a number");
            assert!(x("leftEye") + 50.0 < x("rightEye"), "{face}");
            assert!(x("mouthLeft") < x("mouthRight"), "{face}");
        }
        fs::remove_dir_all(&out).expect("nothing else is in it");
    }

    #[test]
    fn what_was_seen_is_told_also_where_the_portrait_cannot_be_written() {
        let told = astronaut(DynamicImage::clone, Path::new("/nowhere/at/all"));
        assert_eq!(told["faces"].as_array().map(Vec::len), Some(1));
        assert!(
            told["crop"].is_object() && told["error"].is_string(),
            "{told}"
        );
        assert!(told["portrait"].is_null() && told["verdict"][0]["measure"] == "faces");
    }

    #[test]
    fn a_file_that_is_no_picture_has_a_line_like_all_others() {
        let line = refused(Path::new("x"), "notAPicture").expect("a line");
        let all = r#"{"file":"x","faces":[],"crop":null,"verdict":[],"instruction":null,"#;
        assert_eq!(
            line,
            format!(r#"{all}"error":"notAPicture","portrait":null}}"#)
        );
    }

    #[test]
    fn without_a_picture_or_a_directory_the_way_to_ask_is_told() {
        for wrong in [
            &["judge"][..],
            &["judge", "a.jpg", "--out"],
            &["judge", "--in", "a"],
        ] {
            assert!(Arguments::try_parse_from(wrong).is_err(), "{wrong:?}");
        }
        for right in [
            ["judge", "--out=d", "--", "-a.jpg"],
            ["judge", "a.jpg", "--out", "d"],
        ] {
            let asked = Arguments::try_parse_from(right).expect("it is understood");
            assert_eq!(asked.out, Some(PathBuf::from("d")));
            assert_eq!(asked.files.len(), 1);
        }
    }
}
