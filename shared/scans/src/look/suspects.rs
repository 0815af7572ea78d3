//! What can be told from the bytes as they lie, before anything is parsed: virus marks, second formats, buried names.

use crate::Refusal;

/// The first half of the scanners' test string; the halves meet only when they run, so that no scanner minds us.
const MARK: [&[u8]; 2] = [br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-", br"ANTIVIRUS-TEST-FILE!$H+H*"];

/// Whether the bytes hold the test string by which virus scanners are tried.
pub(super) fn has_virus_mark(bytes: &[u8]) -> bool {
    let [start, end] = MARK;
    found(bytes, start).any(|at| bytes[at + start.len()..].starts_with(end))
}

/// Where `needle` stands in `bytes`.
fn found<'a>(bytes: &'a [u8], needle: &'a [u8]) -> impl Iterator<Item = usize> + 'a {
    let first = needle[0];
    let starts = bytes.iter().enumerate().filter(move |(_, byte)| **byte == first);
    starts.map(|(at, _)| at).filter(move |at| bytes[*at..].starts_with(needle))
}

/// How far from the end of a file readers look for the mark that ends a PDF.
const END: usize = 2 * 1024;

/// What is wrong with a PDF as a whole. It must be nothing else as well: begin at the first byte, end at its last end
/// mark, and hold no archive that a lenient program would find from behind. One without an end mark has broken off.
pub(super) fn misshapen(bytes: &[u8]) -> Option<Refusal> {
    let end = &bytes[bytes.len().saturating_sub(END)..];
    if has_archive(bytes) || has_second_start(bytes) {
        Some(Refusal::Polyglot)
    } else if found(end, b"%%EOF").next().is_none() {
        Some(Refusal::Damaged)
    } else {
        has_tail(bytes).then_some(Refusal::Polyglot)
    }
}

/// Whether anything but white space follows the last end mark.
fn has_tail(bytes: &[u8]) -> bool {
    let is_blank = |byte: &u8| matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ');
    let end = bytes.iter().rposition(|byte| !is_blank(byte)).map_or(0, |last| last + 1);
    !bytes[..end].ends_with(b"%%EOF")
}

/// Whether there is an archive: the directory and the end of a ZIP, wherever they are, or the start of another.
fn has_archive(bytes: &[u8]) -> bool {
    let has = |needle| found(bytes, needle).next().is_some();
    (has(b"PK\x05\x06") && has(b"PK\x01\x02")) || has(b"7z\xbc\xaf\x27\x1c") || has(b"Rar!\x1a\x07")
}

/// Formats that are recognised by a mark at a fixed place further in, and pages that browsers would guess from the
/// first thousand bytes.
fn has_second_start(bytes: &[u8]) -> bool {
    let at = |place: usize, mark: &[u8]| bytes.get(place..).is_some_and(|rest| rest.starts_with(mark));
    let head = bytes[..bytes.len().min(1024)].to_ascii_lowercase();
    let has = |needle| found(&head, needle).next().is_some();
    at(257, b"ustar")
        || at(128, b"DICM")
        || at(0x8001, b"CD001")
        || [&b"<script"[..], b"<html", b"<!doctype html", b"<svg", b"<?php"].into_iter().any(has)
}

/// Names that no harmless PDF has, with what they stand for.
const NAMES: [(&[u8], Refusal); 7] = [
    (b"JavaScript", Refusal::Script),
    (b"Launch", Refusal::Action),
    (b"SubmitForm", Refusal::Action),
    (b"ImportData", Refusal::Action),
    (b"EmbeddedFile", Refusal::Attachment),
    (b"EmbeddedFiles", Refusal::Attachment),
    (b"RichMedia", Refusal::Media),
];

/// The worst name that stands somewhere in these bytes, however it is spelled. Finds what the cross-reference does not
/// lead to: older revisions, doubled entries. Words inside longer texts, such as addresses, are not names.
pub(super) fn buried_name(bytes: &[u8]) -> Option<Refusal> {
    let named = found(bytes, b"/").filter_map(|at| {
        let name = unescaped(&bytes[at + 1..])?;
        let (_, refusal) = NAMES.iter().find(|(known, _)| *known == name)?;
        is_begun(&bytes[..at]).then_some(*refusal)
    });
    named.min()
}

/// The short name that stands here, `#4a` and the like resolved; `None` if it is too long to matter.
fn unescaped(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut name = Vec::new();
    let mut rest = bytes;
    while let [first, tail @ ..] = rest {
        if name.len() > 16 {
            return None;
        }
        rest = tail;
        match (first, tail) {
            (b'#', [high, low, tail @ ..]) if high.is_ascii_hexdigit() && low.is_ascii_hexdigit() => {
                let digit = |byte: u8| char::from(byte).to_digit(16).unwrap_or_default() as u8;
                name.push(digit(*high) << 4 | digit(*low));
                rest = tail;
            }
            (b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ', _) => break,
            (b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%', _) => break,
            _ => name.push(*first),
        }
    }
    Some(name)
}

/// Whether a name may begin after these bytes: after a blank, a bracket, or one of the keys that names follow.
fn is_begun(before: &[u8]) -> bool {
    let keys: [&[u8]; 4] = [b"/S", b"/Type", b"/Subtype", b"/Names"];
    let free = b"\0\t\n\x0c\r <>[]()";
    before.last().is_none_or(|last| free.contains(last)) || keys.into_iter().any(|key| before.ends_with(key))
}

/// At most how many objects these bytes can hold when they are parsed: each needs a bracket, a slash or a blank. What
/// is counted inside compressed streams is chance, one byte in 24.
pub(super) fn weight(bytes: &[u8]) -> usize {
    let counts =
        |byte: &u8| matches!(byte, b'\0' | b'\t' | b'\n' | 0x0c | b'\r' | b' ' | b'[' | b'/' | b'(' | b'<' | b']');
    bytes.iter().filter(|byte| counts(byte)).count()
}
