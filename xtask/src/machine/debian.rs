//! Debian's and Ubuntu's packages.

use super::{
    consent::{Decision, Rights, Setting},
    packages::{self, Purpose},
};
use crate::{failure::Failure, process::Call, say};

/// Implementations of the Secret Service that a desktop may bring.
const KEYRINGS: [&str; 4] = ["gnome-keyring", "keepassxc", "kwalletmanager", "oo7-daemon"];

/// Installs the packages that are missing for the purpose, after showing the command.
pub fn prepare(purpose: Purpose, yes: bool) -> Result<(), Failure> {
    let missing = missing(&packages::needed(purpose))?;
    if missing.is_empty() {
        return Ok(());
    }
    let rights = Rights::detect();
    let setting = Setting::detect(yes);
    let calls = install_calls(rights, setting.terminal, &missing);
    say::line("Some system packages are missing. This command installs them:\n");
    let lines: Vec<_> = calls.iter().map(Call::line).collect();
    say::line(&format!("  {}\n", lines.join(" && ")));
    match setting.decide(rights) {
        Decision::Stop => Err(Failure::NoRights),
        Decision::Ask if !say::confirm("Run it now?") => Err(Failure::Declined),
        Decision::Ask | Decision::Install => calls.into_iter().try_for_each(Call::run),
    }
}

/// Whether some keyring is installed.
pub fn has_keyring() -> bool {
    missing(&KEYRINGS).is_ok_and(|missing| missing.len() < KEYRINGS.len())
}

fn missing(needed: &[&'static str]) -> Result<Vec<&'static str>, Failure> {
    // dpkg-query ends with an error when it does not know one of the names; its output counts.
    let query = ["-W", "-f", "${Package} ${db:Status-Status}\\n"];
    let output = Call::new("dpkg-query").args(query).args(needed).output()?;
    Ok(absent(needed, &String::from_utf8_lossy(&output.stdout)))
}

/// Of the names, those that the lines `package status` do not call installed.
fn absent(needed: &[&'static str], listing: &str) -> Vec<&'static str> {
    let is_installed = |name: &str| {
        listing
            .lines()
            .any(|line| line.split_once(' ') == Some((name, "installed")))
    };
    needed
        .iter()
        .copied()
        .filter(|name| !is_installed(name))
        .collect()
}

/// Updating comes first: a fresh machine has no package lists, an old one has stale ones.
fn install_calls(rights: Rights, terminal: bool, packages: &[&str]) -> [Call; 2] {
    let quiet: &[&str] = if terminal {
        &[]
    } else {
        &["env", "DEBIAN_FRONTEND=noninteractive"]
    };
    let apt = |environment: &[&'static str], args: &[&str]| {
        let line = [rights.prefix(), environment, &["apt-get"], args].concat();
        Call::new(line[0]).args(&line[1..])
    };
    let install = [&["install", "--yes", "--no-install-recommends"], packages].concat();
    [apt(&[], &["update"]), apt(quiet, &install)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unknown_or_removed_is_missing() {
        let listing = "xvfb installed\nxclip config-files\nxdotool-extra installed\n";
        assert_eq!(
            absent(&["xvfb", "xclip", "xdotool"], listing),
            ["xclip", "xdotool"]
        );
    }

    #[test]
    fn root_installs_without_sudo() {
        let [update, install] = install_calls(Rights::Root, true, &["xvfb", "xclip"]);
        assert_eq!(update.line(), "apt-get update");
        assert_eq!(
            install.line(),
            "apt-get install --yes --no-install-recommends xvfb xclip"
        );
    }

    #[test]
    fn everybody_else_sees_sudo_in_the_command() {
        let [update, install] = install_calls(Rights::AskingSudo, true, &["xvfb"]);
        assert_eq!(update.line(), "sudo apt-get update");
        assert!(install.line().starts_with("sudo apt-get install"));
    }

    #[test]
    fn without_a_terminal_no_package_asks_questions() {
        let [_, install] = install_calls(Rights::FreeSudo, false, &["xvfb"]);
        let line = "sudo env DEBIAN_FRONTEND=noninteractive apt-get install";
        assert!(install.line().starts_with(line), "{}", install.line());
    }
}
