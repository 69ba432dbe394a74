//! Known people: who was ordered for before, or stands in the roster, fills the form.

use std::collections::BTreeMap;

use desk::boundary::{
    Code, EnrolmentInput, EnrolmentView, KnownFrom, KnownPerson, OrderState, Problem,
};
use desk::{Desk, Vault};

use crate::stage::Stage;

const KARI: [(&str, &str); 4] = [
    ("personFirstName", "Kari"),
    ("personLastName", "Bjørkås"),
    ("personEmployeeNo", "00412"),
    ("personDepartment", "Røntgen"),
];

const STAFF: &str = "Fornavn;Etternavn;Ansattnr;E-post;Lønn\n\
    Åse;Moe;7;aase@example.invalid;1\n\
    Kari;Bjørkås;00412;kari@example.invalid;2\n";

async fn typed(desk: &Desk, form: &EnrolmentView, values: &[(&str, &str)]) {
    let values = values.iter();
    let values = values.map(|(field, text)| ((*field).to_owned(), (*text).to_owned()));
    let input = EnrolmentInput {
        id: form.id.clone(),
        values: values.collect::<BTreeMap<_, _>>(),
        ..EnrolmentInput::default()
    };
    desk.save_enrolment(input).await.unwrap();
}

/// A counter where Kari got a card, with the next person's form.
async fn after_kari() -> (Stage, EnrolmentView) {
    let stage = Stage::open().await;
    let form = stage.chosen("Company ID Card").await;
    typed(&stage.desk, &form, &KARI).await;
    let order = stage.order(&form).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    let next = stage.desk.enrolment().await.unwrap();
    (stage, next)
}

async fn known(stage: &Stage, form: &EnrolmentView, text: &str) -> Vec<KnownPerson> {
    let known = stage.desk.known_people(form.id.clone(), text.to_owned());
    known.await.unwrap()
}

async fn brought(stage: &Stage, form: &EnrolmentView, person: &KnownPerson) -> EnrolmentView {
    let brought = stage.desk.bring_person(form.id.clone(), person.id.clone());
    brought.await.unwrap()
}

async fn imported(stage: &Stage) {
    let bytes = STAFF.as_bytes().to_vec();
    let file = "staff.csv".to_owned();
    stage.desk.import_roster(file, bytes).await.unwrap();
}

#[tokio::test]
async fn who_was_ordered_for_fills_the_form_from_two_letters() {
    let (stage, form) = after_kari().await;
    typed(&stage.desk, &form, &[("personFirstName", "ka")]).await;
    let found = known(&stage, &form, "ka").await;
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].name, "Kari Bjørkås");
    assert_eq!(found[0].line, "00412 · Røntgen");
    let KnownFrom::Order { template, .. } = &found[0].from else {
        panic!("{found:?}");
    };
    assert_eq!(template, "Company ID Card");
    let filled = brought(&stage, &form, &found[0]).await;
    for (field, text) in KARI {
        assert_eq!(filled.values[field], text);
    }
    assert_eq!(
        filled.more.external_id_proposed, "00412",
        "as if it were typed"
    );
    let kept = stage.desk.enrolment().await.unwrap();
    assert_eq!(kept.values, filled.values, "the draft has it too");
}

#[tokio::test]
async fn one_letter_another_connection_and_an_office_that_wants_none_bring_nobody() {
    let (stage, form) = after_kari().await;
    assert!(known(&stage, &form, "k").await.is_empty());
    assert!(known(&stage, &form, " k-").await.is_empty());
    assert_eq!(known(&stage, &form, "0041").await.len(), 1);
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.offer_known_people = false;
    stage.desk.save_settings(settings.clone()).await.unwrap();
    assert!(known(&stage, &form, "kari").await.is_empty());
    settings.offer_known_people = true;
    stage.desk.save_settings(settings).await.unwrap();
    stage.turn_to_badges().await;
    let badge = stage.badge(&[("recipient:name", "Ka")]).await;
    assert!(known(&stage, &badge, "kari").await.is_empty());
}

#[tokio::test]
async fn a_person_of_the_roster_is_offered_after_those_of_orders_and_nobody_twice() {
    let (stage, form) = after_kari().await;
    imported(&stage).await;
    let kari = known(&stage, &form, "kari").await;
    assert_eq!(kari.len(), 1, "the order and the roster tell of one person");
    assert!(matches!(kari[0].from, KnownFrom::Order { .. }));
    let aase = known(&stage, &form, "aase").await;
    assert!(matches!(aase[0].from, KnownFrom::Roster { .. }));
    assert_eq!(aase[0].line, "7 · aase@example.invalid");
    let filled = brought(&stage, &form, &aase[0]).await;
    assert_eq!(filled.values["personFirstName"], "Åse");
    assert_eq!(filled.values["personEmployeeNo"], "7");
    assert!(
        !filled.values.contains_key("personEmail"),
        "no field of the template"
    );
}

#[tokio::test]
async fn the_roster_fills_badges_under_their_own_names() {
    let stage = Stage::at_badges().await;
    imported(&stage).await;
    let form = stage.badge(&[("recipient:name", "mo")]).await;
    let found = known(&stage, &form, "mo").await;
    let filled = brought(&stage, &form, &found[0]).await;
    assert_eq!(filled.values["recipient:name"], "Åse Moe");
    assert_eq!(filled.values["recipient:email"], "aase@example.invalid");
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_leaves_the_former_roster_whole() {
    let stage = Stage::with(Vault::for_this_run()).await;
    imported(&stage).await;
    let before = stage.desk.state().await.unwrap().roster.unwrap();
    assert_eq!((before.file.as_str(), before.people), ("staff.csv", 2));
    assert_eq!(before.unused, ["Lønn"]);
    let broken = b"Navn;E-post\nOla;ola@example.invalid;too much\n".to_vec();
    let refused = stage.desk.import_roster("other.csv".into(), broken).await;
    let problem = Problem::from(refused.unwrap_err());
    assert_eq!(
        (problem.code, problem.detail.as_str()),
        (Code::RosterMoreCells, "2")
    );
    let kept = stage.desk.state().await.unwrap().roster;
    assert_eq!(kept, Some(before));
    let removed = stage.desk.remove_roster().await.unwrap();
    assert_eq!(removed.roster, None);
}

#[tokio::test]
async fn who_left_the_roster_meanwhile_is_not_brought() {
    let (stage, form) = after_kari().await;
    imported(&stage).await;
    let aase = known(&stage, &form, "aase").await.remove(0);
    stage.desk.remove_roster().await.unwrap();
    let refused = stage.desk.bring_person(form.id.clone(), aase.id).await;
    assert_eq!(Problem::from(refused.unwrap_err()).code, Code::NoSuchPerson);
}
