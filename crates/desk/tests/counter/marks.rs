//! What the service said of a refused order stands at the form that corrects it.

use desk::boundary::{EnrolmentInput, EnrolmentView, PictureSource, Problem};
use practice::issuebadge::{Calls, Fault};
use serde_json::json;

use crate::badges::{EMAIL, NAME};
use crate::stage::{PORTRAIT, Stage, photo};

/// The form that corrects a badge whose name and address the service refused.
async fn corrected(stage: &Stage) -> EnrolmentView {
    let fault = Fault::Refused {
        status: 422,
        message: "Validation failed".to_owned(),
        errors: json!({ "name": ["Too plain."], "email": ["Not known."] }),
    };
    let faults = stage.office.issuebadge_faults();
    faults.fail_next(Calls::Issue, 1, fault);
    let enrolment = stage.badge(&[NAME, EMAIL]).await;
    let refused = stage.order(&enrolment).await;
    stage.desk.order_again(refused.row.id).await.unwrap()
}

fn marked(refused: Option<&Problem>) -> Vec<&str> {
    let fields = refused.into_iter().flat_map(|problem| &problem.fields);
    fields.map(|said| said.field.as_str()).collect()
}

#[tokio::test]
async fn what_the_service_said_of_a_field_is_there_when_the_form_comes_back_until_it_is_changed() {
    let stage = Stage::at_badges().await;
    let form = corrected(&stage).await;
    assert_eq!(marked(form.refused.as_ref()), [EMAIL.0, NAME.0]);
    let mut values = form.values.clone();
    values.insert(NAME.0.to_owned(), "Jonny".to_owned());
    let input = EnrolmentInput {
        id: form.id.clone(),
        values,
        ..EnrolmentInput::default()
    };
    stage.desk.save_enrolment(input).await.unwrap();
    for connection in ["practice", "practice-badges"] {
        let connection = connection.to_owned();
        stage.desk.choose_connection(connection).await.unwrap();
    }
    let back = stage.desk.enrolment().await.unwrap();
    assert_eq!(back.id, form.id);
    assert_eq!(marked(back.refused.as_ref()), [EMAIL.0]);
    let said = back.refused.unwrap().fields.remove(0).detail;
    assert_eq!(said, "Not known.");
}

#[tokio::test]
async fn nothing_is_said_of_the_form_of_another_template_or_of_the_next_person() {
    let stage = Stage::at_badges().await;
    let form = corrected(&stage).await;
    let all = stage.desk.templates().await.unwrap().templates;
    let mut others = all.into_iter();
    let other = others.find(|it| Some(&it.id) != form.template.as_ref().map(|own| &own.id));
    let chosen = stage.desk.choose_template(form.id, other.unwrap().id);
    let chosen = chosen.await.unwrap();
    assert_eq!(chosen.refused, None);
    let next = stage.desk.next_person(chosen.id).await.unwrap();
    assert_eq!(next.refused, None);
}

#[tokio::test]
async fn nothing_is_said_of_a_picture_that_was_taken_out_and_another_put_in_its_place() {
    let stage = Stage::open().await;
    let fault = practice::Fault::ErrorCode {
        code: "BAD_USER_INPUT".to_owned(),
        message: "Field 'personPhoto1' expects a brighter picture".to_owned(),
    };
    let faults = stage.office.faults();
    faults.fail_next(practice::Calls::Order, 1, fault);
    let refused = stage.order(&stage.filled().await).await;
    let form = stage.desk.order_again(refused.row.id).await.unwrap();
    assert_eq!(marked(form.refused.as_ref()), ["personPhoto1"]);
    let without = stage.desk.drop_picture(photo(&form)).await.unwrap();
    assert_eq!(marked(without.refused.as_ref()), [""; 0]);
    let (from, bytes) = (PictureSource::File, PORTRAIT.to_vec());
    let taken = stage.desk.take_picture(photo(&form), from, bytes);
    taken.await.unwrap();
    let with = stage.desk.enrolment().await.unwrap();
    assert_eq!(marked(with.refused.as_ref()), [""; 0]);
}
