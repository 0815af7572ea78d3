//! Files for the tests: real papers as people send them, and hostile ones as others might.
//!
//! Each function gives the whole file. Honest ones are here and in `pictures`; what is refused is in `hostile`.

mod hostile;
mod pictures;
mod writer;

pub use hostile::*;
pub use pictures::*;
pub use writer::{PdfPlan, classic, packed, stream, zlib};

/// The most bytes that one file may have, as the hall promises: 20 MiB.
pub const LARGEST: usize = 20 * 1024 * 1024;

/// What Chromium printed: two pages of Chinese with a link, fonts embedded. Its names and school are invented.
pub fn printed_pdf() -> Vec<u8> {
    include_bytes!("../files/printed.pdf").to_vec()
}

/// A PDF of one page with one line of text.
pub fn pdf() -> Vec<u8> {
    classic(&PdfPlan::default())
}

/// A PDF of so many pages, each bearing its number.
pub fn pdf_of_pages(pages: usize) -> Vec<u8> {
    classic(&PdfPlan { pages, ..PdfPlan::default() })
}

/// The same page with its objects compressed in object streams, as newer writers do.
pub fn packed_pdf() -> Vec<u8> {
    packed(&PdfPlan::default())
}

/// A PDF of exactly so many bytes, its page followed by an unused stream of noughts.
pub fn pdf_of_size(bytes: usize) -> Vec<u8> {
    let padded = |fill: usize| classic(&PdfPlan { more: vec![stream("", &vec![b'0'; fill])], ..PdfPlan::default() });
    let fill = bytes.saturating_sub(padded(0).len());
    let once = padded(fill);
    // The digits of the length and of the offsets count too.
    let file = padded(fill - (once.len() - bytes));
    assert_eq!(file.len(), bytes, "the file has the size that was asked for");
    file
}

/// A PDF with a link to a web page and an empty signature field, as sealed licences have: both are harmless.
pub fn sealed_pdf() -> Vec<u8> {
    let link = "<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com/) >> >>";
    let field = "<< /Type /Annot /Subtype /Widget /FT /Sig /T (seal) /Rect [0 0 9 9] /V 8 0 R >>";
    let signature = format!("<< /Type /Sig /Filter /Adobe.PPKLite /Contents <{}> >>", "00".repeat(64));
    classic(&PdfPlan {
        catalog: "/AcroForm << /SigFlags 3 /Fields [7 0 R] >>".into(),
        page: "/Annots [6 0 R 7 0 R]".into(),
        more: vec![link.into(), field.into(), signature.into_bytes()],
        ..PdfPlan::default()
    })
}
