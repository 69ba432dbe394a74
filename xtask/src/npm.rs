//! The page's packages and scripts.

use crate::{failure::Failure, process::Call, project, say};
use std::{
    fs, io,
    path::{Path, PathBuf},
};

const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Runs one of the scripts of `ui/package.json`.
pub fn script(name: &str) -> Result<(), Failure> {
    Call::new(NPM).args(["run", name]).dir(project::ui()).run()
}

/// Installs exactly what the lock file names, unless that is what is installed already.
pub fn install() -> Result<(), Failure> {
    let lock = project::ui().join("package-lock.json");
    let wanted = fs::read(&lock).map_err(Failure::file(&lock))?;
    if fs::read(stamp()).is_ok_and(|installed| installed == wanted) {
        say::line("The npm packages are up to date.");
        return Ok(());
    }
    let quiet = ["ci", "--no-audit", "--no-fund"];
    Call::new(NPM).args(quiet).dir(project::ui()).run()?;
    fs::write(stamp(), wanted).map_err(Failure::file(stamp()))
}

/// What the page is built from.
const SOURCES: [&str; 5] = [
    "src",
    "index.html",
    "package-lock.json",
    "svelte.config.js",
    "vite.config.ts",
];

/// Builds the page into `ui/dist`, unless it is as new as what it is built from: the shell takes the
/// files in, and a new date on them alone makes cargo compile and link it again.
pub fn build() -> Result<(), Failure> {
    let sources = SOURCES.map(|name| project::ui().join(name));
    if is_newer(&project::ui().join("dist/index.html"), &sources) {
        say::line("The page is up to date.");
        return Ok(());
    }
    script("build")
}

/// Whether the file is there and newer than all of these, and than all that is in them. The date of a
/// folder tells what was removed from it.
fn is_newer(file: &Path, sources: &[PathBuf]) -> bool {
    let changed = |path: &Path| fs::metadata(path).and_then(|data| data.modified());
    let newest = sources
        .iter()
        .flat_map(|source| everything_in(source))
        .map(|path| changed(&path))
        .collect::<io::Result<Vec<_>>>();
    match (changed(file), newest) {
        (Ok(built), Ok(dates)) => dates.iter().all(|date| *date < built),
        _ => false,
    }
}

fn everything_in(path: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(path).into_iter().flatten().flatten();
    let below = entries.flat_map(|entry| everything_in(&entry.path()));
    [path.to_owned()].into_iter().chain(below).collect()
}

/// Builds the page if it was never built: the shell takes it in when it compiles.
pub fn build_if_missing() -> Result<(), Failure> {
    if project::ui().join("dist/index.html").exists() {
        Ok(())
    } else {
        build()
    }
}

/// A program that an npm package brings.
pub fn program(name: &str) -> PathBuf {
    let name = if cfg!(windows) {
        format!("{name}.cmd")
    } else {
        name.to_owned()
    };
    project::ui().join("node_modules/.bin").join(name)
}

/// A copy of the lock file that was installed. Its content decides, because a checkout of another
/// commit gives files new dates; it lies among the packages to go when they go.
fn stamp() -> PathBuf {
    project::ui().join("node_modules/.installed-lock.json")
}

#[cfg(test)]
mod tests {
    use super::is_newer;
    use std::{
        fs::{self, File},
        time::{Duration, SystemTime},
    };

    #[test]
    fn a_page_is_built_again_when_a_source_is_newer_or_it_is_missing() {
        let dir = tempfile::tempdir().expect("a directory");
        let page = dir.path().join("index.html");
        let sources = [dir.path().join("src")];
        fs::create_dir_all(sources[0].join("deep")).expect("created");
        fs::write(sources[0].join("deep/a.ts"), "").expect("written");
        assert!(!is_newer(&page, &sources));
        let built = File::create(&page).expect("created");
        let later = SystemTime::now() + Duration::from_secs(60);
        built.set_modified(later).expect("dated");
        assert!(is_newer(&page, &sources));
        let source = File::create(sources[0].join("deep/a.ts")).expect("created");
        source
            .set_modified(later + Duration::from_secs(1))
            .expect("dated");
        assert!(!is_newer(&page, &sources));
    }
}
