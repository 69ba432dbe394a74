//! Whether packages may be installed: asked on a terminal, taken as given only where the person
//! said so or nobody can be asked.

use crate::process::Call;
use std::{env, io::IsTerminal};

/// What this process may do about packages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Rights {
    /// It is root.
    Root,
    /// `sudo` works without a password.
    FreeSudo,
    /// `sudo` is there and will ask for a password.
    AskingSudo,
    /// There is no way.
    None,
}

/// Who is there to be asked.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// `--yes` was given, or `CI=true`.
    pub agreed: bool,
    /// A person sits at a terminal.
    pub terminal: bool,
}

/// What follows.
#[derive(Debug, PartialEq, Eq)]
pub enum Decision {
    /// Install.
    Install,
    /// Ask first.
    Ask,
    /// Say what is missing and stop.
    Stop,
}

impl Rights {
    /// How a command that needs the rights begins.
    pub fn prefix(self) -> &'static [&'static str] {
        match self {
            Self::Root => &[],
            Self::FreeSudo | Self::AskingSudo | Self::None => &["sudo"],
        }
    }

    /// Finds out. `sudo -n` never asks, so nothing happens that the person does not see.
    pub fn detect() -> Self {
        if Call::new("id")
            .args(["-u"])
            .text()
            .is_ok_and(|id| id.trim() == "0")
        {
            Self::Root
        } else if Call::new("sudo").args(["-n", "true"]).succeeds() {
            Self::FreeSudo
        } else if Call::new("sudo").args(["--version"]).succeeds() {
            Self::AskingSudo
        } else {
            Self::None
        }
    }
}

impl Setting {
    /// The setting this process runs in.
    pub fn detect(yes: bool) -> Self {
        let ci = env::var("CI").is_ok_and(|value| value == "true");
        let terminal = std::io::stdin().is_terminal() && std::io::stdout().is_terminal();
        Self {
            agreed: yes || ci,
            terminal,
        }
    }

    /// Decides. A password can only be asked for on a terminal.
    pub fn decide(self, rights: Rights) -> Decision {
        match rights {
            Rights::None => Decision::Stop,
            Rights::AskingSudo if !self.terminal => Decision::Stop,
            _ if self.terminal && !self.agreed => Decision::Ask,
            Rights::Root | Rights::FreeSudo | Rights::AskingSudo => Decision::Install,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PERSON: Setting = Setting {
        agreed: false,
        terminal: true,
    };
    const PERSON_WITH_YES: Setting = Setting {
        agreed: true,
        terminal: true,
    };
    const NOBODY: Setting = Setting {
        agreed: false,
        terminal: false,
    };
    const NOBODY_IN_CI: Setting = Setting {
        agreed: true,
        terminal: false,
    };

    #[test]
    fn a_person_is_asked_also_as_root() {
        assert_eq!(PERSON.decide(Rights::Root), Decision::Ask);
        assert_eq!(PERSON.decide(Rights::FreeSudo), Decision::Ask);
        assert_eq!(PERSON.decide(Rights::AskingSudo), Decision::Ask);
    }

    #[test]
    fn yes_installs_and_leaves_the_password_to_sudo() {
        assert_eq!(PERSON_WITH_YES.decide(Rights::Root), Decision::Install);
        assert_eq!(
            PERSON_WITH_YES.decide(Rights::AskingSudo),
            Decision::Install
        );
    }

    #[test]
    fn without_a_terminal_it_is_installed_if_no_password_is_needed() {
        for setting in [NOBODY, NOBODY_IN_CI] {
            assert_eq!(setting.decide(Rights::Root), Decision::Install);
            assert_eq!(setting.decide(Rights::FreeSudo), Decision::Install);
            assert_eq!(setting.decide(Rights::AskingSudo), Decision::Stop);
        }
    }

    #[test]
    fn without_rights_nothing_is_tried() {
        for setting in [PERSON, PERSON_WITH_YES, NOBODY, NOBODY_IN_CI] {
            assert_eq!(setting.decide(Rights::None), Decision::Stop);
        }
    }

    #[test]
    fn sudo_stands_before_the_command_unless_root() {
        assert!(Rights::Root.prefix().is_empty());
        assert_eq!(Rights::FreeSudo.prefix(), ["sudo"]);
        assert_eq!(Rights::None.prefix(), ["sudo"]);
    }
}
