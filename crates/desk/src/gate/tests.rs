use chrono::TimeDelta;

use super::*;

fn asking() -> (Gate, Instant) {
    let (mut gate, now) = (Gate::default(), Instant::now());
    gate.ask(now);
    (gate, now)
}

#[test]
fn a_way_that_has_to_be_mended_is_not_asked_because_orders_wait() {
    let now = Instant::now();
    let mut gate = Gate::default();
    gate.ask_unless_stopped(now, Utc::now());
    assert!(gate.is_due(now, Utc::now()));
    gate.shut(Problem::of(Code::WrongSecret, ""));
    gate.ask_unless_stopped(now, Utc::now());
    assert!(matches!(gate, Gate::Shut { .. }));
}

#[test]
fn a_stopped_way_opens_after_two_good_answers_in_a_row() {
    let (mut gate, now) = asking();
    let pause = Duration::from_secs(1);
    gate.answered(now, pause);
    assert!(
        !gate.is_open(Utc::now())
            && !gate.is_due(now, Utc::now())
            && gate.is_due(now + pause, Utc::now())
    );
    gate.unanswered(now, 0.5);
    gate.answered(now, pause);
    assert!(!gate.is_open(Utc::now()), "the bad one in between counts");
    gate.answered(now, pause);
    assert!(gate.is_open(Utc::now()));
}

#[test]
fn a_service_that_names_a_time_is_not_asked_before_it() {
    let ((mut gate, now), since) = (asking(), Utc::now());
    let until = since + TimeDelta::minutes(10);
    let before = until - TimeDelta::seconds(1);
    let later = now + Duration::from_secs(600);
    gate.unanswered(now, 0.5);
    gate.no_sooner_than(since, until);
    assert!(!gate.is_due(later, before) && gate.is_due(later, until));
    gate.hurry(now);
    assert!(!gate.is_due(now, before), "whoever waits");
    gate.ask(now);
    assert!(!gate.is_due(now, before), "whoever asks");
    assert!(gate.is_due(now, until), "however long the computer slept");
    assert!(
        gate.is_due(now, since - TimeDelta::days(1)),
        "it was set back"
    );
}

#[test]
fn a_named_time_makes_no_rest_shorter_and_a_hurry_ends_one_that_nobody_named() {
    let ((mut gate, now), since) = (asking(), Utc::now());
    gate.unanswered(now, 0.5);
    gate.no_sooner_than(since, since);
    assert!(!gate.is_due(now, since));
    gate.hurry(now);
    assert!(gate.is_due(now, since));
}

#[test]
fn a_rest_is_left_alone_by_whoever_asks_or_has_checked_the_connection() {
    let (mut gate, now, since) = (Gate::default(), Instant::now(), Utc::now());
    let until = since + TimeDelta::minutes(10);
    gate.rest(since, until);
    gate.ask_unless_stopped(now, since);
    gate.checked(since);
    assert_eq!(gate, Gate::Resting { since, until });
    gate.begin_again(now);
    gate.checked(since);
    assert!(!gate.is_open(since) && !gate.is_due(now + FIRST_REST, since));
    assert_eq!(gate.named_end(since), Some(until));
    assert!(gate.is_due(now + FIRST_REST, until));
    gate.rest(since, until);
    gate.ask_unless_stopped(now, until);
    assert!(gate.is_due(now, until), "it is over");
    gate.checked(until);
    assert!(gate.is_open(until));
}

#[test]
fn what_one_service_asked_for_does_not_hold_for_another() {
    let (mut gate, now, since) = (Gate::default(), Instant::now(), Utc::now());
    gate.leads_elsewhere(now);
    assert!(gate.is_open(since), "nobody asked for anything");
    gate.rest(since, since + TimeDelta::minutes(10));
    gate.leads_elsewhere(now);
    assert!(!gate.is_open(since) && gate.is_due(now, since));
}

#[test]
fn of_two_times_that_a_service_named_the_later_one_counts() {
    let ((mut gate, now), since) = (asking(), Utc::now());
    let after = |minutes| since + TimeDelta::minutes(minutes);
    gate.no_sooner_than(since, after(10));
    gate.no_sooner_than(since, after(5));
    assert!(!gate.is_due(now, after(9)) && gate.is_due(now, after(10)));
}

#[test]
fn bad_answers_are_asked_again_less_and_less_often() {
    let (mut gate, now) = asking();
    let mut rests = Vec::new();
    for _ in 0..7 {
        gate.unanswered(now, 0.5);
        let Gate::Asking { at, .. } = gate else {
            panic!("{gate:?}")
        };
        rests.push((at - now).as_secs());
    }
    assert_eq!(rests, [2, 4, 8, 16, 30, 30, 30]);
}

#[test]
fn two_stations_do_not_ask_in_step() {
    let (mut one, now) = asking();
    let mut other = one.clone();
    one.unanswered(now, 0.0);
    other.unanswered(now, 1.0);
    assert_ne!(one, other);
}

#[test]
fn a_rest_ends_by_itself_and_a_shut_way_does_not() {
    let (mut gate, now) = (Gate::default(), Utc::now());
    gate.rest(now, now + TimeDelta::seconds(5));
    assert!(!gate.is_open(now) && gate.is_open(now + TimeDelta::seconds(5)));
    gate.rest(now, now + TimeDelta::hours(1));
    assert!(!gate.is_open(now));
    assert!(gate.is_open(now - TimeDelta::days(1)), "it was set back");
    gate.shut(Problem::of(Code::WrongSecret, ""));
    gate.answered(Instant::now(), Duration::ZERO);
    assert!(!gate.is_open(now + TimeDelta::days(1)) && !gate.is_due(Instant::now(), Utc::now()));
}
