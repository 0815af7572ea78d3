//! Writes PDFs object by object, so that a test can say exactly what stands in them.

use flate2::{Compression, write::ZlibEncoder};
use std::io::Write;

/// What a PDF shall contain beside its plain pages. The objects 1 to 5 are catalog, pages, font, content and first
/// page; `more` begins with object 6.
#[derive(Clone)]
pub struct PdfPlan {
    /// How many pages.
    pub pages: usize,
    /// Entries for the catalog.
    pub catalog: String,
    /// Entries for the first page.
    pub page: String,
    /// Entries for the forms and images that the pages may draw.
    pub xobjects: String,
    /// The font's dictionary.
    pub font: String,
    /// Entries for the dictionary of what the pages show, such as its filter.
    pub content_entries: String,
    /// What the pages show.
    pub content: Vec<u8>,
    /// More objects, from number 6.
    pub more: Vec<Vec<u8>>,
}

impl Default for PdfPlan {
    fn default() -> PdfPlan {
        PdfPlan {
            pages: 1,
            catalog: String::new(),
            page: String::new(),
            xobjects: String::new(),
            font: "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".into(),
            content_entries: String::new(),
            content: b"BT /F1 36 Tf 72 700 Td (SERVICE HALL) Tj ET 72 600 200 40 re f".to_vec(),
            more: Vec::new(),
        }
    }
}

/// A stream object with these entries in its dictionary.
pub fn stream(entries: &str, bytes: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", bytes.len());
    [head.as_bytes(), bytes, b"\nendstream"].concat()
}

/// The bytes, compressed; such a stream says `/Filter /FlateDecode`.
pub fn zlib(plain: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(plain).expect("memory takes every byte");
    encoder.finish().expect("memory takes every byte")
}

/// The numbered bodies of all objects; streams carry their bytes.
fn objects(plan: &PdfPlan) -> Vec<(usize, Vec<u8>)> {
    let first_of_rest = 6 + plan.more.len();
    let number = |page: usize| if page == 0 { 5 } else { first_of_rest + page - 1 };
    let kids: Vec<String> = (0..plan.pages).map(|page| format!("{} 0 R", number(page))).collect();
    let page = |extra: &str| {
        let resources = format!("/Font << /F1 3 0 R >> /XObject << {} >>", plan.xobjects);
        let size = "/MediaBox [0 0 595 842] /Contents 4 0 R";
        format!("<< /Type /Page /Parent 2 0 R {size} /Resources << {resources} >> {extra} >>").into_bytes()
    };
    let mut all = vec![
        (1, format!("<< /Type /Catalog /Pages 2 0 R {} >>", plan.catalog).into_bytes()),
        (2, format!("<< /Type /Pages /Count {} /Kids [{}] >>", plan.pages, kids.join(" ")).into_bytes()),
        (3, plan.font.clone().into_bytes()),
        (4, stream(&plan.content_entries, &plan.content)),
        (5, page(&plan.page)),
    ];
    all.extend(plan.more.iter().enumerate().map(|(at, body)| (6 + at, body.clone())));
    all.extend((1..plan.pages).map(|at| (number(at), page(""))));
    all
}

/// One object as it stands in a file.
fn framed(number: usize, body: &[u8]) -> Vec<u8> {
    [format!("{number} 0 obj\n").as_bytes(), body, b"\nendobj\n"].concat()
}

/// A PDF with a cross-reference table.
pub fn classic(plan: &PdfPlan) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let all = objects(plan);
    let mut table = format!("xref\n0 {}\n0000000000 65535 f \n", all.len() + 1);
    for (number, body) in &all {
        table += &format!("{:010} 00000 n \n", file.len());
        file.extend(framed(*number, body));
    }
    let start = file.len();
    let trailer = format!("trailer\n<< /Size {} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n", all.len() + 1);
    file.extend_from_slice(table.as_bytes());
    file.extend_from_slice(trailer.as_bytes());
    file
}

/// A PDF whose objects, streams apart, hide in one compressed object stream behind a compressed cross-reference.
pub fn packed(plan: &PdfPlan) -> Vec<u8> {
    let is_stream = |body: &[u8]| body.ends_with(b"endstream");
    let (open, hidden): (Vec<_>, Vec<_>) = objects(plan).into_iter().partition(|(_, body)| is_stream(body));
    let container = open.len() + hidden.len() + 1;
    let (mut index, mut bodies) = (String::new(), Vec::new());
    for (number, body) in &hidden {
        index += &format!("{number} {} ", bodies.len());
        bodies.extend_from_slice(body);
        bodies.push(b'\n');
    }
    let entries = format!("/Type /ObjStm /Filter /FlateDecode /N {} /First {}", hidden.len(), index.len());
    let mut file = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n".to_vec();
    let mut rows = vec![[0u8; 7]; container + 2];
    let mut place = |number: usize, kind: u8, field: usize, last: u16| {
        let [_, _, _, _, a, b, c, d] = (field as u64).to_be_bytes();
        let [e, f] = last.to_be_bytes();
        rows[number] = [kind, a, b, c, d, e, f];
    };
    for (number, body) in &open {
        place(*number, 1, file.len(), 0);
        file.extend(framed(*number, body));
    }
    for (at, (number, _)) in hidden.iter().enumerate() {
        place(*number, 2, container, at as u16);
    }
    place(container, 1, file.len(), 0);
    file.extend(framed(container, &stream(&entries, &zlib(&[index.as_bytes(), &bodies].concat()))));
    let start = file.len();
    place(container + 1, 1, start, 0);
    let entries = format!("/Type /XRef /Filter /FlateDecode /Size {} /W [1 4 2] /Root 1 0 R", container + 2);
    file.extend(framed(container + 1, &stream(&entries, &zlib(&rows.concat()))));
    file.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
    file
}
