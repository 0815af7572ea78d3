//! How S3 keys are spelled; nothing else spells them. They hold ids and digests only, never anything personal.

use crate::ticket::AttachmentId;
use domain::ids::AccountId;
use sha2::{Digest as _, Sha256};
use std::fmt;

/// SHA-256 of what is kept: the name of an admitted paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Digest([u8; 32]);

impl Digest {
    /// The digest of these bytes.
    pub fn of(bytes: &[u8]) -> Digest {
        Digest(Sha256::digest(bytes).into())
    }

    /// Exactly 64 lowercase hexadecimal digits; anything else names nothing.
    pub fn parse(text: &str) -> Option<Digest> {
        from_hex(text).map(Digest)
    }

    /// The 32 bytes themselves, as S3's checksum wants them.
    pub(crate) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_hex(&self.0, f)
    }
}

/// Writes bytes as lowercase hexadecimal digits.
pub(crate) fn to_hex(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    bytes.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
}

/// Reads exactly `N` bytes from lowercase hexadecimal digits.
pub(crate) fn from_hex<const N: usize>(text: &str) -> Option<[u8; N]> {
    let mut bytes = [0; N];
    let digit = |c: u8| match c {
        b'0'..=b'9' => Some(c - b'0'),
        b'a'..=b'f' => Some(c - b'a' + 10),
        _ => None,
    };
    let pairs = text.as_bytes().chunks(2);
    if text.len() != 2 * N {
        return None;
    }
    for (byte, pair) in bytes.iter_mut().zip(pairs) {
        *byte = digit(pair[0])? << 4 | digit(pair[1])?;
    }
    Some(bytes)
}

/// A part of the inbox, by who takes out what arrives there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tray {
    /// Papers, for the scan intake.
    Papers,
    /// Spreadsheets, for the sheet intake.
    Sheets,
    /// Orders to take the rows of a spreadsheet: empty objects, whose arrival wakes the sheet intake.
    Orders,
}

impl Tray {
    /// What its keys begin with.
    pub const fn prefix(self) -> &'static str {
        match self {
            Tray::Papers => "inbox/",
            Tray::Sheets => "sheets/",
            Tray::Orders => "orders/",
        }
    }

    /// Where the files of one owner arrive.
    pub fn of(self, owner: AccountId) -> String {
        format!("{}{owner}/", self.prefix())
    }

    /// Where a file arrives: under its owner, so that it can be asked whether anything of theirs still waits.
    pub fn key(self, owner: AccountId, id: &AttachmentId) -> String {
        format!("{}{id}", self.of(owner))
    }

    /// Whose arrival a key of this tray is; `None` for a key that is not of our spelling.
    pub fn read(self, key: &str) -> Option<(AccountId, AttachmentId)> {
        let (owner, id) = key.strip_prefix(self.prefix())?.split_once('/')?;
        Some((AccountId::parse(owner)?, AttachmentId::parse(id)?))
    }
}

/// Where an admitted paper lies.
pub fn paper(owner: AccountId, digest: &Digest) -> String {
    format!("scans/{owner}/{digest}")
}

/// Where the picture of a page lies, counted from 1. Not below the paper's own key: a store that keeps objects as
/// files could not hold both.
pub fn page(owner: AccountId, digest: &Digest, number: usize) -> String {
    format!("pages/{owner}/{digest}/{number}")
}

/// Where the small picture of the first page lies.
pub fn thumb(owner: AccountId, digest: &Digest) -> String {
    format!("pages/{owner}/{digest}/thumb")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c11_a_key_or_digest_of_another_spelling_names_nothing() {
        let digest = Digest::of(b"paper").to_string();
        assert_eq!(Digest::parse(&digest).map(|parsed| parsed.to_string()), Some(digest.clone()));
        for bad in ["", "..", &digest[1..], &digest.to_uppercase(), &format!("{}#", &digest[1..])] {
            assert_eq!(Digest::parse(bad), None, "{bad}");
        }
        let id = "0".repeat(48);
        let owner = AccountId::derived([7; 16]);
        let of_inbox = |key: &str| Tray::Papers.read(key);
        assert!(of_inbox(&format!("inbox/{owner}/{id}")).is_some());
        assert!(
            of_inbox(&format!("sheets/{owner}/{id}")).is_none()
                && Tray::Sheets.read(&format!("sheets/{owner}/{id}")).is_some()
        );
        let strange = [&format!("inbox/{id}"), &format!("scans/{owner}/{id}"), &format!("inbox/{owner}/{id}/1")];
        for bad in ["", "inbox/", "inbox/../x", "inbox//", &id].into_iter().chain(strange.map(String::as_str)) {
            assert_eq!(of_inbox(bad), None, "{bad}");
        }
    }

    #[test]
    fn d19_a_key_is_generated_and_holds_nothing_of_the_file_name() {
        let (owner, digest) = (AccountId::derived([7; 16]), Digest::of(b""));
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        let owner_spelled = "07".repeat(16);
        assert_eq!(paper(owner, &digest), format!("scans/{owner_spelled}/{empty}"));
        assert_eq!(page(owner, &digest, 1), format!("pages/{owner_spelled}/{empty}/1"));
        assert_eq!(thumb(owner, &digest), format!("pages/{owner_spelled}/{empty}/thumb"));
    }
}
