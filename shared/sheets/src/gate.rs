//! What is asked of a file before anything in it is believed: its kind, its sizes as declared and as they are, no macros.

use crate::{LARGEST, Refusal};
use std::io::{Cursor, ErrorKind, Read};
use zip::ZipArchive;
use zip::read::ZipFile;

/// The parts of one file, at most.
const MOST_PARTS: usize = 500;
/// The bytes of all parts together, once inflated: 5,000 persons with their rows have some 20 MiB.
const MOST_BYTES: u64 = 64 * 1024 * 1024;
/// How many times larger a part may become; a sheet of nothing but formatted cells becomes some sixty times larger.
const MOST_TIMES: u64 = 200;
/// A part may have so many bytes whatever it was packed to.
const SMALL: u64 = 1024 * 1024;
/// Where the number of shared texts is said at the latest.
const HEAD: usize = 4096;
/// How many texts may be announced.
const MOST_TEXTS: u64 = 2_000_000;

/// An `.xlsx` whose parts are all of a size that can be read. Each was inflated once for it, and none of it was kept.
pub(crate) fn pass(bytes: &[u8]) -> Result<(), Refusal> {
    match bytes {
        [] => return Err(Refusal::Empty),
        _ if bytes.len() > LARGEST => return Err(Refusal::TooLarge),
        [0xd0, 0xcf, 0x11, 0xe0, ..] => return Err(Refusal::OldOrLocked),
        [b'P', b'K', 3, 4, ..] => {}
        _ => return Err(Refusal::OtherKind),
    }
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Refusal::Damaged)?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::Bomb);
    }
    let names: Vec<String> = archive.file_names().map_while(Result::ok).map(|name| name.to_lowercase()).collect();
    let ends = |end: &str| names.iter().any(|name| name.ends_with(end));
    match () {
        () if ends("vbaproject.bin") => return Err(Refusal::Macros),
        () if names.len() != archive.len() || !ends("[content_types].xml") || !ends("workbook.xml") => {
            return Err(Refusal::OtherKind);
        }
        () => {}
    }
    declared(&mut archive, bytes.len())?;
    let mut left = MOST_BYTES;
    for n in 0..archive.len() {
        let part = archive.by_index(n).map_err(|_| Refusal::Damaged)?;
        left -= inflated(part, left)?;
    }
    Ok(())
}

/// What the parts say of themselves, before the first of them is inflated. Parts that share their bytes pack more than
/// the file has.
fn declared(archive: &mut ZipArchive<Cursor<&[u8]>>, bytes: usize) -> Result<(), Refusal> {
    let (mut packed, mut whole) = (0_u64, 0_u64);
    for n in 0..archive.len() {
        let part = archive.by_index_raw(n).map_err(|_| Refusal::Damaged)?;
        if part.encrypted() {
            return Err(Refusal::OldOrLocked);
        }
        packed = packed.saturating_add(part.compressed_size());
        whole = whole.saturating_add(part.size());
        if whole > MOST_BYTES || packed > bytes as u64 || part.size() > most(part.compressed_size()) {
            return Err(Refusal::Bomb);
        }
    }
    Ok(())
}

fn most(packed: u64) -> u64 {
    SMALL.max(packed.saturating_mul(MOST_TIMES))
}

/// How many bytes a part has in truth: read to its end, or to where it has too many.
fn inflated(mut part: ZipFile<'_, Cursor<&[u8]>>, left: u64) -> Result<u64, Refusal> {
    let limit = most(part.compressed_size()).min(left);
    let name = part.name().map_err(|_| Refusal::Damaged)?.to_lowercase();
    let (mut head, mut chunk, mut size) = (Vec::with_capacity(HEAD), [0; 16 * 1024], 0_u64);
    loop {
        let read = match part.read(&mut chunk) {
            Ok(0) => break,
            Ok(read) => read,
            Err(error) if error.kind() == ErrorKind::Interrupted => continue,
            Err(_) => return Err(Refusal::Damaged),
        };
        size += read as u64;
        if size > limit {
            return Err(Refusal::Bomb);
        }
        let more = read.min(HEAD - head.len());
        head.extend_from_slice(&chunk[..more]);
    }
    if name.ends_with("[content_types].xml") && String::from_utf8_lossy(&head).contains("macroEnabled") {
        return Err(Refusal::Macros);
    }
    if name.ends_with(".xml") || name.ends_with(".rels") {
        plain(&head)?;
    }
    if name.ends_with("sharedstrings.xml") {
        announced(&head)?;
    }
    Ok(size)
}

/// XML in UTF-8, as every program writes it; what is said in another code could not be looked at here.
fn plain(head: &[u8]) -> Result<(), Refusal> {
    let text = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let coded = text.iter().any(|byte| matches!(byte, 0 | 0x1b)) || !text.trim_ascii_start().starts_with(b"<");
    let said = String::from_utf8_lossy(&text[..text.len().min(200)]).to_lowercase();
    let said = said.split_once("?>").map_or("", |(said, _)| said);
    let other = said.split_once("encoding").is_some_and(|(_, code)| !code.contains("utf-8"));
    if coded || other { Err(Refusal::Damaged) } else { Ok(()) }
}

/// The reader sets memory aside for as many texts as are announced, so the number is looked at first.
fn announced(head: &[u8]) -> Result<(), Refusal> {
    let text = String::from_utf8_lossy(head);
    let table = text.find("<sst").or_else(|| text.find(":sst")).ok_or(Refusal::Damaged)?;
    let length = text[table..].find('>').ok_or(Refusal::Damaged)?;
    if text[..table].contains("<!--") {
        return Err(Refusal::Damaged);
    }
    let Some((_, said)) = text[table..table + length].split_once("uniqueCount") else { return Ok(()) };
    let digits: String = said.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let number: u64 = digits.parse().map_err(|_| Refusal::Damaged)?;
    if number > MOST_TEXTS { Err(Refusal::Bomb) } else { Ok(()) }
}
