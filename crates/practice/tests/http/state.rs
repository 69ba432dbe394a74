use std::path::Path;

use practice::Options;
use serde_json::{Value, json};

use crate::client::{Visit, jane, receipt, soon};

async fn order_with(state: &Path) -> Value {
    let options = Options {
        state: Some(state.to_owned()),
        ..Options::default()
    };
    let visit = Visit::with(options).await;
    let answer = visit.order_data(jane()).await;
    soon(visit.office.close()).await;
    receipt(&answer)["credential_number"].clone()
}

#[tokio::test]
async fn numbers_go_on_from_run_to_run() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("practice.json");
    assert_eq!(order_with(&state).await, 1042);
    assert_eq!(order_with(&state).await, 1043);
}

#[tokio::test]
async fn the_state_file_holds_numbers_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("practice.json");
    order_with(&state).await;
    let kept: Value = serde_json::from_slice(&std::fs::read(&state).unwrap()).unwrap();
    let expected = json!({ "nextCredentialNumber": 1043, "orders": 1, "credentials": 1 });
    assert_eq!(kept, expected);
    assert_eq!(
        std::fs::read_dir(folder.path()).unwrap().count(),
        1,
        "no other file is left"
    );
}

#[tokio::test]
async fn an_unreadable_state_file_is_set_aside() {
    let folder = tempfile::tempdir().unwrap();
    let state = folder.path().join("practice.json");
    std::fs::write(&state, "not JSON").unwrap();
    assert_eq!(order_with(&state).await, 1042);
    let aside = folder.path().join("practice.json.unreadable");
    assert_eq!(std::fs::read_to_string(aside).unwrap(), "not JSON");
    assert_eq!(
        order_with(&state).await,
        1043,
        "and a readable one stands in its place"
    );
}

#[tokio::test]
async fn a_place_that_cannot_be_written_keeps_nobody_from_ordering() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    assert_eq!(order_with(&file.join("practice.json")).await, 1042);
}
