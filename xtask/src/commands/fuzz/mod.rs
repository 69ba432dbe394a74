//! `cargo xtask fuzz`: looks for pictures that break what the crate `portrait` promises.
//!
//! libFuzzer, guided by coverage, on stable Rust: the compiler counts the branches taken by a pass of
//! LLVM's. What has led to new branches is kept in `target/fuzz` and goes on from there the next time;
//! the sums are in `crates/portrait/fuzz/report.json`.

mod report;

use crate::{
    cargo,
    failure::Failure,
    machine::{self, Purpose},
    process::Call,
    project, say,
};
use report::{Report, Run};
use std::{
    env, fs,
    path::{Path, PathBuf},
};

/// Every target of the crate `portrait-fuzz`.
const TARGETS: [&str; 4] = ["decode", "exif", "crop", "encode"];

/// What makes the compiler count branches and comparisons, as cargo-fuzz asks for it. `fuzzing` is what
/// decoders look at to take pictures whose check sums are wrong.
const COUNTED: [&str; 8] = [
    "--cfg=fuzzing",
    "-Cpasses=sancov-module",
    "-Cllvm-args=-sanitizer-coverage-level=4",
    "-Cllvm-args=-sanitizer-coverage-inline-8bit-counters",
    "-Cllvm-args=-sanitizer-coverage-pc-table",
    "-Cllvm-args=-sanitizer-coverage-trace-compares",
    "-Cdebug-assertions=on",
    "-Coverflow-checks=on",
];

/// All the memory that a target may take: the design's 512 MB.
const MOST_MEGABYTES: u64 = 512;

/// Longer inputs are not tried: shorter ones reach every branch, and sooner.
const LONGEST: u32 = 4096;

/// Runs one target or all, so many executions each, and adds them to the report.
pub fn fuzz(yes: bool, executions: u64, target: Option<&str>) -> Result<(), Failure> {
    machine::prepare(Purpose::Bench, yes)?;
    let program = build()?;
    let mut report = Report::read()?;
    for name in TARGETS
        .into_iter()
        .filter(|name| target.is_none_or(|t| t == *name))
    {
        say::heading(name);
        let run = run(&program, name, executions)?;
        say::line(&run.to_string());
        report.add(name, &run);
        report.write()?;
    }
    report.lines().iter().for_each(|line| say::line(line));
    Ok(())
}

/// Builds the targets with counters, for a platform that is named: only then are build scripts
/// spared.
fn build() -> Result<PathBuf, Failure> {
    let platform = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    let package = [
        "build",
        "--package",
        "portrait-fuzz",
        "--features",
        "engine",
    ];
    cargo::cargo(package)
        .args(["--bin", "fuzz", "--profile", "fuzz", "--target", &platform])
        .env("RUSTFLAGS", COUNTED.join(" "))
        .run()?;
    Ok(project::target().join(platform).join("fuzz/fuzz"))
}

/// The limit is the system's, so that not even a moment beyond it goes unseen; libFuzzer itself
/// looks once a second.
fn run(program: &Path, name: &str, executions: u64) -> Result<Run, Failure> {
    let kept = project::target().join("fuzz").join(name);
    let finds = project::target().join("fuzz/finds");
    for folder in [&kept, &finds] {
        fs::create_dir_all(folder).map_err(Failure::file(folder))?;
    }
    let seeds = project::root()
        .join("crates/portrait/fuzz/seeds")
        .join(name);
    let prefix = format!("{}/{name}-", finds.display());
    let output = Call::new("prlimit")
        .args([format!("--data={}", MOST_MEGABYTES << 20)])
        .args([program, kept.as_path(), seeds.as_path()])
        .args([
            format!("-runs={executions}"),
            format!("-rss_limit_mb={MOST_MEGABYTES}"),
            format!("-max_len={LONGEST}"),
            format!("-artifact_prefix={prefix}"),
        ])
        .args(["-timeout=60", "-print_final_stats=1"])
        .env("FUZZ_TARGET", name)
        .output()?;
    let said = String::from_utf8_lossy(&output.stderr);
    let run = Run::of(&said, output.status.success());
    if run.is_none() || !output.status.success() {
        say::line(&said.lines().rev().take(40).collect::<Vec<_>>().join("\n"));
    }
    run.ok_or_else(|| Failure::Measure {
        subject: name.to_owned(),
        problem: "the engine told no figures",
    })
}
