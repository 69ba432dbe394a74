//! Everything that can go wrong with an issuing service.

use std::fmt;

use chrono::{DateTime, Utc};

use crate::{FieldName, ServerText, TemplateId, TenantId};

/// Why something failed. Its words hold no secret, no token, no personal data and nothing of the
/// request; what a service wrote itself is a [`ServerText`], which only shows when asked to.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum IssuingError {
    /// An identifier is empty.
    #[error("an identifier is empty")]
    EmptyName,
    /// The address is not one a service can have.
    #[error("the address is not a web address without user name, query and fragment")]
    InvalidAddress,
    /// The address would send secrets in the clear.
    #[error("the address is not https")]
    InsecureAddress,
    /// A connection names no tenant.
    #[error("the connection names no tenant")]
    NoTenant,
    /// This machine's TLS could not be set up.
    #[error("secure connections could not be set up on this machine")]
    ClientSetup,
    /// An order names the same field twice.
    #[error("the field {field} has more than one value")]
    FieldTwice {
        /// The field.
        field: FieldName,
    },
    /// A text is longer than the service takes.
    #[error("a text is longer than {most} characters")]
    TooLong {
        /// Which text.
        kind: TextKind,
        /// The most characters it can have.
        most: usize,
    },
    /// An e-mail address is none.
    #[error("the e-mail address is none")]
    NotAnEmail,
    /// An order was given to a service that does not issue its kind.
    #[error("the order is for another kind of service")]
    OtherService,
    /// A picture is too large to be sent within an order.
    #[error("the picture of {field} is larger than {limit} bytes as text")]
    PictureTooLarge {
        /// Its field.
        field: FieldName,
        /// The most bytes of its text.
        limit: usize,
    },
    /// The service takes no value of this type.
    #[error("the field {field} has a type of value that the service does not take")]
    TypeNotTaken {
        /// The field.
        field: FieldName,
    },
    /// An order with custom fields cannot go out as a GET request.
    #[error("custom fields and pictures do not fit into a GET request")]
    NotByGet,
    /// The address of a picture is not one that may be fetched.
    #[error("the address of the picture is not a plain web address")]
    NotImageUrl,
    /// The address of a picture leads into this machine or its own network.
    #[error("the address of the picture leads into a private network")]
    PrivateAddress,
    /// No connection was made.
    #[error("no connection could be made")]
    Unreachable,
    /// The host's name could not be resolved.
    #[error("the host's name could not be resolved")]
    NameNotFound,
    /// It took too long.
    #[error("time ran out while {stage}")]
    TimedOut {
        /// What was being waited for.
        stage: Stage,
    },
    /// The host could not prove who it is.
    #[error("the host's certificate is not valid: {problem}")]
    Certificate {
        /// What is wrong with it.
        problem: CertificateProblem,
    },
    /// The connection broke after it was made.
    #[error("the connection broke")]
    Interrupted,
    /// The service knows no such client id and secret.
    #[error("the client id or the secret is wrong")]
    WrongSecret,
    /// The service does not accept the API key.
    #[error("the API key is wrong or revoked")]
    WrongKey,
    /// The secret was right once and has expired.
    #[error("the secret has expired")]
    SecretExpired,
    /// The service found its token request incomplete.
    #[error("the service found the request for a token incomplete")]
    InvalidRequest,
    /// The service does not give tokens to programs.
    #[error("the service gives no token for client credentials")]
    UnsupportedGrant,
    /// The service does not accept its own fresh token.
    #[error("the service does not accept the token")]
    NotAuthenticated,
    /// The account lacks a role, or access to a tenant.
    #[error("the account lacks a role or access to the tenant")]
    Forbidden {
        /// The tenant that was asked for, if the service speaks of it or says nothing at all.
        tenant: Option<TenantId>,
        /// What the service says, if it does.
        message: Option<ServerText>,
    },
    /// The service knows no such tenant.
    #[error("the service knows no tenant {tenant}")]
    UnknownTenant {
        /// The tenant.
        tenant: TenantId,
    },
    /// The service takes no more calls for now.
    #[error("the service takes no more calls for now")]
    RateLimited {
        /// Until when, if it named a time that is still to come.
        until: Option<DateTime<Utc>>,
    },
    /// The address answers with another address.
    #[error("the address has moved")]
    Moved {
        /// Where to, without query and fragment, if the answer said so legibly.
        to: Option<String>,
    },
    /// Nothing at the address answers for a service.
    #[error("no service answers under this address")]
    NoSuchEndpoint,
    /// The template is gone.
    #[error("the service has no template {template}")]
    TemplateNotFound {
        /// The template.
        template: TemplateId,
    },
    /// Something an order refers to is gone.
    #[error("the service did not find something the order refers to")]
    NotFound {
        /// The service's words.
        message: ServerText,
    },
    /// The service does not accept a value.
    #[error("the service does not accept a value")]
    BadInput {
        /// The service's words.
        message: ServerText,
    },
    /// The service declined without naming a value; what it did before that is not known.
    #[error("the service declined without naming a value")]
    Declined {
        /// The service's words.
        message: ServerText,
    },
    /// The service says that it has seen the order's key before.
    #[error("the service has seen the key of this order before")]
    KeyUsed {
        /// The service's words.
        message: ServerText,
    },
    /// The badge is revoked already.
    #[error("the badge is revoked already")]
    AlreadyRevoked,
    /// The template has no certificate design.
    #[error("the badge has no certificate design")]
    NoCertificateDesign,
    /// What came is no PDF.
    #[error("the certificate that came is no PDF")]
    NotPdf,
    /// The service cannot be asked what became of an order.
    #[error("this service cannot be asked what became of an order")]
    CannotBeAsked,
    /// It cannot be told whether a badge was made before or after the order was sent.
    #[error("it cannot be told whether a badge was made before the order was sent")]
    TimeNotTold,
    /// The service failed.
    #[error("the service failed with status {status}")]
    ServerFailed {
        /// The HTTP status, 500 to 599.
        status: u16,
    },
    /// The service answered with a status the documentation does not explain here.
    #[error("the service answered with the unexpected status {status}")]
    UnexpectedStatus {
        /// The HTTP status.
        status: u16,
    },
    /// The answer is not JSON.
    #[error("the answer is not JSON")]
    NotJson,
    /// The answer has no content.
    #[error("the answer is empty")]
    Empty,
    /// The answer ends too early.
    #[error("the answer ends too early")]
    Truncated,
    /// The answer is larger than any answer can be.
    #[error("the answer is larger than {limit} bytes")]
    TooLarge {
        /// The most that is read, in bytes.
        limit: usize,
    },
    /// The answer is JSON, but not the documented one.
    #[error("the answer has another shape than documented, at {path}")]
    OtherShape {
        /// Where it differs, as a path of names and indices.
        path: String,
    },
    /// The service named an error the documentation does not list.
    #[error("the service named the undocumented error {code}")]
    UndocumentedCode {
        /// The code, shortened to letters, digits and underscores.
        code: String,
        /// The service's words.
        message: ServerText,
    },
    /// The pages of a list do not end.
    #[error("the pages of a list do not end")]
    EndlessPages,
}

impl IssuingError {
    /// A stable name of the error, for the boundary to the user interface and for logs.
    #[must_use]
    pub fn code(&self) -> &'static str {
        match self {
            Self::EmptyName => "empty_name",
            Self::InvalidAddress => "invalid_address",
            Self::InsecureAddress => "insecure_address",
            Self::NoTenant => "no_tenant",
            Self::ClientSetup => "client_setup",
            Self::FieldTwice { .. } => "field_twice",
            Self::TooLong { .. } => "too_long",
            Self::NotAnEmail => "not_an_email",
            Self::OtherService => "other_service",
            Self::PictureTooLarge { .. } => "picture_too_large",
            Self::TypeNotTaken { .. } => "type_not_taken",
            Self::NotByGet => "not_by_get",
            Self::NotImageUrl => "not_image_url",
            Self::PrivateAddress => "private_address",
            Self::Unreachable => "unreachable",
            Self::NameNotFound => "name_not_found",
            Self::TimedOut { .. } => "timed_out",
            Self::Certificate { .. } => "certificate",
            Self::Interrupted => "interrupted",
            Self::WrongSecret => "wrong_secret",
            Self::WrongKey => "wrong_key",
            Self::SecretExpired => "secret_expired",
            Self::InvalidRequest => "invalid_request",
            Self::UnsupportedGrant => "unsupported_grant",
            Self::NotAuthenticated => "not_authenticated",
            Self::Forbidden { .. } => "forbidden",
            Self::UnknownTenant { .. } => "unknown_tenant",
            Self::RateLimited { .. } => "rate_limited",
            Self::Moved { .. } => "moved",
            Self::NoSuchEndpoint => "no_such_endpoint",
            _ => self.answer_code(),
        }
    }

    /// The names of the errors that speak about an answer's content.
    fn answer_code(&self) -> &'static str {
        match self {
            Self::TemplateNotFound { .. } => "template_not_found",
            Self::NotFound { .. } => "not_found",
            Self::BadInput { .. } => "bad_input",
            Self::Declined { .. } => "declined",
            Self::KeyUsed { .. } => "key_used",
            Self::AlreadyRevoked => "already_revoked",
            Self::NoCertificateDesign => "no_certificate_design",
            Self::NotPdf => "not_pdf",
            Self::CannotBeAsked => "cannot_be_asked",
            Self::TimeNotTold => "time_not_told",
            Self::ServerFailed { .. } => "server_failed",
            Self::UnexpectedStatus { .. } => "unexpected_status",
            Self::NotJson => "not_json",
            Self::Empty => "empty_answer",
            Self::Truncated => "truncated",
            Self::TooLarge { .. } => "too_large",
            Self::OtherShape { .. } => "other_shape",
            Self::UndocumentedCode { .. } => "undocumented_code",
            _ => "endless_pages",
        }
    }
}

/// The texts that a service takes up to a length.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextKind {
    /// The name of a badge's recipient.
    RecipientName,
    /// An e-mail address.
    Email,
    /// An order's key.
    IdempotencyKey,
    /// The comments on a revocation.
    RevocationComments,
}

/// What was being waited for when time ran out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// A connection.
    Connecting,
    /// An answer, on a connection that was made.
    Answering,
}

impl fmt::Display for Stage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Stage::Connecting => "connecting",
            Stage::Answering => "waiting for the answer",
        })
    }
}

/// What is wrong with a certificate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CertificateProblem {
    /// Its time is over, or this machine's clock is wrong.
    Expired,
    /// Its time has not come, or this machine's clock is wrong.
    NotYetValid,
    /// It belongs to another host.
    WrongHost,
    /// Nobody this machine trusts has signed it.
    UnknownIssuer,
    /// Anything else.
    Rejected,
}

impl fmt::Display for CertificateProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            CertificateProblem::Expired => "it has expired",
            CertificateProblem::NotYetValid => "it is not valid yet",
            CertificateProblem::WrongHost => "it belongs to another host",
            CertificateProblem::UnknownIssuer => "nobody trusted has signed it",
            CertificateProblem::Rejected => "it was rejected",
        })
    }
}
