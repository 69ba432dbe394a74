//! The secrets of connections: kept where they belong, and nowhere else.

use desk::Vault;
use desk::boundary::{Code, ConnectionForm, Intent, KeepSecret, Problem};
use vault::VaultError;

use crate::connecting::{form, kept};
use crate::stage::Stage;

#[tokio::test]
async fn an_edit_without_a_secret_keeps_the_one_that_is_stored() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let first = stage
        .desk
        .submit_connection(form(&stage), Intent::Save)
        .await
        .unwrap();
    let edited = ConnectionForm {
        id: Some(first.connection.unwrap().id),
        name: "Ålesund rådhus".to_owned(),
        client_id: String::new().into(),
        client_secret: String::new().into(),
        ..form(&stage)
    };
    let second = stage
        .desk
        .submit_connection(edited, Intent::Save)
        .await
        .unwrap();
    assert!(
        second.report.problem.is_none(),
        "{:?}",
        second.report.problem
    );
    let connections = stage.desk.state().await.unwrap().connections;
    assert_eq!(connections.len(), 1);
    assert_eq!(connections[0].name, "Ålesund rådhus");
}

#[tokio::test]
async fn a_removed_connection_takes_its_secret_and_templates_with_it() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    let without = keyring.held();
    let id = kept(&stage).await;
    assert!(keyring.held() > without);
    stage.desk.templates().await.unwrap();
    let cache = stage.folder.path().join(format!("templates/{id}.json"));
    assert!(cache.exists());
    let state = stage.desk.remove_connection(id.clone()).await.unwrap();
    assert!(state.connections.is_empty() && state.current.is_none());
    assert_eq!(keyring.held(), without);
    assert!(!cache.exists());
    let problem: Problem = stage.desk.check_connection(id).await.unwrap_err().into();
    assert_eq!(problem.code, Code::NoSuchConnection);
}

#[tokio::test]
async fn a_connection_that_cannot_be_removed_keeps_its_secret() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let id = kept(&stage).await;
    // A folder where the new file would be written.
    let in_the_way = stage.folder.path().join("station.json.new");
    std::fs::create_dir(&in_the_way).unwrap();
    let refused: Problem = stage
        .desk
        .remove_connection(id.clone())
        .await
        .unwrap_err()
        .into();
    assert_eq!(refused.code, Code::FolderUnusable);
    std::fs::remove_dir(in_the_way).unwrap();
    let report = stage.desk.check_connection(id).await.unwrap();
    assert_eq!(report.problem, None);
}

#[tokio::test]
async fn no_secret_is_in_any_file_of_the_folder() {
    let stage = Stage::with(Vault::for_this_run()).await;
    stage
        .desk
        .submit_connection(form(&stage), Intent::Save)
        .await
        .unwrap();
    stage.desk.templates().await.unwrap();
    let access = stage.office.breeze();
    let mut secrets = stage.office.faults().tokens();
    assert!(!secrets.is_empty(), "somebody was let in");
    secrets.extend([access.client_secret.clone(), access.client_id.clone()]);
    for entry in walk(stage.folder.path()) {
        let bytes = std::fs::read(&entry).unwrap();
        for secret in &secrets {
            let found = bytes
                .windows(secret.len())
                .any(|part| part == secret.as_bytes());
            assert!(!found, "{}", entry.display());
        }
    }
}

fn walk(folder: &std::path::Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    let files = |path: std::path::PathBuf| {
        if path.is_dir() {
            walk(&path)
        } else {
            vec![path]
        }
    };
    entries.flat_map(files).collect()
}

#[tokio::test]
async fn half_of_two_new_secrets_is_not_kept() {
    let (keyring, faults) = Vault::with_faults();
    let stage = Stage::with(keyring).await;
    let here = crate::again::form(&stage, None, &stage.office.breeze().base_url);
    let kept = stage.desk.submit_connection(here, Intent::Save).await;
    let id = kept.unwrap().connection.unwrap().id;
    let other = ConnectionForm {
        client_id: "oauth_other".to_owned().into(),
        client_secret: "another".to_owned().into(),
        ..crate::again::form(&stage, Some(id.clone()), &stage.office.breeze().base_url)
    };
    // The first part is read, written and read back, the second one read.
    faults.fail_after(
        4,
        VaultError::NoKeyring {
            reason: "gone".to_owned(),
        },
    );
    let failed = stage.desk.submit_connection(other, Intent::Save).await;
    assert_eq!(Problem::from(failed.unwrap_err()).code, Code::NoKeyring);
    let report = stage.desk.check_connection(id).await.unwrap();
    assert_eq!(report.problem, None, "the old pair is still there");
}

#[tokio::test]
async fn a_secret_that_is_to_be_kept_for_this_run_only_leaves_the_keyring() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    let before = keyring.held();
    let url = stage.office.breeze().base_url.clone();
    let here = crate::again::form(&stage, None, &url);
    let kept = stage.desk.submit_connection(here, Intent::Save).await;
    let id = kept.unwrap().connection.unwrap().id;
    assert_eq!(keyring.held(), before + 2);
    let for_this_run = ConnectionForm {
        keep: KeepSecret::ThisRun,
        ..crate::again::form(&stage, Some(id.clone()), &url)
    };
    let kept = stage.desk.submit_connection(for_this_run, Intent::Save);
    kept.await.unwrap();
    assert_eq!(keyring.held(), before);
    assert_eq!(stage.desk.check_connection(id).await.unwrap().problem, None);
}
