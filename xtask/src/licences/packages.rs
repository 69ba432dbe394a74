//! What the installed npm packages state.

use super::Stated;
use crate::{failure::Failure, project};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};

/// The part of a `package.json` that is read here.
#[derive(Deserialize)]
struct Manifest {
    name: Option<String>,
    version: Option<String>,
    license: Option<Licence>,
    licenses: Option<Vec<Licence>>,
}

/// Today's form is an SPDX expression; old packages give an object or a list of them.
#[derive(Deserialize)]
#[serde(untagged)]
enum Licence {
    Expression(String),
    Object { r#type: String },
}

impl Licence {
    fn into_expression(self) -> String {
        match self {
            Self::Expression(text) | Self::Object { r#type: text } => text,
        }
    }
}

impl Manifest {
    fn into_stated(self, dir: &Path) -> Stated {
        let name = self.name.unwrap_or_else(|| dir.display().to_string());
        let several = self.licenses.map(|all| {
            let all: Vec<_> = all.into_iter().map(Licence::into_expression).collect();
            all.join(" OR ")
        });
        let licence = self.license.map(Licence::into_expression).or(several);
        let version = self.version.unwrap_or_default();
        Stated {
            name: format!("{name} {version}"),
            licence,
        }
    }
}

/// Every package in `ui/node_modules`, tools included.
pub fn stated() -> Result<Vec<Stated>, Failure> {
    installed(&project::ui().join("node_modules"))?
        .iter()
        .map(|dir| read(dir))
        .collect()
}

fn read(dir: &Path) -> Result<Stated, Failure> {
    let path = dir.join("package.json");
    let text = fs::read_to_string(&path).map_err(Failure::file(&path))?;
    let manifest: Manifest = serde_json::from_str(&text).map_err(|source| Failure::Json {
        what: path.display().to_string(),
        source,
    })?;
    Ok(manifest.into_stated(dir))
}

/// The packages of a `node_modules`, of its scopes, and of the packages' own `node_modules`.
fn installed(modules: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    for dir in subdirectories(modules)? {
        if is_scope(&dir) {
            found.extend(installed(&dir)?);
            continue;
        }
        let nested = dir.join("node_modules");
        if nested.is_dir() {
            found.extend(installed(&nested)?);
        }
        if dir.join("package.json").is_file() {
            found.push(dir);
        }
    }
    Ok(found)
}

fn is_scope(dir: &Path) -> bool {
    dir.file_name()
        .is_some_and(|name| name.to_string_lossy().starts_with('@'))
}

/// Sorted, and without what npm and tools keep there for themselves (`.bin`, `.vite`).
fn subdirectories(dir: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(dir).map_err(Failure::file(dir))?;
    let is_hidden = |path: &PathBuf| {
        path.file_name()
            .is_some_and(|name| name.to_string_lossy().starts_with('.'))
    };
    let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
    let mut dirs: Vec<_> = paths
        .filter(|path| path.is_dir() && !is_hidden(path))
        .collect();
    dirs.sort();
    Ok(dirs)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expression(json: &str) -> Option<String> {
        let manifest: Manifest = serde_json::from_str(json).expect("a manifest");
        manifest.into_stated(Path::new("x")).licence
    }

    #[test]
    fn todays_and_older_forms_of_a_licence_are_read() {
        assert_eq!(expression(r#"{"license":"MIT"}"#).as_deref(), Some("MIT"));
        assert_eq!(
            expression(r#"{"license":{"type":"ISC","url":"x"}}"#).as_deref(),
            Some("ISC")
        );
        let several = r#"{"licenses":[{"type":"MIT"},{"type":"Apache-2.0"}]}"#;
        assert_eq!(expression(several).as_deref(), Some("MIT OR Apache-2.0"));
        assert_eq!(expression("{}"), None);
    }

    #[test]
    fn scoped_and_nested_packages_are_found_and_tools_leftovers_are_not() {
        let dir = tempfile::tempdir().expect("a directory");
        let packages = ["a", "@s/b", "a/node_modules/c", ".cache/d", "a/dist/e"];
        for package in packages {
            let package = dir.path().join(package);
            fs::create_dir_all(&package).expect("created");
            fs::write(package.join("package.json"), "{}").expect("written");
        }
        let found = installed(dir.path()).expect("readable");
        let relative: Vec<_> = found.iter().map(|p| p.strip_prefix(dir.path())).collect();
        let wanted = ["@s/b", "a/node_modules/c", "a"].map(|p| Ok(Path::new(p)));
        assert_eq!(relative, wanted);
    }
}
