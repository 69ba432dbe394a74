//! The pages of a ledger's file as they are, decrypted.

use aes::cipher::{BlockModeDecrypt, KeyIvInit, block_padding::NoPadding};
use std::fs;
use std::path::Path;

/// SQLCipher's page, and what it keeps at the end of each: 16 bytes of initialisation vector, 64
/// of authentication (zetetic.net/sqlcipher/design).
const PAGE: usize = 4096;
const RESERVED: usize = 80;
const SALT: usize = 16;

/// Every page of a closed ledger, decrypted, the free ones too.
pub fn pages(folder: &Path, key: &[u8]) -> Vec<Vec<u8>> {
    assert!(!folder.join("ledger.db-wal").exists());
    let file = fs::read(folder.join("ledger.db")).unwrap();
    let decrypt = |(number, page): (usize, &[u8])| {
        let start = if number == 0 { SALT } else { 0 };
        let (text, rest) = page[start..].split_at(PAGE - RESERVED - start);
        let decryptor = cbc::Decryptor::<aes::Aes256>::new_from_slices(key, &rest[..16]).unwrap();
        decryptor.decrypt_padded_vec::<NoPadding>(text).unwrap()
    };
    file.chunks_exact(PAGE).enumerate().map(decrypt).collect()
}
