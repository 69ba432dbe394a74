//! What must not reach the program that people get: the switches that make things fail on purpose.

use crate::{cargo, failure::Failure, say};

/// The feature behind which the switches are.
const FEATURE: &str = "faults";

/// Lists what the program is built from, for every platform, and stops at such a feature.
pub fn check() -> Result<(), Failure> {
    let tree = [
        "tree",
        "--package",
        "badgedesk",
        "--edges",
        "no-dev",
        "--target",
        "all",
        "--prefix",
        "none",
        "--format",
        "{p} {f}",
    ];
    let found = switches(&cargo::cargo(tree).text()?);
    if found.is_empty() {
        say::line(&format!("the program has no feature `{FEATURE}`"));
        Ok(())
    } else {
        Err(Failure::Switches(found))
    }
}

/// The crates that have the feature, of lines such as `vault v0.1.0 (/path) default,faults (*)`.
fn switches(tree: &str) -> Vec<String> {
    let has_feature = |line: &&str| {
        let words = line.split_whitespace().skip(2);
        words
            .flat_map(|word| word.split(','))
            .any(|word| word == FEATURE)
    };
    let with = tree.lines().filter(has_feature);
    let mut names: Vec<_> = with
        .filter_map(|line| line.split(' ').next())
        .map(|name| format!("  {name}"))
        .collect();
    names.sort();
    names.dedup();
    names
}

#[cfg(test)]
mod tests {
    use super::switches;

    #[test]
    fn a_crate_with_the_switches_is_named_once() {
        let tree = "badgedesk v0.1.0 (/home/a/badgedesk/src-tauri) \n\
            practice v0.1.0 (/home/a/badgedesk/crates/practice) faults\n\
            serde v1.0.229 alloc,default,derive\n\
            practice v0.1.0 (/home/a/badgedesk/crates/practice) faults (*)\n\
            vault v0.1.0 (/home/a/badgedesk/crates/vault) default,faults\n";
        assert_eq!(switches(tree), ["  practice", "  vault"]);
    }

    #[test]
    fn without_the_feature_there_is_nothing_to_say() {
        let tree = "badgedesk v0.1.0 (/home/faults/badgedesk/src-tauri) \n\
            faults v1.0.0 \n\
            practice v0.1.0 (/home/faults/crates/practice) \n\
            vault v0.1.0 (/home/faults/crates/vault) default,no-faults (*)\n";
        assert!(switches(tree).is_empty());
    }
}
