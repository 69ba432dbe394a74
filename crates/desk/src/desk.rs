//! The desk: what the shell holds, and what all its parts share.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, Weak};
use std::time::Duration;

use chrono::{DateTime, NaiveDate, Utc};
use ledger::{DraftId, ExportId, Ledger, OrderId, Pause};
use secrecy::SecretString;
use tokio::sync::{Notify, broadcast};
use vault::Vault;

use crate::addresses::Checked;
use crate::books::Books;
use crate::boundary::{DeskEvent, Problem, ReachView, Settings};
use crate::clients::Clients;
use crate::clock::Clock;
use crate::coach::Coach;
use crate::error::DeskError;
use crate::faces::Faces;
use crate::fetched::Fetched;
use crate::in_flight::InFlight;
use crate::keyring::Found;
use crate::lane::Lanes;
use crate::links::Tray;
use crate::opening::Opening;
use crate::pictures::LastPicture;
use crate::seal::Seals;
use crate::seen::Seen;
use crate::station_file::{Connection, StationFile};
use crate::templates::KeptTemplates;
use crate::unwritten::Unwritten;

/// Whoever reads the ledger when the program ends is done within moments; the system ends a program
/// that takes long.
const LAST_READERS: Duration = Duration::from_secs(2);

/// How to reach the practice office of this run.
#[derive(Debug, Clone)]
pub struct PracticeAccess {
    /// Its address on loopback.
    pub base_url: String,
    /// The client id of this run.
    pub client_id: String,
    /// The client secret of this run.
    pub client_secret: SecretString,
    /// Its tenants.
    pub tenants: Vec<String>,
    /// Its digital badges.
    pub badges: PracticeBadges,
}

/// How to reach the digital badges of the practice office of this run.
#[derive(Debug, Clone)]
pub struct PracticeBadges {
    /// Their address on loopback.
    pub base_url: String,
    /// The API key of this run.
    pub api_key: SecretString,
}

/// What a desk needs to begin.
#[derive(Debug)]
pub struct DeskOptions {
    /// The folder for the ledger, the template cache and the settings.
    pub folder: PathBuf,
    /// The practice office, if it started.
    pub practice: Option<PracticeAccess>,
    /// The operating system's language, such as `nb-NO`.
    pub locale: String,
    /// Where secrets are kept.
    pub keyring: Vault,
    /// The time.
    pub clock: Clock,
    /// How long a service may take.
    pub patience: issuing::breeze::Patience,
    /// How often waiting orders are looked at.
    pub outbox_pause: Duration,
}

/// The workstation. Cheap to clone; every clone is the same desk.
#[derive(Debug, Clone)]
pub struct Desk {
    inner: Arc<Inner>,
}

impl From<Arc<Inner>> for Desk {
    fn from(inner: Arc<Inner>) -> Desk {
        Desk { inner }
    }
}

/// What all parts of the desk share.
pub(crate) struct Inner {
    pub folder: PathBuf,
    pub practice: Option<PracticeAccess>,
    pub locale: String,
    pub clock: Clock,
    pub patience: issuing::breeze::Patience,
    pub keyring: Vault,
    /// Secrets the operator wants kept until the program ends.
    pub this_run: Vault,
    /// What the keyring was last found to give.
    pub found: Found,
    pub opening: Opening,
    pub books: Mutex<Books>,
    pub station: Mutex<StationFile>,
    pub clients: Mutex<Clients>,
    pub reach: Mutex<HashMap<String, ReachView>>,
    pub templates: Mutex<HashMap<String, KeptTemplates>>,
    pub last_picture: Mutex<Option<LastPicture>>,
    /// The form as the page has it.
    pub seen: Mutex<Option<Seen>>,
    /// The picture fetched from an address, until it is put into its field.
    pub fetched: Mutex<Fetched>,
    /// The addresses of pictures that were checked lately.
    pub checked: Mutex<Checked>,
    /// What finds faces in pictures.
    pub faces: Faces,
    /// When it was last looked for originals whose time is over.
    pub originals_seen: Mutex<Option<DateTime<Utc>>>,
    /// The day on which it was last looked for what is due to be erased.
    pub erased_on: Mutex<Option<NaiveDate>>,
    /// Which order an enrolment became, so that a second click finds the first one's order.
    pub placed: Mutex<HashMap<DraftId, OrderId>>,
    pub lanes: Lanes,
    /// The links that wait to be opened.
    pub tray: Mutex<Tray>,
    /// Who looks at the live view.
    pub coach: Coach,
    pub in_flight: InFlight,
    /// The orders whose badges are being changed.
    pub changing: InFlight,
    /// The files that are being made of the ledger.
    pub exporting: Mutex<HashSet<ExportId>>,
    /// How attempts ended that the ledger could not take yet.
    pub unwritten: Unwritten,
    /// How long the outbox rests between two looks.
    pub outbox_pause: Duration,
    /// Wakes the outbox before its time.
    pub look: Arc<Notify>,
    /// The window is about to close: nothing more leaves.
    pub closing: AtomicBool,
    /// Nothing leaves: the operator paused it, or the ledger is a copy nobody has looked through.
    pub paused: Mutex<Option<Pause>>,
    pub seals: Seals,
    /// Changes of the enrolment happen one after the other.
    pub counter: tokio::sync::Mutex<()>,
    pub events: broadcast::Sender<DeskEvent>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Desk")
            .field("folder", &self.folder)
            .finish_non_exhaustive()
    }
}

/// So many events may wait for a slow page before the oldest are dropped; each only says "ask again".
const WAITING_EVENTS: usize = 64;

impl Desk {
    /// What the desk tells unasked.
    #[must_use]
    pub fn events(&self) -> broadcast::Receiver<DeskEvent> {
        self.inner.events.subscribe()
    }

    /// The window was asked to close: from now on nothing is ordered and nothing leaves. Answers
    /// the orders that are on their way, and those whose answer is not written down yet.
    #[must_use]
    pub fn begin_closing(&self) -> Vec<OrderId> {
        self.inner.closing.store(true, Ordering::SeqCst);
        let mut orders = self.inner.in_flight.orders();
        orders.extend(self.inner.unwritten.orders());
        orders.sort_unstable();
        orders.dedup();
        orders
    }

    /// The window stays after all.
    pub fn stay_open(&self) {
        self.inner.closing.store(false, Ordering::SeqCst);
        self.inner.look.notify_one();
    }

    /// Whether the window was asked to close and has not been asked to stay.
    #[must_use]
    pub fn is_closing(&self) -> bool {
        self.inner.closing.load(Ordering::SeqCst)
    }

    /// Closes the ledger, because the program ends: its file is whole then, with no log beside it.
    /// Whoever reads it just now is waited for, a moment and no longer. From here on every copy that
    /// was made of it before is told as one, unless the keyring cannot be written within a second.
    pub fn close_ledger(&self) {
        self.seal_at_the_end();
        if !self.let_go_of_books(LAST_READERS) {
            tracing::warn!("the ledger is still read");
        }
    }

    /// How many orders would be lost with the program: those that are not finished, in a ledger
    /// that ends with it.
    #[must_use]
    pub fn lost_by_closing(&self) -> u32 {
        let books = lock(&self.inner.books);
        match &*books {
            Books::ForThisRun(this_run) => crate::state::unfinished(&this_run.ledger),
            Books::Opening | Books::Kept(_) | Books::Locked(_) => 0,
        }
    }

    /// Waits until no order is on its way. Each ends at the latest with the service's time-out.
    pub async fn until_nothing_is_sending(&self) {
        self.inner.in_flight.until_empty().await;
    }

    /// The desk for whoever works until it is gone, and does not hold it.
    pub(crate) fn downgraded(&self) -> Weak<Inner> {
        Arc::downgrade(&self.inner)
    }

    pub(crate) fn inner(&self) -> &Inner {
        &self.inner
    }

    pub(crate) fn tell(&self, event: DeskEvent) {
        // Nobody listening is no fault: the page asks when it is there again.
        drop(self.inner.events.send(event));
    }

    /// Runs work that blocks (disk, keyring, pictures) off the async threads.
    pub(crate) async fn blocking<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Desk) -> Result<T, DeskError> + Send + 'static,
    ) -> Result<T, DeskError> {
        let desk = self.clone();
        in_background(move || work(&desk)).await?
    }

    /// The ledger, or why there is none.
    pub(crate) fn ledger(&self) -> Result<Arc<Ledger>, DeskError> {
        lock(&self.inner.books).ledger()
    }

    pub(crate) fn connection(&self) -> Result<Connection, DeskError> {
        lock(&self.inner.station).current().cloned()
    }

    pub(crate) fn settings(&self) -> Settings {
        lock(&self.inner.station).settings.clone()
    }

    /// Changes the station's file and writes it; nothing changes if it cannot be written. What
    /// sensitive fields would start with is never written.
    pub(crate) fn change_station<T>(
        &self,
        change: impl FnOnce(&mut StationFile) -> T,
    ) -> Result<T, DeskError> {
        let mut station = lock(&self.inner.station);
        let mut changed = station.clone();
        let result = change(&mut changed);
        changed.drop_sensitive_defaults();
        changed.write(&self.inner.folder)?;
        *station = changed;
        Ok(result)
    }
}

/// The desk with its station's file read, and nothing opened.
pub(crate) fn begin(options: DeskOptions) -> Result<Desk, DeskError> {
    let station = station_in(&options.folder)?;
    let events = broadcast::channel(WAITING_EVENTS).0;
    Ok(Desk::from(Arc::new(Inner {
        folder: options.folder,
        practice: options.practice,
        locale: options.locale,
        clock: options.clock,
        patience: options.patience,
        keyring: crate::keyring::with_limits(options.keyring, events.clone()),
        this_run: Vault::for_this_run(),
        found: Found::default(),
        opening: Opening::default(),
        books: Mutex::default(),
        station: Mutex::new(station),
        clients: Mutex::default(),
        reach: Mutex::default(),
        templates: Mutex::default(),
        last_picture: Mutex::default(),
        seen: Mutex::default(),
        fetched: Mutex::default(),
        checked: Mutex::default(),
        faces: Faces::default(),
        originals_seen: Mutex::default(),
        erased_on: Mutex::default(),
        placed: Mutex::default(),
        lanes: Lanes::default(),
        tray: Mutex::default(),
        coach: Coach::default(),
        in_flight: InFlight::default(),
        changing: InFlight::default(),
        exporting: Mutex::default(),
        unwritten: Unwritten::default(),
        outbox_pause: options.outbox_pause,
        look: Arc::default(),
        closing: AtomicBool::new(false),
        paused: Mutex::default(),
        seals: Seals::default(),
        counter: tokio::sync::Mutex::default(),
        events,
    })))
}

fn station_in(folder: &Path) -> Result<StationFile, DeskError> {
    crate::station_file::make_folder(folder)?;
    let mut station = StationFile::read(folder)?;
    crate::connections::complete_practice(&mut station);
    if station.drop_sensitive_defaults() {
        rewrite(&station, folder);
    }
    Ok(station)
}

/// An earlier version wrote more than this one does. A folder that cannot be written now is told
/// when something is to be kept.
fn rewrite(station: &StationFile, folder: &Path) {
    if let Err(error) = station.write(folder) {
        tracing::warn!(code = ?Problem::from(error).code, "the station's file stays as it was");
    }
}

pub(crate) async fn in_background<T: Send + 'static>(
    work: impl FnOnce() -> T + Send + 'static,
) -> Result<T, DeskError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|_| DeskError::Interrupted)
}

/// A panic while a lock was held leaves the value as it was last written, which is whole.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
