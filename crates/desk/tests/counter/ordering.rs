//! One order, from confirmation to handing over.

use chrono::{DateTime, Local, TimeDelta};
use desk::Vault;
use desk::boundary::{Answer, Code, HistoryQuery, OrderState, Problem, TimelineKind};
use practice::{Calls, Fault};

use crate::stage::{Later, Stage, named};

#[tokio::test]
async fn an_order_gets_a_receipt_and_arrives_as_it_was_filled() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await;
    let receipt = order.receipt.expect("a receipt");
    let held = stage.office.faults().orders();
    assert_eq!(held.len(), 1);
    let held = serde_json::to_value(&held[0]).unwrap().to_string();
    assert!(
        held.contains("Bjørkås-Østbø") && held.contains("00412"),
        "{held}"
    );
    assert!(
        held.contains("720") && held.contains("960"),
        "the portrait as cut: {held}"
    );
    assert!(held.contains(&receipt.number.expect("a number")), "{held}");
    assert_eq!(order.row.person, "Åse Marie Bjørkås-Østbø");
}

#[tokio::test]
async fn after_an_order_the_template_stays_and_the_portrait_does_not() {
    let stage = Stage::open().await;
    let ordered = stage.filled().await;
    stage.order(&ordered).await;
    for next in [stage.desk.enrolment().await.unwrap(), stage.next().await] {
        let template = next.template.expect("the template stays");
        assert_eq!(template.name, "Company ID Card");
        assert!(next.pictures.is_empty() && next.values.is_empty());
        assert_ne!(next.id, ordered.id);
    }
}

#[tokio::test]
async fn a_double_click_places_one_order() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let (first, second) = tokio::join!(
        stage.desk.place_order(enrolment.id.clone()),
        stage.desk.place_order(enrolment.id.clone()),
    );
    let (first, second) = (first.unwrap().row.id, second.unwrap().row.id);
    assert_eq!(first, second);
    stage.desk.settled(first).await.unwrap();
    assert_eq!(stage.office.faults().orders().len(), 1);
}

#[tokio::test]
async fn an_incomplete_form_is_not_ordered_and_names_its_field() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let mut input = named(&enrolment);
    input
        .values
        .insert("cardValidUntilDate".to_owned(), "when I am old".to_owned());
    stage.desk.save_enrolment(input).await.unwrap();
    let problem: Problem = stage
        .desk
        .place_order(enrolment.id)
        .await
        .unwrap_err()
        .into();
    assert_eq!(problem.code, Code::FormIncomplete);
    assert_eq!(problem.fields[0].field, "cardValidUntilDate");
    assert!(stage.office.faults().orders().is_empty());
    let kept = stage.desk.enrolment().await.unwrap();
    assert_eq!(
        kept.values["cardValidUntilDate"], "when I am old",
        "nothing typed is lost"
    );
    assert!(!kept.pictures.is_empty(), "nothing shot is lost");
}

#[tokio::test]
async fn an_answer_that_was_lost_leaves_an_unknown_order_that_is_not_sent_again() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    stage
        .office
        .faults()
        .fail_next(Calls::Order, 1, Fault::ResetAfterCommitting);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    assert_eq!(stage.office.faults().orders().len(), 1);
    let refused: Problem = {
        let again = stage.desk.retry_order(order.row.id.clone()).await;
        assert_eq!(again.unwrap().row.state, OrderState::Unknown);
        let now = stage.desk.order(order.row.id.clone()).await.unwrap();
        assert_eq!(
            now.row.state,
            OrderState::Unknown,
            "an unknown order is never resent"
        );
        assert_eq!(stage.office.faults().orders().len(), 1);
        now.attempt.expect("why it is unknown").problem
    };
    assert_eq!(refused.code, Code::Broken);
    let there = Answer::ItIsThere {
        number: "4711".to_owned(),
    };
    let answered = stage
        .desk
        .answer_unknown(order.row.id, there)
        .await
        .unwrap();
    assert_eq!(answered.row.state, OrderState::Accepted);
    assert!(
        answered
            .receipt
            .expect("confirmed by hand")
            .confirmed_by_hand
    );
}

#[tokio::test]
async fn a_number_is_taken_as_breeze_tells_it_and_nothing_else_is_one() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::ResetAfterCommitting);
    let order = stage.order(&enrolment).await.row.id;
    let answer = |number: &str| {
        let number = number.to_owned();
        stage
            .desk
            .answer_unknown(order.clone(), Answer::ItIsThere { number })
    };
    for typed in ["yes", "Åse Bjørkås", "47 11", "#", "000"] {
        let problem = Problem::from(answer(typed).await.unwrap_err());
        assert_eq!(problem.code, Code::NumberNotPossible, "{typed}");
    }
    let answered = answer(" # 04711 ").await.unwrap();
    let number = answered.receipt.unwrap().number;
    assert_eq!(number.as_deref(), Some("4711"));
}

#[tokio::test]
async fn a_number_that_was_mistyped_is_corrected_unless_another_order_has_it() {
    let stage = Stage::open().await;
    let told = stage.order(&stage.filled().await).await.row;
    let enrolment = stage.filled().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::ResetAfterCommitting);
    let order = stage.order(&enrolment).await.row.id;
    let number = "4711".to_owned();
    let there = Answer::ItIsThere { number };
    let answered = stage.desk.answer_unknown(order.clone(), there).await;
    assert_eq!(answered.unwrap().row.number.as_deref(), Some("4711"));
    let correct = |order: &str, number: &str| {
        let (order, number) = (order.to_owned(), number.to_owned());
        stage.desk.correct_number(order, number)
    };
    let taken = told.number.as_deref().unwrap();
    let code = |problem: desk::DeskError| Problem::from(problem).code;
    let another = correct(&order, taken).await.unwrap_err();
    assert_eq!(code(another), Code::NumberAlreadyKnown);
    let none = correct(&order, "Åse").await.unwrap_err();
    assert_eq!(code(none), Code::NumberNotPossible);
    let mended = correct(&order, "#4712").await.unwrap();
    assert_eq!(mended.row.number.as_deref(), Some("4712"));
    assert_eq!(mended.receipt.unwrap().number.as_deref(), Some("4712"));
    let numbers = mended.timeline.iter().rev().take(2);
    let numbers: Vec<_> = numbers.map(|entry| entry.detail.as_str()).collect();
    assert_eq!(numbers, ["4712", "4711"]);
    let of_the_service = correct(&told.id, "4713").await.unwrap_err();
    assert_eq!(code(of_the_service), Code::WrongState);
}

#[tokio::test]
async fn it_is_there_without_a_number_is_no_answer() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let faults = stage.office.faults();
    faults.fail_next(Calls::Order, 1, Fault::ResetAfterCommitting);
    let order = stage.order(&enrolment).await.row.id;
    let number = " ".to_owned();
    let answer = stage
        .desk
        .answer_unknown(order.clone(), Answer::ItIsThere { number });
    let problem: Problem = answer.await.unwrap_err().into();
    assert_eq!(problem.detail, "number");
    let kept = stage.desk.order(order).await.unwrap();
    assert_eq!(kept.row.state, OrderState::Unknown);
}

#[tokio::test]
async fn an_order_that_is_not_there_is_sent_again_on_the_operators_word() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    stage
        .office
        .faults()
        .fail_next(Calls::Order, 1, Fault::ResetBeforeReading);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Unknown);
    let again = stage
        .desk
        .answer_unknown(order.row.id, Answer::NotThere)
        .await
        .unwrap();
    assert_eq!(again.row.state, OrderState::Accepted);
    assert_eq!(stage.office.faults().orders().len(), 1);
    let said = again
        .timeline
        .iter()
        .map(|entry| entry.kind)
        .collect::<Vec<_>>();
    assert!(said.contains(&TimelineKind::NotThere), "{said:?}");
}

#[tokio::test]
async fn a_template_deleted_after_it_was_chosen_refuses_the_order_by_name() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let template = enrolment.template.as_ref().unwrap().id.clone();
    assert!(stage.office.faults().delete_template(&template));
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Refused);
    assert_eq!(order.attempt.expect("why").problem.code, Code::TemplateGone);
    let again = stage.desk.order_again(order.row.id).await.unwrap();
    assert_eq!(
        again.values["personFirstName"], "Åse Marie",
        "a correction starts from it"
    );
}

#[tokio::test]
async fn a_refusal_stands_at_the_field_it_names() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let message = "Field 'personLastName' expects a shorter value".to_owned();
    let fault = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message,
    };
    stage.office.faults().fail_next(Calls::Order, 1, fault);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Refused);
    let problem = order.attempt.expect("why").problem;
    assert_eq!(problem.fields[0].field, "personLastName");
    assert!(problem.fields[0].detail.contains("shorter"));
}

#[tokio::test]
async fn a_refusal_stands_at_the_field_it_names_although_that_was_left_empty() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let fault = Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "Can't take it: 'cardValidUntilDate' expects a date value".to_owned(),
    };
    stage.office.faults().fail_next(Calls::Order, 1, fault);
    assert!(!enrolment.values.contains_key("cardValidUntilDate"));
    let order = stage.order(&enrolment).await;
    let problem = order.attempt.expect("why").problem;
    assert_eq!(problem.fields[0].field, "cardValidUntilDate");
}

#[tokio::test]
async fn a_busy_service_lets_the_order_wait_for_the_time_it_names_and_then_takes_it() {
    let now = DateTime::from_timestamp(1_800_000_000, 0).unwrap();
    let (stage, clock) = Stage::open_at(now).await;
    let enrolment = stage.filled().await;
    let busy = Fault::TooManyRequests { seconds: Some(90) };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::NotTaken);
    let promised = now + TimeDelta::seconds(90);
    assert_eq!(order.attempt.expect("why").until, Some(promised));
    clock.set(promised - TimeDelta::seconds(1));
    let order = order.row.id;
    let early = stage.desk.retry_order(order.clone()).await.unwrap();
    assert_eq!(early.row.state, OrderState::NotTaken, "not a second early");
    assert!(stage.office.faults().orders().is_empty());
    clock.set(promised);
    stage.until_state(&order, OrderState::Accepted).await;
    assert_eq!(stage.office.faults().orders().len(), 1);
}

#[tokio::test]
async fn an_order_that_was_not_taken_is_sent_by_itself_when_its_time_has_come() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let busy = Fault::TooManyRequests { seconds: Some(1) };
    stage.office.faults().fail_next(Calls::Order, 1, busy);
    let order = stage.order(&enrolment).await.row.id;
    stage.until_state(&order, OrderState::Accepted).await;
    assert_eq!(stage.office.faults().orders().len(), 1);
}

#[tokio::test]
async fn the_history_finds_orders_by_name_and_by_number() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await;
    let number = order.row.number.clone().unwrap();
    for search in ["bjørk", "ostbo", number.as_str(), "00412"] {
        let query = HistoryQuery {
            search: search.to_owned(),
            ..HistoryQuery::default()
        };
        let page = stage.desk.history(query).await.unwrap();
        assert_eq!(page.rows.len(), 1, "{search}");
    }
    let query = HistoryQuery {
        search: "nobody".to_owned(),
        ..HistoryQuery::default()
    };
    assert!(stage.desk.history(query).await.unwrap().rows.is_empty());
    assert!(
        !stage
            .desk
            .order_thumbnail(order.row.id)
            .await
            .unwrap()
            .is_empty()
    );
}

#[tokio::test]
async fn a_credential_arrives_and_is_handed_over() {
    let stage = Stage::open().await;
    let order = stage.order(&stage.filled().await).await.row.id;
    assert!(
        stage
            .desk
            .mark_arrived(order.clone())
            .await
            .unwrap()
            .row
            .arrived_at
            .is_some()
    );
    let handed = stage
        .desk
        .mark_handed_over(order, " Åse ".into(), None)
        .await
        .unwrap();
    assert_eq!(handed.handed_over_to.as_deref(), Some("Åse"));
}

#[tokio::test]
async fn a_credential_is_handed_over_on_a_day_between_its_order_and_today() {
    let later = Later::default();
    let stage = Stage::at_time(Vault::for_this_run(), &later).await;
    stage.desk.choose_practice().await.unwrap();
    stage.desk.templates().await.unwrap();
    let order = stage.order(&stage.filled().await).await;
    let ordered = order.row.ordered_at.with_timezone(&Local).date_naive();
    later.advance(TimeDelta::days(3));
    let (id, desk) = (order.row.id, &stage.desk);
    for impossible in [-1, 4] {
        let day = Some(ordered + TimeDelta::days(impossible));
        let refused = desk.mark_handed_over(id.clone(), "Åse".into(), day).await;
        assert_eq!(
            Problem::from(refused.unwrap_err()).code,
            Code::DayNotPossible
        );
    }
    let day = ordered + TimeDelta::days(1);
    let handed = desk
        .mark_handed_over(id, "Åse".into(), Some(day))
        .await
        .unwrap();
    let noted = handed.row.handed_over_at.unwrap().with_timezone(&Local);
    assert_eq!(noted.date_naive(), day);
    assert_eq!(handed.timeline.last().unwrap().day, Some(day));
}
