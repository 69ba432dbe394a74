//! What the check of a connection found, step by step.

use crate::boundary::{CheckReport, CheckStep, StepState};

/// The report of a check, with what went wrong at the step where it did.
pub(crate) fn report(checked: Result<issuing::Account, issuing::CheckFailure>) -> CheckReport {
    match checked {
        Ok(account) => CheckReport {
            steps: steps(None),
            account: Some(account.email.unwrap_or(account.user_id)),
            templates: Some(account.templates),
            problem: None,
        },
        Err(failure) => CheckReport {
            steps: steps(Some(step(failure.step))),
            account: None,
            templates: None,
            problem: Some(failure.error.into()),
        },
    }
}

fn step(step: issuing::CheckStep) -> CheckStep {
    match step {
        issuing::CheckStep::Token => CheckStep::Token,
        issuing::CheckStep::Account => CheckStep::Account,
        issuing::CheckStep::Templates => CheckStep::Templates,
    }
}

fn steps(failed: Option<CheckStep>) -> Vec<(CheckStep, StepState)> {
    let all = [CheckStep::Token, CheckStep::Account, CheckStep::Templates];
    let mut state = StepState::Passed;
    let mut steps = Vec::new();
    for step in all {
        if failed == Some(step) {
            steps.push((step, StepState::Failed));
            state = StepState::NotReached;
        } else {
            steps.push((step, state));
        }
    }
    steps
}
