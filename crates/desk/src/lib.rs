//! The workstation: connections, enrolment, orders and settings, composed from the other crates.
