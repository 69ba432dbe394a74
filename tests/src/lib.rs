//! What the journeys stand on: a screen nobody sees, a session with its own keyring and camera, and
//! the real program in its real window, driven as a person would.
//!
//! Every journey has all of it to itself and leaves nothing behind: whatever it starts is a child
//! that ends with the value that holds it.

mod answer;
mod camera;
mod child;
mod connecting;
mod dice;
mod error;
mod hand;
mod legible;
mod office;
mod page;
mod picture_file;
mod picture_host;
mod processes;
mod real_camera;
mod screen;
mod session;
mod shift;
mod sights;
mod station;

pub use camera::Camera;
pub use connecting::at_the_counter;
pub use dice::Dice;
pub use error::{JourneyError, Step};
pub use legible::{files_with, spellings};
pub use office::Office;
pub use picture_host::PictureHost;
pub use processes::Harm;
pub use screen::Screen;
pub use session::{Keyring, Session};
pub use shift::Shift;
pub use sights::Sight;
pub use station::{Cameras, Plan, Station, program};
