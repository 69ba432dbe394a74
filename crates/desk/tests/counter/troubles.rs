//! No keyring, no ledger, no network.

use desk::boundary::{
    Code, LedgerView, OrderEnd, OrderState, Problem, ReachView, TemplateChange, TemplateList,
    TemplateView,
};
use desk::{Clock, Desk, Vault};
use practice::{Calls, Fault};
use vault::VaultError;

use crate::stage::{Stage, ended, named, options};

fn no_keyring() -> Vault {
    let (keyring, faults) = Vault::with_faults();
    for _ in 0..8 {
        faults.fail_next(VaultError::NoKeyring {
            reason: "none here".to_owned(),
        });
    }
    keyring
}

#[tokio::test]
async fn without_a_keyring_the_practice_office_works_and_the_window_says_so() {
    let stage = Stage::with(no_keyring()).await;
    let state = stage.desk.choose_practice().await.unwrap();
    assert_eq!(state.keyring.expect("said").code, Code::NoKeyring);
    let LedgerView::ForThisRun {
        problem,
        beside_kept,
    } = state.ledger
    else {
        panic!("{:?}", state.ledger)
    };
    assert_eq!((problem.code, beside_kept), (Code::NoKeyring, false));
    stage.desk.templates().await.unwrap();
    let order = stage.order(&stage.filled().await).await;
    assert_eq!(order.row.state, OrderState::Accepted);
}

#[tokio::test]
async fn a_ledger_whose_key_is_gone_is_locked_until_a_new_one_is_begun() {
    let Stage {
        office,
        desk,
        folder,
    } = Stage::open().await;
    ended(desk, &folder).await;
    let desk = Desk::open(options(&office, &folder, Vault::for_this_run()))
        .await
        .unwrap();
    let state = desk.state().await.unwrap();
    let LedgerView::Locked { problem } = state.ledger else {
        panic!("{:?}", state.ledger)
    };
    assert_eq!(problem.code, Code::LedgerLocked);
    let refused: Problem = desk.enrolment().await.unwrap_err().into();
    assert_eq!(
        refused.code,
        Code::LedgerLocked,
        "nothing is ordered meanwhile"
    );
    assert_eq!(
        desk.start_new_ledger().await.unwrap().ledger,
        LedgerView::Kept
    );
    let aside = std::fs::read_dir(folder.path())
        .unwrap()
        .map(|entry| entry.unwrap().file_name());
    let aside = aside
        .filter(|name| name.to_string_lossy().starts_with("set-aside-"))
        .count();
    assert_eq!(aside, 1, "the old one is put aside, not deleted");
}

#[tokio::test]
async fn a_second_program_is_told_that_the_ledger_is_in_use() {
    let keyring = Vault::for_this_run();
    let same_keyring = keyring.clone();
    let stage = Stage::with(keyring).await;
    let second = Desk::open(options(&stage.office, &stage.folder, same_keyring));
    let state = second.await.unwrap().state().await.unwrap();
    let LedgerView::Locked { problem } = state.ledger else {
        panic!("{:?}", state.ledger)
    };
    assert_eq!(problem.code, Code::LedgerInUse);
    let holder = std::process::id().to_string();
    assert_eq!(problem.detail, holder, "it is told who holds it");
}

#[tokio::test]
async fn a_list_that_cannot_be_read_anew_shows_the_one_kept_and_says_why() {
    let stage = Stage::open().await;
    let known = stage.desk.templates().await.unwrap().templates.len();
    stage
        .office
        .faults()
        .fail_next(Calls::Graphql, 1, Fault::HtmlBadGateway);
    let list = stage.desk.refresh_templates().await.unwrap();
    assert_eq!(list.templates.len(), known);
    assert_eq!(list.problem.expect("why").code, Code::ServerFailed);
    let state = stage.desk.state().await.unwrap();
    assert!(
        matches!(state.reach, ReachView::Failed { .. }),
        "{:?}",
        state.reach
    );
}

#[tokio::test]
async fn with_no_network_an_order_waits_and_nothing_is_lost() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let Stage {
        office,
        desk,
        folder: _folder,
    } = stage;
    office.close().await;
    let placed = desk.place_order(enrolment.id).await.unwrap();
    let order = desk.settled(placed.row.id).await.unwrap();
    assert_eq!(order.row.state, OrderState::Waiting);
    assert_eq!(order.attempt.expect("why").problem.code, Code::Unreachable);
    let cancelled = desk.cancel_order(order.row.id).await.unwrap();
    assert_eq!(cancelled.row.state, OrderState::Cancelled);
    assert_eq!(cancelled.row.ended, Some(OrderEnd::Cancelled));
}

fn change_of(list: TemplateList, template: &TemplateView) -> Option<TemplateChange> {
    let mut changes = list.changes.into_iter();
    changes.find(|change| change.template == template.id)
}

#[tokio::test]
async fn a_template_that_changed_is_told_until_it_is_chosen() {
    let stage = Stage::open().await;
    let template = stage.template("Company ID Card").await;
    let field = "personDepartment";
    assert!(stage.office.faults().drop_field(&template.id, field));
    stage.desk.refresh_templates().await.unwrap();
    let read_again = stage.desk.refresh_templates().await.unwrap();
    let change = change_of(read_again, &template).expect("it is still told");
    assert_eq!(
        (change.removed, change.gone),
        (vec![field.to_owned()], false)
    );
    stage.chosen("Company ID Card").await;
    let chosen = stage.desk.templates().await.unwrap();
    assert_eq!(change_of(chosen, &template), None);
    assert!(stage.office.faults().delete_template(&template.id));
    let list = stage.desk.refresh_templates().await.unwrap();
    assert!(change_of(list, &template).expect("it went").gone);
}

#[tokio::test]
async fn what_the_form_still_shows_is_not_left_out_of_the_order_unseen() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let template = enrolment.template.clone().unwrap();
    let dropped = stage
        .office
        .faults()
        .drop_field(&template.id, "personFirstName");
    assert!(dropped);
    stage.desk.refresh_templates().await.unwrap();
    let refused = stage.desk.place_order(enrolment.id.clone()).await;
    let problem = Problem::from(refused.unwrap_err());
    assert_eq!(
        (problem.code, problem.detail),
        (Code::TemplateChanged, template.name)
    );
    let seen = stage.desk.enrolment().await.unwrap();
    assert_eq!(seen.id, enrolment.id);
    assert_eq!(seen.values, enrolment.values, "what was typed is kept");
    let order = stage.order(&seen).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    assert_eq!(stage.office.faults().orders().len(), 1);
}

#[tokio::test]
async fn a_form_knows_after_a_restart_by_which_fields_it_was_filled() {
    let keyring = Vault::for_this_run();
    let stage = Stage::with(keyring.clone()).await;
    stage.desk.choose_practice().await.unwrap();
    let enrolment = stage.filled().await;
    assert!(enrolment.was.is_none(), "nothing has changed");
    let before = enrolment.template.clone().unwrap();
    let stage = stage.after(keyring, Clock::system(), |_| {}).await;
    let faults = stage.office.faults();
    assert!(faults.drop_field(&before.id, "personFirstName"));
    stage.desk.refresh_templates().await.unwrap();
    let left = stage.desk.enrolment().await.unwrap();
    assert_eq!(left.was.as_ref(), Some(&before.fields));
    assert_ne!(left.template.as_ref().unwrap().fields, before.fields);
    stage.desk.save_enrolment(named(&left)).await.unwrap();
    let filled = stage.desk.enrolment().await.unwrap();
    assert!(filled.was.is_none(), "it is filled by the fields of today");
}
