use std::fmt;

/// The name under which a keyring shows all entries of this program.
pub(crate) const SERVICE: &str = "badgedesk";

/// Where one secret lies in the vault. Holds no secret itself.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Slot(String);

/// Which secret of a connection.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Part {
    /// The client id of a Breeze connection.
    ClientId,
    /// The client secret of a Breeze connection.
    ClientSecret,
    /// The API key of an `IssueBadge` connection.
    ApiKey,
}

impl Part {
    /// All parts: what removing a connection has to delete.
    pub const ALL: [Self; 3] = [Self::ClientId, Self::ClientSecret, Self::ApiKey];

    const fn name(self) -> &'static str {
        match self {
            Self::ClientId => "client-id",
            Self::ClientSecret => "client-secret",
            Self::ApiKey => "api-key",
        }
    }
}

impl Slot {
    /// One secret of a connection, by the connection's id.
    #[must_use]
    pub fn connection_secret(connection: &str, part: Part) -> Self {
        Self(format!("connection/{connection}/{}", part.name()))
    }

    /// The key of a ledger, by the ledger's id.
    #[must_use]
    pub fn ledger_key(ledger: &str) -> Self {
        Self(format!("ledger/{ledger}"))
    }

    /// The seal of a ledger's newest writing, by the ledger's id.
    #[must_use]
    pub fn ledger_seal(ledger: &str) -> Self {
        Self(format!("ledger/{ledger}/seal"))
    }

    pub(crate) fn probe() -> Self {
        Self("probe".to_owned())
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
