//! The two programs, built the same way.

use crate::{cargo, failure::Failure, project};
use serde_json::{Value, json};
use std::{fs, path::PathBuf};

/// A program to measure.
pub struct Subject {
    /// Its name in the table.
    pub name: &'static str,
    /// The release build.
    pub program: PathBuf,
}

/// Badgedesk, serving the built page from itself as an installed one does.
pub fn badgedesk() -> Result<Subject, Failure> {
    let package = [
        "build",
        "--release",
        "--package",
        "badgedesk",
        "--features",
        "custom-protocol",
    ];
    cargo::cargo(package).run()?;
    Ok(Subject {
        name: "Badgedesk",
        program: project::target().join("release/badgedesk"),
    })
}

/// The peer: a Tauri window of the same size with one line of text. It is built from a copy that
/// has our lock file, hence the same version of everything, and our release profile.
pub fn empty_window() -> Result<Subject, Failure> {
    let dir = copy()?;
    let (manifest, target) = (dir.join("Cargo.toml"), project::target());
    cargo::cargo(["build", "--release", "--manifest-path"])
        .args([&manifest])
        .args(["--target-dir"])
        .args([&target])
        .run()?;
    Ok(Subject {
        name: "empty Tauri window",
        program: target.join("release/empty-window"),
    })
}

fn copy() -> Result<PathBuf, Failure> {
    let from = project::root().join("tests/benches/empty-window");
    let to = project::target().join("bench/empty-window");
    for dir in ["src", "page"] {
        fs::create_dir_all(to.join(dir)).map_err(Failure::file(&to))?;
    }
    for file in [
        "Cargo.toml",
        "build.rs",
        "icon.png",
        "page/index.html",
        "src/main.rs",
    ] {
        fs::copy(from.join(file), to.join(file)).map_err(Failure::file(from.join(file)))?;
    }
    let lock = project::root().join("Cargo.lock");
    fs::copy(&lock, to.join("Cargo.lock")).map_err(Failure::file(&lock))?;
    let config = to.join("tauri.conf.json");
    fs::write(&config, configuration(&our_window())).map_err(Failure::file(&config))?;
    Ok(to)
}

/// Our first window's settings, where the configuration names one.
fn our_window() -> Value {
    let text = fs::read_to_string(project::root().join("src-tauri/tauri.conf.json"));
    let config = text
        .ok()
        .and_then(|text| serde_json::from_str::<Value>(&text).ok());
    config
        .and_then(|config| config.pointer("/app/windows/0").cloned())
        .unwrap_or_default()
}

fn configuration(ours: &Value) -> String {
    let size = |name: &str, otherwise: u32| ours.get(name).cloned().unwrap_or(otherwise.into());
    json!({
        "identifier": "org.badgedesk.empty-window",
        "build": { "frontendDist": "page" },
        "app": { "windows": [{
            "title": "Empty",
            "width": size("width", 1280),
            "height": size("height", 800),
        }] },
        "bundle": { "icon": ["icon.png"] },
    })
    .to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_empty_window_is_as_large_as_ours() {
        let config: Value =
            serde_json::from_str(&configuration(&json!({ "width": 1300, "height": 840 })))
                .expect("JSON");
        let window = &config["app"]["windows"][0];
        assert_eq!(
            (&window["width"], &window["height"]),
            (&json!(1300), &json!(840))
        );
    }
}
