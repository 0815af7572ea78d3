//! A drawn sheet that stands for a scan.

use image::{DynamicImage, ImageFormat, Rgb, RgbImage};
use std::io::Cursor;

use crate::Failure;

/// A sheet of paper with grey lines, as PNG; `seed` makes each one different.
pub fn sheet(seed: u32) -> Result<Vec<u8>, Failure> {
    let (width, height) = (420, 594);
    let ink = |x: u32, y: u32| {
        let line = y / 22;
        let inside = (30..390).contains(&x) && (60..540).contains(&y) && y % 22 < 7;
        let long = 120 + (line * 37 + seed * 53) % 240;
        if inside && x < 30 + long { Rgb([96, 110, 128]) } else { Rgb([252, 251, 247]) }
    };
    let picture = RgbImage::from_fn(width, height, ink);
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::ImageRgb8(picture).write_to(&mut bytes, ImageFormat::Png)?;
    Ok(bytes.into_inner())
}
