//! Pictures with everything that cameras and programs write into them.

use super::writer::zlib;
use flate2::Crc;
use image::{
    DynamicImage, ExtendedColorType, ImageEncoder, Rgb, RgbImage, codecs::jpeg::JpegEncoder, codecs::png::PngEncoder,
};

/// The colours of the four quarters of every test picture when it stands upright: top left, top right, bottom left,
/// bottom right.
pub const QUARTERS: [[u8; 3]; 4] = [[200, 30, 30], [30, 160, 30], [30, 30, 200], [240, 240, 240]];

/// Words that stand in the metadata of every test picture, and in no picture that the hall serves.
pub const METADATA_CANARY: &str = "CANARY-6f1d";

/// An upright picture of four colours.
pub fn quarters(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| {
        Rgb(QUARTERS[usize::from(x >= width / 2) + 2 * usize::from(y >= height / 2)])
    })
}

/// A JPEG without metadata.
pub fn jpeg(width: u32, height: u32) -> Vec<u8> {
    encoded_jpeg(&quarters(width, height))
}

/// What a telephone held sideways makes of an upright scene of this size: turned pixels with the orientation 6, the
/// position of the place, the make of the telephone and a small preview.
pub fn photo(width: u32, height: u32) -> Vec<u8> {
    let scene = DynamicImage::ImageRgb8(quarters(width, height)).rotate270().into_rgb8();
    let plain = encoded_jpeg(&scene);
    let exif = exif(6);
    let length = u16::try_from(exif.len() + 2).expect("the metadata are small").to_be_bytes();
    [&plain[..2], &[0xff, 0xe1], &length, &exif, &plain[2..]].concat()
}

/// A PNG with text in it that nobody sees.
pub fn png(width: u32, height: u32) -> Vec<u8> {
    let mut plain = Vec::new();
    PngEncoder::new(&mut plain)
        .write_image(&quarters(width, height), width, height, ExtendedColorType::Rgb8)
        .expect("memory takes every byte");
    let text = png_chunk(b"tEXt", format!("Comment\0{METADATA_CANARY}").as_bytes());
    let header = 8 + 25;
    [&plain[..header], &text, &plain[header..]].concat()
}

/// A PNG that says it is 50,000 by 50,000 and holds next to nothing.
pub fn png_bomb() -> Vec<u8> {
    let side = 50_000u32.to_be_bytes();
    let header = [&side[..], &side, &[8, 2, 0, 0, 0]].concat();
    let chunks =
        [png_chunk(b"IHDR", &header), png_chunk(b"IDAT", &zlib(&vec![0; 4 << 20])), png_chunk(b"IEND", b"")].concat();
    [&b"\x89PNG\r\n\x1a\n"[..], &chunks].concat()
}

/// A JPEG whose header says 65,000 by 65,000.
pub fn jpeg_bomb() -> Vec<u8> {
    let mut file = jpeg(16, 16);
    let frame = file.windows(2).position(|pair| pair == [0xff, 0xc0]).expect("a baseline picture has its frame");
    file[frame + 5..frame + 9].copy_from_slice(&[0xfd, 0xe8, 0xfd, 0xe8]);
    file
}

fn encoded_jpeg(picture: &RgbImage) -> Vec<u8> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, 92).encode_image(picture).expect("memory takes every byte");
    file
}

/// A chunk with its length and check sum.
fn png_chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let mut crc = Crc::new();
    crc.update(kind);
    crc.update(data);
    let length = u32::try_from(data.len()).expect("chunks are small").to_be_bytes();
    [&length[..], kind, data, &crc.sum().to_be_bytes()].concat()
}

/// Metadata as a camera writes them: orientation, make, position, preview.
fn exif(orientation: u16) -> Vec<u8> {
    let preview = encoded_jpeg(&quarters(16, 16));
    let make = format!("{METADATA_CANARY}\0");
    // The directories have fixed places; their values follow them.
    let (gps_at, preview_dir_at, values_at) = (50u32, 104, 134);
    let latitude_at = values_at + make.len() as u32;
    let preview_at = latitude_at + 48;
    let short = |value: u16| [value.to_be_bytes(), [0, 0]].concat();
    let long = |value: u32| value.to_be_bytes().to_vec();
    let mut tiff = b"MM\0\x2a\0\0\0\x08".to_vec();
    tiff.extend(directory(
        &[
            (0x010f, 2, make.len() as u32, long(values_at)),
            (0x0112, 3, 1, short(orientation)),
            (0x8825, 4, 1, long(gps_at)),
        ],
        preview_dir_at,
    ));
    tiff.extend(directory(
        &[
            (1, 2, 2, b"N\0\0\0".to_vec()),
            (2, 5, 3, long(latitude_at)),
            (3, 2, 2, b"E\0\0\0".to_vec()),
            (4, 5, 3, long(latitude_at + 24)),
        ],
        0,
    ));
    tiff.extend(directory(&[(0x0201, 4, 1, long(preview_at)), (0x0202, 4, 1, long(preview.len() as u32))], 0));
    tiff.extend_from_slice(make.as_bytes());
    for part in [41u32, 1, 48, 1, 30, 1, 123, 1, 25, 1, 45, 1] {
        tiff.extend_from_slice(&part.to_be_bytes());
    }
    tiff.extend(preview);
    [b"Exif\0\0".to_vec(), tiff].concat()
}

/// One directory of a TIFF: tag, type, count and value of each entry, then where the next directory is.
fn directory(entries: &[(u16, u16, u32, Vec<u8>)], next: u32) -> Vec<u8> {
    let mut bytes = (entries.len() as u16).to_be_bytes().to_vec();
    for (tag, kind, count, value) in entries {
        bytes.extend([&tag.to_be_bytes()[..], &kind.to_be_bytes(), &count.to_be_bytes(), value].concat());
    }
    bytes.extend(next.to_be_bytes());
    bytes
}
