use super::*;

fn scaled(raster: &Raster, area: Area, size: Size) -> Raster {
    let scaling = Scaling {
        raster: raster.size,
        area,
        size,
    };
    let pixels = Pixels::Whole(Cow::Borrowed(raster));
    let rgb = pixels.scaled(&scaling).expect("a part").into_rgb();
    Raster { size, rgb }
}

#[test]
fn a_part_is_scaled_although_its_last_column_looks_less_far_than_the_one_before() {
    let size = Size {
        width: 24,
        height: 16,
    };
    let raster = Raster {
        size,
        rgb: (0..size.width * size.height * 3)
            .map(|i| (i % 251) as u8)
            .collect(),
    };
    let area = Area {
        x: 13.0 / 3.0,
        y: 2.0,
        width: 16.0 / 3.0,
        height: 9.0,
    };
    let wanted = Size {
        width: 16,
        height: 27,
    };
    let scaled = scaled(&raster, area, wanted);
    assert_eq!(scaled.size, wanted);
    // The last column shows the middle of a pixel, the row in the middle as well.
    let last = &scaled.rgb[(13 * 16 + 15) * 3..][..3];
    assert_eq!(last, &raster.rgb[(6 * 24 + 9) * 3..][..3]);
}

/// The same by the formula of Catmull and Rom, pixel by pixel.
fn enlarged(raster: &Raster, area: Area, size: Size) -> Vec<f64> {
    let near = |t: f64| match t.abs() {
        t if t < 1.0 => 1.5 * t * t * t - 2.5 * t * t + 1.0,
        t if t < 2.0 => -0.5 * t * t * t + 2.5 * t * t - 4.0 * t + 2.0,
        _ => 0.0,
    };
    let along = |start: f64, length: f64, wanted: u32, of: u32, i: u32| {
        let centre = start + (f64::from(i) + 0.5) * length / f64::from(wanted) - 0.5;
        let weights = (0..of).map(|at| near(centre - f64::from(at)));
        let sum: f64 = weights.clone().sum();
        weights.map(|w| w / sum).collect::<Vec<f64>>()
    };
    let Size { width, height } = raster.size;
    let mut found = Vec::new();
    for (j, i) in (0..size.height).flat_map(|j| (0..size.width).map(move |i| (j, i))) {
        let rows = along(area.y, area.height, size.height, height, j);
        let columns = along(area.x, area.width, size.width, width, i);
        found.extend([0, 1, 2].map(|channel| {
            let row = |y: usize| {
                let at = |x: usize| f64::from(raster.rgb[(y * width as usize + x) * 3 + channel]);
                let mixed = columns.iter().enumerate().map(|(x, w)| w * at(x));
                mixed.sum::<f64>()
            };
            rows.iter()
                .enumerate()
                .map(|(y, w)| w * row(y))
                .sum::<f64>()
        }));
    }
    found
}

#[test]
fn a_raster_that_nobody_keeps_is_scaled_in_its_own_memory_to_the_same_pixels() {
    let size = Size {
        width: 40,
        height: 30,
    };
    let raster = Raster {
        size,
        rgb: (0..3600).map(|i| ((i * 7919) >> 4) as u8).collect(),
    };
    let area = Area {
        x: 3.5,
        y: 2.25,
        width: 30.0,
        height: 20.5,
    };
    for (width, height) in [(20, 15), (53, 41), (30, 15)] {
        let wanted = Size { width, height };
        let scaling = Scaling {
            raster: size,
            area,
            size: wanted,
        };
        let spent = Pixels::Whole(Cow::Owned(raster.clone()));
        let spent = spent.scaled(&scaling).expect("a part");
        assert_eq!(spent.size, wanted);
        assert_eq!(spent.into_rgb(), scaled(&raster, area, wanted).rgb);
    }
}

#[test]
fn one_way_after_the_other_gives_what_both_at_once_would() {
    let size = Size {
        width: 40,
        height: 30,
    };
    let wave = |at: f64| (128.0 + 80.0 * at.sin()) as u8;
    let pixel = |x: f64, y: f64| [wave(x / 3.0), wave(y / 2.5), wave((x + y) / 4.0)];
    let raster = Raster {
        size,
        rgb: (0..size.height)
            .flat_map(|y| (0..size.width).flat_map(move |x| pixel(f64::from(x), f64::from(y))))
            .collect(),
    };
    let wanted = Size {
        width: 53,
        height: 41,
    };
    for (x, y, width, height) in [(6.3, 5.7, 21.4, 16.2), (0.4, 0.2, 39.3, 29.5)] {
        let area = Area {
            x,
            y,
            width,
            height,
        };
        let scaled = scaled(&raster, area, wanted);
        let exact = enlarged(&raster, area, wanted);
        let off = scaled.rgb.iter().zip(&exact);
        let most = off
            .map(|(a, b)| (f64::from(*a) - b).abs())
            .fold(0.0, f64::max);
        assert!(most < 3.0, "{most} steps off at {x}, {y}");
    }
}
