use crate::sample::{at, id, key, on_disk, order};
use ledger::{EventKind, Ledger, LedgerError, State};
use std::fs::{self, Permissions};
use std::io::{BufRead, BufReader};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

/// Cargo builds the examples of a crate with its tests.
fn example() -> PathBuf {
    let tests = std::env::current_exe().unwrap();
    let profile = tests.parent().and_then(|deps| deps.parent()).unwrap();
    let example = profile.join("examples/station");
    assert!(
        example.exists(),
        "build the examples too: cargo test -p ledger"
    );
    example
}

fn station(folder: &Path, steps: &[&str]) -> Command {
    let mut command = Command::new(example());
    command
        .arg(folder)
        .args(steps)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    command
}

fn said(command: &mut Command) -> String {
    let output = command.stdin(Stdio::null()).output().unwrap();
    assert!(output.status.success());
    String::from_utf8(output.stdout).unwrap()
}

/// A station that has printed so many lines, and goes on.
fn started(mut command: Command, lines: usize) -> (Child, Vec<String>, BufReader<ChildStdout>) {
    let mut child = command.spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let read = (0..lines).map(|_| {
        let mut line = String::new();
        out.read_line(&mut line).unwrap();
        line.trim_end().to_owned()
    });
    let said = read.collect();
    (child, said, out)
}

#[test]
fn an_order_that_was_being_sent_when_the_program_ended_is_unknown() {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    ledger.commit(order(2), at(0)).unwrap();
    assert!(ledger.claim(id(1), at(1)).unwrap().is_some());
    drop(ledger);
    let ledger = Ledger::open(folder.path(), &key()).unwrap();
    assert_eq!(ledger.recover(at(5)).unwrap(), 1);
    assert_eq!(ledger.recover(at(6)).unwrap(), 0);
    let detail = ledger.order(id(1)).unwrap();
    assert_eq!(detail.order.state, State::Unknown);
    assert_eq!(detail.order.cause.as_deref(), Some("interrupted"));
    assert_eq!(detail.order.claimed_at, Some(at(1)));
    let last = detail.timeline.last().unwrap();
    assert_eq!((last.kind, last.at), (EventKind::Interrupted, at(5)));
    assert_eq!(ledger.order(id(2)).unwrap().order.state, State::Waiting);
}

#[test]
fn an_order_that_was_taken_as_it_was_written_down_is_unknown_after_a_kill() {
    let (folder, ledger) = on_disk();
    ledger.commit_and_claim(order(1), at(0)).unwrap();
    drop(ledger);
    let ledger = Ledger::open(folder.path(), &key()).unwrap();
    assert_eq!(ledger.recover(at(5)).unwrap(), 1);
    assert_eq!(ledger.order(id(1)).unwrap().order.state, State::Unknown);
}

#[test]
fn a_killed_program_loses_no_committed_order_and_leaves_no_lock() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    let steps = ["commit", "commit", "claim", "wait"];
    let (mut child, lines, _out) = started(station(folder.path(), &steps), 3);
    assert_eq!(lines, ["commit: Waiting", "commit: Waiting", "claim: true"]);
    let held = Ledger::open(folder.path(), &key()).unwrap_err();
    assert_eq!(
        held,
        LedgerError::InUse {
            process: Some(child.id())
        }
    );
    child.kill().unwrap();
    child.wait().unwrap();
    let after = said(&mut station(folder.path(), &["recover", "counts"]));
    assert_eq!(after, "recover: 1\ncounts: 2 1\n");
}

#[test]
fn a_program_killed_while_it_commits_leaves_whole_orders_only() {
    let (folder, ledger) = on_disk();
    drop(ledger);
    let mut committed = 0;
    for round in 0..10 {
        // Killed somewhere in the commit that follows the lines that were read.
        let (mut child, lines, _out) = started(station(folder.path(), &["commit"; 400]), round + 1);
        child.kill().unwrap();
        child.wait().unwrap();
        committed += lines.len();
        let ledger = Ledger::open(folder.path(), &key()).unwrap();
        let total = usize::try_from(ledger.counts(None).unwrap().total()).unwrap();
        assert!(total >= committed);
        committed = total;
        let all = ledger::Query {
            limit: 500,
            ..ledger::Query::default()
        };
        let page = ledger.page(&all).unwrap().orders;
        assert_eq!(page.len(), total);
        for order in page {
            let detail = ledger.order(order.id).unwrap();
            assert_eq!((detail.timeline.len(), detail.request.is_some()), (1, true));
        }
        ledger.check().unwrap();
    }
}

/// What a station says that may not write what the modes forbid: root is deprived of its right to.
fn said_without_rights(folder: &Path) -> String {
    if fs::metadata(folder).unwrap().uid() != 0 {
        return said(&mut station(folder, &["counts"]));
    }
    let mut command = Command::new("setpriv");
    command.args(["--bounding-set", "-dac_override,-dac_read_search", "--"]);
    said(
        command
            .arg(example())
            .arg(folder)
            .arg("counts")
            .stdout(Stdio::piped()),
    )
}

fn set_modes(folder: &Path, folder_mode: u32, file_mode: u32) {
    for file in fs::read_dir(folder).unwrap() {
        fs::set_permissions(file.unwrap().path(), Permissions::from_mode(file_mode)).unwrap();
    }
    fs::set_permissions(folder, Permissions::from_mode(folder_mode)).unwrap();
}

#[test]
fn a_ledger_that_cannot_be_written_says_so_and_opens_when_mended() {
    let (folder, ledger) = on_disk();
    ledger.commit(order(1), at(0)).unwrap();
    drop(ledger);
    let path = folder.path();
    for (folder_mode, file_mode) in [(0o555, 0o444), (0o777, 0o444), (0o555, 0o666)] {
        set_modes(path, folder_mode, file_mode);
        let said = said_without_rights(path);
        assert_eq!(
            said, "open: ledger_read_only\n",
            "{folder_mode:o} {file_mode:o}"
        );
    }
    set_modes(path, 0o777, 0o666);
    assert_eq!(said_without_rights(path), "counts: 1 0\n");
}
