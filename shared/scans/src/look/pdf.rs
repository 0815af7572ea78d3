//! PDFs: kept byte for byte, since rewriting would break electronic seals, or refused.

use super::streams::{self, Measure};
use super::{LONGEST, Paper, render, suspects, threats};
use crate::{Refusal, keys::Digest, look::Kind};
use lopdf::{Document, LoadOptions};
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::Instant;

/// The most pages of a paper.
const MOST_PAGES: usize = 100;

/// Pages nest; a reader of them needs room for that.
const STACK: usize = 32 * 1024 * 1024;

/// Looks inside a PDF on a thread of its own, so that one that panics, loops or digs too deep is refused and nothing
/// else happens.
pub(super) fn look(bytes: &[u8]) -> Result<Paper, Refusal> {
    let file = Arc::new(bytes.to_vec());
    let (say, hear) = channel();
    let until = Instant::now() + LONGEST;
    let looking = move || {
        let answer = inspected(&file).and_then(|pages| render::render(&file, pages, until, &say));
        let paper = answer.map(|(pages, thumb)| {
            let bytes = file.to_vec();
            Paper { kind: Kind::Pdf, digest: Digest::of(&bytes), bytes, pages, thumb }
        });
        tell(&say, paper);
    };
    let thread = thread::Builder::new().name("look".into()).stack_size(STACK).spawn(looking);
    thread.map_err(|_| Refusal::TooHeavy)?;
    match hear.recv_timeout(LONGEST) {
        Ok(answer) => answer,
        Err(RecvTimeoutError::Timeout) => Err(Refusal::TooHeavy),
        // The thread died without a word: the file made a reader panic.
        Err(RecvTimeoutError::Disconnected) => Err(Refusal::Damaged),
    }
}

/// Gives the answer. Whoever waited for it may have given up.
pub(super) fn tell(say: &Sender<Result<Paper, Refusal>>, answer: Result<Paper, Refusal>) {
    drop(say.send(answer));
}

/// Takes the file apart and answers how many pages it has.
fn inspected(file: &[u8]) -> Result<usize, Refusal> {
    if let Some(refusal) = suspects::misshapen(file) {
        return Err(refusal);
    }
    if let Some(refusal) = suspects::buried_name(file) {
        return Err(refusal);
    }
    let weight = suspects::weight(file);
    if weight > streams::WEIGHT {
        return Err(Refusal::TooHeavy);
    }
    let mut measure = Measure::default();
    // A file that lost its order is read by collecting the objects that lie about, and some readers always do that:
    // both views must be harmless.
    let pages = viewed(file, weight, false, &mut measure)?;
    viewed(file, weight, true, &mut measure)?;
    match pages {
        0 => Err(Refusal::Damaged),
        1..=MOST_PAGES => Ok(pages),
        _ => Err(Refusal::TooManyPages),
    }
}

/// Parses the file in one of the two ways, looks at every object and stream, and counts the pages.
fn viewed(file: &[u8], weight: usize, rebuilt: bool, measure: &mut Measure) -> Result<usize, Refusal> {
    streams::begin(weight);
    let options = LoadOptions {
        filter: Some(streams::bounded),
        max_decompressed_size: Some(streams::OBJECTS),
        force_reconstruct: rebuilt,
        ..LoadOptions::default()
    };
    let document = Document::load_mem_with_options(file, options).map_err(|error| match error {
        lopdf::Error::Decompress(_) => Refusal::TooHeavy,
        _ => Refusal::Damaged,
    })?;
    if let Some(refusal) = threats::worst(&document) {
        return Err(refusal);
    }
    if streams::is_exceeded() {
        return Err(Refusal::TooHeavy);
    }
    measure.all(&document)?;
    Ok(document.page_iter().take(MOST_PAGES + 1).count())
}
