use keyring_core::Error as Keyring;

/// Why the vault could not do it. No text of it ever holds a secret.
#[derive(Debug, Clone, thiserror::Error)]
pub enum VaultError {
    /// There is no keyring to talk to: no session bus, no Secret Service on it, or an unknown
    /// platform.
    #[error("no keyring: {reason}")]
    NoKeyring {
        /// What the platform said.
        reason: String,
    },
    /// The keyring is there but locked, or the person did not let us in.
    #[error("the keyring is locked: {reason}")]
    Locked {
        /// What the platform said.
        reason: String,
    },
    /// The keyring was not waited for any longer: it may be asking a person.
    #[error("the keyring does not answer")]
    NoAnswer,
    /// The secret is longer than the platform's keyring holds.
    #[error("the secret is longer than the {limit} the keyring holds")]
    TooLong {
        /// The platform's limit, in the platform's own unit (bytes on Windows).
        limit: u32,
    },
    /// What was read back is not what was written.
    #[error("the keyring did not give back what was written")]
    ReadBackDiffers,
    /// The entry holds bytes that are not UTF-8 text.
    #[error("the entry in the keyring is not text")]
    NotText,
    /// Several entries answer to the same name.
    #[error("the keyring holds {entries} entries of the same name")]
    Ambiguous {
        /// How many.
        entries: usize,
    },
    /// The keyring failed in its own way.
    #[error("the keyring failed: {reason}")]
    Platform {
        /// What the platform said.
        reason: String,
    },
}

impl VaultError {
    /// A stable name of the variant, for tables of words.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NoKeyring { .. } => "no_keyring",
            Self::Locked { .. } => "keyring_locked",
            Self::NoAnswer => "keyring_no_answer",
            Self::TooLong { .. } => "secret_too_long",
            Self::ReadBackDiffers => "read_back_differs",
            Self::NotText => "secret_not_text",
            Self::Ambiguous { .. } => "keyring_ambiguous",
            Self::Platform { .. } => "keyring_failed",
        }
    }

    pub(crate) fn no_keyring(error: &Keyring) -> Self {
        Self::NoKeyring {
            reason: reason(error),
        }
    }
}

impl From<Keyring> for VaultError {
    fn from(error: Keyring) -> Self {
        match error {
            Keyring::NoStorageAccess(_) => Self::Locked {
                reason: reason(&error),
            },
            Keyring::NoDefaultStore => Self::no_keyring(&error),
            Keyring::TooLong(_, limit) => Self::TooLong { limit },
            Keyring::Ambiguous(entries) => Self::Ambiguous {
                entries: entries.len(),
            },
            _ => Self::Platform {
                reason: reason(&error),
            },
        }
    }
}

/// The platform's own words, but only where they cannot hold what was stored: an entry of a bad
/// form carries its bytes in the error.
fn reason(error: &Keyring) -> String {
    match error {
        Keyring::PlatformFailure(cause) | Keyring::NoStorageAccess(cause) => cause.to_string(),
        Keyring::NoEntry => "no entry".to_owned(),
        Keyring::BadEncoding(_) | Keyring::BadDataFormat(..) => "an entry of a bad form".to_owned(),
        Keyring::BadStoreFormat(_) => "a store of a bad form".to_owned(),
        Keyring::Invalid(name, _) => format!("invalid {name}"),
        Keyring::NoDefaultStore => "no store for this platform".to_owned(),
        Keyring::NotSupportedByStore(_) => "not supported by this keyring".to_owned(),
        _ => "an error this program does not know".to_owned(),
    }
}
