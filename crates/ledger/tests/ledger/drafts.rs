use crate::sample::{at, draft_id, id, memory, on_disk, order, receipt};
use ledger::{Draft, Ledger, LedgerError, NewOrder, PictureKind, Settlement};

#[test]
fn a_draft_is_saved_changed_and_dropped_with_its_pictures() {
    let ledger = memory();
    let (id, kind) = (draft_id(1), PictureKind::Portrait);
    ledger.save_draft(id, "c", r#"{"n":1}"#, at(0)).unwrap();
    ledger
        .save_draft_picture(id, "photo", kind, b"cut")
        .unwrap();
    ledger.save_draft(id, "c", r#"{"n":2}"#, at(1)).unwrap();
    let draft = Draft {
        id,
        connection: "c".into(),
        body: r#"{"n":2}"#.into(),
        saved_at: at(1),
    };
    assert_eq!(ledger.draft(id).unwrap(), Some(draft));
    assert_eq!(
        ledger.draft_picture(id, "photo", kind).unwrap().as_deref(),
        Some(&b"cut"[..])
    );
    ledger.drop_draft(id).unwrap();
    assert_eq!(ledger.draft(id).unwrap(), None);
    assert_eq!(ledger.draft_picture(id, "photo", kind).unwrap(), None);
    ledger.drop_draft(id).unwrap();
}

#[test]
fn original_and_portrait_of_each_field_are_apart_and_dropped_by_field() {
    let ledger = memory();
    let id = draft_id(1);
    ledger.save_draft(id, "c", "{}", at(0)).unwrap();
    let rows = [
        ("photo", PictureKind::Original),
        ("photo", PictureKind::Portrait),
    ];
    for (field, kind) in rows
        .into_iter()
        .chain([("signature", PictureKind::Original)])
    {
        ledger.save_draft_picture(id, field, kind, b"old").unwrap();
        ledger
            .save_draft_picture(id, field, kind, format!("{field} {kind:?}").as_bytes())
            .unwrap();
    }
    let read = |field, kind| {
        let bytes = ledger.draft_picture(id, field, kind).unwrap();
        bytes.map(|bytes| String::from_utf8(bytes).unwrap())
    };
    assert_eq!(
        read("photo", PictureKind::Original).as_deref(),
        Some("photo Original")
    );
    assert_eq!(
        read("photo", PictureKind::Portrait).as_deref(),
        Some("photo Portrait")
    );
    ledger.drop_draft_picture(id, "photo").unwrap();
    assert_eq!(read("photo", PictureKind::Original), None);
    assert_eq!(read("photo", PictureKind::Portrait), None);
    assert_eq!(
        read("signature", PictureKind::Original).as_deref(),
        Some("signature Original")
    );
}

#[test]
fn a_picture_needs_its_draft() {
    let saved = memory().save_draft_picture(draft_id(9), "photo", PictureKind::Original, b"x");
    assert_eq!(saved.unwrap_err(), LedgerError::NotFound);
}

#[test]
fn drafts_of_a_connection_come_last_begun_first_whatever_the_clock_says() {
    let (folder, ledger) = on_disk();
    for (number, connection) in [(1, "a"), (2, "b"), (3, "a")] {
        let minute = i64::try_from(number).unwrap();
        ledger
            .save_draft(draft_id(number), connection, "{}", at(minute))
            .unwrap();
    }
    ledger
        .save_draft(draft_id(1), "a", r#"{"n":2}"#, at(90))
        .unwrap();
    drop(ledger);
    let ledger = ledger::Ledger::open(folder.path(), &crate::sample::key()).unwrap();
    let ids: Vec<_> = ledger
        .drafts("a")
        .unwrap()
        .into_iter()
        .map(|draft| draft.id)
        .collect();
    assert_eq!(ids, [draft_id(3), draft_id(1)]);
}

#[test]
fn an_original_is_forgotten_when_its_time_is_over_and_its_portrait_stays() {
    let ledger = memory();
    let (old, new) = (draft_id(1), draft_id(2));
    for (id, minutes) in [(old, 0), (new, 60)] {
        ledger.save_draft(id, "c", "{}", at(minutes)).unwrap();
        for kind in [PictureKind::Original, PictureKind::Portrait] {
            ledger.save_draft_picture(id, "photo", kind, b"x").unwrap();
        }
        ledger.save_draft(id, "c", "{}", at(120)).unwrap();
    }
    assert_eq!(ledger.draft_originals(old).unwrap(), ["photo"]);
    assert_eq!(ledger.forget_originals_before(at(30)).unwrap(), 1);
    assert!(ledger.draft_originals(old).unwrap().is_empty());
    assert_eq!(ledger.draft_originals(new).unwrap(), ["photo"]);
    let portrait = ledger.draft_picture(old, "photo", PictureKind::Portrait);
    assert_eq!(portrait.unwrap().as_deref(), Some(&b"x"[..]));
}

#[test]
fn a_copied_original_is_no_newer_than_it_was() {
    let ledger = memory();
    let (from, to) = (draft_id(1), draft_id(2));
    ledger.save_draft(from, "c", "{}", at(0)).unwrap();
    ledger
        .save_draft_picture(from, "photo", PictureKind::Original, b"x")
        .unwrap();
    ledger.save_draft(to, "c", "{}", at(60)).unwrap();
    ledger
        .copy_draft_picture((from, "photo"), (to, "face"))
        .unwrap();
    assert_eq!(ledger.draft_originals(to).unwrap(), ["face"]);
    assert_eq!(ledger.forget_originals_before(at(30)).unwrap(), 2);
}

/// An order of a draft with both pictures, and a draft that follows.
#[cfg(test)]
fn made_of_a_draft(ledger: &Ledger) {
    let body = r#"{"values":{"name":"Kari"},"pictures":{"photo":{"crop":7}},"touched":true}"#;
    ledger.save_draft(draft_id(1), "c", body, at(0)).unwrap();
    for (kind, bytes) in [
        (PictureKind::Original, b"as it was taken".as_slice()),
        (PictureKind::Portrait, b"cut"),
    ] {
        let saved = ledger.save_draft_picture(draft_id(1), "photo", kind, bytes);
        saved.unwrap();
    }
    let order = NewOrder {
        draft: Some(draft_id(1)),
        ..order(1)
    };
    ledger.commit(order, at(1)).unwrap();
    ledger.finish_erasing().unwrap();
    ledger.save_draft(draft_id(2), "c", "{}", at(2)).unwrap();
}

#[test]
fn what_an_order_was_cut_from_is_kept_until_it_comes_to_an_end_and_what_was_typed_is_not() {
    let ledger = memory();
    made_of_a_draft(&ledger);
    let kept = ledger.body_of_order(id(1)).unwrap();
    assert_eq!(
        kept.as_deref(),
        Some(r#"{"pictures":{"photo":{"crop":7}}}"#)
    );
    assert_eq!(ledger.draft(draft_id(1)).unwrap(), None, "it is no draft");
    let brought = ledger.bring_pictures_back(id(1), "photo", draft_id(2));
    assert!(brought.unwrap());
    let original = ledger.draft_picture(draft_id(2), "photo", PictureKind::Original);
    assert_eq!(original.unwrap().as_deref(), Some(&b"as it was taken"[..]));
    ledger.claim(id(1), at(3)).unwrap();
    let receipt = receipt("5");
    let accepted = Settlement::Accepted { receipt };
    ledger.settle(id(1), accepted, at(4)).unwrap();
    ledger.finish_erasing().unwrap();
    assert_eq!(ledger.body_of_order(id(1)).unwrap(), None);
    let brought = ledger.bring_pictures_back(id(1), "photo", draft_id(2));
    assert!(!brought.unwrap(), "its end is the end of the original");
}

#[test]
fn an_original_is_not_kept_longer_because_it_was_ordered() {
    let ledger = memory();
    made_of_a_draft(&ledger);
    assert_eq!(ledger.forget_originals_before(at(1)).unwrap(), 1);
    let brought = ledger.bring_pictures_back(id(1), "photo", draft_id(2));
    assert!(
        !brought.unwrap(),
        "without its original the portrait is taken from the order"
    );
}
