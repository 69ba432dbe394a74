//! The secrets of connections: typed, kept, read again.

use secrecy::{ExposeSecret, SecretString};
use vault::{Part, Slot, Vault, VaultError};

use crate::boundary::{Code, ConnectionForm, KeepSecret, SecretKept, ServiceKind};
use crate::connections::{PRACTICE, PRACTICE_BADGES, is_practice};
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::station_file::Connection;

/// What a connection proves itself with, by part.
pub(crate) struct Secrets(Vec<(Part, SecretString)>);

impl Secrets {
    /// One part; empty if the connection's kind has none of it.
    pub fn part(&self, part: Part) -> SecretString {
        let found = self.0.iter().find(|(one, _)| *one == part);
        found.map_or_else(SecretString::default, |(_, secret)| secret.clone())
    }

    /// Every part.
    pub fn all(&self) -> impl Iterator<Item = (Part, &SecretString)> {
        self.0.iter().map(|(part, secret)| (*part, secret))
    }
}

/// Secrets that were deleted, in memory until what they belonged to is gone too.
#[must_use = "what they belonged to may turn out to stay"]
pub(crate) struct Deleted(Vault, Vec<(Slot, Option<SecretString>)>);

impl Deleted {
    /// What they belonged to stays.
    pub fn put_back(self) {
        put_back(&self.0, self.1);
    }
}

/// The parts a kind of connection has.
const fn parts_of(kind: ServiceKind) -> &'static [Part] {
    match kind {
        ServiceKind::Breeze => &[Part::ClientId, Part::ClientSecret],
        ServiceKind::IssueBadge => &[Part::ApiKey],
    }
}

/// What the boundary calls a part.
const fn name_of(part: Part) -> &'static str {
    match part {
        Part::ClientId => "clientId",
        Part::ClientSecret => "clientSecret",
        Part::ApiKey => "apiKey",
    }
}

/// What was typed for a part, without the white space that comes along when it is pasted.
fn typed(form: &ConnectionForm, part: Part) -> Option<SecretString> {
    let typed = match part {
        Part::ClientId => &form.client_id,
        Part::ClientSecret => &form.client_secret,
        Part::ApiKey => &form.api_key,
    };
    let typed = typed.expose_secret().trim();
    (!typed.is_empty()).then(|| typed.into())
}

impl Desk {
    pub(crate) fn vault_of(&self, connection: &Connection) -> &Vault {
        match connection.keep {
            KeepSecret::Keyring => &self.inner().keyring,
            KeepSecret::ThisRun => &self.inner().this_run,
        }
    }

    /// Reads what a connection proves itself with, and notes where it was found; none if a part is
    /// missing. A locked keyring looks like one without the secret, so it is probed before that is
    /// believed.
    pub(crate) fn secrets_in_vault(
        &self,
        connection: &Connection,
    ) -> Result<Option<Secrets>, VaultError> {
        let vault = self.vault_of(connection);
        let read = |part: &Part| {
            let slot = Slot::connection_secret(&connection.id, *part);
            let secret = vault.read(&slot)?;
            Ok(secret.map(|secret| (*part, secret)))
        };
        let parts: Result<Vec<_>, VaultError> =
            parts_of(connection.kind).iter().map(read).collect();
        let found = parts.and_then(|parts| match parts.into_iter().collect() {
            Some(parts) => Ok(Some(Secrets(parts))),
            None => vault.probe().map(|()| None),
        });
        self.note_reading(connection, &found);
        found
    }

    /// Whether the memory of this run holds what a connection proves itself with.
    pub(crate) fn is_held_for_this_run(&self, connection: &Connection) -> bool {
        parts_of(connection.kind).iter().all(|part| {
            let slot = Slot::connection_secret(&connection.id, *part);
            let held = self.inner().this_run.read(&slot);
            held.is_ok_and(|secret| secret.is_some())
        })
    }

    /// What was typed, or for an empty box of a kept connection what is stored. A kept secret goes
    /// to the address it was kept for, and nowhere else.
    pub(crate) async fn secrets_of(
        &self,
        form: &ConnectionForm,
        connection: &Connection,
    ) -> Result<Secrets, DeskError> {
        let parts = parts_of(connection.kind);
        let empty = parts.iter().find(|part| typed(form, **part).is_none());
        let kept = match empty {
            None => None,
            Some(part) => Some(self.kept_for(form, connection, *part).await?),
        };
        let secret = |part: &Part| {
            let kept = || kept.as_ref().map(|kept| kept.part(*part));
            (*part, typed(form, *part).or_else(kept).unwrap_or_default())
        };
        Ok(Secrets(parts.iter().map(secret).collect()))
    }

    async fn kept_for(
        &self,
        form: &ConnectionForm,
        connection: &Connection,
        empty: Part,
    ) -> Result<Secrets, DeskError> {
        let missing = || DeskError::named(Code::SettingMissing, name_of(empty));
        let id = form.id.as_deref().ok_or_else(missing)?;
        let known = lock(&self.inner().station).connection(id)?.clone();
        if known.base_url != connection.base_url {
            return Err(missing());
        }
        self.kept_secrets(&known).await
    }

    pub(crate) async fn kept_secrets(&self, connection: &Connection) -> Result<Secrets, DeskError> {
        if let Some(secrets) = self.practice_secrets(&connection.id) {
            return Ok(secrets);
        }
        if is_practice(&connection.id) {
            return Err(DeskError::named(Code::PracticeFailed, ""));
        }
        let connection = connection.clone();
        self.blocking(move |desk| {
            let missing = || DeskError::named(Code::SecretMissing, &connection.name);
            desk.secrets_in_vault(&connection)?.ok_or_else(missing)
        })
        .await
    }

    /// Keeps all parts or leaves those that were there: half of two secrets is none. What is kept for
    /// this run only is taken out of the keyring, as far as that lets.
    pub(crate) fn store_secrets(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<(), DeskError> {
        let vault = self.vault_of(connection);
        let mut before = Vec::new();
        for (part, _) in secrets.all() {
            let slot = Slot::connection_secret(&connection.id, part);
            let secret = vault.read(&slot)?;
            before.push((slot, secret));
        }
        for (part, secret) in secrets.all() {
            let slot = Slot::connection_secret(&connection.id, part);
            if let Err(error) = vault.store(&slot, secret) {
                put_back(vault, before);
                return Err(error.into());
            }
        }
        if connection.keep == KeepSecret::Keyring {
            self.note_secret(connection, SecretKept::Keyring);
            self.note_keyring(None);
        }
        if connection.keep == KeepSecret::ThisRun {
            for (slot, _) in before {
                drop(self.inner().keyring.delete(&slot));
            }
        }
        Ok(())
    }

    /// Deletes every secret of a connection, wherever one was ever kept: all of them or none.
    pub(crate) fn delete_secrets(&self, connection: &Connection) -> Result<Deleted, DeskError> {
        let vault = self.vault_of(connection);
        let mut deleted = Deleted(vault.clone(), Vec::new());
        for part in Part::ALL {
            let slot = Slot::connection_secret(&connection.id, part);
            let gone = vault.read(&slot).and_then(|secret| {
                deleted.1.push((slot.clone(), secret));
                vault.delete(&slot)
            });
            if let Err(error) = gone {
                deleted.put_back();
                return Err(error.into());
            }
            self.inner().this_run.delete(&slot)?;
            // One that was kept for this run only may have been in the keyring before.
            if connection.keep == KeepSecret::ThisRun {
                drop(self.inner().keyring.delete(&slot));
            }
        }
        Ok(deleted)
    }

    fn practice_secrets(&self, connection: &str) -> Option<Secrets> {
        let access = self.inner().practice.as_ref()?;
        match connection {
            PRACTICE => Some(Secrets(vec![
                (Part::ClientId, access.client_id.clone().into()),
                (Part::ClientSecret, access.client_secret.clone()),
            ])),
            PRACTICE_BADGES => Some(Secrets(vec![(Part::ApiKey, access.badges.api_key.clone())])),
            _ => None,
        }
    }
}

/// As far as a keyring that just failed takes it.
fn put_back(vault: &Vault, before: Vec<(Slot, Option<SecretString>)>) {
    for (slot, secret) in before {
        let back = match secret {
            Some(secret) => vault.store(&slot, &secret),
            None => vault.delete(&slot),
        };
        if let Err(error) = back {
            tracing::warn!(%error, "a secret could not be put back");
        }
    }
}
