//! The encrypted, local record of orders, their timelines and drafts.
//!
//! A [`Ledger`] is one SQLite file encrypted with SQLCipher, in a folder of its own, written by one
//! process at a time. It knows nothing of networks: what an order is to be sent as is opaque JSON,
//! and what became of it is told to it as a [`Settlement`]. Calls block on the disk: call them from
//! a thread that may wait. Ids and times are given, never made here.

mod aside;
mod backup;
mod by_template;
mod change;
mod closed;
mod columns;
mod commit;
mod copy;
mod counts;
mod delivery;
mod detail;
mod draft;
mod erasing;
mod error;
mod export;
mod fold;
mod forget;
mod header;
mod id;
mod key;
mod lock;
mod look_up;
mod lookalike;
mod mark;
mod number;
mod open;
mod order;
mod ordered;
mod page;
mod person;
mod plan;
mod restore;
mod retention;
mod roster;
mod said;
mod settle;
mod state;
mod timeline;

pub use aside::{SET_ASIDE, set_aside};
pub use backup::{BACKUP, BackedUp, BackupNote, Passphrase};
pub use change::{Change, Standing};
pub use closed::Closed;
pub use copy::Pause;
pub use counts::Counts;
pub use draft::{Draft, PictureKind};
pub use error::{LedgerError, Part};
pub use export::{ExportId, Exported, part_of};
pub use forget::{Deleted, Deletion, Marked};
pub use header::{Presence, presence};
pub use id::{DraftId, LedgerId, OrderId, Seal};
pub use key::LedgerKey;
pub use look_up::Finding;
pub use lookalike::{Identity, IdentityKind, Lookalike, Sought};
pub use mark::Mark;
pub use open::Ledger;
pub use order::{
    ConnectionSnapshot, HandOver, KeptValue, NewOrder, Order, OrderDetail, Receipt, Stamp,
    StoredPicture, StoredValue, TemplateName, TemplateSnapshot,
};
pub use ordered::Ordered;
pub use page::{Cursor, Page, Query};
pub use person::{Told, Traces, Words};
pub use restore::{Restored, abandon, decide, finish_restoring, restore, undecide};
pub use retention::{Due, Erased, Erasure};
pub use roster::{NewRoster, NewRosterPerson, Roster, RosterPerson, RosterPersonId};
pub use settle::{Answer, Settlement};
pub use state::State;
pub use timeline::{Event, EventKind};
