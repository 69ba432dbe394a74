//! The enrolment at the counter.

use desk::boundary::{
    Code, CropView, FieldSettings, PicturePlace, PictureSource, TemplateSettings,
};

use crate::stage::{PORTRAIT, Stage, named, photo};

fn code<T: std::fmt::Debug>(result: Result<T, desk::DeskError>) -> Code {
    desk::boundary::Problem::from(result.unwrap_err()).code
}

#[tokio::test]
async fn what_is_typed_is_there_again_when_asked_for() {
    let stage = Stage::open().await;
    let before = stage.filled().await;
    let again = stage.desk.enrolment().await.unwrap();
    assert_eq!(again.values["personLastName"], "Bjørkås-Østbø");
    assert_eq!((again.id, again.pictures), (before.id, before.pictures));
}

#[tokio::test]
async fn another_template_keeps_what_is_typed_in_fields_of_the_same_name() {
    let stage = Stage::open().await;
    stage.filled().await;
    let list = stage.desk.templates().await.unwrap().templates;
    let other = list.iter().find(|template| {
        let named = template
            .fields
            .iter()
            .any(|field| field.name == "personFirstName");
        named && template.name != "Company ID Card"
    });
    let other = other.expect("another template with a first name");
    let enrolment = stage.chosen(&other.name).await;
    assert_eq!(enrolment.values["personFirstName"], "Åse Marie");
}

#[tokio::test]
async fn the_next_person_gets_the_pinned_fields_and_never_the_portrait() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let template = enrolment.template.clone().unwrap();
    let pinned = FieldSettings {
        name: "personLastName".to_owned(),
        required: false,
        hidden: false,
        pinned: true,
        sensitive: None,
        default: String::new(),
        presets: Vec::new(),
    };
    let settings = TemplateSettings {
        fields: vec![pinned],
        ..template.settings
    };
    stage
        .desk
        .save_template_settings(template.id, settings)
        .await
        .unwrap();
    let next = stage.next().await;
    assert_eq!(
        next.values.get("personLastName").map(String::as_str),
        Some("Bjørkås-Østbø")
    );
    assert!(
        !next.values.contains_key("personFirstName"),
        "only what is pinned stays"
    );
    assert!(
        next.pictures.is_empty(),
        "the portrait of the person before"
    );
    assert_eq!(
        code(stage.desk.portrait(photo(&next)).await),
        Code::NoPicture
    );
    assert_ne!(next.id, enrolment.id);
}

#[tokio::test]
async fn a_crop_is_cut_from_the_original_and_kept() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let crop = CropView {
        x: 100.0,
        y: 40.0,
        width: 240.0,
        height: 320.0,
        angle: 5.0,
    };
    let jpeg = stage
        .desk
        .cut_picture(photo(&enrolment), crop)
        .await
        .unwrap();
    let size = image::load_from_memory(&jpeg).unwrap();
    assert_eq!((size.width(), size.height()), (720, 960));
    assert_eq!(stage.desk.portrait(photo(&enrolment)).await.unwrap(), jpeg);
    let view = stage.desk.enrolment().await.unwrap().pictures["personPhoto1"].clone();
    assert_eq!(view.crop, crop);
}

#[tokio::test]
async fn a_bad_picture_is_named_and_the_one_before_it_stays() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    let truncated = &PORTRAIT[..PORTRAIT.len() / 2];
    let bad: [(&[u8], Code); 4] = [
        (b"", Code::PictureEmpty),
        (b"hello, this is no picture", Code::PictureUnsupported),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", Code::PictureHeic),
        (truncated, Code::PictureTruncated),
    ];
    for (bytes, expected) in bad {
        let taken = stage
            .desk
            .take_picture(photo(&enrolment), PictureSource::Drop, bytes.to_vec());
        assert_eq!(code(taken.await), expected);
    }
    assert_eq!(
        stage.desk.enrolment().await.unwrap().pictures,
        enrolment.pictures
    );
}

#[tokio::test]
async fn a_field_that_takes_no_picture_is_named() {
    let stage = Stage::open().await;
    let place = PicturePlace {
        field: "personLastName".to_owned(),
        ..photo(&stage.filled().await)
    };
    let taken = stage
        .desk
        .take_picture(place, PictureSource::Drop, PORTRAIT.to_vec());
    assert_eq!(code(taken.await), Code::NoSuchField);
}

#[tokio::test]
async fn late_typing_does_not_reach_the_next_person() {
    let stage = Stage::open().await;
    let left = stage.filled().await;
    stage.next().await;
    assert_eq!(
        code(stage.desk.save_enrolment(named(&left)).await),
        Code::AnotherPerson
    );
    assert!(stage.desk.enrolment().await.unwrap().values.is_empty());
}

#[tokio::test]
async fn what_comes_late_does_not_reach_the_next_person() {
    let stage = Stage::open().await;
    let left = stage.filled().await;
    let next = stage.next().await;
    let desk = &stage.desk;
    let template = left.template.clone().unwrap().id;
    let crop = left.pictures["personPhoto1"].crop;
    let picture = PORTRAIT.to_vec();
    let late = [
        code(
            desk.take_picture(photo(&left), PictureSource::File, picture)
                .await,
        ),
        code(desk.cut_picture(photo(&left), crop).await),
        code(desk.drop_picture(photo(&left)).await),
        code(desk.picture_preview(photo(&left)).await),
        code(desk.portrait(photo(&left)).await),
        code(desk.choose_template(left.id.clone(), template).await),
        code(desk.place_order(left.id.clone()).await),
    ];
    assert_eq!(late, [Code::AnotherPerson; 7]);
    assert_eq!(desk.enrolment().await.unwrap(), next);
}

#[tokio::test]
async fn calling_the_next_person_twice_sends_one_away() {
    let stage = Stage::open().await;
    let left = stage.filled().await;
    let next = stage.desk.next_person(left.id.clone()).await.unwrap();
    stage.desk.save_enrolment(named(&next)).await.unwrap();
    for late in [
        stage.desk.next_person(left.id.clone()).await,
        stage.desk.clear_enrolment(left.id).await,
    ] {
        let late = late.unwrap();
        assert_eq!(late.id, next.id);
        assert_eq!(late.values["personFirstName"], "Åse Marie");
    }
}
