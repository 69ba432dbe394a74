//! What is erased because its time is over: once a day, and when the operator wants it.

use chrono::{DateTime, TimeDelta, Utc};
use ledger::{Deletion, DraftId, Due, Erased, Erasure, Ledger};

use crate::boundary::{
    Days, DeletionView, DeskEvent, ErasedView, ErasureView, PrivacyView, Problem, Retention,
};
use crate::clock::Clock;
use crate::desk::{Desk, lock};
use crate::error::DeskError;
use crate::export::files_of;

/// So long after anybody worked with the ledger, the time is not believed at once: longer than an
/// office is closed for a holiday.
const FAR: TimeDelta = TimeDelta::days(31);

impl Desk {
    /// How it stands with what is kept of persons.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub async fn privacy(&self) -> Result<PrivacyView, DeskError> {
        self.blocking(|desk| {
            let ledger = desk.ledger()?;
            let due = due(desk.settings().retention, desk.inner().clock.now());
            let due = ledger.count_due(due, desk.on_the_screen(&ledger)?)?;
            Ok(PrivacyView {
                due: shown(due),
                last: ledger.last_erasure()?.map(view),
                deletions: ledger.deletions()?.into_iter().map(receipt).collect(),
                files: files_of(&ledger)?,
            })
        })
        .await
    }

    /// Erases what is due, on the operator's word.
    ///
    /// # Errors
    /// The ledger cannot be written; what was erased until then is.
    pub async fn erase_now(&self) -> Result<PrivacyView, DeskError> {
        let (by, _) = self.author();
        self.erase(Some(by), true).await?;
        self.privacy().await
    }

    /// Erases what is due, the first time on each day, before anything is on the screen.
    pub(crate) async fn erase_at_the_start(&self) {
        self.erase_once_a_day(false).await;
    }

    /// Erases what is due, the first time on each day. What is on the screen is left until the
    /// operator has left it.
    pub(crate) async fn erase_on_a_new_day(&self) {
        self.erase_once_a_day(true).await;
    }

    /// A ledger that cannot be written keeps nobody from the counter: it is tried again.
    async fn erase_once_a_day(&self, spare: bool) {
        let today = Some(self.inner().clock.today());
        if *lock(&self.inner().erased_on) == today {
            return;
        }
        match self.erase_unless_done_today(spare).await {
            Ok(true) => *lock(&self.inner().erased_on) = today,
            Ok(false) => {}
            Err(error) => {
                let code = Problem::from(error).code;
                tracing::warn!(?code, "what is due was not erased");
            }
        }
    }

    /// Whether it is done for today; not while the ledger cannot be opened.
    async fn erase_unless_done_today(&self, spare: bool) -> Result<bool, DeskError> {
        let Ok(ledger) = self.ledger() else {
            return Ok(false);
        };
        let known =
            self.blocking(move |_| Ok((ledger.last_erasure()?, ledger.last_worked_with()?)));
        let (last, worked) = known.await?;
        let now = self.inner().clock.now();
        if last.is_some_and(|last| Clock::day_of(last.at) == Clock::day_of(now)) {
            return Ok(true);
        }
        if worked.is_none_or(|worked| now - worked <= FAR) {
            self.erase(None, spare).await?;
        } else {
            self.put_off_erasing(now).await?;
        }
        Ok(true)
    }

    /// The clock may have been set forward by mistake, and what is erased does not come back. An
    /// office that was closed for so long erases on its second day.
    async fn put_off_erasing(&self, at: DateTime<Utc>) -> Result<(), DeskError> {
        tracing::warn!(%at, "idle for long, or the clock is wrong: erasing waits a day");
        self.blocking(move |desk| {
            let (by, erased) = (None, Erased::default());
            Ok(desk.ledger()?.note_erasure(&Erasure { at, by, erased })?)
        })
        .await
    }

    /// Drafts are erased while nobody can leave one or come to one.
    async fn erase(&self, by: Option<String>, spare: bool) -> Result<(), DeskError> {
        let at = self.inner().clock.now();
        let due = due(self.settings().retention, at);
        let turn = self.inner().counter.lock().await;
        let drafts = self.blocking(move |desk| desk.erase_drafts(due.drafts, spare));
        let drafts = drafts.await?;
        drop(turn);
        let noted = self.blocking(move |desk| {
            let ledger = desk.ledger()?;
            let erased = Erased {
                drafts,
                ..ledger.erase_due(due, at)?
            };
            tracing::info!(?erased, "looked for what is due");
            Ok(ledger.note_erasure(&Erasure { at, by, erased })?)
        });
        noted.await?;
        self.tell(DeskEvent::StationChanged);
        Ok(())
    }

    fn erase_drafts(&self, before: Option<DateTime<Utc>>, spare: bool) -> Result<u32, DeskError> {
        let ledger = self.ledger()?;
        let spared = if spare {
            self.on_the_screen(&ledger)?
        } else {
            None
        };
        Ok(ledger.erase_old_drafts(before, spared)?)
    }

    /// The form at the counter, if somebody is there.
    pub(crate) fn on_the_screen(&self, ledger: &Ledger) -> Result<Option<DraftId>, DeskError> {
        let Ok(connection) = self.connection() else {
            return Ok(None);
        };
        let drafts = ledger.drafts(&connection.id)?;
        Ok(drafts.first().map(|draft| draft.id))
    }
}

/// Up to when what came to its end is erased by now.
fn due(retention: Retention, now: DateTime<Utc>) -> Due {
    let before = |days: Days| now - TimeDelta::days(i64::from(days.count()));
    Due {
        pictures: retention.portraits.map(before),
        values: retention.values.map(before),
        drafts: retention.drafts.map(before),
    }
}

fn shown(erased: Erased) -> ErasedView {
    ErasedView {
        portraits: erased.portraits,
        values: erased.values,
        drafts: erased.drafts,
    }
}

fn view(erasure: Erasure) -> ErasureView {
    ErasureView {
        at: erasure.at,
        by: erasure.by,
        erased: shown(erasure.erased),
    }
}

pub(crate) fn receipt(deletion: Deletion) -> DeletionView {
    DeletionView {
        at: deletion.at,
        by: deletion.by,
        station: deletion.station,
        orders: deletion.deleted.orders,
        pictures: deletion.deleted.pictures,
        drafts: deletion.deleted.drafts,
        people: deletion.deleted.people,
        collected: deletion.deleted.collected,
    }
}
