//! The clients of connections, kept while nothing about their connection changes.

use std::collections::HashMap;
use std::sync::Arc;

use issuing::breeze::{self, Breeze};
use issuing::{BaseUrl, IssuingService, TenantId};
use secrecy::ExposeSecret;

use crate::connections::PRACTICE;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::secrets::Secrets;
use crate::station_file::Connection;

/// The clients made so far. One that was made from what a connection was before a change is not
/// kept, however late it comes.
#[derive(Default)]
pub(crate) struct Clients {
    known: HashMap<String, Arc<dyn IssuingService>>,
    changes: u64,
}

impl Clients {
    /// The client of a connection, if there is one, and how many changes there were by now.
    fn of(&self, id: &str) -> (Option<Arc<dyn IssuingService>>, u64) {
        (self.known.get(id).map(Arc::clone), self.changes)
    }

    fn keep(&mut self, id: &str, client: Arc<dyn IssuingService>, made_after: u64) {
        if made_after == self.changes {
            self.known.insert(id.to_owned(), client);
        }
    }

    /// A connection changed or went.
    pub fn forget(&mut self, id: &str) {
        self.known.remove(id);
        self.changes += 1;
    }
}

impl Desk {
    /// The client of a connection, with its token and what it knows of the service's limits.
    pub(crate) async fn service(&self, id: &str) -> Result<Arc<dyn IssuingService>, DeskError> {
        let (known, age) = lock(&self.inner().clients).of(id);
        if let Some(service) = known {
            return Ok(service);
        }
        let connection = lock(&self.inner().station).connection(id)?.clone();
        let secrets = self.kept_secrets(&connection).await?;
        let service = self.breeze(&connection, &secrets)?;
        lock(&self.inner().clients).keep(id, Arc::clone(&service), age);
        Ok(service)
    }

    pub(crate) fn breeze(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<Arc<dyn IssuingService>, DeskError> {
        let practice = self
            .inner()
            .practice
            .as_ref()
            .filter(|_| connection.id == PRACTICE);
        let address = practice.map_or(&connection.base_url, |access| &access.base_url);
        let tenants = practice.map_or(&connection.tenants, |access| &access.tenants);
        let tenants: Result<Vec<TenantId>, _> = tenants.iter().map(TenantId::new).collect();
        let settings = breeze::Settings {
            base_url: BaseUrl::parse(address)?,
            client_id: secrets.client_id.expose_secret().to_owned(),
            client_secret: secrets.client_secret.clone(),
            tenants: tenants?,
            patience: self.inner().patience,
        };
        Ok(Arc::new(Breeze::new(
            settings,
            Arc::new(self.inner().clock.clone()),
        )?))
    }
}
