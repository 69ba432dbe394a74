//! The memory of a program and all that it started.

use std::{collections::HashMap, fs};

/// Megabytes, summed over the processes.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Memory {
    /// Resident; pages that processes share count for each of them.
    pub resident: f64,
    /// Resident, each shared page divided by the number of processes that share it.
    pub proportional: f64,
}

impl Memory {
    /// Of the process and its descendants.
    pub fn of_tree(root: u32) -> Self {
        let parents = parents();
        let tree = parents.keys().filter(|id| descends(**id, root, &parents));
        let rollup = |id| fs::read_to_string(format!("/proc/{id}/smaps_rollup"));
        // A process that ended meanwhile has no memory to count.
        let each = tree
            .filter_map(|id| rollup(id).ok())
            .map(|text| Self::of_rollup(&text));
        each.fold(Self::default(), |sum, one| Self {
            resident: sum.resident + one.resident,
            proportional: sum.proportional + one.proportional,
        })
    }

    /// Reads `/proc/…/smaps_rollup`, which counts in kB.
    fn of_rollup(text: &str) -> Self {
        let megabytes = |name: &str| {
            let line = text.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.split_whitespace().next()?.parse::<f64>().ok());
            number.unwrap_or(0.0) / 1024.0
        };
        Self {
            resident: megabytes("Rss:"),
            proportional: megabytes("Pss:"),
        }
    }
}

/// Every process and its parent.
fn parents() -> HashMap<u32, u32> {
    let entries = fs::read_dir("/proc")
        .into_iter()
        .flatten()
        .filter_map(Result::ok);
    let ids = entries.filter_map(|entry| entry.file_name().to_str()?.parse().ok());
    ids.filter_map(|id: u32| {
        Some((
            id,
            parent(&fs::read_to_string(format!("/proc/{id}/stat")).ok()?)?,
        ))
    })
    .collect()
}

/// In `/proc/…/stat` the parent is the second field after the name, which may contain anything.
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

fn descends(id: u32, root: u32, parents: &HashMap<u32, u32>) -> bool {
    let line = std::iter::successors(Some(id), |id| parents.get(id).copied());
    // Longer chains than this do not occur; the bound is for a table read while processes change.
    line.take(64).any(|ancestor| ancestor == root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rollup_is_read_in_megabytes() {
        let text = "5500-7ffd [rollup]\nRss:  2048 kB\nPss:  1024 kB\nPss_Anon: 4 kB\n";
        assert_eq!(
            Memory::of_rollup(text),
            Memory {
                resident: 2.0,
                proportional: 1.0
            }
        );
    }

    #[test]
    fn a_process_whose_name_has_brackets_has_its_parent() {
        assert_eq!(parent("42 (a) b) S 7 42 42 0"), Some(7));
        assert_eq!(parent(""), None);
    }

    #[test]
    fn grandchildren_belong_to_the_tree_and_strangers_do_not() {
        let parents = HashMap::from([(2, 1), (3, 2), (9, 1)]);
        assert!(descends(2, 2, &parents) && descends(3, 2, &parents));
        assert!(!descends(9, 2, &parents) && !descends(1, 2, &parents));
    }

    #[test]
    fn this_process_has_memory() {
        let memory = Memory::of_tree(std::process::id());
        assert!(
            memory.resident >= memory.proportional && memory.proportional > 0.0,
            "{memory:?}"
        );
    }
}
