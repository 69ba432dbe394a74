//! Every seed and every find goes through its target.

#[cfg(test)]
mod tests {
    use std::{fs, path::Path};

    use portrait_fuzz::Target;

    fn files(folder: &str, target: Target) -> Vec<Vec<u8>> {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let folder = here.join(folder).join(target.name());
        let Ok(entries) = fs::read_dir(folder) else {
            return Vec::new();
        };
        let read = |entry: fs::DirEntry| fs::read(entry.path()).expect("a readable file");
        entries.map(|entry| read(entry.expect("a file"))).collect()
    }

    #[test]
    fn every_seed_and_every_find_keeps_the_promises() {
        for target in Target::ALL {
            let seeds = files("seeds", target);
            assert!(!seeds.is_empty(), "{target:?} has none");
            for data in seeds.into_iter().chain(files("finds", target)) {
                target.check(&data);
            }
        }
    }

    #[test]
    fn a_target_is_found_by_its_name() {
        for target in Target::ALL {
            assert_eq!(Target::named(target.name()), Some(target));
        }
        assert_eq!(Target::named("window"), None);
    }
}
