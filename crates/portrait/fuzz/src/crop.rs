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
    let (number, only_opened) = (usize::from(kind >> 1 & 1), kind >> 2 & 1 == 1);
    let picture = picture(number, only_opened);
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

/// One that was read has an overview; of one that was only opened each cut decodes its part.
fn picture(number: usize, only_opened: bool) -> Option<&'static Picture> {
    static KEPT: [OnceLock<Option<Picture>>; 4] = [const { OnceLock::new() }; 4];
    let (bytes, limits) = (PICTURES[number].to_vec(), Limits::default());
    let get = || match only_opened {
        true => Picture::open(bytes, &limits).ok(),
        false => Picture::read(bytes, &limits).ok(),
    };
    KEPT[2 * number + usize::from(only_opened)]
        .get_or_init(get)
        .as_ref()
}
