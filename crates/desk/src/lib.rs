//! The workstation: connections, enrolment, orders and settings, composed from the other crates.
//!
//! [`Desk`] is the whole of it; the shell calls its methods one by one and adds nothing.

mod accounts;
mod aftercare;
mod again;
mod also;
mod badges;
mod books;
pub mod boundary;
mod clients;
mod clipboard;
mod clock;
mod code;
mod confirmed;
mod connections;
mod crops;
mod delivery;
mod described;
mod desk;
mod enrolment;
mod error;
mod export;
mod fetched;
mod fitting;
mod form;
mod held;
mod history;
mod in_flight;
mod lane;
mod links;
mod look_up;
mod lookalikes;
mod new_order;
mod order_view;
mod orders;
mod outbox;
mod picture_limit;
mod pictures;
mod problems;
mod reissue;
mod request;
mod seal;
mod secrets;
mod settlement;
mod state;
mod station_file;
mod templates;

pub use clipboard::png_from_rgba;
pub use clock::Clock;
pub use desk::{Desk, DeskOptions, PracticeAccess, PracticeBadges};
pub use error::DeskError;
pub use issuing::breeze::Patience;
pub use vault::Vault;
