//! What a failed call proves.

use std::error::Error;
use std::io;

use rustls::CertificateError;

use crate::{CertificateProblem, IssuingError, Stage};

/// A call without an answer.
#[derive(Debug, PartialEq)]
pub(crate) enum Broken {
    /// No byte of the request went to the service.
    NeverLeft(IssuingError),
    /// Some or all of it may have.
    Lost(IssuingError),
}

impl Broken {
    /// The reason alone, for calls that may be made twice.
    pub fn error(self) -> IssuingError {
        match self {
            Broken::NeverLeft(error) | Broken::Lost(error) => error,
        }
    }
}

/// Judges a failure before the head of the answer was there.
pub(crate) fn sending(error: &reqwest::Error) -> Broken {
    if error.is_builder() {
        return Broken::NeverLeft(IssuingError::InvalidAddress);
    }
    if error.is_connect() {
        return Broken::NeverLeft(connecting(error));
    }
    if error.is_timeout() {
        return Broken::Lost(IssuingError::TimedOut {
            stage: Stage::Answering,
        });
    }
    Broken::Lost(IssuingError::Interrupted)
}

/// Judges a failure after the head of the answer was there.
pub(crate) fn reading(error: &reqwest::Error) -> IssuingError {
    if error.is_timeout() {
        return IssuingError::TimedOut {
            stage: Stage::Answering,
        };
    }
    IssuingError::Truncated
}

fn connecting(error: &reqwest::Error) -> IssuingError {
    if let Some(problem) = certificate_problem(error) {
        return IssuingError::Certificate { problem };
    }
    if error.is_dns() {
        return IssuingError::NameNotFound;
    }
    if error.is_timeout() {
        return IssuingError::TimedOut {
            stage: Stage::Connecting,
        };
    }
    IssuingError::Unreachable
}

fn certificate_problem(error: &(dyn Error + 'static)) -> Option<CertificateProblem> {
    let mut at = Some(error);
    while let Some(error) = at {
        if let Some(rustls::Error::InvalidCertificate(reason)) = tls_error(error) {
            return Some(problem(reason));
        }
        at = error.source();
    }
    None
}

/// An I/O error does not give what it wraps as its source, so look inside.
fn tls_error<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a rustls::Error> {
    if let Some(found) = error.downcast_ref::<rustls::Error>() {
        return Some(found);
    }
    let wrapped = error.downcast_ref::<io::Error>()?.get_ref()?;
    match wrapped.downcast_ref::<io::Error>() {
        Some(inner) => tls_error(inner),
        None => wrapped.downcast_ref::<rustls::Error>(),
    }
}

fn problem(reason: &CertificateError) -> CertificateProblem {
    match reason {
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            CertificateProblem::Expired
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            CertificateProblem::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            CertificateProblem::WrongHost
        }
        CertificateError::UnknownIssuer => CertificateProblem::UnknownIssuer,
        _ => CertificateProblem::Rejected,
    }
}
