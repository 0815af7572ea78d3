//! Pictures: measured, decoded within limits, turned upright, and encoded anew. What else was in them is left behind.

use super::kind::{Kind, is_whole_jpeg, is_whole_png, scans_of_jpeg, size_of_jpeg, size_of_png};
use super::{MOST_PIXELS, PAGE_SIDE, Paper, Picture, THUMB_SIDE};
use crate::{Refusal, keys::Digest};
use image::codecs::jpeg::{JpegDecoder, JpegEncoder};
use image::codecs::png::{CompressionType, FilterType, PngDecoder, PngEncoder};
use image::{DynamicImage, GenericImageView, ImageDecoder, ImageResult, Limits, RgbImage};
use std::io::Cursor;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// The longest side of a picture.
const LONGEST_SIDE: u32 = 12_000;

/// The most memory that decoding may take, the pixels included.
const MEMORY: u64 = 512 * 1024 * 1024;

/// The most passes of a JPEG. Cameras write one, the web at most a dozen.
const MOST_SCANS: usize = 64;

/// A picture of a page up to this size stays a PNG, which shows letters best.
const SHARP: usize = 400_000;

/// Looks inside a JPEG or PNG.
pub(super) fn look(bytes: &[u8], kind: Kind) -> Result<Paper, Refusal> {
    measured(bytes, kind)?;
    // A decoder that panics on a hostile file has refused it.
    let decoded = catch_unwind(AssertUnwindSafe(|| upright(bytes, kind)));
    let picture = decoded.ok().and_then(Result::ok).ok_or(Refusal::Damaged)?;
    let bytes = match kind {
        Kind::Png => png(&picture, CompressionType::Default),
        Kind::Jpeg | Kind::Pdf => jpeg(&picture, 88),
    };
    let digest = Digest::of(&bytes);
    Ok(Paper { kind, bytes, digest, thumb: thumb(&picture), pages: vec![page(&picture)] })
}

/// Refuses without decoding what would be too large to decode, and what has broken off.
fn measured(bytes: &[u8], kind: Kind) -> Result<(), Refusal> {
    let size = if kind == Kind::Png { size_of_png(bytes) } else { size_of_jpeg(bytes) };
    let (width, height) = size.filter(|(width, height)| *width > 0 && *height > 0).ok_or(Refusal::Damaged)?;
    if width.max(height) > LONGEST_SIDE || u64::from(width) * u64::from(height) > MOST_PIXELS {
        return Err(Refusal::TooManyPixels);
    }
    let laborious = kind == Kind::Jpeg && scans_of_jpeg(bytes) > MOST_SCANS;
    if laborious {
        return Err(Refusal::TooHeavy);
    }
    // Decoders show what has arrived of a picture, and the rest grey: half a paper would pass for a whole one.
    let whole = if kind == Kind::Png { is_whole_png(bytes) } else { is_whole_jpeg(bytes) };
    if whole { Ok(()) } else { Err(Refusal::Damaged) }
}

/// Decodes the picture as a person would hold it.
fn upright(bytes: &[u8], kind: Kind) -> ImageResult<DynamicImage> {
    let source = Cursor::new(bytes);
    match kind {
        Kind::Png => decoded(PngDecoder::with_limits(source, limits())?),
        Kind::Jpeg | Kind::Pdf => decoded(JpegDecoder::new(source)?),
    }
}

fn decoded(mut decoder: impl ImageDecoder) -> ImageResult<DynamicImage> {
    decoder.set_limits(limits())?;
    let orientation = decoder.orientation()?;
    let mut picture = opaque(DynamicImage::from_decoder(decoder)?);
    picture.apply_orientation(orientation);
    Ok(picture)
}

fn limits() -> Limits {
    let mut limits = Limits::default();
    limits.max_image_width = Some(LONGEST_SIDE);
    limits.max_image_height = Some(LONGEST_SIDE);
    limits.max_alloc = Some(MEMORY);
    limits
}

/// Eight bits a channel, on white paper: what shines through is not seen by everybody alike.
fn opaque(picture: DynamicImage) -> DynamicImage {
    let color = picture.color();
    match (color.has_color(), color.has_alpha()) {
        (false, false) => picture.into_luma8().into(),
        (true, false) => picture.into_rgb8().into(),
        (_, true) => on_white(&picture.into_rgba8()).into(),
    }
}

fn on_white(picture: &image::RgbaImage) -> RgbImage {
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [r, g, b, a] = picture.get_pixel(x, y).0.map(u32::from);
        image::Rgb([r, g, b].map(|part| ((part * a + 255 * (255 - a)) / 255) as u8))
    })
}

/// The picture that stands for a page: sharp if that is small, else as a photograph.
pub(super) fn page(picture: &DynamicImage) -> Picture {
    let picture = &fitted(picture, PAGE_SIDE);
    let sharp = png(picture, CompressionType::Default);
    if sharp.len() <= SHARP { pictured(picture, sharp, Kind::Png) } else { photograph(picture, 85) }
}

/// The small picture.
pub(super) fn thumb(picture: &DynamicImage) -> Picture {
    photograph(&fitted(picture, THUMB_SIDE), 80)
}

/// Not larger than `side`; never enlarged.
fn fitted(picture: &DynamicImage, side: u32) -> DynamicImage {
    let (width, height) = picture.dimensions();
    if width.max(height) <= side { picture.clone() } else { picture.thumbnail(side, side) }
}

fn photograph(picture: &DynamicImage, quality: u8) -> Picture {
    pictured(picture, jpeg(picture, quality), Kind::Jpeg)
}

fn pictured(picture: &DynamicImage, bytes: Vec<u8>, kind: Kind) -> Picture {
    Picture { bytes, content_type: kind.content_type(), width: picture.width(), height: picture.height() }
}

fn jpeg(picture: &DynamicImage, quality: u8) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written = picture.write_with_encoder(JpegEncoder::new_with_quality(&mut bytes, quality));
    written.expect("an opaque picture of eight bits can be written to memory");
    bytes
}

fn png(picture: &DynamicImage, compression: CompressionType) -> Vec<u8> {
    let mut bytes = Vec::new();
    let written =
        picture.write_with_encoder(PngEncoder::new_with_quality(&mut bytes, compression, FilterType::Adaptive));
    written.expect("an opaque picture of eight bits can be written to memory");
    bytes
}
