//! Everything that can go wrong at the desk.

use crate::boundary::{Code, FieldProblem, Problem};

/// Why the desk could not do what it was asked.
#[derive(Debug, Clone, thiserror::Error)]
pub enum DeskError {
    /// A cause the user interface has words for.
    #[error(transparent)]
    Named(#[from] Problem),
    /// A part of the program stopped in the middle of its work.
    #[error("the work was interrupted")]
    Interrupted,
}

impl DeskError {
    /// A cause with what names the thing.
    pub fn named(code: Code, detail: impl Into<String>) -> DeskError {
        DeskError::Named(Problem {
            code,
            detail: detail.into(),
            fields: Vec::new(),
        })
    }

    /// An incomplete form.
    pub fn incomplete(fields: Vec<FieldProblem>) -> DeskError {
        DeskError::Named(Problem {
            code: Code::FormIncomplete,
            detail: String::new(),
            fields,
        })
    }
}

impl From<DeskError> for Problem {
    fn from(error: DeskError) -> Problem {
        match error {
            DeskError::Named(problem) => problem,
            DeskError::Interrupted => Problem {
                code: Code::Interrupted,
                detail: String::new(),
                fields: Vec::new(),
            },
        }
    }
}
