//! From every crate's own errors to the one that crosses to the user interface.

use chrono::{DateTime, SecondsFormat, Utc};
use issuing::{IssuingError, Outcome, ServerText};
use ledger::{LedgerError, Part};
use portrait::PortraitError;
use vault::VaultError;

use crate::boundary::{Code, FieldProblem, FieldProblemCode, Problem};
use crate::error::DeskError;

impl From<IssuingError> for Problem {
    fn from(error: IssuingError) -> Problem {
        Problem::of(issuing_code(&error), issuing_detail(&error))
    }
}

fn issuing_code(error: &IssuingError) -> Code {
    use IssuingError as E;
    match error {
        E::EmptyName | E::NoTenant | E::FieldTwice { .. } => Code::SettingMissing,
        E::InvalidAddress => Code::InvalidAddress,
        E::NoSuchEndpoint => Code::NoSuchEndpoint,
        E::ClientSetup => Code::ClientSetup,
        E::InsecureAddress => Code::InsecureAddress,
        E::NotImageUrl | E::PrivateAddress => Code::PictureAddressRefused,
        E::OtherService | E::TypeNotTaken { .. } => Code::OtherService,
        E::NotByGet => Code::NotByGet,
        E::WrongKey => Code::WrongKey,
        E::PictureTooLarge { .. } => Code::PictureTooLarge,
        E::Unreachable => Code::Unreachable,
        E::NameNotFound => Code::NameNotFound,
        E::TimedOut { .. } => Code::TimedOut,
        E::Certificate { .. } => Code::Certificate,
        E::Interrupted => Code::Broken,
        E::WrongSecret => Code::WrongSecret,
        // The secret may be right: the service wants the question put in another way.
        E::InvalidRequest | E::UnsupportedGrant => Code::UndocumentedAnswer,
        E::SecretExpired => Code::SecretExpired,
        E::NotAuthenticated => Code::NotAuthenticated,
        E::Forbidden { tenant: None, .. } => Code::NoRole,
        E::Forbidden {
            tenant: Some(_), ..
        }
        | E::UnknownTenant { .. } => Code::UnknownTenant,
        E::RateLimited { .. } => Code::RateLimited,
        E::Moved { .. } => Code::Moved,
        other => answer_code(other),
    }
}

fn answer_code(error: &IssuingError) -> Code {
    use IssuingError as E;
    match error {
        E::TemplateNotFound { .. } => Code::TemplateGone,
        E::NotFound { .. } | E::BadInput { .. } => Code::BadInput,
        E::ServerFailed { .. } | E::UnexpectedStatus { .. } => Code::ServerFailed,
        E::UndocumentedCode { .. } => Code::UndocumentedAnswer,
        E::Declined { .. } => Code::Declined,
        E::KeyUsed { .. } => Code::KeyUsed,
        E::AlreadyRevoked => Code::AlreadyRevoked,
        E::NoCertificateDesign => Code::NoCertificateDesign,
        E::NotPdf => Code::NotPdf,
        E::TooLong { .. } | E::NotAnEmail => Code::BadInput,
        _ => Code::UnreadableAnswer,
    }
}

fn issuing_detail(error: &IssuingError) -> String {
    use IssuingError as E;
    match error {
        E::RateLimited { until } => until.map(in_words).unwrap_or_default(),
        E::Moved { to } => to.clone().unwrap_or_default(),
        E::Forbidden { tenant, message } => match (tenant, message) {
            (Some(tenant), _) => tenant.to_string(),
            (None, message) => message.as_ref().map(said).unwrap_or_default(),
        },
        E::UnknownTenant { tenant } => tenant.to_string(),
        E::TemplateNotFound { template } => template.to_string(),
        E::NotFound { message }
        | E::BadInput { message }
        | E::Declined { message }
        | E::KeyUsed { message } => said(message),
        E::TooLong { most, .. } => most.to_string(),
        E::PictureTooLarge { field, .. } | E::TypeNotTaken { field } => field.to_string(),
        E::UndocumentedCode { code, message } => format!("{code}: {}", message.as_str()),
        E::ServerFailed { status } | E::UnexpectedStatus { status } => status.to_string(),
        E::OtherShape { path } => path.clone(),
        E::Certificate { problem } => problem.to_string(),
        other => other.code().to_owned(),
    }
}

fn said(text: &ServerText) -> String {
    text.as_str().to_owned()
}

pub(crate) fn in_words(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// The problem in an outcome that is no receipt, with the fields the service named.
pub(crate) fn of_outcome(outcome: &Outcome) -> Option<Problem> {
    match outcome {
        Outcome::Accepted(_) => None,
        Outcome::NeverLeft(error)
        | Outcome::NotTaken { error, .. }
        | Outcome::Blocked(error)
        | Outcome::Unknown(error)
        | Outcome::KeyUsed(error) => Some(error.clone().into()),
        Outcome::Refused { error, problems } => {
            let mut fields: Vec<FieldProblem> = Vec::new();
            for said in problems.iter().filter_map(said_of_field) {
                match fields.iter_mut().find(|one| one.field == said.field) {
                    Some(first) => first.detail = format!("{} {}", first.detail, said.detail),
                    None => fields.push(said),
                }
            }
            let mut problem = Problem::from(error.clone());
            for said in problems.iter().filter(|said| said.field.is_none()) {
                if !problem.detail.contains(&said.problem) {
                    problem.detail = format!("{} {}", problem.detail, said.problem);
                }
            }
            Some(Problem { fields, ..problem })
        }
    }
}

fn said_of_field(problem: &issuing::FieldProblem) -> Option<FieldProblem> {
    let field = problem.field.as_ref()?.to_string();
    let detail = problem.problem.clone();
    Some(FieldProblem {
        field,
        problem: FieldProblemCode::SaidByService,
        detail,
    })
}

impl From<VaultError> for Problem {
    fn from(error: VaultError) -> Problem {
        let code = match &error {
            VaultError::NoKeyring { .. } => Code::NoKeyring,
            VaultError::Locked { .. } => Code::KeyringLocked,
            VaultError::NoAnswer => Code::KeyringNoAnswer,
            VaultError::TooLong { .. } => Code::SecretTooLong,
            VaultError::ReadBackDiffers
            | VaultError::NotText
            | VaultError::Ambiguous { .. }
            | VaultError::Platform { .. } => Code::KeyringFailed,
        };
        Problem::of(code, error.to_string())
    }
}

impl From<LedgerError> for Problem {
    fn from(error: LedgerError) -> Problem {
        let code = match &error {
            LedgerError::InUse { .. } => Code::LedgerInUse,
            LedgerError::WrongKey => Code::LedgerLocked,
            LedgerError::Missing(Part::Header | Part::Database) => Code::LedgerMissing,
            LedgerError::HeaderDamaged | LedgerError::Damaged => Code::LedgerDamaged,
            LedgerError::ReadOnly => Code::LedgerReadOnly,
            LedgerError::DiskFull => Code::DiskFull,
            LedgerError::NotFound => Code::NoSuchOrder,
            LedgerError::Forbidden { .. } => Code::WrongState,
            LedgerError::NumberTaken { .. } => Code::NumberAlreadyKnown,
            LedgerError::PassphraseTooShort => Code::PassphraseTooShort,
            LedgerError::WrongPassphrase => Code::WrongPassphrase,
            LedgerError::NotABackup => Code::NotABackup,
            _ => Code::LedgerFailed,
        };
        let detail = match &error {
            LedgerError::InUse { process } => process.map_or_else(String::new, |id| id.to_string()),
            other => other.to_string(),
        };
        Problem::of(code, detail)
    }
}

/// Where one order is asked for, what is damaged is that one: the rest of the ledger was opened.
pub(crate) fn of_one_order(error: LedgerError) -> DeskError {
    match error {
        LedgerError::Damaged => DeskError::from(Problem::of(Code::OrderUnreadable, "")),
        other => other.into(),
    }
}

impl From<PortraitError> for Problem {
    fn from(error: PortraitError) -> Problem {
        use PortraitError as E;
        let code = match error {
            E::Empty => Code::PictureEmpty,
            E::TooManyBytes { .. }
            | E::TooManyPixels { .. }
            | E::TooLong { .. }
            | E::TooMuchMemory => Code::PictureTooLarge,
            E::Unsupported | E::RareVariant => Code::PictureUnsupported,
            E::Heic => Code::PictureHeic,
            E::Truncated => Code::PictureTruncated,
            E::Damaged => Code::PictureDamaged,
            E::InvalidCrop => Code::CropInvalid,
            E::FaceModels => Code::FaceModels,
            E::InvalidOutput => Code::PortraitSize,
        };
        Problem::of(code, error.to_string())
    }
}

macro_rules! through_problem {
    ($($error:ty),*) => { $(
        impl From<$error> for DeskError {
            fn from(error: $error) -> DeskError {
                DeskError::Named(error.into())
            }
        }
    )* };
}

through_problem!(IssuingError, VaultError, LedgerError, PortraitError);
