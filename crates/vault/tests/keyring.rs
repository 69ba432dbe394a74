//! The vault against the real keyring, each test on a session bus and in a home of its own.
#![cfg(test)]
#![cfg(target_os = "linux")]

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Unlocks a keyring of its own, then runs the example in the same session. The daemon goes into the
/// background a moment before it can be found on the bus, so that moment is waited for.
const UNLOCKED: &str = "printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null; \
     gdbus wait --session --timeout 30 org.freedesktop.secrets";

/// Starts the keyring of a home that has one, but with no password to unlock it.
const LOCKED: &str = "gnome-keyring-daemon --start --components=secrets >/dev/null";

struct Session {
    home: TempDir,
    runtime: TempDir,
}

impl Session {
    fn new() -> Self {
        let folder = || tempfile::tempdir().unwrap();
        let session = Self {
            home: folder(),
            runtime: folder(),
        };
        fs::set_permissions(session.runtime.path(), Permissions::from_mode(0o700)).unwrap();
        session
    }

    /// A command that sees nothing of the session these tests run in.
    fn command(&self, program: &str) -> Command {
        let mut command = Command::new(program);
        command
            .env("HOME", self.home.path())
            .env("XDG_RUNTIME_DIR", self.runtime.path())
            .env_remove("XDG_DATA_HOME")
            .env_remove("DBUS_SESSION_BUS_ADDRESS")
            .env_remove("DISPLAY")
            .env_remove("WAYLAND_DISPLAY")
            .stdin(Stdio::null());
        command
    }

    /// Runs the steps after a shell command, on a session bus.
    fn on_a_bus(&self, before: &str, steps: &str) -> String {
        let example = example().display().to_string();
        let script = format!("{before}; '{example}' {steps}");
        output(
            self.command("dbus-run-session")
                .args(["--", "sh", "-c", &script]),
        )
    }
}

/// Cargo builds the examples of a crate with its tests.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(|deps| deps.parent()).unwrap();
    let example = profile.join("examples/keyring");
    assert!(
        example.exists(),
        "build the examples too: cargo test -p vault"
    );
    example
}

fn output(command: &mut Command) -> String {
    let output = command.stderr(Stdio::piped()).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    String::from_utf8(output.stdout).unwrap()
}

#[test]
fn the_real_keyring_keeps_reads_and_deletes() {
    let said = Session::new().on_a_bus(UNLOCKED, "probe read write read bytes delete read delete");
    assert_eq!(
        said,
        "probe: done\nread: nothing\nwrite: done\nread: the secret\nbytes: done\ndelete: done\n\
         read: nothing\ndelete: done\n"
    );
}

#[test]
fn a_secret_outlives_the_program_that_stored_it() {
    let session = Session::new();
    let twice = format!("{UNLOCKED}; '{}' write", example().display());
    assert!(
        session
            .on_a_bus(&twice, "read")
            .ends_with("read: the secret\n")
    );
    assert_eq!(session.on_a_bus(UNLOCKED, "read"), "read: the secret\n");
}

#[test]
fn a_locked_keyring_does_not_give_what_it_holds() {
    let session = Session::new();
    assert_eq!(session.on_a_bus(UNLOCKED, "write"), "write: done\n");
    let said = session.on_a_bus(LOCKED, "read write probe");
    assert_eq!(
        said,
        "read: keyring_locked\nwrite: keyring_locked\nprobe: keyring_locked\n"
    );
}

#[test]
fn a_locked_keyring_is_told_from_an_empty_one_by_the_probe() {
    let session = Session::new();
    assert_eq!(session.on_a_bus(UNLOCKED, "probe"), "probe: done\n");
    assert_eq!(
        session.on_a_bus(LOCKED, "read probe"),
        "read: nothing\nprobe: keyring_locked\n"
    );
}

#[test]
fn without_a_session_bus_there_is_no_keyring() {
    let session = Session::new();
    let example = example().display().to_string();
    let said = output(session.command(&example).args(["read", "probe"]));
    assert_eq!(said, "read: no_keyring\nprobe: no_keyring\n");
}

/// A bus that starts nothing by itself, as on a machine without any keyring installed.
const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy>
</busconfig>"#;

fn on_a_bare_bus(session: &Session, script: &str) -> String {
    let config = session.home.path().join("bus.conf");
    fs::write(&config, BARE_BUS).unwrap();
    let config = format!("--config-file={}", config.display());
    output(
        session
            .command("dbus-run-session")
            .args([&config, "--", "sh", "-c", script]),
    )
}

#[test]
fn a_bus_without_a_secret_service_has_no_keyring() {
    let said = on_a_bare_bus(
        &Session::new(),
        &format!("'{}' read probe", example().display()),
    );
    assert_eq!(said, "read: no_keyring\nprobe: no_keyring\n");
}

/// Runs the steps, with something else done while they `wait`, after the first step has ended.
fn with_an_interruption(before: &str, steps: &str, meanwhile: &str) -> String {
    let example = example().display().to_string();
    let script = format!(
        "{before}; cd \"$HOME\"; mkfifo go said; '{example}' {steps} <go >said & \
         exec 3>go 4<said; read -r first <&4; echo \"$first\"; {meanwhile}; echo >&3; cat <&4"
    );
    on_a_bare_bus(&Session::new(), &script)
}

#[test]
fn a_keyring_that_starts_later_is_found_by_the_next_try() {
    let said = with_an_interruption("true", "probe wait probe", UNLOCKED);
    assert_eq!(said, "probe: no_keyring\nwait: done\nprobe: done\n");
}

#[test]
fn a_keyring_that_was_restarted_is_connected_again() {
    let restart = UNLOCKED.replace("--unlock", "--replace --unlock");
    let said = with_an_interruption(UNLOCKED, "write wait read", &restart);
    assert_eq!(said, "write: done\nwait: done\nread: the secret\n");
}
