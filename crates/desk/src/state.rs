//! What the window shows first, and the settings.

use std::time::Duration;

use ledger::{Ledger, Query, State};

use crate::boundary::{Code, DeskEvent, DeskView, OrderCounts, Settings};
use crate::connections::UNSETTLED;
use crate::crops::allowed;
use crate::desk::{Desk, lock};
use crate::error::DeskError;

/// More orders than this are not counted one by one for the list "to check out".
const COUNTED: u32 = 500;

/// So long the first look waits for what is kept to be opened: a tenth of it is usual.
const BEFORE_SAYING: Duration = Duration::from_secs(1);

impl Desk {
    /// What the window shows first.
    ///
    /// # Errors
    /// The ledger cannot be read.
    pub async fn state(&self) -> Result<DeskView, DeskError> {
        self.opened_unless_it_takes_long().await;
        self.blocking(|desk| {
            let inner = desk.inner();
            // Each lock is let go at its line: the parts below take locks of their own.
            let station = lock(&inner.station).clone();
            let ledger = lock(&inner.books).view();
            let keyring = lock(&inner.found.problem).clone();
            let connections = station
                .connections
                .iter()
                .map(|one| desk.connection_view(one));
            Ok(DeskView {
                connections: connections.collect(),
                reach: desk.reach(station.current.as_deref()),
                current: station.current.clone(),
                ledger,
                keyring,
                keyring_asks: inner.keyring.is_waited_for(),
                operator: operator(&station.settings),
                station: station_name(&station.settings),
                settings: station.settings,
                put_aside: station.put_aside.map(|file| file.display().to_string()),
                locale: inner.locale.clone(),
                counts: desk.counts(None)?,
                roster: desk.roster()?,
                checks: desk.checks(),
                links: desk.links(),
                refused_link: desk.refused_link(),
                folder: inner.folder.display().to_string(),
                outbox_paused: desk.is_paused(),
                paused_by: desk.paused_by(),
                platform: std::env::consts::OS.to_owned(),
                version: env!("CARGO_PKG_VERSION").to_owned(),
            })
        })
        .await
    }

    /// A page that is told once draws once. Where the keyring asks a person, it is told that.
    async fn opened_unless_it_takes_long(&self) {
        if self.inner().keyring.is_waited_for() {
            return;
        }
        let mut opened = self.inner().opening.done.subscribe();
        drop(tokio::time::timeout(BEFORE_SAYING, opened.wait_for(|it| *it)).await);
    }

    /// Whether the person's own mirror is open at this station.
    #[must_use]
    pub fn wants_second_view(&self) -> bool {
        self.settings().second_view
    }

    /// The person's own mirror was closed: it stays so until it is wanted again.
    ///
    /// # Errors
    /// The station's file cannot be written.
    pub async fn close_second_view(&self) -> Result<(), DeskError> {
        self.blocking(|desk| desk.change_station(|station| station.settings.second_view = false))
            .await?;
        self.tell(DeskEvent::StationChanged);
        Ok(())
    }

    /// Keeps the settings.
    ///
    /// # Errors
    /// The station's file cannot be written, a bound of the portrait lies above the other one, or
    /// its sides are not ones of [`PortraitSides`]; nothing changes then.
    pub async fn save_settings(&self, settings: Settings) -> Result<DeskView, DeskError> {
        if !settings.portrait.can_be_kept() {
            return Err(DeskError::named(Code::PortraitBounds, ""));
        }
        let portrait = &settings.portrait;
        allowed([portrait.output_width, portrait.output_height])?;
        self.blocking(move |desk| desk.change_station(|station| station.settings = settings))
            .await?;
        self.tell(DeskEvent::StationChanged);
        self.state().await
    }

    /// How many orders stand where, of one connection (id) or of all.
    ///
    /// # Errors
    /// There is no ledger, or it cannot be read.
    pub async fn order_counts(&self, connection: Option<String>) -> Result<OrderCounts, DeskError> {
        self.blocking(move |desk| {
            desk.ledger()?;
            desk.counts(connection.as_deref())
        })
        .await
    }

    fn counts(&self, connection: Option<&str>) -> Result<OrderCounts, DeskError> {
        let Ok(ledger) = self.ledger() else {
            return Ok(OrderCounts::default());
        };
        let counts = ledger.counts(connection)?;
        let of = |states: &[State]| shown(states.iter().map(|state| counts.of(*state)).sum());
        let open = ledger.refused_and_open(connection)?;
        Ok(OrderCounts {
            waiting: of(&[State::Waiting, State::NotTaken]),
            sending: of(&[State::Sending]),
            needs_you: of(&[State::Unknown, State::Blocked]).saturating_add(shown(open)),
            accepted: of(&[State::Accepted]),
            requested: requested(&ledger, connection)?,
            unknown: of(&[State::Unknown]),
            blocked: of(&[State::Blocked]),
            refused: of(&[State::Refused]),
            cancelled: of(&[State::Cancelled]),
        })
    }

    /// Who is sitting here, and where.
    pub(crate) fn author(&self) -> (String, String) {
        let settings = self.settings();
        (operator(&settings), station_name(&settings))
    }
}

fn shown(count: u64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

fn requested(ledger: &Ledger, connection: Option<&str>) -> Result<u32, DeskError> {
    let listed = ledger.page(&Query {
        service_status: Some("requested".to_owned()),
        checked_out: Some(false),
        connection: connection.map(str::to_owned),
        limit: COUNTED,
        ..Query::default()
    })?;
    Ok(u32::try_from(listed.orders.len()).unwrap_or(COUNTED))
}

/// How many orders of a ledger are not finished. One that cannot be read holds up nobody.
pub(crate) fn unfinished(ledger: &Ledger) -> u32 {
    let Ok(counts) = ledger.counts(None) else {
        return 0;
    };
    let of = |state: &State| counts.of(*state);
    u32::try_from(UNSETTLED.iter().map(of).sum::<u64>()).unwrap_or(u32::MAX)
}

fn operator(settings: &Settings) -> String {
    let named = Some(settings.operator.trim().to_owned()).filter(|name| !name.is_empty());
    named
        .or_else(|| whoami::username().ok())
        .unwrap_or_default()
}

fn station_name(settings: &Settings) -> String {
    match settings.station.trim() {
        "" => whoami::hostname().unwrap_or_default(),
        name => name.to_owned(),
    }
}
