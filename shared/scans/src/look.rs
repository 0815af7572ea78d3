//! Looking inside a file: what it really is, whether it may be kept, and how it is shown.

mod image;
mod kind;
mod pdf;
mod render;
mod streams;
mod suspects;
mod threats;

pub use kind::Kind;

use crate::keys::Digest;
use crate::name::{self, Claim};
use crate::{LARGEST, Refusal};
use std::time::Duration;

/// The longest that one file may occupy `look`; a file that takes longer is refused.
pub const LONGEST: Duration = Duration::from_secs(45);

/// The most pixels that one picture may have, on its own or inside a PDF.
const MOST_PIXELS: u64 = 80_000_000;

/// The longest side of a picture that stands for a page.
const PAGE_SIDE: u32 = 1_600;

/// The longest side of the small picture.
const THUMB_SIDE: u32 = 320;

/// A file that was looked into and may be kept.
#[derive(Clone, Debug)]
pub struct Paper {
    /// What it is.
    pub kind: Kind,
    /// What is kept: a picture encoded anew, a PDF byte for byte.
    pub bytes: Vec<u8>,
    /// The digest of what is kept.
    pub digest: Digest,
    /// What is shown: one picture a page.
    pub pages: Vec<Picture>,
    /// The small picture of the first page.
    pub thumb: Picture,
}

/// A picture that we made: it holds pixels and nothing else.
#[derive(Clone, Debug)]
pub struct Picture {
    /// The encoded picture.
    pub bytes: Vec<u8>,
    /// `image/png` or `image/jpeg`.
    pub content_type: &'static str,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
}

/// Looks inside a file. The bytes decide what it is; a name that claims something else is a reason to refuse.
/// Blocks, for a large PDF up to `LONGEST`.
pub fn look(bytes: &[u8], file_name: &str) -> Result<Paper, Refusal> {
    sized(bytes.len() as u64)?;
    if suspects::has_virus_mark(bytes) {
        return Err(Refusal::Infected);
    }
    let kind = Kind::of(bytes).ok_or(Refusal::OtherKind)?;
    match name::claim(&name::clean(file_name)) {
        Claim::One(claimed) if claimed != kind => return Err(Refusal::Disguised),
        Claim::Other => return Err(Refusal::Disguised),
        Claim::One(_) | Claim::Nothing => {}
    }
    match kind {
        Kind::Pdf => pdf::look(bytes),
        Kind::Jpeg | Kind::Png => image::look(bytes, kind),
    }
}

/// What can be told before the bytes arrive, so that nobody uploads for nothing.
pub fn foresee(file_name: &str, size: u64) -> Result<(), Refusal> {
    sized(size)?;
    let claim = name::claim(&name::clean(file_name));
    if claim == Claim::Other { Err(Refusal::OtherKind) } else { Ok(()) }
}

fn sized(bytes: u64) -> Result<(), Refusal> {
    match bytes {
        0 => Err(Refusal::Empty),
        1..=LARGEST => Ok(()),
        _ => Err(Refusal::TooLarge),
    }
}
