//! Whose key a connection has. With IssueBadge the key alone is the account: another key under the
//! same address may lead waiting orders to another office.

use crate::boundary::{CheckReport, Code, ServiceKind};
use crate::desk::Desk;
use crate::error::DeskError;
use crate::station_file::Connection;

impl Desk {
    /// The account that a connection is kept with after a check of it.
    ///
    /// # Errors
    /// Orders of it are not settled, and it leads to another account now, or it cannot be told
    /// whether it does.
    pub(crate) async fn account_now(
        &self,
        new: &Connection,
        report: &CheckReport,
    ) -> Result<Option<String>, DeskError> {
        let known = self.known_connection(&new.id).and_then(|it| it.account);
        let told = report.account.clone();
        let (Some(known), ServiceKind::IssueBadge) = (known, new.kind) else {
            return Ok(told);
        };
        let refused = report.problem.as_ref().map(|problem| problem.code);
        match (told, refused) {
            (Some(told), _) if told == known => Ok(Some(told)),
            // Nothing leaves with a key that the service does not take.
            (None, Some(Code::WrongKey)) => Ok(Some(known)),
            (told, _) => {
                let id = new.id.clone();
                self.blocking(move |desk| desk.nothing_unsettled(&id))
                    .await?;
                Ok(told)
            }
        }
    }

    /// Keeps whose key it is, once the service told.
    ///
    /// # Errors
    /// As [`Desk::account_now`], or the station's file cannot be written.
    pub(crate) async fn note_account(
        &self,
        id: &str,
        report: &CheckReport,
    ) -> Result<(), DeskError> {
        let Some(known) = self
            .known_connection(id)
            .filter(|_| report.account.is_some())
        else {
            return Ok(());
        };
        let account = self.account_now(&known, report).await?;
        if account == known.account {
            return Ok(());
        }
        self.blocking(move |desk| {
            desk.change_station(|station| {
                let mut all = station.connections.iter_mut();
                if let Some(kept) = all.find(|one| one.id == known.id) {
                    kept.account = account;
                }
            })
        })
        .await
    }
}
