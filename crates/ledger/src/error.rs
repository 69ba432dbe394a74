use crate::{OrderId, State};
use rusqlite::ErrorCode;
use std::{fmt, io};

/// One of the two files that make a ledger.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The small clear file with the ledger's id and the check value of its key.
    Header,
    /// The encrypted database.
    Database,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Header => "the file ledger.json",
            Self::Database => "the ledger's database",
        })
    }
}

/// The process that holds a ledger, in words.
fn named(process: Option<u32>) -> String {
    process.map_or_else(String::new, |id| format!(" (process {id})"))
}

/// Why the ledger could not do it. No text of it ever holds a value of an order.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum LedgerError {
    /// Another process, or another part of this one, has it open.
    #[error("the ledger is open in another program{}", named(*process))]
    InUse {
        /// The process that holds it, as far as it could be read.
        process: Option<u32>,
    },
    /// There is a ledger already where one was to be made.
    #[error("there is a ledger already")]
    Exists,
    /// The key does not belong to this ledger.
    #[error("the key does not belong to this ledger")]
    WrongKey,
    /// One of its files is missing, or both.
    #[error("{0} is missing")]
    Missing(Part),
    /// The header cannot be read, so that no key can be told right or wrong.
    #[error("the ledger's header is damaged")]
    HeaderDamaged,
    /// The database is damaged; the key is the right one.
    #[error("the ledger is damaged")]
    Damaged,
    /// A newer version of the program has written it.
    #[error("the ledger was written by a newer version")]
    TooNew,
    /// The folder or a file in it cannot be written.
    #[error("the ledger cannot be written")]
    ReadOnly,
    /// The disk is full.
    #[error("the disk is full")]
    DiskFull,
    /// The disk, or the way to it, failed.
    #[error("the disk failed: {0}")]
    Io(io::ErrorKind),
    /// The database would not promise to have written what it says it has.
    #[error("the database does not write durably")]
    NotDurable,
    /// A new passphrase is too short to protect a file that others may hold.
    #[error("the passphrase is too short")]
    PassphraseTooShort,
    /// The backup was made with another passphrase.
    #[error("the passphrase is another one")]
    WrongPassphrase,
    /// The file is no backup of a ledger.
    #[error("the file is no backup")]
    NotABackup,
    /// The ledger ends with the program: there is no file to be copied.
    #[error("the ledger is in memory only")]
    InMemory,
    /// The system has no randomness to give.
    #[error("the system gives no random numbers")]
    NoRandomness,
    /// There is no such order, draft or picture.
    #[error("not found in the ledger")]
    NotFound,
    /// The order is in a state that does not allow it.
    #[error("an order that is {from:?} does not allow it")]
    Forbidden {
        /// The state it is in.
        from: State,
    },
    /// A credential number that another order of the connection has already.
    #[error("that number belongs to another order")]
    NumberTaken {
        /// The order that has it.
        order: OrderId,
    },
    /// The database engine refused a statement: a fault of this program.
    #[error("the database refused a statement (SQLite code {code})")]
    Statement {
        /// SQLite's extended result code.
        code: i32,
    },
}

impl LedgerError {
    /// A stable name of the variant, for tables of words.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::InUse { .. } => "ledger_in_use",
            Self::Exists => "ledger_exists",
            Self::WrongKey => "ledger_wrong_key",
            Self::Missing(Part::Header) => "ledger_header_missing",
            Self::Missing(Part::Database) => "ledger_missing",
            Self::HeaderDamaged => "ledger_header_damaged",
            Self::Damaged => "ledger_damaged",
            Self::TooNew => "ledger_too_new",
            Self::ReadOnly => "ledger_read_only",
            Self::DiskFull => "disk_full",
            Self::Io(_) => "disk_failed",
            Self::NotDurable => "ledger_not_durable",
            Self::PassphraseTooShort => "passphrase_too_short",
            Self::WrongPassphrase => "wrong_passphrase",
            Self::NotABackup => "not_a_backup",
            Self::InMemory => "ledger_in_memory",
            Self::NoRandomness => "no_randomness",
            Self::NotFound => "not_found",
            Self::Forbidden { .. } => "state_forbids",
            Self::NumberTaken { .. } => "number_taken",
            Self::Statement { .. } => "ledger_statement",
        }
    }
}

impl From<io::Error> for LedgerError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => Self::ReadOnly,
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => Self::DiskFull,
            kind => Self::Io(kind),
        }
    }
}

/// Nothing of the message is kept: SQLite's may quote what was to be written.
impl From<rusqlite::Error> for LedgerError {
    fn from(error: rusqlite::Error) -> Self {
        match error {
            rusqlite::Error::SqliteFailure(cause, _) => from_code(cause),
            rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
            rusqlite::Error::FromSqlConversionFailure(..)
            | rusqlite::Error::IntegralValueOutOfRange(..)
            | rusqlite::Error::InvalidColumnType(..) => Self::Damaged,
            _ => Self::Statement {
                code: rusqlite::ffi::SQLITE_MISUSE,
            },
        }
    }
}

const fn from_code(cause: rusqlite::ffi::Error) -> LedgerError {
    match cause.code {
        ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => LedgerError::Damaged,
        ErrorCode::DiskFull => LedgerError::DiskFull,
        ErrorCode::ReadOnly | ErrorCode::PermissionDenied => LedgerError::ReadOnly,
        ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => LedgerError::InUse { process: None },
        ErrorCode::CannotOpen | ErrorCode::SystemIoFailure => LedgerError::Io(io::ErrorKind::Other),
        _ => LedgerError::Statement {
            code: cause.extended_code,
        },
    }
}

impl From<refinery::Error> for LedgerError {
    fn from(error: refinery::Error) -> Self {
        use refinery::error::Kind;
        match error.kind() {
            Kind::MissingVersion(_) | Kind::DivergentVersion(..) => Self::TooNew,
            Kind::Connection(_, cause) => match cause.downcast_ref::<rusqlite::Error>() {
                Some(rusqlite::Error::SqliteFailure(cause, _)) => from_code(*cause),
                _ => Self::Damaged,
            },
            _ => Self::Statement {
                code: rusqlite::ffi::SQLITE_SCHEMA,
            },
        }
    }
}
