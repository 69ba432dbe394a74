//! The desk at work, over real HTTP, against the practice office.

#[cfg(test)]
mod again;
#[cfg(test)]
mod badges;
#[cfg(test)]
mod connecting;
#[cfg(test)]
mod enrolling;
#[cfg(test)]
mod logging;
#[cfg(test)]
mod ordering;
#[cfg(test)]
mod pictures;
#[cfg(test)]
mod sending;
#[cfg(test)]
mod stage;
#[cfg(test)]
mod troubles;
