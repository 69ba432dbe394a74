use super::*;

fn node(kind: &str, [from, to]: [&str; 2], attributes: &[(&str, &[i64])]) -> NodeProto {
    let attribute = |(name, ints): &(&str, &[i64])| AttributeProto {
        name: Some((*name).into()),
        ints: ints.to_vec(),
        ..AttributeProto::default()
    };
    NodeProto {
        op_type: Some(kind.into()),
        input: from.split(' ').map(str::to_owned).collect(),
        output: vec![to.into()],
        attribute: attributes.iter().map(attribute).collect(),
        ..NodeProto::default()
    }
}

/// A picture, two maps of its size and a smaller one, and some weights.
fn draft() -> Draft {
    let picture = Shape {
        height: 8,
        width: 8,
        channels: 3,
        stored: 3,
    };
    let (map, small) = (Shape::grouped(8, 8, 16), Shape::grouped(4, 4, 16));
    let named = |(number, name): (usize, &str)| (name.to_owned(), number);
    let weights = |(name, sides): (&str, [usize; 4])| {
        let numbers = vec![0.5; sides.iter().product()];
        let sides = sides.to_vec();
        (name.to_owned(), Weights { sides, numbers })
    };
    let sides = [
        ("all", [16, 16, 3, 3]),
        ("each", [16, 1, 3, 3]),
        ("each of five", [16, 1, 5, 5]),
        ("half", [16, 8, 3, 3]),
        ("lying", [16, 16, 3, 2]),
        ("bias", [16, 1, 1, 1]),
        ("few", [5, 1, 1, 1]),
    ];
    Draft {
        weights: sides.into_iter().map(weights).collect(),
        values: ["picture", "x", "y", "small"]
            .into_iter()
            .enumerate()
            .map(named)
            .collect(),
        shapes: vec![picture, map, map, small],
        steps: Vec::new(),
    }
}

/// Whether a convolution is taken, by its weights, padding, stride and number of groups.
fn taken(weights: &str, pads: [i64; 4], stride: i64, groups: i64) -> bool {
    let mut node = node(
        "Conv",
        ["x", "c"],
        &[
            ("pads", &pads),
            ("strides", &[stride; 2]),
            ("group", &[groups]),
        ],
    );
    node.input.extend([weights.to_owned(), "bias".to_owned()]);
    draft().take(&node).is_some()
}

#[test]
fn convolutions_that_the_kernels_cannot_do_are_refused() {
    assert!(taken("all", [1; 4], 1, 1));
    assert!(taken("all", [0, 0, 1, 1], 2, 1));
    assert!(taken("each", [1; 4], 1, 16));
    assert!(
        !taken("half", [1; 4], 1, 1),
        "other channels than there are"
    );
    assert!(!taken("each of five", [2; 4], 1, 16), "another window");
    assert!(!taken("lying", [1; 4], 1, 1), "higher than wide");
    assert!(!taken("all", [1, 0, 1, 1], 1, 1), "unevenly padded");
    assert!(!taken("all", [3; 4], 1, 1), "farther than the border");
    assert!(!taken("all", [1; 4], 0, 1), "no step");
    assert!(!taken("all", [1; 4], 1, 2), "groups of several channels");
}

#[test]
fn the_largest_of_other_than_two_by_two_is_refused() {
    let taken = |side: i64, stride: i64, pad: i64| {
        let attributes: [(&str, &[i64]); 3] = [
            ("kernel_shape", &[side; 2]),
            ("strides", &[stride; 2]),
            ("pads", &[pad; 4]),
        ];
        draft()
            .take(&node("MaxPool", ["x", "p"], &attributes))
            .is_some()
    };
    assert!(taken(2, 2, 0));
    assert!(!taken(3, 2, 0) && !taken(2, 1, 0) && !taken(2, 2, 1));
}

/// Whether all of some nodes are taken after a convolution that writes the value c.
fn taken_behind(nodes: &[(&str, [&str; 2])]) -> bool {
    let mut draft = draft();
    let attributes: [(&str, &[i64]); 3] =
        [("pads", &[1; 4]), ("strides", &[1; 2]), ("group", &[1])];
    let mut first = node("Conv", ["x", "c"], &attributes);
    first.input.extend(["all".to_owned(), "bias".to_owned()]);
    let rest = nodes.iter().map(|(kind, ends)| node(kind, *ends, &[]));
    std::iter::once(first)
        .chain(rest)
        .all(|node| draft.take(&node).is_some())
}

#[test]
fn only_what_fits_and_was_not_done_yet_is_done_behind_a_convolution() {
    assert!(taken_behind(&[("Add", ["c y", "s"]), ("Relu", ["s", "r"])]));
    assert!(taken_behind(&[("Add", ["y c", "s"])]));
    assert!(taken_behind(&[("PRelu", ["c bias", "r"])]));
    assert!(
        !taken_behind(&[("PRelu", ["c few", "r"])]),
        "too few slopes"
    );
    assert!(!taken_behind(&[("Add", ["c small", "s"])]), "another size");
    assert!(!taken_behind(&[("Add", ["c picture", "s"])]), "no border");
    let twice = [("Add", ["c y", "s"]), ("Add", ["s y", "t"])];
    assert!(!taken_behind(&twice), "added twice");
    let late = [("Relu", ["c", "r"]), ("Add", ["r y", "s"])];
    assert!(!taken_behind(&late), "added to what is bent already");
    let gone = [("Relu", ["c", "r"]), ("Relu", ["c", "s"])];
    assert!(!taken_behind(&gone), "looked at once it is no more");
}
