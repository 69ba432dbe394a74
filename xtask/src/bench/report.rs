//! `docs/bench.md`: a table for each part, and what it takes to read it.

use super::{
    PARTS, Part,
    table::{self, Row},
};
use crate::{failure::Failure, project, say};
use std::{fs, thread};

/// What was built just now is in the last minute's load, so one process more than two is let pass.
const BUSY: f64 = 2.5;

const HEAD: &str = "\
# Measured

`cargo xtask bench` measures Badgedesk and its peers in the same run and writes this page;
`cargo xtask bench photo`, `faces`, `shutter`, `window`, `ledger` or `order` measures one part and leaves the
others. The ratios mean something on any machine, the values only on this one.
";

const PHOTO: &str = "
From bytes in memory to bytes in memory, decoded, set upright, cut and turned by 3 degrees, scaled
to 720 x 960, encoded; on one core, the median of 15. The protocol is in
`crates/portrait/examples/bench/photo.rs`, the peers' side in `crates/portrait/benches/peers.py`.
";

const FACES: &str = "
On one core, the median of 90 live frames, of 15 shots. A live frame begins as pixels in memory; MediaPipe
gives the points of the face, ours a verdict too. The page sends its frames as JPEGs, which are decoded first. A shot begins as a JPEG of 1280 x 720 pixels and ends, for
MediaPipe, with points and irises, and with ours as a finished portrait. The protocol is in
`crates/portrait/examples/bench/faces.rs`, the peer's side in `crates/portrait/benches/faces.py`.
";

const SHUTTER: &str = "
In the real window, with a face in front of a camera of PipeWire's, the median of seven shots by the
page's own clock: from the click on *Take photo* until the portrait in the badge's preview is
painted, read, found, cut, judged and kept with the enrolment. The live view was watched for ten
seconds each: the program and all its processes, WebKit's included, with the picture of 1280 x 720
pixels converted and drawn by the processor, for want of a graphics card. The protocol is in
`tests/examples/shutter.rs`.
";

const WINDOW: &str = "
**Start**: from starting the process until the screen shows 95 % of what the finished window shows
besides its ground, the median of nine starts of each program in turn. Badgedesk opens on the counter
of the practice office, with its ledger, an open keyring and the camera off; the peer is a Tauri
window of the same size with one line of text (`tests/benches/empty-window`), built with the same
versions and the same profile.

**Memory**: the program and all processes it started, WebKit's included, ten seconds after the
start. PSS divides a page among the processes that share it; the sum of RSS counts it for each.
";

const LEDGER: &str = "
**Asked**: the ledger by its own calls, the peer by the SQL that somebody would write who knows the
tables, of the same million orders (the newest 10,000 with thumbnails) without encryption, in turn,
300 times after as many that do not count. What encryption costs by itself is told by the peer's SQL,
asked of both files. What is typed goes from one letter to whole names and
references; the filter is for the refused orders of a month, with such a word.

**Written**: one order is two transactions where its way is free (written down and taken for sending,
then its receipt) and three where it had to wait. Each waits for the disk to say that it is written,
so the peer writes the same portrait into a bare file of SQLCipher, as durably, in as many
transactions, in turn with ours. The protocol is in `crates/ledger/examples/measure`.
";

const ORDER: &str = "
The median of 500, after 50 that do not count. The practice office is a process of its own, without its
limits; the bare client is the program's own, keeps nothing, and sends the same order in turn with the
desk. Measured is from the click on *Order* until the receipt can be read from the ledger: what was
ordered before is looked through for the same person, all of it is written down durably, sent, and its
receipt written down; the form and the portrait are ready by then. Memory is that of the desk's process,
which cuts every portrait, too. The protocol is in `crates/desk/examples/order.rs`.
";

/// Writes one part's section; the others stay as they are.
pub fn write(part: Part, rows: &[Row], load: f64) -> Result<(), Failure> {
    let path = project::root().join("docs/bench.md");
    let old = fs::read_to_string(&path).unwrap_or_default();
    let machine = format!("Machine: {}.{}", machine(), caution(load));
    let table = table::markdown(rows).join("\n");
    let new = format!("{machine}\n\n{table}\n{}", reading(part));
    fs::write(&path, page(&old, part, &new)).map_err(Failure::file(&path))?;
    say::line(&format!("\nWritten to {}", path.display()));
    Ok(())
}

/// The page with one section anew.
fn page(old: &str, part: Part, new: &str) -> String {
    let sections = PARTS.into_iter().filter_map(|each| {
        let text = if each == part {
            Some(new)
        } else {
            section(old, each)
        };
        text.map(|text| format!("\n## {}\n\n{}\n", heading(each), text.trim()))
    });
    HEAD.to_owned() + &sections.collect::<String>()
}

/// What stands under a part's heading.
fn section(page: &str, part: Part) -> Option<&str> {
    let (_, rest) = page.split_once(&format!("\n## {}\n", heading(part)))?;
    rest.split("\n## ").next()
}

fn heading(part: Part) -> &'static str {
    match part {
        Part::Photo => "From picture to portrait",
        Part::Faces => "Faces",
        Part::Shutter => "From the shutter to the portrait",
        Part::Window => "Start and memory",
        Part::Ledger => "The ledger",
        Part::Order => "One order",
    }
}

fn reading(part: Part) -> &'static str {
    match part {
        Part::Photo => PHOTO,
        Part::Faces => FACES,
        Part::Shutter => SHUTTER,
        Part::Window => WINDOW,
        Part::Ledger => LEDGER,
        Part::Order => ORDER,
    }
}

/// The load of the last minute, where the system tells.
pub fn load() -> f64 {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let first = text.split_whitespace().next();
    first.and_then(|load| load.parse().ok()).unwrap_or(0.0)
}

/// What has to be said about times taken while others were at work; nothing on a quiet machine.
pub fn caution(load: f64) -> String {
    if load <= BUSY {
        return String::new();
    }
    format!(" **It was busy (load {load:.1}): the times and their ratios prove nothing.**")
}

/// The machine, in a few words.
pub fn machine() -> String {
    let cores = thread::available_parallelism().map_or(1, usize::from);
    let file = |path: &str| fs::read_to_string(path).unwrap_or_default();
    let processor = value(&file("/proc/cpuinfo"), "model name", ':');
    let system = value(&file("/etc/os-release"), "PRETTY_NAME", '=');
    let said = [processor, system].into_iter().flatten();
    let parts = [format!("{cores} cores")].into_iter().chain(said);
    parts.collect::<Vec<_>>().join(", ")
}

/// What a file of lines such as `name : value` says, without quotes.
fn value(text: &str, name: &str, separator: char) -> Option<String> {
    let pairs = text.lines().filter_map(|line| line.split_once(separator));
    let found = pairs.into_iter().find(|(key, _)| key.trim() == name);
    found.map(|(_, value)| value.trim().trim_matches('"').to_owned())
}

#[cfg(test)]
mod tests {
    use super::{Part, caution, page, value};

    #[test]
    fn a_part_that_is_measured_leaves_the_others_as_they_were() {
        let first = page("", Part::Window, "slow\n");
        let both = page(&first, Part::Photo, "quick\n\nby far\n");
        let (photo, window) = (both.find("quick\n\nby far\n"), both.find("slow\n"));
        assert!(photo.is_some() && photo < window, "{both}");
        let again = page(&both, Part::Window, "quicker");
        assert!(again.contains("quick\n\nby far\n") && !again.contains("slow"));
        assert_eq!(page(&again, Part::Window, "quicker"), again);
    }

    #[test]
    fn a_busy_machine_is_said_to_be_one() {
        assert!(caution(0.4).is_empty());
        assert!(caution(4.62).contains("busy (load 4.6)"));
    }

    #[test]
    fn processor_and_system_are_read_from_their_files() {
        let cpu = "processor\t: 0\nmodel name\t: A Processor @ 2 GHz\n";
        let os = "ID=debian\nPRETTY_NAME=\"Debian GNU/Linux 12\"\n";
        let read = value(cpu, "model name", ':');
        assert_eq!(read.as_deref(), Some("A Processor @ 2 GHz"));
        let read = value(os, "PRETTY_NAME", '=');
        assert_eq!(read.as_deref(), Some("Debian GNU/Linux 12"));
        assert_eq!(value("", "model name", ':'), None);
    }
}
