//! Pictures of digital badges.

use desk::boundary::{
    EnrolmentView, Gate, Measure, OrderState, PicturePlace, PictureSource, Rule, TemplateSettings,
};
use image::{DynamicImage, ImageFormat, Rgb, RgbImage};

use crate::badges::NAME;
use crate::stage::{EXAMPLE, PORTRAIT, Stage};

fn photo(enrolment: &EnrolmentView) -> PicturePlace {
    PicturePlace {
        enrolment: enrolment.id.clone(),
        field: "certificate_photo".to_owned(),
    }
}

#[tokio::test]
async fn a_picture_goes_as_a_data_url_and_fits() {
    let stage = Stage::at_badges().await;
    let enrolment = stage.badge(&[NAME]).await;
    let taken = stage
        .desk
        .take_picture(photo(&enrolment), PictureSource::Drop, PORTRAIT.to_vec());
    taken.await.unwrap();
    stage.order(&enrolment).await;
    let sent = serde_json::Value::from(stage.office.issued()[0].request.clone());
    let photo = sent["metadata"]["certificate_photo"].as_str().unwrap();
    assert!(photo.starts_with("data:image/jpeg;base64,/9j/"));
    assert!(photo.len() < 5_000_000);
    assert!(sent.get("email").is_none(), "issued silently");
}

/// A picture of noise, which no JPEG makes small.
fn noise(side: u32) -> Vec<u8> {
    let mut state = 1_u32;
    let pixels = RgbImage::from_fn(side, side, |_, _| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let [_, blue, green, red] = state.to_le_bytes();
        Rgb([red, green, blue])
    });
    let mut bytes = std::io::Cursor::new(Vec::new());
    let noise = DynamicImage::ImageRgb8(pixels);
    noise.write_to(&mut bytes, ImageFormat::Jpeg).unwrap();
    bytes.into_inner()
}

/// An office that asks for no face.
async fn anything_is_a_portrait(stage: &Stage) {
    let mut settings = stage.desk.state().await.unwrap().settings;
    settings.portrait.rules.push(Rule {
        measure: Measure::Faces,
        gate: Gate::Off,
        least: None,
        most: None,
    });
    stage.desk.save_settings(settings).await.unwrap();
}

#[tokio::test]
async fn a_picture_too_large_for_the_service_is_sent_smaller_and_kept_as_it_was_sent() {
    let stage = Stage::at_badges().await;
    let largest = TemplateSettings {
        output_width: Some(3000),
        output_height: Some(3000),
        ..TemplateSettings::default()
    };
    let set = stage
        .desk
        .save_template_settings(EXAMPLE.to_owned(), largest);
    set.await.unwrap();
    anything_is_a_portrait(&stage).await;
    let enrolment = stage.badge(&[NAME]).await;
    let place = photo(&enrolment);
    let taken = stage
        .desk
        .take_picture(place.clone(), PictureSource::Drop, noise(3000));
    taken.await.unwrap();
    let cut = stage.desk.portrait(place).await.unwrap();
    assert!(cut.len() > 3_750_000, "{}", cut.len());
    let order = stage.order(&enrolment).await;
    assert_eq!(order.row.state, OrderState::Accepted, "{order:?}");
    let sent = &stage.office.issued()[0].request["metadata"]["certificate_photo"];
    assert!(sent.as_str().unwrap().len() <= 5_000_000);
    let field = "certificate_photo".to_owned();
    let kept = stage.desk.order_picture(order.row.id, field).await.unwrap();
    assert!(kept.len() <= 3_750_000, "{}", kept.len());
}
