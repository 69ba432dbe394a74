use std::sync::OnceLock;

use portrait::{Crop, Limits, Output, Picture, PortraitError, Size};

use crate::numbers::Numbers;

/// One picture of 24 x 16 pixels, and one of 3,300 x 16 that is seen at half its size first.
const PICTURES: [&[u8]; 2] = [
    include_bytes!("../seeds/decode/whole.jpg"),
    include_bytes!("../seeds/decode/long.jpg"),
];

/// Every crop is refused as what it is, or gives a portrait of exactly the size that was asked for.
pub fn check(data: &[u8]) {
    let mut numbers = Numbers(data);
    let [kind] = numbers.take();
    let mut number = || {
        if kind & 1 == 0 {
            numbers.near()
        } else {
            numbers.any()
        }
    };
    let crop = Crop {
        x: number(),
        y: number(),
        width: number(),
        height: number(),
        angle: number(),
    };
    let output = Output {
        width: numbers.among(0, 80),
        height: numbers.among(0, 80),
        quality: numbers.among(0, 110) as u8,
        density: numbers.among(0, 1300) as u16,
    };
    let picture = picture(usize::from(kind >> 1 & 1));
    assert!(picture.is_some(), "the target's own picture is read");
    picture
        .into_iter()
        .for_each(|picture| keeps_its_word(picture, &crop, &output));
}

fn keeps_its_word(picture: &Picture, crop: &Crop, output: &Output) {
    match picture.cut(crop, output) {
        Ok(portrait) => {
            let again = Picture::read(portrait.jpeg, &Limits::default());
            let size = Size {
                width: output.width,
                height: output.height,
            };
            assert_eq!(again.map(|picture| picture.upright_size()), Ok(size));
        }
        Err(error) => assert!(
            matches!(
                error,
                PortraitError::InvalidCrop | PortraitError::InvalidOutput
            ),
            "{error}"
        ),
    }
}

fn picture(number: usize) -> Option<&'static Picture> {
    static READ: [OnceLock<Option<Picture>>; 2] = [OnceLock::new(), OnceLock::new()];
    let read = || Picture::read(PICTURES[number].to_vec(), &Limits::default()).ok();
    READ[number].get_or_init(read).as_ref()
}
