//! The size of the portrait, and what becomes of the picture that is there.

use desk::boundary::{
    Code, EnrolmentView, FieldSettings, OrderState, PictureSource, PictureView, PortraitSize,
    Problem, TemplateSettings,
};

use crate::host::{Gives, Host};
use crate::stage::{Stage, options, photo};

const SQUARE: PortraitSize = PortraitSize {
    width: 500,
    height: 500,
};

fn code<T: std::fmt::Debug>(result: Result<T, desk::DeskError>) -> Code {
    Problem::from(result.unwrap_err()).code
}

fn sized(size: PortraitSize) -> TemplateSettings {
    TemplateSettings {
        output_width: Some(size.width),
        output_height: Some(size.height),
        ..TemplateSettings::default()
    }
}

async fn set(stage: &Stage, template: &str, settings: TemplateSettings) {
    let template = stage.template(template).await.id;
    let saved = stage.desk.save_template_settings(template, settings);
    saved.await.unwrap();
}

fn picture(enrolment: &EnrolmentView) -> PictureView {
    enrolment.pictures["personPhoto1"].clone()
}

/// The size of the portrait as it would be sent.
async fn cut(stage: &Stage, enrolment: &EnrolmentView) -> PortraitSize {
    let jpeg = stage.desk.portrait(photo(enrolment)).await.unwrap();
    let image = image::load_from_memory(&jpeg).unwrap();
    PortraitSize {
        width: image.width(),
        height: image.height(),
    }
}

#[tokio::test]
async fn the_crop_has_the_ratio_of_the_size_that_the_office_set() {
    let stage = Stage::open().await;
    let passport = PortraitSize {
        width: 413,
        height: 531,
    };
    set(&stage, "Company ID Card", sized(passport)).await;
    let enrolment = stage.filled().await;
    assert_eq!(cut(&stage, &enrolment).await, passport);
    let crop = picture(&enrolment).crop;
    assert!((crop.width / crop.height - 413.0 / 531.0).abs() < 1e-6);
}

#[tokio::test]
async fn a_size_that_no_portrait_can_have_is_named_with_what_it_can_be() {
    let stage = Stage::open().await;
    let template = stage.template("Company ID Card").await.id;
    for (width, height) in [(31, 960), (4097, 960), (720, 31), (720, 4097)] {
        let settings = sized(PortraitSize { width, height });
        let saved = stage
            .desk
            .save_template_settings(template.clone(), settings);
        let problem = Problem::from(saved.await.unwrap_err());
        assert_eq!(problem.code, Code::PortraitSize);
        assert_eq!(problem.detail, "32–4096");
    }
    for (width, height) in [(32, 4096), (4096, 32)] {
        set(
            &stage,
            "Company ID Card",
            sized(PortraitSize { width, height }),
        )
        .await;
    }
}

/// The office's own size, for templates that have none.
async fn office(stage: &Stage, size: PortraitSize) -> Result<(), desk::DeskError> {
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.portrait.output_width = size.width;
    settings.portrait.output_height = size.height;
    stage.desk.save_settings(settings).await.map(drop)
}

#[tokio::test]
async fn a_template_without_a_size_of_its_own_has_that_of_the_office_and_one_with_keeps_it() {
    let stage = Stage::open().await;
    let before = picture(&stage.filled().await);
    office(&stage, SQUARE).await.unwrap();
    let enrolment = stage.desk.enrolment().await.unwrap();
    assert_eq!(cut(&stage, &enrolment).await, SQUARE);
    assert!(picture(&enrolment).version > before.version);
    let width = TemplateSettings {
        output_width: Some(250),
        ..TemplateSettings::default()
    };
    set(&stage, "Company ID Card", width).await;
    let enrolment = stage.desk.enrolment().await.unwrap();
    let own = PortraitSize {
        width: 250,
        ..SQUARE
    };
    assert_eq!(cut(&stage, &enrolment).await, own);
}

#[tokio::test]
async fn a_size_of_the_office_that_no_portrait_can_have_is_refused_and_nothing_changes() {
    let stage = Stage::open().await;
    for (width, height) in [(31, 960), (720, 4097)] {
        let problem = Problem::from(
            office(&stage, PortraitSize { width, height })
                .await
                .unwrap_err(),
        );
        assert_eq!(problem.code, Code::PortraitSize);
        assert_eq!(problem.detail, "32–4096");
    }
    let kept = stage.desk.state().await.unwrap().settings.portrait;
    assert_eq!((kept.output_width, kept.output_height), (720, 960));
}

#[tokio::test]
async fn another_size_cuts_the_picture_that_is_there_anew() {
    let stage = Stage::open().await;
    let before = picture(&stage.filled().await);
    set(&stage, "Company ID Card", sized(SQUARE)).await;
    let enrolment = stage.desk.enrolment().await.unwrap();
    assert_eq!(cut(&stage, &enrolment).await, SQUARE);
    let after = picture(&enrolment);
    assert!((after.crop.width - after.crop.height).abs() < 1e-5);
    assert_eq!(Some(after.crop), after.proposed, "to the face, as before");
    assert!(
        after.version > before.version,
        "the page sees that it is another"
    );
    let again = stage.desk.enrolment().await.unwrap();
    assert_eq!(picture(&again), after, "and it is cut once");
    let order = stage.order(&again).await;
    assert_eq!(order.row.state, OrderState::Accepted);
    let held = serde_json::to_value(&stage.office.faults().orders()[0]).unwrap();
    assert!(held.to_string().contains("500"), "{held}");
}

#[tokio::test]
async fn another_template_cuts_the_picture_that_is_there_to_its_own_size() {
    let stage = Stage::open().await;
    stage.filled().await;
    let list = stage.desk.templates().await.unwrap().templates;
    let mut others = list.iter().filter(|it| it.name != "Company ID Card");
    let has_photo = |name: &str| name == "personPhoto1";
    let other = others.find(|it| it.fields.iter().any(|field| has_photo(&field.name)));
    let other = other.expect("another template with a photo").name.clone();
    set(&stage, &other, sized(SQUARE)).await;
    let enrolment = stage.chosen(&other).await;
    assert_eq!(picture(&enrolment).portrait, Some(SQUARE));
    assert_eq!(cut(&stage, &enrolment).await, SQUARE);
    let back = stage.chosen("Company ID Card").await;
    let usual = cut(&stage, &back).await;
    assert_eq!((usual.width, usual.height), (720, 960));
}

#[tokio::test]
async fn a_picture_that_was_cut_anew_is_not_ordered_before_it_was_seen() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    set(&stage, "Company ID Card", sized(SQUARE)).await;
    let placed = stage.desk.place_order(enrolment.id.clone()).await;
    assert_eq!(code(placed), Code::TemplateChanged);
    assert!(stage.office.faults().orders().is_empty());
    let order = stage.order(&stage.desk.enrolment().await.unwrap()).await;
    assert_eq!(order.row.state, OrderState::Accepted);
}

#[tokio::test]
async fn an_order_again_has_the_size_that_is_wanted_now() {
    let stage = Stage::open().await;
    let ordered = stage.order(&stage.filled().await).await.row.id;
    set(&stage, "Company ID Card", sized(SQUARE)).await;
    let reason = desk::boundary::ReissueReason::Lost;
    let again = stage.desk.reissue_order(ordered, reason).await.unwrap();
    assert_eq!(cut(&stage, &again).await, SQUARE);
}

#[tokio::test]
async fn a_fetched_picture_replaces_the_one_there_only_when_it_is_used() {
    let (stage, host) = (Stage::open().await, Host::open().await);
    let enrolment = stage.filled().await;
    let portrait = stage.desk.portrait(photo(&enrolment)).await.unwrap();
    let place = photo(&enrolment);
    let fetched = stage.desk.fetch_picture(place.clone(), host.at("a.png"));
    fetched.await.unwrap();
    let meanwhile = stage.desk.enrolment().await.unwrap();
    assert_eq!(meanwhile.pictures, enrolment.pictures);
    let kept = stage.desk.portrait(place.clone()).await.unwrap();
    assert_eq!(kept, portrait);
    let used = stage.desk.use_fetched_picture(place.clone()).await.unwrap();
    assert_eq!(used.source, PictureSource::Address);
    assert_eq!(used.address, Some(host.at("a.png")));
    let twice = stage.desk.use_fetched_picture(place).await;
    assert_eq!(code(twice), Code::NoPicture, "it is used once");
    let now = stage.desk.enrolment().await.unwrap();
    assert_eq!(picture(&now), used);
}

#[tokio::test]
async fn a_picture_that_is_fetched_too_late_does_not_come_before_a_later_one() {
    let (stage, host) = (Stage::open().await, Host::open().await);
    let place = photo(&stage.filled().await);
    let (desk, late) = (stage.desk.clone(), place.clone());
    let held = host.at("held.png");
    let late = tokio::spawn(async move { desk.fetch_picture(late, held).await });
    host.asked.notified().await;
    let fetched = stage.desk.fetch_picture(place.clone(), host.at("b.png"));
    fetched.await.unwrap();
    host.let_go.notify_one();
    late.await.unwrap().unwrap();
    let used = stage.desk.use_fetched_picture(place).await.unwrap();
    assert_eq!(used.address, Some(host.at("b.png")));
}

#[tokio::test]
async fn a_fetching_that_fails_leaves_the_picture_there() {
    let (stage, host) = (Stage::open().await, Host::open().await);
    let enrolment = stage.filled().await;
    let place = photo(&enrolment);
    host.gives(Gives::Page);
    let broken = stage.desk.fetch_picture(place.clone(), host.at("a.png"));
    assert_eq!(code(broken.await), Code::PictureUnsupported);
    let unused = stage.desk.use_fetched_picture(place).await;
    assert_eq!(code(unused), Code::NoPicture);
    let now = stage.desk.enrolment().await.unwrap();
    assert_eq!(now.pictures, enrolment.pictures);
}

#[tokio::test]
async fn a_fetched_picture_never_meets_the_next_person() {
    let (stage, host) = (Stage::open().await, Host::open().await);
    let left = photo(&stage.filled().await);
    let fetched = stage.desk.fetch_picture(left.clone(), host.at("a.png"));
    fetched.await.unwrap();
    let next = photo(&stage.next().await);
    for place in [left.clone(), next] {
        let used = stage.desk.use_fetched_picture(place).await;
        assert_eq!(code(used), Code::NoPicture);
    }
    let late = stage.desk.fetch_picture(left, host.at("a.png"));
    assert_eq!(code(late.await), Code::AnotherPerson);
}

#[tokio::test]
async fn an_address_in_a_private_network_is_not_fetched() {
    let stage = Stage::open().await;
    let enrolment = stage.filled().await;
    for address in [
        "https://10.0.0.1/face.jpg",
        "file:///etc/passwd",
        "http://example.invalid/a",
    ] {
        let fetched = stage.desk.fetch_picture(photo(&enrolment), address.into());
        assert_eq!(
            code(fetched.await),
            Code::PictureAddressRefused,
            "{address}"
        );
    }
}

fn starting(name: &str, sensitive: Option<bool>, default: &str) -> FieldSettings {
    FieldSettings {
        name: name.to_owned(),
        required: false,
        hidden: false,
        pinned: false,
        sensitive,
        default: default.to_owned(),
        presets: Vec::new(),
    }
}

/// A field that the office does not show.
pub fn hidden(name: &str) -> FieldSettings {
    FieldSettings {
        hidden: true,
        ..starting(name, None, "")
    }
}

#[tokio::test]
async fn what_a_sensitive_field_would_start_with_is_in_no_file() {
    let stage = Stage::open().await;
    let fields = vec![
        starting("personPin", None, "314159"),
        starting("personFirstName", Some(true), "Canary"),
        starting("personLastName", None, "Nordmann"),
    ];
    let settings = TemplateSettings {
        fields,
        ..TemplateSettings::default()
    };
    set(&stage, "Company ID Card", settings).await;
    let file = || std::fs::read_to_string(stage.folder.path().join("station.json")).unwrap();
    assert!(!file().contains("314159") && !file().contains("Canary"));
    assert!(file().contains("Nordmann"));
    let mut office = stage.desk.state().await.unwrap().settings;
    office.sensitive_fields.push("personLastName".to_owned());
    stage.desk.save_settings(office).await.unwrap();
    assert!(!file().contains("Nordmann"), "once it is sensitive");
    let enrolment = stage.chosen("Company ID Card").await;
    assert!(enrolment.values.is_empty());
}

#[tokio::test]
async fn what_an_earlier_version_wrote_of_a_sensitive_field_is_dropped_at_the_start() {
    let stage = Stage::open().await;
    let folder = tempfile::tempdir().unwrap();
    let field = r#"{"name":"personPin","default":"314159"}"#;
    let written =
        format!(r#"{{"templates":{{"c":{{"t":{{"settings":{{"fields":[{field}]}}}}}}}}}}"#);
    let file = folder.path().join("station.json");
    std::fs::write(&file, written).unwrap();
    let options = options(&stage.office, &folder, desk::Vault::for_this_run());
    desk::Desk::open(options).await.unwrap();
    let kept = std::fs::read_to_string(file).unwrap();
    assert!(
        kept.contains("personPin") && !kept.contains("314159"),
        "{kept}"
    );
}
