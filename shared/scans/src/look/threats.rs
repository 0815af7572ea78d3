//! What in the objects of a PDF would run, start, hide or fetch something. Keys and values are the specification's.

use crate::Refusal;
use lopdf::{Dictionary, Document, Object};

/// The worst that the objects hold, if any of it is bad.
pub(super) fn worst(document: &Document) -> Option<Refusal> {
    let roots = std::iter::once(&document.trailer).filter_map(|trailer| in_dictionary(document, trailer));
    let objects = document.objects.values().filter_map(|object| in_object(document, object));
    let locked = (document.is_encrypted() || document.was_encrypted()).then_some(Refusal::Encrypted);
    roots.chain(objects).chain(locked).min()
}

/// Objects nest as deep as the parser lets them, which is not deep.
fn in_object(document: &Document, object: &Object) -> Option<Refusal> {
    match object {
        Object::Array(items) => items.iter().filter_map(|item| in_object(document, item)).min(),
        Object::Dictionary(dictionary) => in_dictionary(document, dictionary),
        Object::Stream(stream) => {
            // The bytes of such a stream lie in another file.
            let elsewhere = stream.dict.has(b"F").then_some(Refusal::Attachment);
            [in_dictionary(document, &stream.dict), elsewhere].into_iter().flatten().min()
        }
        _ => None,
    }
}

fn in_dictionary(document: &Document, dictionary: &Dictionary) -> Option<Refusal> {
    let entries = dictionary.iter().filter_map(|(key, value)| {
        let at_end = resolved(document, value);
        let own = match key.as_slice() {
            b"S" => action(at_end),
            b"Subtype" => annotation(at_end),
            b"Type" if is_name(at_end, b"EmbeddedFile") => Some(Refusal::Attachment),
            b"JS" if at_end.as_str().is_ok() => Some(Refusal::Script),
            b"JavaScript" => Some(Refusal::Script),
            b"OpenAction" => opening(document, at_end),
            b"AA" => automatic(document, at_end),
            b"XFA" => Some(Refusal::LiveForm),
            b"EF" if at_end.as_dict().is_ok() => Some(Refusal::Attachment),
            b"EmbeddedFiles" => Some(Refusal::Attachment),
            b"AF" if is_associated(document, at_end) => Some(Refusal::Attachment),
            _ => None,
        };
        // What is behind a reference is an object of its own and looked at there.
        [own, in_object(document, value)].into_iter().flatten().min()
    });
    entries.min()
}

/// What stands at the end of a reference, or the object itself.
fn resolved<'a>(document: &'a Document, object: &'a Object) -> &'a Object {
    document.dereference(object).map_or(object, |(_, end)| end)
}

fn is_name(object: &Object, name: &[u8]) -> bool {
    object.as_name().is_ok_and(|own| own == name)
}

/// The kinds of actions that may not be there at all. Going to a place in the file or to a web page, when clicked, may.
fn action(kind: &Object) -> Option<Refusal> {
    match kind.as_name().ok()? {
        b"JavaScript" | b"Rendition" => Some(Refusal::Script),
        b"Launch" | b"SubmitForm" | b"ImportData" | b"ResetForm" | b"GoToR" | b"GoToE" => Some(Refusal::Action),
        b"Movie" | b"Sound" | b"GoTo3DView" | b"RichMediaExecute" => Some(Refusal::Media),
        _ => None,
    }
}

/// The kinds of annotations that may not be there.
fn annotation(kind: &Object) -> Option<Refusal> {
    match kind.as_name().ok()? {
        b"FileAttachment" => Some(Refusal::Attachment),
        b"RichMedia" | b"Screen" | b"Movie" | b"Sound" | b"3D" => Some(Refusal::Media),
        _ => None,
    }
}

/// What happens on opening: to show a place is fine, to do anything is not.
fn opening(document: &Document, object: &Object) -> Option<Refusal> {
    let kind = object.as_dict().ok()?.get(b"S").ok()?;
    (!is_name(resolved(document, kind), b"GoTo")).then_some(Refusal::Action)
}

/// What happens by itself: an entry counts if it leads to an action, since fonts and pictures may bear the same name.
fn automatic(document: &Document, object: &Object) -> Option<Refusal> {
    const ACTIONS: [&[u8]; 8] = [b"GoTo", b"URI", b"Named", b"Hide", b"Thread", b"SetOCGState", b"Trans", b"GoToDp"];
    let is_action = |value: &Object| {
        let kind = resolved(document, value).as_dict().ok().and_then(|dictionary| dictionary.get(b"S").ok());
        kind.is_some_and(|kind| ACTIONS.iter().any(|name| is_name(resolved(document, kind), name)))
    };
    object.as_dict().ok()?.iter().any(|(_, value)| is_action(value)).then_some(Refusal::Action)
}

/// Whether the value lists files that belong to the document.
fn is_associated(document: &Document, object: &Object) -> bool {
    let is_file = |object: &Object| {
        let dictionary = resolved(document, object).as_dict();
        dictionary.is_ok_and(|file| file.has(b"EF") || file.has_type(b"Filespec") || file.has_type(b"F"))
    };
    match object {
        Object::Array(items) => items.iter().any(is_file),
        object => is_file(object),
    }
}
