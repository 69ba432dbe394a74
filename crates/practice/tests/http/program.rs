//! The practice office in a process of its own.

use std::{
    io::{BufRead as _, BufReader, Read as _},
    process::{Child, Command, Stdio},
};

use practice::{BreezeAccess, issuebadge};
use serde_json::Value;

use crate::client::{http, token};

/// Ends the program when the test ends, however it ends.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

fn start(arguments: &[&str]) -> Running {
    let mut command = Command::new(env!("CARGO_BIN_EXE_practice"));
    command
        .args(arguments)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    Running(command.spawn().unwrap())
}

#[cfg(unix)]
#[tokio::test]
async fn it_prints_one_line_of_json_and_serves_until_terminated() {
    let mut running = start(&["--port", "0", "--limits", "off"]);
    let mut output = BufReader::new(running.0.stdout.take().unwrap());
    let mut line = String::new();
    output.read_line(&mut line).unwrap();
    let mut announced: Value = serde_json::from_str(&line).unwrap();
    let access: BreezeAccess = serde_json::from_value(announced["breeze"].take()).unwrap();
    assert_eq!(access.tenant_ids.len(), 3);
    assert!(
        !token(&http(), &access).await.is_empty(),
        "what it printed is what it takes"
    );
    let badges: issuebadge::Access =
        serde_json::from_value(announced["issuebadge"].take()).unwrap();
    let request = http().get(format!("{}/api/v1/badge/getall", badges.base_url));
    let answer = request.bearer_auth(&badges.api_key).send().await.unwrap();
    assert!(
        answer.status().is_success(),
        "and of IssueBadge, whose own clients add the rest"
    );

    let pid = running.0.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &pid])
            .status()
            .unwrap()
            .success()
    );
    assert!(
        running.0.wait().unwrap().success(),
        "it was asked to stop, and did"
    );
    let mut rest = String::new();
    output.read_to_string(&mut rest).unwrap();
    assert_eq!(rest, "", "one line and no more");
}

#[tokio::test]
async fn one_that_opens_again_knows_the_client_of_the_one_before() {
    let mut first = start(&["--port", "0", "--limits", "off"]);
    let mut line = String::new();
    let mut output = BufReader::new(first.0.stdout.take().unwrap());
    output.read_line(&mut line).unwrap();
    drop(first);
    let mut second = start(&["--port", "0", "--limits", "off", "--reopen", line.trim()]);
    let mut again = String::new();
    let mut output = BufReader::new(second.0.stdout.take().unwrap());
    output.read_line(&mut again).unwrap();
    let before: Value = serde_json::from_str(&line).unwrap();
    let mut after: Value = serde_json::from_str(&again).unwrap();
    assert_eq!(
        before["breeze"]["clientSecret"],
        after["breeze"]["clientSecret"]
    );
    let access: BreezeAccess = serde_json::from_value(after["breeze"].take()).unwrap();
    assert!(!token(&http(), &access).await.is_empty());
}

#[test]
fn a_port_that_is_taken_is_said_on_standard_error() {
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port().to_string();
    let mut running = start(&["--port", &port]);
    assert!(!running.0.wait().unwrap().success());
    let mut said = String::new();
    running
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut said)
        .unwrap();
    assert!(said.contains(&port), "{said}");
}
