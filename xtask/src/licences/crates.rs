//! What the crates of the graph state.

use super::Stated;
use crate::failure::Failure;
use cargo_metadata::MetadataCommand;

/// Every crate for every platform, what only builds and tests use included.
pub fn stated() -> Result<Vec<Stated>, Failure> {
    let metadata = MetadataCommand::new()
        .current_dir(crate::project::root())
        .exec()?;
    let packages = metadata.packages.into_iter();
    Ok(packages
        .map(|package| Stated {
            name: format!("{} {}", package.name, package.version),
            licence: package.license,
        })
        .collect())
}
