//! How long a portrait takes. Every line printed is one result as JSON.
//!
//! - `cargo run --release -p portrait --example bench -- photo --jpeg FILE [--portrait FILE]`
//! - `cargo run --release -p portrait --example bench -- faces --frames FILE`
//!
//! FILE is made if it is missing; the peers' side (`benches/*.py`) reads it too. All runs are on
//! one CPU: the process is bound to CPU 0 with `taskset` where there is one.

mod clock;
mod faces;
mod photo;

use std::env;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    clock::pin();
    match env::args().nth(1).as_deref() {
        Some("faces") => faces::faces(argument("--frames")),
        _ => photo::photo(argument("--jpeg"), argument("--portrait")),
    }
}

fn argument(name: &str) -> Option<PathBuf> {
    let mut rest = env::args().skip_while(|a| a != name);
    rest.nth(1).map(PathBuf::from)
}
