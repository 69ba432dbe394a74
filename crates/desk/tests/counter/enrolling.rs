//! The enrolment at the counter.

use desk::boundary::{Code, CropView, FieldSettings, PictureSource, TemplateSettings};

use crate::stage::{PORTRAIT, Stage, named};

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
    let enrolment = stage.desk.choose_template(other.id.clone()).await.unwrap();
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
    let next = stage.desk.next_person().await.unwrap();
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
        code(stage.desk.portrait("personPhoto1".into()).await),
        Code::NoPicture
    );
    assert_ne!(next.id, enrolment.id);
}

#[tokio::test]
async fn a_crop_is_cut_from_the_original_and_kept() {
    let stage = Stage::open().await;
    stage.filled().await;
    let crop = CropView {
        x: 100.0,
        y: 40.0,
        width: 240.0,
        height: 320.0,
        angle: 5.0,
    };
    let jpeg = stage
        .desk
        .cut_picture("personPhoto1".into(), crop)
        .await
        .unwrap();
    let size = image::load_from_memory(&jpeg).unwrap();
    assert_eq!((size.width(), size.height()), (720, 960));
    assert_eq!(
        stage.desk.portrait("personPhoto1".into()).await.unwrap(),
        jpeg
    );
    let view = stage.desk.enrolment().await.unwrap().pictures["personPhoto1"].clone();
    assert_eq!(view.crop, crop);
}

#[tokio::test]
async fn a_bad_picture_is_named_and_the_one_before_it_stays() {
    let stage = Stage::open().await;
    let before = stage.filled().await.pictures;
    let truncated = &PORTRAIT[..PORTRAIT.len() / 2];
    let bad: [(&[u8], Code); 4] = [
        (b"", Code::PictureEmpty),
        (b"hello, this is no picture", Code::PictureUnsupported),
        (b"\0\0\0\x18ftypheic\0\0\0\0heicmif1", Code::PictureHeic),
        (truncated, Code::PictureTruncated),
    ];
    for (bytes, expected) in bad {
        let taken =
            stage
                .desk
                .take_picture("personPhoto1".into(), PictureSource::Drop, bytes.to_vec());
        assert_eq!(code(taken.await), expected);
    }
    assert_eq!(stage.desk.enrolment().await.unwrap().pictures, before);
}

#[tokio::test]
async fn a_field_that_takes_no_picture_is_named() {
    let stage = Stage::open().await;
    stage.filled().await;
    let taken = stage.desk.take_picture(
        "personLastName".into(),
        PictureSource::Drop,
        PORTRAIT.to_vec(),
    );
    assert_eq!(code(taken.await), Code::NoSuchField);
}

#[tokio::test]
async fn late_typing_does_not_reach_the_next_person() {
    let stage = Stage::open().await;
    let left = stage.filled().await;
    stage.desk.next_person().await.unwrap();
    assert_eq!(
        code(stage.desk.save_enrolment(named(&left)).await),
        Code::WrongState
    );
    assert!(stage.desk.enrolment().await.unwrap().values.is_empty());
}

#[tokio::test]
async fn a_picture_that_comes_late_does_not_reach_the_next_person() {
    let stage = Stage::open().await;
    stage.filled().await;
    let person = stage.desk.at_counter().await.unwrap();
    stage.desk.next_person().await.unwrap();
    let (field, source) = ("personPhoto1".to_owned(), PictureSource::File);
    let late = stage
        .desk
        .take_picture_for(person, field, source, PORTRAIT.to_vec());
    assert_eq!(code(late.await), Code::WrongState);
    assert!(stage.desk.enrolment().await.unwrap().pictures.is_empty());
}

#[tokio::test]
async fn an_address_in_a_private_network_is_not_fetched() {
    let stage = Stage::open().await;
    stage.filled().await;
    for address in [
        "https://10.0.0.1/face.jpg",
        "file:///etc/passwd",
        "http://example.invalid/a",
    ] {
        let taken = stage
            .desk
            .picture_from_address("personPhoto1".into(), address.into());
        assert_eq!(code(taken.await), Code::PictureAddressRefused, "{address}");
    }
}
