//! What the history can be narrowed down to.

use desk::boundary::OrderedTemplate;

use crate::stage::Stage;

#[tokio::test]
async fn a_template_that_is_gone_can_still_be_looked_for_in_the_history() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let template = enrolment.template.clone().unwrap();
    stage.order(&enrolment).await;
    assert!(stage.office.faults().delete_template(&template.id));
    let list = stage.desk.refresh_templates().await.unwrap();
    assert!(list.templates.iter().all(|it| it.id != template.id));
    let (id, name) = (template.id, template.name);
    let ordered = stage.desk.ordered_templates().await.unwrap();
    assert_eq!(ordered, [OrderedTemplate { id, name }]);
}
