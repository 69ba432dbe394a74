//! Which licences are allowed.

use spdx::{Expression, LicenseReq, ParseMode};

/// Permissive licences, and MPL-2.0, whose copyleft ends at its own files.
const ALLOWED: [&str; 21] = [
    "0BSD",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "blessing",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OpenSSL",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "WTFPL",
    "Zlib",
    "bzip2-1.0.6",
];

/// Allowed for npm packages besides: these are data and tools of the page, never linked.
const ALLOWED_IN_NPM: [&str; 4] = ["BlueOak-1.0.0", "CC-BY-3.0", "CC-BY-4.0", "Python-2.0"];

/// Exceptions that only grant more than the licence they stand with.
const EXCEPTIONS: [&str; 1] = ["LLVM-exception"];

/// What is wrong with a stated licence.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    /// Nothing is stated.
    #[error("states no licence")]
    Missing,
    /// It is not an SPDX expression.
    #[error("\"{0}\" is not an SPDX expression")]
    Unreadable(String),
    /// No choice of the expression is allowed.
    #[error("{0} is not allowed")]
    NotAllowed(String),
}

/// A list of allowed licences.
pub struct Policy {
    allowed: Vec<&'static str>,
}

impl Policy {
    /// What Rust crates may be under.
    pub fn for_crates() -> Self {
        Self {
            allowed: ALLOWED.to_vec(),
        }
    }

    /// What npm packages may be under.
    pub fn for_packages() -> Self {
        Self {
            allowed: ALLOWED.into_iter().chain(ALLOWED_IN_NPM).collect(),
        }
    }

    /// Judges a stated expression: of an OR one side must be allowed, of an AND both.
    pub fn judge(&self, stated: Option<&str>) -> Result<(), Problem> {
        let stated = stated.ok_or(Problem::Missing)?;
        let expression = Expression::parse_mode(stated, ParseMode::LAX)
            .map_err(|_| Problem::Unreadable(stated.to_owned()))?;
        if expression.evaluate(|requirement| self.allows(requirement)) {
            Ok(())
        } else {
            Err(Problem::NotAllowed(stated.to_owned()))
        }
    }

    fn allows(&self, requirement: &LicenseReq) -> bool {
        let known = requirement
            .license
            .id()
            .is_some_and(|id| self.allowed.contains(&id.name));
        let granted = requirement
            .exception
            .is_none_or(|exception| EXCEPTIONS.contains(&exception.name));
        known && granted
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn crates(stated: &str) -> Result<(), Problem> {
        Policy::for_crates().judge(Some(stated))
    }

    #[test]
    fn one_allowed_side_of_an_or_is_enough() {
        assert_eq!(crates("MIT OR Apache-2.0 OR LGPL-2.1-or-later"), Ok(()));
        assert_eq!(crates("GPL-2.0-only OR MIT"), Ok(()));
    }

    #[test]
    fn both_sides_of_an_and_must_be_allowed() {
        assert_eq!(crates("(MIT OR Apache-2.0) AND Unicode-3.0"), Ok(()));
        assert!(matches!(
            crates("MIT AND GPL-3.0-only"),
            Err(Problem::NotAllowed(_))
        ));
    }

    #[test]
    fn the_old_slash_means_or() {
        assert_eq!(crates("MIT/Apache-2.0"), Ok(()));
        assert_eq!(crates("GPL-3.0/MIT"), Ok(()));
    }

    #[test]
    fn strong_copyleft_is_refused_in_every_spelling() {
        for stated in ["GPL-3.0", "GPL-2.0+", "AGPL-3.0-only", "LGPL-2.1-or-later"] {
            assert!(
                matches!(crates(stated), Err(Problem::NotAllowed(_))),
                "{stated}"
            );
        }
    }

    #[test]
    fn only_an_exception_that_grants_more_is_allowed() {
        assert_eq!(crates("Apache-2.0 WITH LLVM-exception"), Ok(()));
        assert!(crates("GPL-2.0-only WITH Classpath-exception-2.0").is_err());
    }

    #[test]
    fn a_missing_or_private_licence_is_a_problem() {
        assert_eq!(Policy::for_crates().judge(None), Err(Problem::Missing));
        assert!(matches!(
            crates("SEE LICENSE IN FILE"),
            Err(Problem::Unreadable(_))
        ));
        assert!(matches!(
            crates("LicenseRef-Ours"),
            Err(Problem::NotAllowed(_))
        ));
    }

    #[test]
    fn data_licences_are_for_npm_packages_only() {
        assert_eq!(Policy::for_packages().judge(Some("CC-BY-4.0")), Ok(()));
        assert!(crates("CC-BY-4.0").is_err());
    }
}
