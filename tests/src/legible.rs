//! What can be read in files by somebody who has no key.

use std::fs;
use std::io::{BufRead, Cursor};
use std::path::{Path, PathBuf};

/// The files below a folder that hold these bytes.
#[must_use]
pub fn files_with(folder: &Path, wanted: &[u8]) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.flat_map(|entry| holding(&entry, wanted)).collect()
}

/// The bytes of a text in every way a program may write it down: in UTF-8, in UTF-16 of either
/// order, within an address and within JSON.
#[must_use]
pub fn spellings(text: &str) -> Vec<Vec<u8>> {
    let escaped = |of: &dyn Fn(char) -> String| text.chars().map(of).collect::<String>();
    let json = escaped(&|letter| match letter {
        ' '..='~' => letter.to_string(),
        _ => format!("\\u{:04x}", u32::from(letter)),
    });
    let address = escaped(&|letter| match letter {
        'a'..='z' | 'A'..='Z' | '0'..='9' | '-' => letter.to_string(),
        _ => letter
            .to_string()
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect(),
    });
    vec![
        text.as_bytes().to_vec(),
        text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        text.encode_utf16().flat_map(u16::to_be_bytes).collect(),
        json.into_bytes(),
        address.into_bytes(),
    ]
}

fn holding(entry: &fs::DirEntry, wanted: &[u8]) -> Vec<PathBuf> {
    let path = entry.path();
    let Ok(kind) = entry.file_type() else {
        return Vec::new();
    };
    if kind.is_dir() {
        return files_with(&path, wanted);
    }
    // Reading a socket or a pipe of the session would wait for ever.
    let bytes = kind.is_file().then(|| fs::read(&path).ok()).flatten();
    let holds = bytes.is_some_and(|bytes| contains(&bytes, wanted));
    holds.then_some(path).into_iter().collect()
}

/// Looks for the largest byte of what is wanted, which is rarely a zero or a letter: the standard
/// library finds it quickly in a debug build, too.
fn contains(bytes: &[u8], wanted: &[u8]) -> bool {
    let largest = wanted.iter().enumerate().max_by_key(|(_, byte)| **byte);
    let Some((ahead, byte)) = largest else {
        return true;
    };
    let mut rest = Cursor::new(bytes);
    while rest.skip_until(*byte).is_ok_and(|read| read > 0) {
        let at = usize::try_from(rest.position()).unwrap_or(usize::MAX);
        let begin = at.checked_sub(ahead + 1);
        if begin.is_some_and(|begin| bytes[begin..].starts_with(wanted)) {
            return true;
        }
    }
    false
}
