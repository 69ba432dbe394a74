//! Whether there is somewhere to open a window.

use crate::failure::Failure;

/// Stops if there is not, before anything is installed or built for it.
#[cfg(target_os = "linux")]
pub fn need() -> Result<(), Failure> {
    linux::find(|name| std::env::var(name).ok())
}

/// The system has its own windows.
#[cfg(not(target_os = "linux"))]
pub fn need() -> Result<(), Failure> {
    Ok(())
}

#[cfg(target_os = "linux")]
mod linux {
    use super::Failure;
    use std::{
        os::{
            linux::net::SocketAddrExt,
            unix::net::{SocketAddr, UnixStream},
        },
        path::Path,
    };

    /// Asks Wayland first, as GTK does. A variable outlives what it names (in tmux, over ssh), so
    /// somebody has to answer there.
    pub fn find(variable: impl Fn(&str) -> Option<String>) -> Result<(), Failure> {
        let set = |name| variable(name).filter(|value| !value.is_empty());
        let (wayland, x) = (set("WAYLAND_DISPLAY"), set("DISPLAY"));
        let runtime = set("XDG_RUNTIME_DIR").unwrap_or_default();
        let open = wayland
            .as_ref()
            .is_some_and(|name| wayland_answers(&runtime, name))
            || x.as_ref().is_some_and(|name| x_answers(name));
        match (open, x.or(wayland)) {
            (true, _) => Ok(()),
            (false, None) => Err(Failure::NoDisplay),
            (false, Some(name)) => Err(Failure::SilentDisplay(name)),
        }
    }

    fn wayland_answers(runtime: &str, name: &str) -> bool {
        UnixStream::connect(Path::new(runtime).join(name)).is_ok()
    }

    /// A display of another computer is not asked: GTK will say what is wrong with it.
    fn x_answers(name: &str) -> bool {
        let Some(number) = local_number(name) else {
            return true;
        };
        let path = format!("/tmp/.X11-unix/X{number}");
        let hidden =
            SocketAddr::from_abstract_name(&path).and_then(|at| UnixStream::connect_addr(&at));
        hidden.is_ok() || UnixStream::connect(path).is_ok()
    }

    /// Of `:1` and `:1.0`, 1; of `elsewhere:1`, nothing.
    fn local_number(name: &str) -> Option<&str> {
        name.strip_prefix(':')?.split('.').next()
    }

    #[cfg(test)]
    mod tests {
        use super::*;
        use std::os::unix::net::UnixListener;

        fn find_with(values: &[(&str, &str)]) -> Result<(), Failure> {
            find(|name| {
                let found = values.iter().find(|(key, _)| *key == name);
                found.map(|(_, value)| (*value).to_owned())
            })
        }

        #[test]
        fn without_a_display_it_is_said_in_one_line() {
            for values in [[].as_slice(), &[("DISPLAY", ""), ("WAYLAND_DISPLAY", "")]] {
                let said = find_with(values).expect_err("there is none").to_string();
                assert!(said.starts_with("No display: set DISPLAY"), "{said}");
                assert_eq!(said.lines().count(), 1);
            }
        }

        #[test]
        fn a_display_where_nobody_answers_is_named() {
            let said = find_with(&[("DISPLAY", ":64999.0")]).expect_err("nobody answers");
            assert!(
                said.to_string()
                    .starts_with("No display: nothing answers at :64999.0")
            );
        }

        #[test]
        fn a_wayland_display_that_answers_is_enough() {
            let dir = tempfile::tempdir().expect("a directory");
            let runtime = dir.path().to_str().expect("a name");
            let values = [
                ("WAYLAND_DISPLAY", "wayland-7"),
                ("XDG_RUNTIME_DIR", runtime),
            ];
            assert!(find_with(&values).is_err());
            let _there = UnixListener::bind(dir.path().join("wayland-7")).expect("bound");
            assert!(find_with(&values).is_ok());
        }

        #[test]
        fn a_display_of_another_computer_is_left_to_gtk() {
            assert_eq!(local_number("elsewhere:10.0"), None);
            assert!(find_with(&[("DISPLAY", "elsewhere:10.0")]).is_ok());
        }
    }
}
