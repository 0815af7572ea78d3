//! Honest files are taken, cleaned and shown.

use crate::{Digest, Kind, LARGEST, Paper, Picture, look};
use image::{DynamicImage, GenericImageView};
use testkit::files::{self, METADATA_CANARY, QUARTERS};

/// Looks at a file that must be taken, and checks what holds for every paper.
fn check(bytes: &[u8], name: &str, kind: Kind, pages: usize) -> Paper {
    let paper = look(bytes, name).unwrap_or_else(|refusal| panic!("{name}: {refusal}"));
    assert_eq!((paper.kind, paper.pages.len()), (kind, pages), "{name}");
    assert_eq!(paper.digest, Digest::of(&paper.bytes));
    for picture in paper.pages.iter().chain([&paper.thumb]) {
        assert_eq!(decode(picture).dimensions(), (picture.width, picture.height));
        assert!(picture.width.max(picture.height) <= 1600);
    }
    assert!(paper.thumb.width.max(paper.thumb.height) <= 320);
    paper
}

fn decode(picture: &Picture) -> DynamicImage {
    let told = if picture.content_type == "image/png" { image::ImageFormat::Png } else { image::ImageFormat::Jpeg };
    image::load_from_memory_with_format(&picture.bytes, told).expect("our own pictures can be decoded")
}

/// Whether a picture shows the four quarters the right way up.
fn is_upright(picture: &DynamicImage) -> bool {
    let (width, height) = picture.dimensions();
    let places = [(1, 1), (3, 1), (1, 3), (3, 3)].map(|(x, y)| (x * width / 4, y * height / 4));
    let near = |(place, color): ((u32, u32), [u8; 3])| {
        let shown = picture.get_pixel(place.0, place.1).0;
        (0..3).all(|at| shown[at].abs_diff(color[at]) < 24)
    };
    places.into_iter().zip(QUARTERS).all(near)
}

fn holds(bytes: &[u8], needle: &[u8]) -> bool {
    bytes.windows(needle.len()).any(|window| window == needle)
}

#[test]
fn d08_exif_and_gps_are_gone_and_the_picture_is_upright() {
    let photo = files::photo(640, 480);
    assert!(holds(&photo, b"Exif") && holds(&photo, METADATA_CANARY.as_bytes()), "the camera wrote metadata");
    let stored = image::load_from_memory(&photo).expect("the photo can be decoded");
    assert!(!is_upright(&stored), "the camera was held sideways");

    let paper = check(&photo, "照片.jpg", Kind::Jpeg, 1);
    let kept = image::load_from_memory(&paper.bytes).expect("what is kept can be decoded");
    assert_eq!(kept.dimensions(), (640, 480));
    for (what, picture) in [("kept", kept), ("page", decode(&paper.pages[0])), ("thumb", decode(&paper.thumb))] {
        assert!(is_upright(&picture), "{what}");
    }
    for bytes in [&paper.bytes, &paper.pages[0].bytes, &paper.thumb.bytes] {
        assert!(!holds(bytes, b"Exif") && !holds(bytes, METADATA_CANARY.as_bytes()) && !holds(bytes, b"MM\0*"));
    }
}

#[test]
fn d08_text_in_a_png_is_gone() {
    let png = files::png(300, 200);
    assert!(holds(&png, METADATA_CANARY.as_bytes()), "the program wrote a comment");
    let paper = check(&png, "a.png", Kind::Png, 1);
    assert!(!holds(&paper.bytes, b"tEXt") && !holds(&paper.bytes, METADATA_CANARY.as_bytes()));
    let kept = image::load_from_memory(&paper.bytes).expect("what is kept can be decoded");
    assert!(is_upright(&kept));
    assert_eq!(kept.into_rgb8(), files::quarters(300, 200), "no pixel changed");
}

#[test]
fn d03_what_hangs_behind_a_picture_is_not_served() {
    for (name, file) in [("html", files::jpeg_and_html()), ("jar", files::gifar())] {
        let paper = check(&file, "a.jpg", Kind::Jpeg, 1);
        for bytes in [&paper.bytes, &paper.pages[0].bytes, &paper.thumb.bytes] {
            assert!(!holds(bytes, b"<script") && !holds(bytes, b"PK\x03\x04"), "{name}");
            assert!(bytes.ends_with(&[0xff, 0xd9]) || bytes.ends_with(b"IEND\xaeB`\x82"), "{name}");
        }
    }
}

#[test]
fn a_large_picture_is_kept_whole_and_shown_small() {
    let paper = check(&files::jpeg(4000, 3000), "a.jpeg", Kind::Jpeg, 1);
    let kept = image::load_from_memory(&paper.bytes).expect("what is kept can be decoded");
    assert_eq!(kept.dimensions(), (4000, 3000));
    assert_eq!((paper.pages[0].width, paper.pages[0].height), (1600, 1200));
    assert_eq!((paper.thumb.width, paper.thumb.height), (320, 240));
}

#[test]
fn a_picture_that_shines_through_lies_on_white_paper() {
    let glass = image::RgbaImage::from_pixel(20, 20, image::Rgba([0, 0, 0, 0]));
    let mut file = std::io::Cursor::new(Vec::new());
    DynamicImage::from(glass).write_to(&mut file, image::ImageFormat::Png).expect("memory takes every byte");
    let paper = check(&file.into_inner(), "stamp.png", Kind::Png, 1);
    assert_eq!(decode(&paper.pages[0]).get_pixel(10, 10).0, [255; 4]);
}

#[test]
fn what_chromium_printed_is_kept_byte_for_byte_and_shown() {
    let printed = files::printed_pdf();
    let paper = check(&printed, "毕业证书.pdf", Kind::Pdf, 2);
    assert_eq!(paper.bytes, printed);
    let page = decode(&paper.pages[0]);
    assert_eq!(page.height().max(page.width()), 1600);
    assert!(ink(&page) > 2_000, "the Chinese letters are seen: {}", ink(&page));
    assert_eq!(page.get_pixel(2, 2).0[..3], [255; 3], "on white");
}

/// How many dark pixels a picture has.
fn ink(picture: &DynamicImage) -> usize {
    picture.to_luma8().pixels().filter(|pixel| pixel.0[0] < 128).count()
}

#[test]
fn pdfs_of_every_honest_make_are_taken() {
    check(&files::pdf(), "a.pdf", Kind::Pdf, 1);
    check(&files::packed_pdf(), "a.PDF", Kind::Pdf, 1);
    check(&files::pdf_of_pages(12), "a.pdf", Kind::Pdf, 12);
    let sealed = files::sealed_pdf();
    assert_eq!(check(&sealed, "执照.pdf", Kind::Pdf, 1).bytes, sealed, "an electronic seal stays valid");
    check(&files::pdf(), "没有扩展名", Kind::Pdf, 1);
    let spaced = [files::pdf(), b"\r\n \0".to_vec()].concat();
    check(&spaced, "a.pdf", Kind::Pdf, 1);
}

#[test]
fn d01_a_file_of_exactly_20_mb_is_taken_and_one_byte_more_is_not() {
    let largest = files::pdf_of_size(files::LARGEST);
    assert_eq!(largest.len() as u64, LARGEST);
    check(&largest, "a.pdf", Kind::Pdf, 1);
    let refused = look(&files::pdf_of_size(files::LARGEST + 1), "a.pdf").expect_err("one byte too many");
    assert_eq!(refused, crate::Refusal::TooLarge);
}
