//! The streams of a PDF, measured before anybody unfolds them: a few bytes can hold gigabytes.

use super::MOST_PIXELS;
use super::kind::{size_of_jbig2, size_of_jpeg, size_of_jpeg2000};
use super::suspects::{buried_name, has_virus_mark, weight};
use crate::Refusal;
use lopdf::{Dictionary, Document, Object, Stream};
use std::cell::Cell;
use std::collections::HashSet;

/// The most bytes that one stream may unfold to: an A4 page at 600 dpi in colours has 104 MB.
const STREAM: usize = 128 * 1024 * 1024;

/// The most bytes that all streams of a file may unfold to.
const FILE: usize = 512 * 1024 * 1024;

/// The most bytes that a stream of objects may unfold to, which the parser does at once.
pub(super) const OBJECTS: usize = 8 * 1024 * 1024;

/// The most bytes that all streams of objects may unfold to.
const ALL_OBJECTS: usize = 64 * 1024 * 1024;

/// The most objects that are parsed: the parser needs some hundred bytes for each.
pub(super) const WEIGHT: usize = 2_000_000;

thread_local! {
    /// What is left for streams of objects: bytes and weight. The parser takes a plain function, so it lies here.
    static LEFT: Cell<Option<(usize, usize)>> = const { Cell::new(None) };
}

/// Begins to count the streams of objects of one file, whose own weight is known.
pub(super) fn begin(weight: usize) {
    LEFT.set(Some((ALL_OBJECTS, WEIGHT.saturating_sub(weight))));
}

/// Whether a stream of objects was left out since it was too much.
pub(super) fn is_exceeded() -> bool {
    LEFT.get().is_none()
}

/// Keeps every object for the parser but streams of objects that are too much.
pub(super) fn bounded(id: (u32, u16), object: &mut Object) -> Option<((u32, u16), Object)> {
    let taken = match object {
        Object::Stream(stream) if stream.dict.has_type(b"ObjStm") => {
            let plain = stream.get_plain_content_with_limit(OBJECTS);
            plain.map_or((usize::MAX, usize::MAX), |plain| (plain.len(), weight(&plain)))
        }
        _ => (0, 0),
    };
    let left = LEFT.get()?;
    let left = (|| Some((left.0.checked_sub(taken.0)?, left.1.checked_sub(taken.1)?)))();
    LEFT.set(left);
    let kept = match object {
        // Of a stream the parser only asks whether it is given back; a copy would be thrown away.
        Object::Stream(_) => Object::Null,
        other => other.clone(),
    };
    left.map(|_| (id, kept))
}

/// Measures streams, each once however often the file is parsed.
#[derive(Default)]
pub(super) struct Measure {
    seen: HashSet<usize>,
    unfolded: usize,
}

impl Measure {
    /// Refuses a document whose streams unfold to too much or hold what must not be.
    pub(super) fn all(&mut self, document: &Document) -> Result<(), Refusal> {
        for object in document.objects.values() {
            let Object::Stream(stream) = object else { continue };
            if stream.start_position.is_none_or(|start| self.seen.insert(start)) {
                self.one(document, stream)?;
            }
        }
        Ok(())
    }

    fn one(&mut self, document: &Document, stream: &Stream) -> Result<(), Refusal> {
        let of_stream = |key: &[u8]| stream.dict.get(key).ok().map(|value| resolved(document, value));
        let mut filters = filters(document, of_stream(b"Filter"))?;
        let picture = filters.pop_if(|last| is_picture(last));
        if filters.iter().any(|filter| is_picture(filter)) {
            return Err(Refusal::Damaged);
        }
        let parameters = of_stream(b"DecodeParms").cloned().map(|value| deep(document, value));
        let plain = unfolded(stream, &filters, parameters)?;
        self.unfolded += plain.len();
        if self.unfolded > FILE {
            return Err(Refusal::TooHeavy);
        }
        if has_virus_mark(&plain) {
            return Err(Refusal::Infected);
        }
        if stream.dict.has_type(b"ObjStm")
            && let Some(refusal) = buried_name(&plain)
        {
            return Err(refusal);
        }
        let number = |key: &[u8]| of_stream(key).and_then(|value| value.as_i64().ok()).unwrap_or_default();
        let declared = (number(b"Width").unsigned_abs(), number(b"Height").unsigned_abs());
        let own = match picture.as_deref() {
            Some(b"DCTDecode") => size_of_jpeg(&plain),
            Some(b"JPXDecode") => size_of_jpeg2000(&plain),
            Some(b"JBIG2Decode") => size_of_jbig2(&plain),
            Some(_) => columns(document, of_stream(b"DecodeParms")),
            None => None,
        };
        let own = own.map_or(declared, |(width, height)| (width.into(), height.into()));
        let pixels = (declared.0.max(own.0)).saturating_mul(declared.1.max(own.1));
        if pixels > MOST_PIXELS { Err(Refusal::TooManyPixels) } else { Ok(()) }
    }
}

/// The names of a stream's filters, in the order of decoding. What is not spelled as the specification does is refused,
/// since readers differ in what they make of it.
fn filters(document: &Document, filter: Option<&Object>) -> Result<Vec<Vec<u8>>, Refusal> {
    let names: Vec<&Object> = match filter {
        None | Some(Object::Null) => vec![],
        Some(Object::Array(items)) => items.iter().map(|item| resolved(document, item)).collect(),
        Some(one) => vec![one],
    };
    let known = |name: &&Object| {
        let plain: [&[u8]; 5] = [b"FlateDecode", b"LZWDecode", b"ASCII85Decode", b"ASCIIHexDecode", b"RunLengthDecode"];
        name.as_name().is_ok_and(|name| plain.contains(&name) || is_picture(name))
    };
    let all_known = names.len() <= 4 && names.iter().all(known);
    let owned = names.iter().filter_map(|name| name.as_name().ok().map(<[u8]>::to_vec)).collect();
    if all_known { Ok(owned) } else { Err(Refusal::Damaged) }
}

fn is_picture(filter: &[u8]) -> bool {
    matches!(filter, b"DCTDecode" | b"JPXDecode" | b"JBIG2Decode" | b"CCITTFaxDecode")
}

/// The stream without its plain filters, up to the limit.
fn unfolded(stream: &Stream, filters: &[Vec<u8>], parameters: Option<Object>) -> Result<Vec<u8>, Refusal> {
    if filters.is_empty() {
        return Ok(stream.content.clone());
    }
    let mut dictionary = Dictionary::new();
    dictionary.set("Filter", filters.iter().map(|name| Object::Name(name.clone())).collect::<Vec<_>>());
    if let Some(parameters) = parameters {
        dictionary.set("DecodeParms", parameters);
    }
    let plain = Stream::new(dictionary, stream.content.clone());
    plain.decompressed_content_with_limit(STREAM).map_err(|error| match error {
        lopdf::Error::Decompress(_) => Refusal::TooHeavy,
        _ => Refusal::Damaged,
    })
}

/// How wide a fax says it is.
fn columns(document: &Document, parameters: Option<&Object>) -> Option<(u32, u32)> {
    let last = match parameters? {
        Object::Array(items) => resolved(document, items.last()?),
        one => one,
    };
    let columns = last.as_dict().ok()?.get(b"Columns").ok()?;
    Some((u32::try_from(resolved(document, columns).as_i64().ok()?).ok()?, 0))
}

fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, end)| end)
}

/// Parameters with their references resolved, two levels deep, as far as filters have them.
fn deep(document: &Document, object: Object) -> Object {
    let flat = |dictionary: &Dictionary| {
        let mut flat = Dictionary::new();
        for (key, value) in dictionary.iter() {
            flat.set(key.clone(), resolved(document, value).clone());
        }
        Object::Dictionary(flat)
    };
    match object {
        Object::Dictionary(dictionary) => flat(&dictionary),
        Object::Array(items) => {
            let one = |item: &Object| resolved(document, item).as_dict().map_or(Object::Null, flat);
            Object::Array(items.iter().map(one).collect())
        }
        other => other,
    }
}
