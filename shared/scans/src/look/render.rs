//! Pages of a PDF as pictures: what the reviewer sees is what we drew.

use super::{MOST_PIXELS, PAGE_SIDE, Paper, Picture, image as pictures, pdf};
use crate::Refusal;
use hayro::hayro_interpret::font::{FontQuery, GlyphRun};
use hayro::hayro_interpret::hayro_cmap::CidFamily;
use hayro::hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, SoftMask, TransformExt, interpret_page,
};
use hayro::hayro_syntax::{Pdf, page::Page};
use hayro::kurbo::{Affine, BezPath, Rect};
use hayro::vello_cpu::color::palette::css::WHITE;
use hayro::{PixmapSettings, RenderCache, RenderSettings};
use image::{DynamicImage, RgbImage};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::Sender;
use std::time::Instant;

/// The most things that one page may draw. A dense drawing has some hundred thousand.
const MOST_DRAWN: u64 = 1_000_000;

/// The most pixels that the pictures of one page may have together.
const MOST_PICTURED: u64 = 4 * MOST_PIXELS;

/// How a paper is shown: its pages, and the first of them small.
type Drawn = (Vec<Picture>, Picture);

/// Draws every page. `pages` is how many another reader counted: a file that shows one reader more than another is
/// refused.
pub(super) fn render(
    file: &Arc<Vec<u8>>,
    pages: usize,
    until: Instant,
    say: &Sender<Result<Paper, Refusal>>,
) -> Result<Drawn, Refusal> {
    let pdf = Pdf::new(file.clone()).map_err(|_| Refusal::Damaged)?;
    if pdf.pages().len() != pages {
        return Err(Refusal::Damaged);
    }
    let blank = Arc::new(AtomicBool::new(false));
    let settings = settings(&blank);
    let (cache, tried) = (RenderCache::new(), InterpreterCache::new());
    let (mut drawn, mut thumb) = (Vec::with_capacity(pages), None);
    for page in pdf.pages().iter() {
        rehearse(page, &tried, &settings, Rehearsal { drawn: 0, pictured: 0, until, say: say.clone() });
        if Instant::now() > until {
            return Err(Refusal::TooHeavy);
        }
        let picture = draw(page, &cache, &settings)?;
        if blank.load(Ordering::Relaxed) {
            return Err(Refusal::MissingFont);
        }
        drawn.push(pictures::page(&picture));
        thumb.get_or_insert_with(|| pictures::thumb(&picture));
    }
    thumb.map(|thumb| (drawn, thumb)).ok_or(Refusal::Damaged)
}

/// Fonts that are not in the file are replaced where ours have the letters; `blank` tells that they have not.
fn settings(blank: &Arc<AtomicBool>) -> InterpreterSettings {
    let own = InterpreterSettings::default();
    let (blank, resolve) = (blank.clone(), own.font_resolver.clone());
    let font_resolver = Arc::new(move |query: &FontQuery| {
        if let FontQuery::Fallback(wanted) = query
            && let Some(collection) = &wanted.character_collection
            && !matches!(collection.family, CidFamily::AdobeIdentity)
        {
            blank.store(true, Ordering::Relaxed);
        }
        resolve(query)
    });
    InterpreterSettings { font_resolver, ..own }
}

fn scale(page: &Page<'_>) -> f32 {
    let (width, height) = page.render_dimensions();
    PAGE_SIDE as f32 / width.max(height)
}

fn draw<'a>(
    page: &'a Page<'a>,
    cache: &RenderCache<'a>,
    settings: &InterpreterSettings,
) -> Result<DynamicImage, Refusal> {
    let scale = scale(page);
    let (width, height) = page.render_dimensions();
    // The renderer cuts fractions of a pixel off; a page as thin as a thread still gets one.
    let stretch = |side: f32| ((side * scale).round().max(1.0) + 0.25) / side;
    let size = PixmapSettings { x_scale: stretch(width), y_scale: stretch(height), bg_color: WHITE };
    let pixels = hayro::render(page, cache, settings, &RenderSettings::default(), &size);
    let (width, height) = (u32::from(pixels.width()), u32::from(pixels.height()));
    let opaque = pixels.data().iter().flat_map(|pixel| [pixel.r, pixel.g, pixel.b]).collect();
    RgbImage::from_raw(width, height, opaque).map(DynamicImage::from).ok_or(Refusal::Damaged)
}

/// Goes through a page without drawing it, and counts. What is too much ends there and then.
fn rehearse<'a>(
    page: &'a Page<'a>,
    cache: &InterpreterCache<'a>,
    settings: &InterpreterSettings,
    mut rehearsal: Rehearsal,
) {
    let transform = Affine::scale(f64::from(scale(page))) * page.initial_transform(true).to_kurbo();
    let side = f64::from(PAGE_SIDE);
    let target = Rect::new(0.0, 0.0, side, side);
    let mut context = Context::new(transform, target, cache, page.xref(), settings.clone());
    interpret_page(page, &mut context, &mut rehearsal);
}

/// The device of a rehearsal.
struct Rehearsal {
    drawn: u64,
    pictured: u64,
    until: Instant,
    say: Sender<Result<Paper, Refusal>>,
}

impl Rehearsal {
    fn count(&mut self, things: u64) {
        self.drawn += things;
        let late = self.drawn.is_multiple_of(1024) && Instant::now() > self.until;
        if self.drawn > MOST_DRAWN || late {
            self.stop(Refusal::TooHeavy);
        }
    }

    /// The interpreter cannot be told to stop. The answer is given here, and this thread goes no further: it unwinds
    /// where that is possible and sleeps for good where it is not.
    fn stop(&self, refusal: Refusal) -> ! {
        pdf::tell(&self.say, Err(refusal));
        if cfg!(panic = "unwind") {
            std::panic::resume_unwind(Box::new(refusal));
        }
        loop {
            std::thread::park();
        }
    }
}

impl<'a> Device<'a> for Rehearsal {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.count(1);
    }
    fn push_clip_path(&mut self, _: &ClipPath) {
        self.count(1);
    }
    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.count(1);
    }
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, _: DrawProps<'a>, _: &DrawMode) {
        self.count(run.glyphs().len() as u64 + 1);
    }
    fn draw_image(&mut self, image: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.count(1);
        let pixels = u64::from(image.width()) * u64::from(image.height());
        self.pictured = self.pictured.saturating_add(pixels);
        if pixels > MOST_PIXELS || self.pictured > MOST_PICTURED {
            self.stop(Refusal::TooManyPixels);
        }
    }
    fn pop_clip(&mut self) {}
    fn pop_transparency_group(&mut self) {}
}
