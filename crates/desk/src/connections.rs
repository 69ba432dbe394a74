//! Connections: typed, checked, kept, chosen, removed.

use ledger::State;
use tokio::time::Instant;

use crate::boundary::{
    CheckReport, Code, ConnectionForm, ConnectionView, DeskEvent, DeskView, Environment, Intent,
    KeepSecret, Problem, ReachView, ServiceKind, SubmittedConnection,
};
use crate::check_report::report;
use crate::connection_form::connection_of;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::secrets::Secrets;
use crate::station_file::{Connection, StationFile};

/// The practice office's id; it is a connection like any other, but its secret is of this run.
pub(crate) const PRACTICE: &str = "practice";
/// The id of the practice office's digital badges.
pub(crate) const PRACTICE_BADGES: &str = "practice-badges";

/// Whether a connection leads to the practice office of this run.
pub(crate) fn is_practice(id: &str) -> bool {
    [PRACTICE, PRACTICE_BADGES].contains(&id)
}

/// Orders that may still go to the address of their connection.
pub(crate) const UNSETTLED: [State; 5] = [
    State::Waiting,
    State::Sending,
    State::NotTaken,
    State::Blocked,
    State::Unknown,
];

impl Desk {
    /// Begins to work at the practice office.
    ///
    /// # Errors
    /// The practice office did not start, or the station's file cannot be written.
    pub async fn choose_practice(&self) -> Result<DeskView, DeskError> {
        let access = self.inner().practice.as_ref();
        let tenants = access
            .map(|access| access.tenants.clone())
            .ok_or_else(|| DeskError::named(Code::PracticeFailed, ""))?;
        self.keep(practice_connection(tenants)).await?;
        self.keep(practice_badges()).await?;
        self.choose_connection(PRACTICE.to_owned()).await
    }

    /// Checks a connection as typed and, if so intended, keeps it with its secret.
    ///
    /// # Errors
    /// Something is missing or no address, orders wait to go to the address it had before, or the
    /// secret or the connection cannot be kept. What the service answers is no error but stands in
    /// the report.
    pub async fn submit_connection(
        &self,
        form: ConnectionForm,
        intent: Intent,
    ) -> Result<SubmittedConnection, DeskError> {
        let mut connection = connection_of(&form)?;
        self.may_lead_there(&connection).await?;
        let secrets = self.secrets_of(&form, &connection).await?;
        let service = self.client(&connection, &secrets)?;
        let report = report(service.check().await);
        let kept = match intent {
            Intent::Check => None,
            Intent::Save => {
                // No order is written down between the last look and the change.
                let _turn = self.inner().counter.lock().await;
                self.may_lead_there(&connection).await?;
                connection.account = self.account_now(&connection, &report).await?;
                Some(self.save_connection(connection, secrets).await?)
            }
        };
        if let Some(kept) = &kept {
            self.checked(&kept.id, &report).await?;
        }
        Ok(SubmittedConnection {
            connection: kept,
            report,
        })
    }

    pub(crate) fn known_connection(&self, id: &str) -> Option<Connection> {
        lock(&self.inner().station).connection(id).cloned().ok()
    }

    /// Orders were confirmed for one service; a new address must not take them to another.
    async fn may_lead_there(&self, new: &Connection) -> Result<(), DeskError> {
        let Some(known) = self.known_connection(&new.id) else {
            return Ok(());
        };
        if (&known.base_url, known.environment) == (&new.base_url, new.environment) {
            return Ok(());
        }
        self.blocking(move |desk| desk.nothing_unsettled(&known.id))
            .await
    }

    /// No order of a connection waits, is on its way or is of unknown outcome. While the ledger is
    /// locked nobody can know.
    pub(crate) fn nothing_unsettled(&self, connection: &str) -> Result<(), DeskError> {
        let counts = self.ledger()?.counts(Some(connection))?;
        match UNSETTLED.iter().map(|state| counts.of(*state)).sum::<u64>() {
            0 => Ok(()),
            some => Err(DeskError::named(Code::OrdersUnsettled, some.to_string())),
        }
    }

    /// Checks a connection that is kept.
    ///
    /// # Errors
    /// There is none of this id, or its secret is not to be had.
    pub async fn check_connection(&self, id: String) -> Result<CheckReport, DeskError> {
        let service = self.service(&id).await?;
        let report = report(service.check().await);
        self.note_account(&id, &report).await?;
        self.checked(&id, &report).await?;
        Ok(report)
    }

    /// A connection that works again frees the orders it had blocked; they go by themselves.
    async fn checked(&self, id: &str, report: &CheckReport) -> Result<(), DeskError> {
        self.note_reach(id, report.problem.as_ref());
        if report.problem.is_some() {
            return Ok(());
        }
        let id = id.to_owned();
        self.blocking(move |desk| {
            if let Ok(ledger) = desk.ledger() {
                ledger.unblock(&id, desk.inner().clock.now())?;
            }
            let now = desk.inner().clock.now();
            desk.inner().lanes.of(&id).gate().checked(now);
            desk.inner().look.notify_one();
            Ok(())
        })
        .await
    }

    /// Makes a connection the one in use.
    ///
    /// # Errors
    /// There is none of this id, or the station's file cannot be written.
    pub async fn choose_connection(&self, id: String) -> Result<DeskView, DeskError> {
        self.blocking(move |desk| {
            lock(&desk.inner().station).connection(&id)?;
            desk.change_station(|station| station.current = Some(id))
        })
        .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Removes a connection with its secrets. Its settled orders stay in the ledger.
    ///
    /// # Errors
    /// There is none of this id, orders of it are not settled, or the keyring or the station's
    /// file cannot be written.
    pub async fn remove_connection(&self, id: String) -> Result<DeskView, DeskError> {
        // No order is written down between the look and the removal.
        let turn = self.inner().counter.lock().await;
        self.blocking(move |desk| {
            let connection = lock(&desk.inner().station).connection(&id)?.clone();
            desk.nothing_unsettled(&id)?;
            desk.take_out(&connection)?;
            desk.forget_connection(&id);
            let ledger = desk.ledger()?;
            for draft in ledger.drafts(&id)? {
                ledger.drop_draft(draft.id)?;
            }
            Ok(())
        })
        .await?;
        drop(turn);
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// Takes a connection out of the station's file, and its secrets out of the vault: both or none.
    fn take_out(&self, connection: &Connection) -> Result<(), DeskError> {
        let secrets = self.delete_secrets(connection)?;
        let id = &connection.id;
        let taken = self.change_station(|station| {
            station.connections.retain(|one| one.id != *id);
            station.templates.remove(id);
            if station.current.as_deref() == Some(id) {
                station.current = station.connections.first().map(|one| one.id.clone());
            }
        });
        if taken.is_err() {
            secrets.put_back();
        }
        taken
    }

    pub(crate) fn connection_view(&self, connection: &Connection) -> ConnectionView {
        ConnectionView {
            id: connection.id.clone(),
            kind: connection.kind,
            name: connection.name.clone(),
            environment: connection.environment,
            base_url: self.address_now(connection),
            tenants: connection.tenants.clone(),
            secret: self.secret_kept(connection),
            image_prefix: connection.image_prefix,
            get_for_create: connection.get_for_create,
        }
    }

    pub(crate) fn reach(&self, connection: Option<&str>) -> ReachView {
        let reach = lock(&self.inner().reach);
        connection
            .and_then(|id| reach.get(id))
            .cloned()
            .unwrap_or_default()
    }

    /// Notes what the service of a connection answered last.
    pub(crate) fn note_reach(&self, connection: &str, problem: Option<&Problem>) {
        let now = match problem {
            None => ReachView::Reached,
            Some(problem) => ReachView::Failed {
                problem: problem.clone(),
            },
        };
        let before = lock(&self.inner().reach).insert(connection.to_owned(), now.clone());
        if before != Some(now) {
            self.tell(DeskEvent::StationChanged);
        }
    }

    async fn save_connection(
        &self,
        connection: Connection,
        secrets: Secrets,
    ) -> Result<ConnectionView, DeskError> {
        let kept = connection.clone();
        self.blocking(move |desk| desk.store_secrets(&kept, &secrets))
            .await?;
        let view = self.connection_view(&connection);
        self.keep(connection).await?;
        Ok(view)
    }

    async fn keep(&self, connection: Connection) -> Result<(), DeskError> {
        let id = connection.id.clone();
        let leads_elsewhere = self.leads_elsewhere(&connection);
        self.blocking(move |desk| {
            desk.change_station(|station| {
                match station
                    .connections
                    .iter_mut()
                    .find(|one| one.id == connection.id)
                {
                    Some(known) => *known = connection,
                    None => station.connections.push(connection),
                }
                let first = station.connections.first().map(|one| one.id.clone());
                station.current = station.current.take().or(first);
            })
        })
        .await?;
        // What is being read for the connection as it was is dropped from here on.
        lock(&self.inner().clients).forget(&id);
        if leads_elsewhere {
            self.forget_templates(&id);
            let lane = self.inner().lanes.of(&id);
            lane.gate().leads_elsewhere(Instant::now());
        }
        self.tell(DeskEvent::StationChanged);
        Ok(())
    }

    /// What another account, service or tenant may order says nothing of this one.
    fn leads_elsewhere(&self, new: &Connection) -> bool {
        let same = |known: &Connection| {
            (&known.base_url, known.environment, &known.tenants)
                == (&new.base_url, new.environment, &new.tenants)
        };
        let station = lock(&self.inner().station);
        !station.connection(&new.id).is_ok_and(same)
    }

    fn forget_connection(&self, id: &str) {
        lock(&self.inner().clients).forget(id);
        self.inner().lanes.forget(id);
        lock(&self.inner().reach).remove(id);
        self.inner().found.forget(id);
        self.forget_templates(id);
    }
}

fn practice_connection(tenants: Vec<String>) -> Connection {
    Connection {
        id: PRACTICE.to_owned(),
        kind: ServiceKind::Breeze,
        name: "Practice office".to_owned(),
        environment: Environment::Practice,
        base_url: String::new(),
        tenants,
        keep: KeepSecret::ThisRun,
        image_prefix: false,
        get_for_create: false,
        account: None,
    }
}

/// The practice office issues digital badges too.
fn practice_badges() -> Connection {
    Connection {
        id: PRACTICE_BADGES.to_owned(),
        kind: ServiceKind::IssueBadge,
        name: "Practice badges".to_owned(),
        ..practice_connection(Vec::new())
    }
}

/// A station that knew the practice office before it issued badges gets them too.
pub(crate) fn complete_practice(station: &mut StationFile) {
    let knows = |id: &str| station.connections.iter().any(|one| one.id == id);
    if knows(PRACTICE) && !knows(PRACTICE_BADGES) {
        station.connections.push(practice_badges());
    }
}
