//! Links that bring a person to the counter.

use desk::boundary::{
    Code, DeskEvent, EnrolmentView, LeftOut, LeftOutBecause, OrderState, Problem, RefusedLink,
};

use practice::{Calls, Fault, issuebadge};

use crate::stage::{EXAMPLE, Stage};

const COMPANY_CARD: &str = "badgedesk://enrol?connection=practice&template=company+id+card&personFirstName=%C3%85se&personLastName=Berg";

async fn opened(stage: &Stage, link: &str) -> EnrolmentView {
    assert!(stage.desk.receive_link(link));
    let id = stage.desk.state().await.unwrap().links[0].id.clone();
    stage.desk.open_link(id, None).await.unwrap()
}

#[tokio::test]
async fn a_link_waits_in_the_tray_and_opens_as_a_form_once() {
    let stage = Stage::open().await;
    assert!(stage.desk.receive_link(COMPANY_CARD));
    assert!(stage.desk.receive_link(COMPANY_CARD));
    let links = stage.desk.state().await.unwrap().links;
    assert_eq!(links.len(), 1, "a second click brings nobody twice");
    assert_eq!(links[0].person, "Åse Berg");
    assert_eq!(links[0].connection_id.as_deref(), Some("practice"));
    assert!(stage.desk.enrolment().await.unwrap().link.is_none());

    let form = stage.desk.open_link(links[0].id.clone(), None).await;
    let form = form.unwrap();
    assert_eq!(form.template.unwrap().name, "Company ID Card");
    assert_eq!(form.values["personFirstName"], "Åse");
    let link = form.link.unwrap();
    assert!(link.fields.contains(&"personLastName".to_owned()));
    assert_eq!(link.left_out, []);
    assert!(stage.desk.state().await.unwrap().links.is_empty());
    let again = stage.desk.open_link(links[0].id.clone(), None).await;
    assert_eq!(Problem::from(again.unwrap_err()).code, Code::NoSuchLink);
}

#[tokio::test]
async fn a_link_that_came_fetched_and_ordered_nothing() {
    let stage = Stage::open().await;
    // A fault that still waits is a call that never came.
    let cards = stage.office.faults();
    cards.fail_next(Calls::Graphql, 1, Fault::InternalError);
    let badges = stage.office.issuebadge_faults();
    for calls in [issuebadge::Calls::Badges, issuebadge::Calls::Badge] {
        badges.fail_next(calls, 1, issuebadge::Fault::HtmlBadGateway);
    }
    assert!(stage.desk.receive_link(COMPANY_CARD));
    let badge = "badgedesk://enrol?connection=practice-badges&template=abc123&name=Kari";
    assert!(stage.desk.receive_link(badge));
    assert_eq!(stage.desk.state().await.unwrap().links.len(), 2);
    let enrolment = stage.desk.enrolment().await.unwrap();
    assert!(enrolment.values.is_empty() && enrolment.template.is_none());
    assert_eq!((cards.waiting().len(), badges.waiting().len()), (1, 2));
    cards.clear();
    let form = opened(&stage, COMPANY_CARD).await;
    assert!(stage.office.orders().is_empty(), "nothing is ordered");
    let order = stage.order(&form).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    assert_eq!(order.row.person, "Åse Berg");
}

#[tokio::test]
async fn a_link_never_takes_the_place_of_whoever_is_at_the_counter() {
    let stage = Stage::open().await;
    let first = stage.filled().await;
    let linked = opened(&stage, COMPANY_CARD).await;
    assert_ne!(linked.id, first.id);
    assert!(linked.another_waits);
    let back = stage.desk.next_person(linked.id).await.unwrap();
    assert_eq!(back.id, first.id);
    assert_eq!(back.values, first.values);
}

#[tokio::test]
async fn what_no_field_takes_and_what_is_sensitive_is_listed() {
    let stage = Stage::open().await;
    let link = format!("{COMPANY_CARD}&shoeSize=44&personPin=4711&api_key=x&externalId=HR-7");
    let form = opened(&stage, &link).await;
    assert_eq!(form.more.external_id, "HR-7");
    let left_out = form.link.unwrap().left_out;
    let named = |name: &str| {
        left_out
            .iter()
            .find(|one| one.parameter == name)
            .map(|one| one.why)
    };
    assert_eq!(named("shoeSize"), Some(LeftOutBecause::NoSuchField));
    assert_eq!(named("personPin"), Some(LeftOutBecause::Secret));
    assert_eq!(named("api_key"), Some(LeftOutBecause::Secret));
    assert_eq!(left_out.len(), 3);
}

#[tokio::test]
async fn what_a_badge_calls_sensitive_is_not_taken_from_a_link_whatever_the_link_calls_it() {
    let stage = Stage::at_badges().await;
    crate::copied::mark(&stage, &["recipient:email"]).await;
    for parameter in ["email", "personEmail"] {
        let link = format!(
            "badgedesk://enrol?connection=practice-badges&template={EXAMPLE}&name=Kari&{parameter}=k%40x.no"
        );
        let form = opened(&stage, &link).await;
        assert_eq!(form.values["recipient:name"], "Kari");
        let email = form.values.get("recipient:email");
        assert!(email.is_none_or(String::is_empty), "{parameter}: {email:?}");
        let secret = LeftOut {
            parameter: parameter.to_owned(),
            why: LeftOutBecause::Secret,
        };
        assert!(form.link.unwrap().left_out.contains(&secret), "{parameter}");
    }
}

#[tokio::test]
async fn what_no_field_of_the_chosen_template_takes_is_kept_by_name_only() {
    let stage = Stage::open().await;
    let link = "badgedesk://enrol?template=Gone&personFirstName=Kari&companyName=Nordhavn";
    let form = opened(&stage, link).await;
    assert_eq!(form.link.unwrap().left_out, [], "it waits for a template");
    stage.chosen("Company ID Card").await;
    let other = stage.chosen("Visitor").await;
    assert_eq!(other.values["personFullName"], "Kari");
    assert!(!other.values.contains_key("companyName"));
    let unused = LeftOut {
        parameter: "companyName".to_owned(),
        why: LeftOutBecause::NoSuchField,
    };
    assert_eq!(other.link.unwrap().left_out, [unused]);
}

#[tokio::test]
async fn a_link_to_a_connection_that_is_not_here_waits_until_one_is_chosen_for_it() {
    let stage = Stage::open().await;
    let link = "badgedesk://enrol?connection=Elsewhere&personFullName=Kari+Nordmann";
    assert!(stage.desk.receive_link(link));
    let waiting = stage.desk.state().await.unwrap().links.remove(0);
    assert_eq!(waiting.connection_id, None);
    let refused = stage.desk.open_link(waiting.id.clone(), None).await;
    assert_eq!(
        Problem::from(refused.unwrap_err()).code,
        Code::NoSuchConnection
    );
    let practice = Some("practice".to_owned());
    let form = stage.desk.open_link(waiting.id, practice).await.unwrap();
    assert_eq!(form.person, "Kari Nordmann");
    assert_eq!(form.values["personFirstName"], "Kari");
}

#[tokio::test]
async fn a_link_for_a_badge_uses_the_names_of_its_service() {
    let stage = Stage::open().await;
    let form = opened(
        &stage,
        "badgedesk://enrol?connection=practice-badges&template=abc123&name=John+Doe&score=95",
    )
    .await;
    assert_eq!(form.values["recipient:name"], "John Doe");
    assert_eq!(form.values["score"], "95");
    assert_eq!(form.link.unwrap().left_out, []);
}

#[tokio::test]
async fn a_template_that_is_not_there_is_named_and_the_values_wait_for_another() {
    let stage = Stage::open().await;
    let form = opened(
        &stage,
        "badgedesk://enrol?template=Gone&personFirstName=Kari",
    )
    .await;
    assert!(form.template.is_none());
    assert_eq!(form.link.unwrap().template.as_deref(), Some("Gone"));
    let list = stage.desk.templates().await.unwrap().templates;
    let card = list.iter().find(|one| one.name == "Company ID Card");
    let card = card.unwrap().id.clone();
    let form = stage.desk.choose_template(form.id, card).await.unwrap();
    assert_eq!(form.values["personFirstName"], "Kari");
}

#[tokio::test]
async fn a_full_tray_takes_no_more_and_a_dropped_link_is_gone() {
    let stage = Stage::open().await;
    for number in 0..50 {
        let link = format!("badgedesk://enrol?personFirstName={number}");
        assert!(stage.desk.receive_link(&link));
    }
    let refused = async || stage.desk.state().await.unwrap().refused_link;
    assert_eq!(refused().await, None);
    assert!(!stage.desk.receive_link(COMPANY_CARD));
    assert_eq!(refused().await, Some(RefusedLink::TrayFull));
    let first = stage.desk.state().await.unwrap().links.remove(0);
    stage.desk.drop_link(&first.id);
    let left = stage.desk.state().await.unwrap().links;
    assert_eq!(left.len(), 49);
    assert!(!left.contains(&first));
}

#[tokio::test]
async fn a_link_that_is_not_taken_is_told_until_it_was_read() {
    let stage = Stage::open().await;
    let long = format!("{COMPANY_CARD}&companyName={}", "x".repeat(10_000));
    for (link, why) in [
        ("badgedesk://order?a=1", RefusedLink::OtherAddress),
        (long.as_str(), RefusedLink::TooLong),
    ] {
        let mut events = stage.desk.events();
        assert!(!stage.desk.receive_link(link));
        assert_eq!(events.recv().await.unwrap(), DeskEvent::StationChanged);
        let state = stage.desk.state().await.unwrap();
        assert_eq!((state.refused_link, state.links), (Some(why), vec![]));
        stage.desk.forget_refused_link();
        assert_eq!(stage.desk.state().await.unwrap().refused_link, None);
    }
}

#[tokio::test]
async fn a_link_that_is_pressed_twice_begins_one_form() {
    let stage = Stage::open().await;
    assert!(stage.desk.receive_link(COMPANY_CARD));
    let id = stage.desk.state().await.unwrap().links.remove(0).id;
    let open = || stage.desk.open_link(id.clone(), None);
    let (first, second) = tokio::join!(open(), open());
    let (opened, refused) = if first.is_ok() {
        (first, second)
    } else {
        (second, first)
    };
    assert_eq!(Problem::from(refused.unwrap_err()).code, Code::NoSuchLink);
    assert!(opened.is_ok());
}
