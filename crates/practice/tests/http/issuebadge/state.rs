use std::path::Path;

use practice::Options;
use serde_json::{Value, json};

use super::client::{EXAMPLE, Visit};
use crate::client::soon;

/// The serial number of a badge that is issued in a run of its own.
async fn issue_with(state: &Path) -> u64 {
    let visit = Visit::with(Options {
        state: Some(state.to_owned()),
        ..Options::default()
    })
    .await;
    let body = json!({
        "badge_id": EXAMPLE, "name": "Åse Bjørk", "email": "ase@bjork.invalid",
        "idempotency_key": "key-1",
    });
    visit.issue(&body).await.id();
    let number = visit.last().serial_number;
    soon(visit.office.close()).await;
    number
}

#[tokio::test]
async fn serial_numbers_go_on_from_run_to_run_and_nothing_else_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("practice.json");
    assert_eq!(issue_with(&state).await, 1);
    assert_eq!(issue_with(&state).await, 2);
    let beside = folder.path().join("practice-issuebadge.json");
    let kept: Value = serde_json::from_slice(&std::fs::read(beside).unwrap()).unwrap();
    assert_eq!(kept, json!({ "nextSerialNumber": 3, "issued": 2 }));
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[tokio::test]
async fn a_place_that_cannot_be_written_keeps_nobody_from_issuing() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert_eq!(issue_with(&file.join("practice.json")).await, 1);
}
