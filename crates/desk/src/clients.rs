//! The clients of connections, kept while nothing about their connection changes.

use std::collections::HashMap;
use std::sync::Arc;

use issuing::breeze::{self, Breeze};
use issuing::issuebadge::{self, IssueBadge};
use issuing::{BaseUrl, IssuingService, TenantId};
use secrecy::ExposeSecret;
use vault::Part;

use crate::boundary::ServiceKind;
use crate::connections::{PRACTICE, PRACTICE_BADGES};
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
    pub(crate) fn of(&self, id: &str) -> (Option<Arc<dyn IssuingService>>, u64) {
        (self.known.get(id).map(Arc::clone), self.changes)
    }

    fn keep(&mut self, id: &str, client: Arc<dyn IssuingService>, made_after: u64) {
        if made_after == self.changes {
            self.known.insert(id.to_owned(), client);
        }
    }

    /// How many changes there were by now: what was asked before one says nothing of what is after it.
    pub fn changes(&self) -> u64 {
        self.changes
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
        let service = self.client(&connection, &secrets)?;
        lock(&self.inner().clients).keep(id, Arc::clone(&service), age);
        Ok(service)
    }

    /// A new client of a connection.
    pub(crate) fn client(
        &self,
        connection: &Connection,
        secrets: &Secrets,
    ) -> Result<Arc<dyn IssuingService>, DeskError> {
        let base_url = BaseUrl::parse(&self.address_now(connection))?;
        let patience = self.inner().patience;
        let clock = Arc::new(self.inner().clock.clone());
        Ok(match connection.kind {
            ServiceKind::Breeze => {
                let tenants = self.tenants_now(connection);
                let tenants: Result<Vec<TenantId>, _> = tenants.iter().map(TenantId::new).collect();
                let settings = breeze::Settings {
                    base_url,
                    client_id: secrets.part(Part::ClientId).expose_secret().to_owned(),
                    client_secret: secrets.part(Part::ClientSecret),
                    tenants: tenants?,
                    patience,
                };
                Arc::new(Breeze::new(settings, clock)?)
            }
            ServiceKind::IssueBadge => {
                let settings = issuebadge::Settings {
                    base_url,
                    api_key: secrets.part(Part::ApiKey),
                    patience,
                    get_for_create: connection.get_for_create,
                };
                Arc::new(IssueBadge::new(settings, clock)?)
            }
        })
    }

    /// The connections to the service that a connection leads to, itself among them: two may be ways
    /// to one account, of two tenants for instance.
    pub(crate) fn ways_to_the_service_of(&self, id: &str) -> Vec<String> {
        let all = lock(&self.inner().station).connections.clone();
        let here = all.iter().find(|one| one.id == id);
        let address = here.map(|one| self.address_now(one));
        let same = all.iter().filter(|one| {
            one.id == id
                || address
                    .as_ref()
                    .is_some_and(|here| *here == self.address_now(one))
        });
        let mut ways: Vec<String> = same.map(|one| one.id.clone()).collect();
        if here.is_none() {
            ways.push(id.to_owned());
        }
        ways
    }

    /// Where a connection leads; the practice office has another port in every run.
    pub(crate) fn address_now(&self, connection: &Connection) -> String {
        let access = self.inner().practice.as_ref();
        let practice = match connection.id.as_str() {
            PRACTICE => access.map(|access| &access.base_url),
            PRACTICE_BADGES => access.map(|access| &access.badges.base_url),
            _ => None,
        };
        practice.unwrap_or(&connection.base_url).clone()
    }

    fn tenants_now(&self, connection: &Connection) -> Vec<String> {
        let access = self.inner().practice.as_ref();
        let practice = access.filter(|_| connection.id == PRACTICE);
        practice.map_or_else(|| connection.tenants.clone(), |it| it.tenants.clone())
    }
}
