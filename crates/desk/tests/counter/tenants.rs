//! A template that several tenants list is ordered under the one that was chosen.

use desk::boundary::{EnrolmentInput, EnrolmentView, MoreInput};

use crate::stage::{Stage, named};

/// The practice office's card, listed by its two tenants, with a form for it; and both tenants.
async fn of_two_tenants() -> (Stage, EnrolmentView, [String; 2]) {
    let stage = Stage::open().await;
    let card = stage.template("Company ID Card").await;
    let mut others = stage.office.breeze().tenant_ids.iter();
    let other = others.find(|id| **id != card.tenant).unwrap().clone();
    assert!(stage.office.faults().share_template(&card.id, &other));
    stage.desk.refresh_templates().await.unwrap();
    let form = stage.chosen("Company ID Card").await;
    (stage, form, [card.tenant, other])
}

async fn chosen(stage: &Stage, form: &EnrolmentView, tenant: &str) -> EnrolmentView {
    let typed = named(form);
    let more = MoreInput {
        tenant: tenant.to_owned(),
        ..typed.more.clone()
    };
    let input = EnrolmentInput { more, ..typed };
    let judgement = stage.desk.save_enrolment(input).await.unwrap();
    assert!(judgement.ready, "{judgement:?}");
    stage.desk.enrolment().await.unwrap()
}

/// What the last order was issued under.
fn issued_under(stage: &Stage) -> String {
    stage.office.faults().orders().pop().unwrap().tenant_id
}

#[tokio::test]
async fn a_template_of_two_tenants_is_listed_once_with_both() {
    let (stage, form, tenants) = of_two_tenants().await;
    assert_eq!(form.template.unwrap().tenants, tenants);
    let list = stage.desk.templates().await.unwrap().templates;
    let cards = list.iter().filter(|it| it.name == "Company ID Card");
    assert_eq!(cards.count(), 1);
}

#[tokio::test]
async fn without_a_choice_the_first_tenant_is_ordered_under() {
    let (stage, form, [first, _]) = of_two_tenants().await;
    let form = chosen(&stage, &form, "").await;
    let order = stage.order(&form).await;
    assert_eq!(issued_under(&stage), first);
    assert_eq!(order.more.tenant, first, "the history says it");
}

#[tokio::test]
async fn the_chosen_tenant_is_ordered_under_and_stays_for_the_next_person() {
    let (stage, form, [_, other]) = of_two_tenants().await;
    let form = chosen(&stage, &form, &other).await;
    assert_eq!(form.more.tenant, other, "the draft keeps it");
    let order = stage.order(&form).await;
    assert_eq!(issued_under(&stage), other);
    assert_eq!(order.more.tenant, other);
    let next = stage.desk.enrolment().await.unwrap();
    assert_eq!(next.more.tenant, other);
    let away = stage.chosen("Visitor").await;
    assert_eq!(away.more.tenant, "", "another template, other tenants");
    let back = stage.chosen("Company ID Card").await;
    assert_eq!(back.more.tenant, other, "as it was last ordered");
}
