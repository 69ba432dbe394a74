//! Forgetting a person.

use desk::boundary::{
    Code, DeletionView, EnrolmentInput, HistoryQuery, OrderState, PersonView, Problem, ToForget,
    Whom,
};

use crate::stage::{Stage, named};

const LINK: &str = "badgedesk://enrol?connection=practice&personFirstName=%C3%85se+Marie&personLastName=Bj%C3%B8rk%C3%A5s-%C3%98stb%C3%B8";

fn called(text: &str) -> Whom {
    let text = text.to_owned();
    Whom::Named { text }
}

async fn found(stage: &Stage, whom: Whom) -> PersonView {
    stage.desk.find_person(whom).await.unwrap()
}

/// All of it that can go.
fn all(person: &PersonView) -> ToForget {
    let finished = person.orders.iter().filter(|it| it.finished);
    ToForget {
        orders: finished.map(|it| it.row.id.clone()).collect(),
        drafts: person.drafts.iter().map(|it| it.id.clone()).collect(),
        links: person.links.iter().map(|it| it.id.clone()).collect(),
        people: person.people.iter().map(|it| it.id.clone()).collect(),
        collected: person.collected.clone(),
    }
}

/// A form in which somebody else's name stands.
async fn somebody_else(stage: &Stage) {
    let enrolment = stage.next().await;
    let mut input = named(&enrolment);
    let name = "personLastName".to_owned();
    input.values.insert(name, "Nordmann".to_owned());
    stage.desk.save_enrolment(input).await.unwrap();
}

#[tokio::test]
async fn a_person_is_found_in_orders_forms_and_links_and_then_nowhere() {
    let stage = Stage::open().await;
    let first = stage.order(&stage.filled().await).await.row.id;
    let second = stage.order(&stage.filled().await).await.row.id;
    stage.filled().await;
    stage.desk.receive_link(LINK);
    let whom = || Whom::OfOrder {
        order: first.clone(),
    };
    let person = found(&stage, whom()).await;
    assert_eq!(person.person, "Åse Marie Bjørkås-Østbø");
    let orders: Vec<_> = person.orders.iter().map(|it| &it.row.id).collect();
    assert_eq!(orders, [&second, &first]);
    assert!(person.orders.iter().all(|it| it.finished && it.certain));
    assert!(person.drafts[0].at_counter);
    assert_eq!(person.drafts[0].person, person.person);
    assert_eq!((person.drafts.len(), person.links.len()), (1, 1));
    let deleted = stage.desk.forget(all(&person)).await.unwrap();
    assert_eq!(
        (deleted.orders, deleted.pictures, deleted.drafts),
        (2, 2, 1)
    );
    let gone = stage.desk.find_person(whom()).await.unwrap_err();
    assert_eq!(Problem::from(gone).code, Code::NoSuchOrder);
    let nobody = found(&stage, called("Østbø")).await;
    assert!(nobody.orders.is_empty() && nobody.drafts.is_empty() && nobody.links.is_empty());
    let history = stage.desk.history(HistoryQuery::default()).await.unwrap();
    assert!(history.rows.is_empty());
    assert!(stage.desk.state().await.unwrap().links.is_empty());
    assert!(stage.desk.enrolment().await.unwrap().values.is_empty());
    let receipts = stage.desk.privacy().await.unwrap().deletions;
    let counted = |it: &DeletionView| (it.orders, it.pictures, it.drafts);
    assert_eq!(
        receipts.iter().map(counted).collect::<Vec<_>>(),
        [(2, 2, 1)]
    );
    assert!(
        !format!("{receipts:?}").contains("Marie"),
        "nothing of whom"
    );
}

#[tokio::test]
async fn whoever_else_is_at_the_counter_stays() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await.row.id;
    somebody_else(&stage).await;
    let kept = stage.desk.enrolment().await.unwrap();
    let person = found(&stage, Whom::OfOrder { order }).await;
    assert!(person.drafts.is_empty(), "another name");
    stage.desk.forget(all(&person)).await.unwrap();
    let now = stage.desk.enrolment().await.unwrap();
    assert_eq!((now.id, now.values), (kept.id, kept.values));
}

#[tokio::test]
async fn by_a_text_nothing_is_certain_and_a_form_is_found_by_any_of_its_words() {
    let stage = Stage::open().await;
    stage.order(&stage.filled().await).await;
    let enrolment = stage.chosen("Company ID Card").await;
    let typed = EnrolmentInput {
        values: [("personLastName".to_owned(), "Ødegård".to_owned())].into(),
        ..named(&enrolment)
    };
    stage.desk.save_enrolment(typed).await.unwrap();
    let person = found(&stage, called("bjorkas")).await;
    assert!(person.orders.len() == 1 && !person.orders[0].certain);
    assert!(person.drafts.is_empty());
    let drafts = found(&stage, called("ødegård")).await.drafts;
    assert_eq!(drafts[0].id, enrolment.id);
}

#[tokio::test]
async fn an_order_that_is_not_finished_is_named_and_holds_up_what_was_chosen_with_it() {
    let stage = Stage::open().await;
    let done = stage.order(&stage.filled().await).await.row.id;
    let next = stage.filled().await;
    stage.office.close().await;
    let desk = stage.desk;
    let waiting = desk.place_order_anyway(next.id, "one more".to_owned());
    let waiting = desk
        .settled(waiting.await.unwrap().row.id)
        .await
        .unwrap()
        .row;
    assert_eq!(waiting.state, OrderState::Waiting);
    let whom = Whom::OfOrder {
        order: done.clone(),
    };
    let person = desk.find_person(whom).await.unwrap();
    let finished = |id: &str| {
        let mut orders = person.orders.iter();
        orders.find(|it| it.row.id == id).map(|it| it.finished)
    };
    assert_eq!(
        (finished(&done), finished(&waiting.id)),
        (Some(true), Some(false))
    );
    let both = ToForget {
        orders: vec![done.clone(), waiting.id.clone()],
        ..ToForget::default()
    };
    let refused = desk.forget(both).await.unwrap_err();
    assert_eq!(Problem::from(refused).code, Code::WrongState);
    assert!(desk.order(done).await.is_ok() && desk.order(waiting.id).await.is_ok());
    assert!(desk.privacy().await.unwrap().deletions.is_empty());
}

#[tokio::test]
async fn what_no_deletion_reaches_is_named() {
    let stage = Stage::open().await;
    std::fs::create_dir(stage.folder.path().join("set-aside-20260101T000000000Z")).unwrap();
    std::fs::create_dir(stage.folder.path().join("logs-of-the-day")).unwrap();
    let person = found(&stage, called("nobody")).await;
    assert_eq!(person.set_aside.len(), 1);
    assert!(person.set_aside[0].contains("set-aside-2026"));
}

const STAFF: &str = "Fornavn;Etternavn;Ansattnr\nÅse Marie;Bjørkås-Østbø;7\nÅse;Moe;8\n";

#[tokio::test]
async fn whoever_is_forgotten_is_offered_from_the_roster_no_longer() {
    let stage = Stage::open().await;
    let bytes = STAFF.as_bytes().to_vec();
    let staff = "staff.csv".to_owned();
    stage.desk.import_roster(staff, bytes).await.unwrap();
    let person = found(&stage, called("bjørkås østbø")).await;
    assert!(person.orders.is_empty() && person.people.len() == 1);
    let known = &person.people[0];
    assert_eq!(
        (&*known.name, &*known.line),
        ("Åse Marie Bjørkås-Østbø", "7")
    );
    let deleted = stage.desk.forget(all(&person)).await.unwrap();
    assert_eq!((deleted.people, deleted.orders), (1, 0));
    let nobody = found(&stage, called("bjørkås østbø")).await;
    assert!(nobody.people.is_empty());
    assert_eq!(found(&stage, called("moe")).await.people.len(), 1);
    assert_eq!(stage.desk.privacy().await.unwrap().deletions[0].people, 1);
}
