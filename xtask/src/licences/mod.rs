//! The licences of everything that is built in or built with.

mod crates;
mod packages;
mod policy;

use crate::{failure::Failure, say};
use policy::Policy;

/// One crate or package and the licence it states.
struct Stated {
    name: String,
    licence: Option<String>,
}

/// Checks every crate of the graph, for every platform.
pub fn check_crates() -> Result<(), Failure> {
    settle("crates", &crates::stated()?, &Policy::for_crates())
}

/// Checks every installed npm package, tools included.
pub fn check_packages() -> Result<(), Failure> {
    settle(
        "npm packages",
        &packages::stated()?,
        &Policy::for_packages(),
    )
}

fn settle(kind: &str, all: &[Stated], policy: &Policy) -> Result<(), Failure> {
    let problems = problems(all, policy);
    if problems.is_empty() {
        say::line(&format!(
            "{} {kind}, all under licences that the policy allows",
            all.len()
        ));
        return Ok(());
    }
    Err(Failure::Licences(problems))
}

fn problems(all: &[Stated], policy: &Policy) -> Vec<String> {
    let problem = |stated: &Stated| {
        let verdict = policy.judge(stated.licence.as_deref());
        verdict
            .err()
            .map(|problem| format!("  {}: {problem}", stated.name))
    };
    all.iter().filter_map(problem).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_package_with_a_problem_is_named_and_the_others_are_not() {
        let stated = |name: &str, licence: Option<&str>| Stated {
            name: name.to_owned(),
            licence: licence.map(str::to_owned),
        };
        let all = [
            stated("good 1.0.0", Some("MIT")),
            stated("copyleft 2.0.0", Some("GPL-3.0-only")),
            stated("silent 3.0.0", None),
        ];
        let problems = problems(&all, &Policy::for_crates());
        assert_eq!(problems.len(), 2);
        assert!(problems[0].contains("copyleft 2.0.0") && problems[0].contains("GPL-3.0-only"));
        assert!(problems[1].contains("silent 3.0.0"));
    }
}
