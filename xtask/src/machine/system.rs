//! Which system this is, and what to tell a person on one whose packages we do not install.

use super::packages::Purpose;
use crate::{failure::Failure, process::Call, say};
use std::fs;

/// The systems that are treated differently.
#[derive(Debug, PartialEq, Eq)]
pub enum System {
    /// Debian, Ubuntu and what descends from them: packages are installed for the person.
    Debian,
    /// Another Linux, by the name it gives itself.
    OtherLinux(String),
    /// macOS.
    MacOs,
    /// Windows.
    Windows,
}

impl System {
    /// The system this runs on.
    pub fn detect() -> Self {
        if cfg!(windows) {
            Self::Windows
        } else if cfg!(target_os = "macos") {
            Self::MacOs
        } else {
            Self::of_release(&fs::read_to_string("/etc/os-release").unwrap_or_default())
        }
    }

    /// Reads an `os-release(5)` file.
    fn of_release(text: &str) -> Self {
        let value = |key: &str| {
            let line = text
                .lines()
                .find_map(|line| line.strip_prefix(key)?.strip_prefix('='));
            line.unwrap_or_default().trim_matches('"').to_owned()
        };
        let family = format!("{} {}", value("ID"), value("ID_LIKE"));
        if family
            .split_whitespace()
            .any(|id| id == "debian" || id == "ubuntu")
        {
            Self::Debian
        } else {
            Self::OtherLinux(value("PRETTY_NAME"))
        }
    }

    /// Says what to install; stops if it is certain that something is missing.
    pub fn instruct(&self, purpose: Purpose) -> Result<(), Failure> {
        self.advice(purpose).iter().for_each(|line| say::line(line));
        if self.is_ready() {
            Ok(())
        } else {
            Err(Failure::InstallFirst)
        }
    }

    fn advice(&self, purpose: Purpose) -> Vec<String> {
        let mut lines = vec![self.build_advice()];
        if purpose == Purpose::Test && *self != Self::Debian {
            lines.push(
                "The journeys in the real window need a Debian or Ubuntu machine with Xvfb, \
                 WebKitWebDriver and PipeWire; elsewhere they fail."
                    .to_owned(),
            );
        }
        lines
    }

    fn build_advice(&self) -> String {
        match self {
            Self::Debian => "The packages are installed for you.".to_owned(),
            Self::OtherLinux(name) => format!(
                "On {} install with its own package manager: a C compiler, pkg-config, and the \
                 development files of WebKitGTK 4.1, GTK 3, librsvg, OpenSSL, D-Bus, libxdo and \
                 Ayatana AppIndicator; for the camera GStreamer's good and bad plug-ins and its \
                 PipeWire plug-in.",
                if name.is_empty() { "this Linux" } else { name }
            ),
            Self::MacOs => {
                "On macOS the Xcode command line tools are needed: xcode-select --install"
                    .to_owned()
            }
            Self::Windows => {
                "On Windows the Visual Studio Build Tools (\"Desktop development with \
                 C++\") are needed, and WebView2, which Windows 11 has."
                    .to_owned()
            }
        }
    }

    fn is_ready(&self) -> bool {
        match self {
            Self::OtherLinux(_) => Call::new("pkg-config")
                .args(["--exists", "webkit2gtk-4.1"])
                .succeeds(),
            Self::MacOs => Call::new("xcode-select").args(["-p"]).succeeds(),
            Self::Debian | Self::Windows => true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debian_and_its_descendants_are_debian() {
        assert_eq!(
            System::of_release("PRETTY_NAME=\"Debian 12\"\nID=debian\n"),
            System::Debian
        );
        assert_eq!(
            System::of_release("ID=ubuntu\nID_LIKE=debian\n"),
            System::Debian
        );
        assert_eq!(
            System::of_release("ID=mint\nID_LIKE=\"ubuntu debian\"\n"),
            System::Debian
        );
    }

    #[test]
    fn another_linux_is_called_by_its_name() {
        let fedora = System::of_release("ID=fedora\nPRETTY_NAME=\"Fedora Linux 43\"\n");
        assert_eq!(fedora, System::OtherLinux("Fedora Linux 43".to_owned()));
        assert!(fedora.advice(Purpose::Run)[0].starts_with("On Fedora Linux 43 install"));
    }

    #[test]
    fn a_system_that_does_not_say_its_name_still_gets_advice() {
        let advice = System::of_release("").advice(Purpose::Run);
        assert!(advice[0].starts_with("On this Linux install"));
    }

    #[test]
    fn where_the_journeys_cannot_run_it_is_said_before_the_tests() {
        assert_eq!(System::MacOs.advice(Purpose::Run).len(), 1);
        assert!(System::MacOs.advice(Purpose::Test)[1].contains("journeys"));
    }
}
