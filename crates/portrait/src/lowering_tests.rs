use super::*;
use proptest::prelude::*;

fn raster(width: u32, height: u32) -> Raster {
    let size = Size { width, height };
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        (state >> 56) as u8
    };
    Raster {
        size,
        rgb: (0..bytes(size)).map(|_| next()).collect(),
    }
}

/// The rows of a raster, so many at a time, and the most bytes of them that were held.
fn lowered(raster: &Raster, scaling: Scaling, strip: u32) -> (Vec<u8>, usize) {
    let mut lowering = Lowering::new(scaling).expect("rows and columns to scale");
    let (stride, mut most) = (raster.size.width as usize * 3, 0);
    for rows in raster.rgb.chunks(stride * strip as usize) {
        let count = (rows.len() / stride) as u32;
        let room = lowering.room(count).expect("room");
        room.copy_from_slice(rows);
        most = most.max(lowering.held.len());
    }
    let lowered = Pixels::Lowered(lowering.finish().expect("all rows"));
    let scaled = lowered.scaled(&scaling).expect("a part");
    (scaled.into_rgb(), most)
}

fn at_once(raster: &Raster, scaling: &Scaling) -> Vec<u8> {
    let pixels = Pixels::Whole(Cow::Borrowed(raster));
    pixels.scaled(scaling).expect("a part").into_rgb()
}

fn scaling(raster: &Raster, [x, y, width, height]: [f64; 4], size: (u32, u32)) -> Scaling {
    Scaling {
        raster: raster.size,
        area: Area {
            x,
            y,
            width,
            height,
        },
        size: Size {
            width: size.0,
            height: size.1,
        },
    }
}

#[test]
fn rows_that_come_a_few_at_a_time_become_what_all_of_them_at_once_become() {
    let raster = raster(23, 400);
    let parts = [
        ([0.0, 0.0, 23.0, 400.0], (18, 310)),
        ([1.5, 7.25, 20.0, 380.5], (16, 304)),
        ([2.0, 0.0, 19.0, 160.0], (12, 101)),
        ([0.0, 250.0, 23.0, 150.0], (30, 115)),
        ([3.0, 390.5, 11.0, 9.5], (12, 7)),
        ([0.0, 0.0, 23.0, 400.0], (2, 3)),
        ([0.0, 0.0, 23.0, 399.0], (1, 1)),
    ];
    for ((area, size), strip) in parts
        .into_iter()
        .flat_map(|part| [1, 3, 8, 16, 400].map(|strip| (part, strip)))
    {
        let scaling = scaling(&raster, area, size);
        let found = lowered(&raster, scaling, strip).0;
        assert!(
            found == at_once(&raster, &scaling),
            "{area:?} to {size:?}, {strip} at a time"
        );
    }
}

#[test]
fn no_more_rows_are_held_than_are_looked_at_and_scaled_at_once() {
    let raster = raster(10, 4000);
    for (part, length) in [
        ([0.0, 0.0, 10.0, 4000.0], 3200),
        ([0.0, 0.0, 10.0, 20.0], 16),
    ] {
        let scaling = scaling(&raster, part, (8, length));
        let (_, most) = lowered(&raster, scaling, 8);
        assert!(most <= 30 * (40 + 14), "{} rows", most / 30);
    }
    let coarse = scaling(&raster, [0.0, 0.0, 10.0, 4000.0], (8, 1));
    assert_eq!(lowered(&raster, coarse, 8).1, raster.rgb.len());
}

#[test]
fn rows_that_do_not_become_fewer_or_whose_columns_are_taken_as_they_are_come_as_they_are() {
    let raster = raster(20, 30);
    let mixed = [
        ([3.0, 2.5, 12.0, 20.0], (12, 15)),
        ([3.5, 2.0, 12.0, 20.0], (9, 20)),
        ([3.5, 2.5, 12.0, 20.0], (9, 21)),
    ];
    for (area, size) in mixed {
        let scaling = scaling(&raster, area, size);
        let mut rows = Rows::of(raster.size, Some(scaling));
        for row in raster.rgb.chunks(7 * 60) {
            let room = rows.room((row.len() / 60) as u32).expect("room");
            room.copy_from_slice(row);
        }
        assert!(rows.room(1).is_err(), "there are no more rows");
        let pixels = rows.finish().expect("all rows");
        assert!(matches!(pixels, Pixels::Whole(_)));
        let scaled = pixels.scaled(&scaling).expect("a part").into_rgb();
        assert!(scaled == at_once(&raster, &scaling));
    }
}

#[test]
fn rows_that_are_missing_and_another_scaling_than_the_one_before_are_refused() {
    let raster = raster(20, 90);
    let wanted = scaling(&raster, [0.5, 0.5, 19.0, 89.0], (15, 60));
    let mut lowering = Lowering::new(wanted).expect("rows and columns to scale");
    lowering.room(80).expect("room");
    assert_eq!(lowering.finish().err(), Some(PortraitError::Damaged));
    let mut lowering = Lowering::new(wanted).expect("rows and columns to scale");
    lowering
        .room(90)
        .expect("room")
        .copy_from_slice(&raster.rgb);
    let lowered = Pixels::Lowered(lowering.finish().expect("all rows"));
    let other = scaling(&raster, [0.5, 0.5, 19.0, 89.0], (14, 60));
    assert_eq!(
        lowered.scaled(&other).err(),
        Some(PortraitError::InvalidCrop)
    );
}

#[test]
fn a_result_is_made_in_front_of_the_pixels_where_there_is_room_and_elsewhere_where_not() {
    let raster = raster(20, 90);
    let scaling = scaling(&raster, [0.5, 0.5, 19.0, 89.0], (15, 60));
    let pixels = at_once(&raster, &scaling);
    let in_front = 60
        * bytes(Size {
            width: 20,
            height: 1,
        });
    for length in [10, in_front, in_front + 1] {
        let mut lowering = Lowering::new(scaling).expect("rows and columns to scale");
        lowering
            .room(90)
            .expect("room")
            .copy_from_slice(&raster.rgb);
        let lowered = Pixels::Lowered(lowering.finish().expect("all rows"));
        let scaled = lowered.scaled(&scaling).expect("a part");
        let at = scaled.memory.as_ptr();
        let made = scaled.made_into(length, |view, to| {
            assert!(view.rgb == pixels);
            to.fill(7);
        });
        assert_eq!(made, vec![7; length]);
        assert_eq!(made.as_ptr() == at, length <= in_front);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    /// A weight is rounded more finely where the largest of those at once is small: of a few rows,
    /// and of all.
    #[test]
    fn any_part_of_rows_that_come_in_turn_is_hardly_off_what_all_at_once_become(
        (top, bottom) in (0.0..200.0_f64).prop_flat_map(|top| (Just(top), top + 1.0..=201.0)),
        (left, right) in (0.0..9.0_f64).prop_flat_map(|left| (Just(left), left + 1.0..=10.0)),
        width in 1..20_u32, shrunk in 0.0..1.0_f64, strip in 1..20_u32,
    ) {
        let raster = raster(10, 201);
        let height = ((bottom - top) * shrunk) as u32 + 1;
        let area = [left, top, right - left, bottom - top];
        let scaling = scaling(&raster, area, (width, height));
        prop_assume!(Lowering::new(scaling).is_some());
        let found = lowered(&raster, scaling, strip).0;
        let exact = at_once(&raster, &scaling);
        let off = found.iter().zip(&exact).map(|(a, b)| u32::from(a.abs_diff(*b)));
        prop_assert!(off.clone().max() <= Some(2), "{:?} steps off", off.max());
        let sum = off.sum::<u32>() as usize;
        // Columns that become more repeat what one is off: a few such are no share of a small result.
        let most = found.len() / 20 + 20;
        prop_assert!(sum <= most, "{sum} steps off of {}", found.len());
    }
}
