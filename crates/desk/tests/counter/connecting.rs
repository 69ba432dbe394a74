//! Connections typed by hand.

use std::process::Command;

use desk::boundary::{
    Address, Code, ConnectionForm, Environment, Intent, KeepSecret, Problem, SecretKept,
    ServiceKind, StepState,
};
use desk::{Desk, Vault};

use crate::stage::{Stage, options};

pub fn form(stage: &Stage) -> ConnectionForm {
    let access = stage.office.breeze();
    ConnectionForm {
        id: None,
        kind: ServiceKind::Breeze,
        name: "Ålesund".to_owned(),
        api_key: String::new().into(),
        address: Address::Other {
            url: access.base_url.clone(),
            environment: Environment::Practice,
        },
        client_id: access.client_id.clone().into(),
        client_secret: access.client_secret.clone().into(),
        tenants: access.tenant_ids.clone(),
        keep: KeepSecret::Keyring,
        image_prefix: false,
        get_for_create: false,
    }
}

/// The id of a connection that is typed and kept.
pub async fn kept(stage: &Stage) -> String {
    let kept = stage
        .desk
        .submit_connection(form(stage), Intent::Save)
        .await
        .unwrap();
    kept.connection.unwrap().id
}

async fn refusal(stage: &Stage, form: ConnectionForm) -> Problem {
    stage
        .desk
        .submit_connection(form, Intent::Check)
        .await
        .unwrap_err()
        .into()
}

#[tokio::test]
async fn a_connection_typed_by_hand_is_checked_kept_and_counts_as_production() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let submitted = stage
        .desk
        .submit_connection(form(&stage), Intent::Save)
        .await
        .unwrap();
    let passed = |(_, state): &(_, StepState)| *state == StepState::Passed;
    assert!(
        submitted.report.steps.iter().all(passed),
        "{:?}",
        submitted.report
    );
    let kept = submitted.connection.unwrap();
    assert_eq!(
        kept.environment,
        Environment::Production,
        "nothing typed is practice"
    );
    assert_eq!(kept.secret, SecretKept::Keyring);
    assert!(!stage.desk.templates().await.unwrap().templates.is_empty());
}

#[tokio::test]
async fn a_check_keeps_nothing() {
    let stage = Stage::with(Vault::for_this_run()).await;
    stage
        .desk
        .submit_connection(form(&stage), Intent::Check)
        .await
        .unwrap();
    assert!(stage.desk.state().await.unwrap().connections.is_empty());
}

#[tokio::test]
async fn a_wrong_secret_is_named_at_the_first_step() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let wrong = ConnectionForm {
        client_secret: "wrong".to_owned().into(),
        ..form(&stage)
    };
    let report = stage
        .desk
        .submit_connection(wrong, Intent::Check)
        .await
        .unwrap()
        .report;
    assert_eq!(report.problem.unwrap().code, Code::WrongSecret);
    assert_eq!(report.steps[0].1, StepState::Failed);
    assert_eq!(report.steps[2].1, StepState::NotReached);
}

#[tokio::test]
async fn what_is_missing_or_no_address_is_named() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let other = |url: &str| Address::Other {
        url: url.to_owned(),
        environment: Environment::Test,
    };
    let missing = ConnectionForm {
        tenants: vec![" ".to_owned()],
        ..form(&stage)
    };
    let problem = refusal(&stage, missing).await;
    assert_eq!(
        (problem.code, problem.detail.as_str()),
        (Code::SettingMissing, "tenants")
    );
    let nameless = ConnectionForm {
        name: " ".to_owned(),
        ..form(&stage)
    };
    assert_eq!(refusal(&stage, nameless).await.detail, "name");
    let secretless = ConnectionForm {
        client_secret: String::new().into(),
        ..form(&stage)
    };
    assert_eq!(refusal(&stage, secretless).await.detail, "clientSecret");
    let insecure = ConnectionForm {
        address: other("http://cards.example.com"),
        ..form(&stage)
    };
    assert_eq!(refusal(&stage, insecure).await.code, Code::InsecureAddress);
    let nowhere = ConnectionForm {
        address: other("cards"),
        ..form(&stage)
    };
    assert_eq!(refusal(&stage, nowhere).await.code, Code::InvalidAddress);
}

#[tokio::test]
async fn a_connection_with_other_tenants_forgets_the_templates_of_the_tenants_before() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let first = stage.desk.submit_connection(form(&stage), Intent::Save);
    let id = first.await.unwrap().connection.unwrap().id;
    let all = stage.desk.templates().await.unwrap().templates;
    let tenants = form(&stage).tenants;
    assert!(tenants.len() > 1, "{tenants:?}");
    let edited = ConnectionForm {
        id: Some(id.clone()),
        tenants: tenants[..1].to_vec(),
        ..form(&stage)
    };
    let saved = stage.desk.submit_connection(edited, Intent::Save).await;
    assert!(saved.unwrap().report.problem.is_none());
    let kept = stage.folder.path().join(format!("templates/{id}.json"));
    assert!(!kept.exists(), "nothing of the tenants before is kept");
    let left = stage.desk.templates().await.unwrap().templates;
    assert!(!left.is_empty() && left.len() < all.len());
}

/// Nobody listens there: what goes through it fails.
const NO_PROXY_AT_ALL: &str = "http://127.0.0.1:9";

#[tokio::test]
async fn this_machine_is_never_asked_through_a_proxy() {
    if std::env::var("HTTP_PROXY").as_deref() == Ok(NO_PROXY_AT_ALL) {
        let stage = Stage::open().await;
        let order = stage.order(&stage.filled().await).await;
        assert_eq!(order.row.state, desk::boundary::OrderState::Accepted);
        return;
    }
    // The environment belongs to the whole process, so the orders are placed in one of their own.
    let own = "connecting::this_machine_is_never_asked_through_a_proxy";
    let mut behind = Command::new(std::env::current_exe().unwrap());
    behind.args(["--exact", own]);
    for name in ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"] {
        behind.env(name, NO_PROXY_AT_ALL);
    }
    assert!(behind.status().unwrap().success());
}

#[tokio::test]
async fn an_address_without_the_service_is_told_from_one_that_is_none() {
    let stage = Stage::with(Vault::for_this_run()).await;
    let beside = ConnectionForm {
        address: Address::Other {
            url: format!("{}/beside", stage.office.breeze().base_url),
            environment: Environment::Test,
        },
        ..form(&stage)
    };
    let checked = stage.desk.submit_connection(beside, Intent::Check).await;
    let problem = checked.unwrap().report.problem.unwrap();
    assert_eq!(problem.code, Code::NoSuchEndpoint);
}

/// No certificate is there.
const NO_CERTIFICATES: &str = "/nowhere/certificates";

#[tokio::test]
async fn a_computer_without_certificates_is_told_from_a_service_out_of_reach() {
    if std::env::var("SSL_CERT_FILE").as_deref() == Ok(NO_CERTIFICATES) {
        let stage = Stage::with(Vault::for_this_run()).await;
        let secure = ConnectionForm {
            address: Address::Other {
                url: "https://cards.invalid".to_owned(),
                environment: Environment::Test,
            },
            ..form(&stage)
        };
        assert_eq!(refusal(&stage, secure).await.code, Code::ClientSetup);
        return;
    }
    // The environment belongs to the whole process, so this is asked in one of its own.
    let own = "connecting::a_computer_without_certificates_is_told_from_a_service_out_of_reach";
    let mut without = Command::new(std::env::current_exe().unwrap());
    without.args(["--exact", own]);
    for name in ["SSL_CERT_FILE", "SSL_CERT_DIR"] {
        without.env(name, NO_CERTIFICATES);
    }
    assert!(without.status().unwrap().success());
}

#[tokio::test]
async fn settings_that_cannot_be_read_are_put_aside_and_the_window_says_where() {
    let stage = Stage::open().await;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("station.json"), "{").unwrap();
    let opened = Desk::open(options(&stage.office, &folder, Vault::for_this_run())).await;
    let state = opened.unwrap().state().await.unwrap();
    let put_aside = state.put_aside.expect("said");
    assert_eq!(std::fs::read_to_string(put_aside).unwrap(), "{");
    assert_eq!(stage.desk.state().await.unwrap().put_aside, None);
}
