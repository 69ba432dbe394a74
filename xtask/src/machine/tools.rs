//! The tools that are not system packages: Node.js, rustfmt, Clippy, nextest.

use crate::{cargo, failure::Failure, process::Call, say};

/// The oldest version of Node.js that `ui/package.json` names, which is what Vite 8 takes.
const LEAST_NODE: (u32, u32) = (20, 19);

/// The nextest that the tests were last run with: a newer one may want a newer Rust.
const NEXTEST: &str = "0.9.143";

/// Stops unless a new enough Node.js with npm is there.
pub fn node() -> Result<(), Failure> {
    let version = Call::new("node").args(["--version"]).text();
    judge_node(version.as_deref().ok())
}

/// Adds rustfmt and Clippy to a toolchain that was installed without.
pub fn rust_components() -> Result<(), Failure> {
    if cargo::cargo(["fmt", "--version"]).succeeds()
        && cargo::cargo(["clippy", "--version"]).succeeds()
    {
        return Ok(());
    }
    Call::new("rustup")
        .args(["component", "add", "rustfmt", "clippy"])
        .run()
}

/// Builds nextest, which runs the tests, where it is missing.
pub fn nextest() -> Result<(), Failure> {
    if cargo::cargo(["nextest", "--version"]).succeeds() {
        return Ok(());
    }
    say::line("cargo-nextest, which runs the tests, is missing. Building it takes some minutes.");
    let version = ["--version", NEXTEST];
    cargo::cargo(["install", "--locked", "cargo-nextest"])
        .args(version)
        .run()
}

fn judge_node(version: Option<&str>) -> Result<(), Failure> {
    let refuse = |found: String| {
        Err(Failure::Node {
            found,
            least: LEAST_NODE,
        })
    };
    match version.map(|text| (text.trim(), major_and_minor(text))) {
        None => refuse("Node.js is missing".to_owned()),
        Some((_, Some(version))) if version >= LEAST_NODE => Ok(()),
        Some((text, _)) => refuse(format!("Node.js {text} is too old")),
    }
}

/// Of `v20.20.2`, 20 and 20.
fn major_and_minor(version: &str) -> Option<(u32, u32)> {
    let mut parts = version.trim().strip_prefix('v')?.split('.').map(str::parse);
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_enough_node_is_taken() {
        assert!(judge_node(Some("v20.20.2\n")).is_ok());
        assert!(judge_node(Some("v24.1.0\n")).is_ok());
    }

    #[test]
    fn an_old_or_missing_node_is_refused_with_where_to_get_one() {
        assert!(judge_node(Some("v20.18.3\n")).is_err());
        let old = judge_node(Some("v18.20.4\n"))
            .expect_err("too old")
            .to_string();
        assert!(old.starts_with("Node.js v18.20.4 is too old") && old.contains("nodejs.org"));
        let missing = judge_node(None).expect_err("missing").to_string();
        assert!(missing.starts_with("Node.js is missing"));
    }
}
