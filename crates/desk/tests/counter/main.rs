//! The desk at work, over real HTTP, against the practice office.

#[cfg(test)]
mod again;
#[cfg(test)]
mod also;
#[cfg(test)]
mod backups;
#[cfg(test)]
mod badge_addresses;
#[cfg(test)]
mod badge_after;
#[cfg(test)]
mod badge_attempts;
#[cfg(test)]
mod badge_changes;
#[cfg(test)]
mod badge_delivery;
#[cfg(test)]
mod badge_doubts;
#[cfg(test)]
mod badge_keys;
#[cfg(test)]
mod badge_pages;
#[cfg(test)]
mod badge_pictures;
#[cfg(test)]
mod badge_restart;
#[cfg(test)]
mod badge_troubles;
#[cfg(test)]
mod badges;
#[cfg(test)]
mod changed;
#[cfg(test)]
mod checking;
#[cfg(test)]
mod clocks;
#[cfg(test)]
mod closed;
#[cfg(test)]
mod coaching;
#[cfg(test)]
mod connecting;
#[cfg(test)]
mod connection_secrets;
#[cfg(test)]
mod copied;
#[cfg(test)]
mod copies;
mod damage;
#[cfg(test)]
mod described;
#[cfg(test)]
mod elsewhere;
#[cfg(test)]
mod enrolling;
#[cfg(test)]
mod exports;
#[cfg(test)]
mod fates;
#[cfg(test)]
mod forgetting;
#[cfg(test)]
mod history;
#[cfg(test)]
mod host;
#[cfg(test)]
mod keeping;
#[cfg(test)]
mod keyrings;
#[cfg(test)]
mod lanes;
#[cfg(test)]
mod limits;
#[cfg(test)]
mod links;
#[cfg(test)]
mod logging;
#[cfg(test)]
mod marks;
#[cfg(test)]
mod mended;
#[cfg(test)]
mod model;
#[cfg(test)]
mod odd_pictures;
#[cfg(test)]
mod ordering;
#[cfg(test)]
mod people;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod portraits;
#[cfg(test)]
mod random;
#[cfg(test)]
mod reissues;
#[cfg(test)]
mod retention;
#[cfg(test)]
mod running;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod sensitive;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod tenants;
#[cfg(test)]
mod troubles;
#[cfg(test)]
mod twice;
