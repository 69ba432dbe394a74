//! Dependencies that no source file names.
//!
//! A plain reading of the text: a dependency counts as used when a source file of the right kind
//! has it at the start of a path. A module of the same name therefore hides an unused crate, but
//! a used crate is never reported, except one that is there for its features or its linking only;
//! such a one is listed in the crate's `package.metadata.cargo-machete.ignored`.

use crate::{failure::Failure, project};
use cargo_metadata::{Dependency, DependencyKind, MetadataCommand, Package};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// Checks every crate of the workspace.
pub fn check() -> Result<(), Failure> {
    let metadata = MetadataCommand::new()
        .current_dir(project::root())
        .no_deps()
        .exec()?;
    let mut unused = Vec::new();
    for package in &metadata.packages {
        unused.extend(of_package(package)?);
    }
    if unused.is_empty() {
        Ok(())
    } else {
        Err(Failure::Unused(unused))
    }
}

fn of_package(package: &Package) -> Result<Vec<String>, Failure> {
    let dir = package
        .manifest_path
        .parent()
        .map_or(Path::new("."), |dir| dir.as_std_path());
    let ignored = ignored(package);
    let mut unused = Vec::new();
    for dependency in &package.dependencies {
        let name = dependency.rename.as_ref().unwrap_or(&dependency.name);
        if !ignored.contains(name) && !is_named(name, &read_all(dir, dependency)?) {
            unused.push(format!("  {}: {name}", package.name));
        }
    }
    Ok(unused)
}

fn ignored(package: &Package) -> Vec<String> {
    let listed = package.metadata.pointer("/cargo-machete/ignored");
    let names = listed
        .and_then(|list| list.as_array())
        .into_iter()
        .flatten();
    names
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect()
}

/// The text of the files that may use a dependency of this kind.
fn read_all(dir: &Path, dependency: &Dependency) -> Result<Vec<String>, Failure> {
    let places: &[&str] = match dependency.kind {
        DependencyKind::Build => &["build.rs"],
        DependencyKind::Development => &["src", "tests", "benches", "examples"],
        _ => &["src"],
    };
    let mut files = Vec::new();
    for place in places {
        collect(&dir.join(place), &mut files)?;
    }
    files
        .iter()
        .map(|file| fs::read_to_string(file).map_err(Failure::file(file)))
        .collect()
}

fn collect(path: &Path, files: &mut Vec<PathBuf>) -> Result<(), Failure> {
    if path.is_dir() {
        for entry in fs::read_dir(path).map_err(Failure::file(path))? {
            collect(&entry.map_err(Failure::file(path))?.path(), files)?;
        }
    } else if path.extension().is_some_and(|extension| extension == "rs") && path.is_file() {
        files.push(path.to_owned());
    }
    Ok(())
}

fn is_named(dependency: &str, sources: &[String]) -> bool {
    let name = dependency.replace('-', "_");
    let lines = sources.iter().flat_map(|source| source.lines());
    lines
        .filter(|line| !line.trim_start().starts_with("//"))
        .any(|line| starts_path(&name, line))
}

/// Whether the line has `name` as the first segment of a path, or imports it whole.
fn starts_path(name: &str, line: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    line.match_indices(name).any(|(at, _)| {
        let before = &line[..at];
        let after = &line[at + name.len()..];
        let is_inner = before
            .strip_suffix("::")
            .is_some_and(|path| path.ends_with(is_part));
        let imported = before.trim_end().ends_with("use") && after.starts_with([';', ' ']);
        !before.ends_with(is_part) && !is_inner && (after.starts_with("::") || imported)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(dependency: &str, line: &str) -> bool {
        is_named(dependency, &[line.to_owned()])
    }

    #[test]
    fn a_path_an_import_and_a_derive_name_a_crate() {
        assert!(named("serde_json", "let x = serde_json::to_string(&y);"));
        assert!(named("tauri-build", "    tauri_build::build();"));
        assert!(named("url", "use url as address;"));
        assert!(named("image", "use image;"));
        assert!(named("thiserror", "#[derive(Debug, thiserror::Error)]"));
        assert!(named("url", "use ::url::Url;"));
        assert!(named("url", "use {url::Url, std::fs};"));
    }

    #[test]
    fn a_variable_a_comment_and_a_part_of_a_name_do_not() {
        assert!(!named("url", "let url = connection.url();"));
        assert!(!named("url", "// url::Url would be too strict"));
        assert!(!named("url", "//! [`url::Url`]"));
        assert!(!named("url", "my_url::parse()"));
        assert!(!named("url", "use crate::url::Address;"));
        assert!(!named("image", "use imageproc::image_of;"));
    }

    #[test]
    fn only_the_files_of_its_kind_count() {
        let dir = tempfile::tempdir().expect("a directory");
        fs::create_dir_all(dir.path().join("src/deep")).expect("created");
        fs::write(dir.path().join("src/deep/a.rs"), "a::b();").expect("written");
        fs::write(dir.path().join("src/notes.txt"), "c::d();").expect("written");
        fs::write(dir.path().join("build.rs"), "b::c();").expect("written");
        let mut files = Vec::new();
        collect(&dir.path().join("src"), &mut files).expect("readable");
        assert_eq!(files, [dir.path().join("src/deep/a.rs")]);
    }
}
