//! A page of the file is damaged: what lies on it is told, and everything else goes on.

use crate::sample::{at, draft_id, id, key, ledger_id, named, picture};
use ledger::{Draft, Ledger, LedgerError, NewOrder, PictureKind};
use std::fs;
use std::path::Path;

const PAGE: usize = 4096;

/// An order whose picture lies on some thirty pages of its own.
fn large(number: u128) -> NewOrder {
    let mut noise = u32::try_from(number).unwrap();
    let mut byte = || {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        noise.to_be_bytes()[0]
    };
    let mut photo = picture("photo");
    photo.jpeg = (0..125_000).map(|_| byte()).collect();
    NewOrder {
        pictures: vec![photo],
        ..named(number, "Kari")
    }
}

fn with_three_orders() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path(), ledger_id(), &key()).unwrap();
    for number in 1..=3 {
        ledger.commit(large(number), at(0)).unwrap();
    }
    drop(ledger);
    let file = fs::read(folder.path().join("ledger.db")).unwrap();
    (folder, file)
}

/// The ledger with one bit of one page turned, if it opens at all.
fn damaged(folder: &Path, whole: &[u8], page: usize) -> Option<Ledger> {
    let mut file = whole.to_vec();
    file[page * PAGE + 77] ^= 1;
    fs::write(folder.join("ledger.db"), file).unwrap();
    Ledger::open(folder, &key()).ok()
}

#[test]
fn a_damaged_page_of_one_picture_is_told_and_everything_else_goes_on() {
    let (folder, whole) = with_three_orders();
    let mut of_one_picture = 0;
    for page in 1..whole.len() / PAGE {
        let Some(ledger) = damaged(folder.path(), &whole, page) else {
            continue;
        };
        let read = |number: u128| ledger.picture(id(number), "photo");
        let pictures = [1, 2, 3].map(|number| match read(number) {
            Ok(jpeg) => {
                let stored = &large(number).pictures[0].jpeg;
                assert!(jpeg == *stored, "page {page}: {number} is not as it was");
                true
            }
            Err(error) => {
                assert_eq!(error, LedgerError::Damaged, "page {page}");
                false
            }
        });
        let lost = pictures.iter().filter(|whole| !**whole).count();
        if lost != 1 {
            continue;
        }
        of_one_picture += 1;
        // The page may be the one on which the order's pictures begin.
        for other in [1, 2, 3]
            .into_iter()
            .zip(pictures)
            .filter(|(_, whole)| *whole)
        {
            let order = ledger.order(id(other.0)).map(drop);
            assert_eq!(order, Ok(()), "page {page}: {}", other.0);
        }
        let next = ledger.commit(large(9), at(1)).map(drop);
        assert_eq!(next, Ok(()), "page {page}: the next person is ordered for");
        let claimed = ledger.claim(id(9), at(2)).map(|it| it.is_some());
        assert_eq!(claimed, Ok(true), "page {page}");
    }
    assert!(of_one_picture > 75, "{of_one_picture} pages");
}

#[test]
fn a_damaged_page_that_is_met_while_something_is_erased_keeps_nothing_else_from_being_written() {
    let folder = tempfile::tempdir().unwrap();
    let ledger = Ledger::create(folder.path(), ledger_id(), &key()).unwrap();
    let draft = Draft {
        id: draft_id(1),
        connection: "c".into(),
        body: "{}".into(),
        saved_at: at(0),
    };
    let photo = &large(5).pictures[0].jpeg;
    let pictures = [(PictureKind::Original, photo.as_slice())];
    let saved = ledger.save_draft_with_pictures(&draft, "photo", &pictures);
    saved.unwrap();
    drop(ledger);
    let whole = fs::read(folder.path().join("ledger.db")).unwrap();
    let mut met = 0;
    for page in 1..whole.len() / PAGE {
        let Some(ledger) = damaged(folder.path(), &whole, page) else {
            continue;
        };
        let erased = ledger.forget_originals_before(at(60));
        if erased.is_ok() || ledger.commit(large(7), at(1)) == Err(LedgerError::Damaged) {
            continue;
        }
        met += 1;
        assert_eq!(erased, Err(LedgerError::Damaged), "page {page}");
        for number in [8, 9] {
            let next = ledger.commit(large(number), at(1)).map(drop);
            assert_eq!(next, Ok(()), "page {page}");
        }
    }
    assert!(met > 25, "{met} pages");
}
