//! Every way in which the way to a service can fail, over real sockets: each ends in one named
//! outcome, for both services.

#[cfg(test)]
mod clients;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod host;
#[cfg(test)]
mod secure;
