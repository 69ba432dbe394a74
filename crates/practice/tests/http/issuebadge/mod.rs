//! IssueBadge, on its own port.

mod certificates;
mod changing;
mod client;
mod creating;
mod examples;
mod faults;
mod issuing;
mod key;
mod metadata;
mod organizations;
mod pages;
mod qrcodes;
mod reading;
mod repeats;
mod shapes;
mod state;
mod steering;
mod templates;
mod vendor;
