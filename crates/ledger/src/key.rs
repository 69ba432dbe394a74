use crate::{LedgerError, LedgerId};
use sha2::{Digest, Sha256};
use std::fmt;
use std::fmt::Write as _;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// Tells a check value of this program apart from any other hash of the same key.
const CHECK_LABEL: &[u8] = b"badgedesk ledger key check 1";

/// The key of a ledger: 256 random bits, used as they are (no passphrase, no derivation).
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct LedgerKey([u8; Self::LENGTH]);

impl LedgerKey {
    /// Its length in bytes: that of an AES-256 key.
    pub const LENGTH: usize = 32;

    /// A new key from the system's source of randomness.
    ///
    /// # Errors
    /// [`LedgerError::NoRandomness`] if the system has none to give.
    pub fn random() -> Result<Self, LedgerError> {
        let mut key = Self([0; Self::LENGTH]);
        getrandom::fill(&mut key.0).map_err(|_| LedgerError::NoRandomness)?;
        Ok(key)
    }

    /// A key as it was kept.
    ///
    /// # Errors
    /// [`LedgerError::WrongKey`] if it is not [`LedgerKey::LENGTH`] bytes long.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, LedgerError> {
        bytes
            .try_into()
            .map(Self)
            .map_err(|_| LedgerError::WrongKey)
    }

    /// The key itself, to be kept in the vault and nowhere else.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; Self::LENGTH] {
        &self.0
    }

    /// Shows that a key is the right one without showing the key: the hash of 256 random bits
    /// cannot be searched.
    pub(crate) fn check_value(&self, ledger: LedgerId) -> String {
        let hash = Sha256::new_with_prefix(CHECK_LABEL)
            .chain_update(ledger.uuid().as_bytes())
            .chain_update(self.0)
            .finalize();
        hex(&hash).to_string()
    }

    /// The key as SQLCipher takes a raw one.
    pub(crate) fn pragma(&self) -> Zeroizing<String> {
        Zeroizing::new(format!("PRAGMA key = \"x'{}'\";", *hex(&self.0)))
    }
}

impl fmt::Debug for LedgerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("LedgerKey([REDACTED])")
    }
}

fn hex(bytes: &[u8]) -> Zeroizing<String> {
    let mut text = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        // Writing to a String cannot fail.
        let _ = write!(text, "{byte:02x}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::LedgerKey;
    use crate::LedgerId;
    use uuid::Uuid;

    #[test]
    fn two_keys_differ_and_neither_is_shown() {
        let (a, b) = (LedgerKey::random().unwrap(), LedgerKey::random().unwrap());
        assert_ne!(a.as_bytes(), b.as_bytes());
        assert_eq!(format!("{a:?}"), "LedgerKey([REDACTED])");
    }

    #[test]
    fn a_check_value_belongs_to_one_key_and_one_ledger() {
        let key = LedgerKey::from_bytes(&[7; 32]).unwrap();
        let other = LedgerKey::from_bytes(&[8; 32]).unwrap();
        let (here, there) = (
            LedgerId::new(Uuid::from_u128(1)),
            LedgerId::new(Uuid::from_u128(2)),
        );
        assert_eq!(key.check_value(here).len(), 64);
        assert_ne!(key.check_value(here), other.check_value(here));
        assert_ne!(key.check_value(here), key.check_value(there));
        assert!(!key.check_value(here).contains("0707"));
    }

    #[test]
    fn a_key_of_another_length_is_wrong() {
        assert_eq!(
            LedgerKey::from_bytes(&[7; 31]).unwrap_err().code(),
            "ledger_wrong_key"
        );
    }
}
