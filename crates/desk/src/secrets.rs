//! The secrets of connections: typed, kept, read again.

use secrecy::{ExposeSecret, SecretString};
use vault::{Part, Slot, Vault};

use crate::boundary::{Code, ConnectionForm, KeepSecret, SecretKept};
use crate::connections::PRACTICE;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::station_file::Connection;

/// An OAuth client's two halves.
pub(crate) struct Secrets {
    pub client_id: SecretString,
    pub client_secret: SecretString,
}

impl Desk {
    pub(crate) fn vault_of(&self, connection: &Connection) -> &Vault {
        match connection.keep {
            KeepSecret::Keyring => &self.inner().keyring,
            KeepSecret::ThisRun => &self.inner().this_run,
        }
    }

    pub(crate) fn secret_kept(&self, connection: &Connection) -> SecretKept {
        let slot = Slot::connection_secret(&connection.id, Part::ClientSecret);
        let found = self
            .vault_of(connection)
            .read(&slot)
            .is_ok_and(|secret| secret.is_some());
        match connection.keep {
            _ if connection.id == PRACTICE => SecretKept::ThisRun,
            _ if !found => SecretKept::Missing,
            KeepSecret::Keyring => SecretKept::Keyring,
            KeepSecret::ThisRun => SecretKept::ThisRun,
        }
    }

    /// What was typed, or for an empty box of a kept connection what is stored.
    pub(crate) async fn secrets_of(
        &self,
        form: &ConnectionForm,
        connection: &Connection,
    ) -> Result<Secrets, DeskError> {
        let typed = |secret: &SecretString| !secret.expose_secret().trim().is_empty();
        let (id, secret) = (typed(&form.client_id), typed(&form.client_secret));
        if id && secret {
            return Ok(Secrets {
                client_id: form.client_id.expose_secret().trim().into(),
                client_secret: form.client_secret.expose_secret().trim().into(),
            });
        }
        if form.id.is_none() {
            let missing = if id { "clientSecret" } else { "clientId" };
            return Err(DeskError::named(Code::SettingMissing, missing));
        }
        let known = lock(&self.inner().station)
            .connection(&connection.id)?
            .clone();
        // A kept secret goes to the address it was kept for, and nowhere else.
        if known.base_url != connection.base_url {
            let missing = if id { "clientSecret" } else { "clientId" };
            return Err(DeskError::named(Code::SettingMissing, missing));
        }
        let kept = self.kept_secrets(&known).await?;
        Ok(Secrets {
            client_id: if id {
                form.client_id.clone()
            } else {
                kept.client_id
            },
            client_secret: if secret {
                form.client_secret.clone()
            } else {
                kept.client_secret
            },
        })
    }

    pub(crate) async fn kept_secrets(&self, connection: &Connection) -> Result<Secrets, DeskError> {
        if let Some(access) = self
            .inner()
            .practice
            .as_ref()
            .filter(|_| connection.id == PRACTICE)
        {
            return Ok(Secrets {
                client_id: access.client_id.clone().into(),
                client_secret: access.client_secret.clone(),
            });
        }
        let connection = connection.clone();
        self.blocking(move |desk| {
            let read = |part| {
                let secret = desk
                    .vault_of(&connection)
                    .read(&Slot::connection_secret(&connection.id, part))?;
                secret.ok_or_else(|| DeskError::named(Code::SecretMissing, &connection.name))
            };
            Ok(Secrets {
                client_id: read(Part::ClientId)?,
                client_secret: read(Part::ClientSecret)?,
            })
        })
        .await
    }
}
