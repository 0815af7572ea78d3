//! Files that must be refused, or at least disarmed.

use super::writer::{PdfPlan, classic, packed, stream, zlib};
use super::{jpeg, pdf};
use lopdf::{Document, EncryptionState, EncryptionVersion, Object, Permissions, StringFormat};

/// The string by which every scanner shows that it works, put together only here so that no scanner minds the source.
pub fn eicar() -> Vec<u8> {
    [&br"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-"[..], br"ANTIVIRUS-TEST-FILE!$H+H*"].concat()
}

/// Every PDF that must be refused as dangerous, with a name for the test's message.
pub fn dangerous_pdfs() -> Vec<(&'static str, Vec<u8>)> {
    let mut all = vec![("encrypted", pdf_encrypted()), ("a script in an older revision", pdf_with_buried_javascript())];
    for (name, plan) in plans() {
        all.push((name, classic(&plan)));
        all.push((name, packed(&plan)));
    }
    all
}

/// A PDF that runs a script when it is opened, in plain sight.
pub fn pdf_with_javascript() -> Vec<u8> {
    classic(&script())
}

/// The same script inside a compressed object stream, where a search for words does not find it.
pub fn pdf_with_packed_javascript() -> Vec<u8> {
    packed(&script())
}

fn script() -> PdfPlan {
    with("/OpenAction 6 0 R", "", "<< /Type /Action /S /JavaScript /JS (app.alert\\(1\\)) >>")
}

fn with(catalog: &str, page: &str, object: impl Into<Vec<u8>>) -> PdfPlan {
    let more = [object.into()].into_iter().filter(|object| !object.is_empty()).collect();
    PdfPlan { catalog: catalog.into(), page: page.into(), more, ..PdfPlan::default() }
}

fn plans() -> Vec<(&'static str, PdfPlan)> {
    let link = |action: &str| {
        with("", "/Annots [6 0 R]", format!("<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << {action} >> >>"))
    };
    let mut file = with(
        "/Names << /EmbeddedFiles << /Names [(a.txt) 6 0 R] >> >>",
        "",
        "<< /Type /Filespec /F (a.txt) /EF << /F 7 0 R >> >>",
    );
    file.more.push(stream("/Type /EmbeddedFile", b"hello"));
    let mut associated = file.clone();
    associated.catalog = "/AF [6 0 R]".into();
    vec![
        ("a script", script()),
        (
            "a script by name",
            with("/Names << /JavaScript << /Names [(a) 6 0 R] >> >>", "", "<< /S /JavaScript /JS (a) >>"),
        ),
        ("a script spelled with signs", with("/OpenAction << /S /J#61va#53cript /#4aS (a) >>", "", "")),
        ("a script in a stream", with("/OpenAction << /S /JavaScript /JS 6 0 R >>", "", stream("", b"a"))),
        ("a script behind references", with("/OpenAction << /S 6 0 R /JS (a) >>", "", "/JavaScript")),
        ("a script on a link", link("/S /URI /URI (https://example.com) /Next [<< /S /JavaScript /JS (a) >>]")),
        ("an action when the page opens", with("", "/AA << /O << /S /Named /N /Print >> >>", "")),
        ("a web page when it opens", with("/OpenAction << /S /URI /URI (https://example.com) >>", "", "")),
        ("a program to launch", link("/S /Launch /F (cmd.exe)")),
        ("a form that sends itself", link("/S /SubmitForm /F (https://example.com)")),
        ("data to import", link("/S /ImportData /F (a.fdf)")),
        ("another file to go to", link("/S /GoToR /F (b.pdf) /D [0 /Fit]")),
        ("an embedded file", file),
        ("an associated file", associated),
        (
            "an attached file",
            with("", "/Annots [6 0 R]", "<< /Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] >>"),
        ),
        ("an XFA form", with("/AcroForm << /Fields [] /XFA 6 0 R >>", "", stream("", b"<xdp/>"))),
        ("a film", with("", "/Annots [6 0 R]", "<< /Type /Annot /Subtype /RichMedia /Rect [0 0 9 9] >>")),
        ("a stream from elsewhere", with("", "", stream("/F (/etc/passwd)", b""))),
    ]
}

/// A script that a later revision of the file replaced: a reader that shows the signed revision still finds it.
pub fn pdf_with_buried_javascript() -> Vec<u8> {
    let mut file = pdf_with_javascript();
    let previous = String::from_utf8_lossy(&file).find("\nxref").expect("the table is there") + 1;
    let at = file.len();
    file.extend_from_slice(b"1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n6 0 obj\nnull\nendobj\n");
    let second = file.len() - b"6 0 obj\nnull\nendobj\n".len();
    let start = file.len();
    let table = format!(
        "xref\n1 1\n{at:010} 00000 n \n6 1\n{second:010} 00000 n \n\
         trailer\n<< /Size 7 /Root 1 0 R /Prev {previous} >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(table.as_bytes());
    file
}

/// A PDF that nobody opens without its password.
pub fn pdf_encrypted() -> Vec<u8> {
    encrypted("open sesame")
}

/// A PDF that opens without a password and still forbids things.
pub fn pdf_with_permissions() -> Vec<u8> {
    encrypted("")
}

fn encrypted(user_password: &str) -> Vec<u8> {
    let mut document = Document::load_mem(&pdf()).expect("our own PDF can be read");
    let id = Object::String(vec![7; 16], StringFormat::Literal);
    document.trailer.set("ID", Object::Array(vec![id.clone(), id]));
    let state = EncryptionState::try_from(EncryptionVersion::V2 {
        document: &document,
        owner_password: "owner",
        user_password,
        key_length: 128,
        permissions: Permissions::all(),
    })
    .expect("the passwords are plain");
    document.encrypt(&state).expect("our own PDF can be encrypted");
    let mut file = Vec::new();
    document.save_to(&mut file).expect("memory takes every byte");
    file
}

/// A page whose few bytes of content unfold to 140 MB.
pub fn pdf_bomb() -> Vec<u8> {
    let content = zlib(&vec![b' '; 140 << 20]);
    classic(&PdfPlan { content_entries: "/Filter /FlateDecode".into(), content, ..PdfPlan::default() })
}

/// A page that holds a picture of 60,000 by 60,000 in a few bytes.
pub fn pdf_with_picture_bomb() -> Vec<u8> {
    let about = "/Type /XObject /Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB";
    drawing("q 500 0 0 500 50 50 cm /X6 Do Q", vec![stream(about, b"abc")])
}

/// The same picture in the page's own content, where no dictionary of the file tells its size.
pub fn pdf_with_inline_picture_bomb() -> Vec<u8> {
    drawing("q 500 0 0 500 50 50 cm BI /W 60000 /H 60000 /BPC 8 /CS /RGB ID abc EI Q", vec![])
}

/// A page that draws twenty times what draws twenty times what draws twenty times … a square.
pub fn pdf_with_billion_laughs() -> Vec<u8> {
    let form = |entries: &str, content: &str| {
        stream(&format!("/Type /XObject /Subtype /Form /BBox [0 0 500 500] {entries}"), content.as_bytes())
    };
    let level = |next: usize| {
        let resources = format!("/Resources << /XObject << /X{next} {next} 0 R >> >>");
        form(&resources, &format!("/X{next} Do\n").repeat(20))
    };
    let mut more: Vec<Vec<u8>> = (7..17).map(level).collect();
    more.push(form("", "0 0 400 400 re f"));
    drawing("/X6 Do", more)
}

fn drawing(content: &str, more: Vec<Vec<u8>>) -> Vec<u8> {
    classic(&PdfPlan { xobjects: "/X6 6 0 R".into(), content: content.into(), more, ..PdfPlan::default() })
}

/// A PDF whose Chinese font is not in it: the rendered page would be blank.
pub fn pdf_without_its_font() -> Vec<u8> {
    let encoding = "/Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R]";
    let collection = "/CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >>";
    let descendant = "<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /FontDescriptor 7 0 R";
    let shape = "/ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 700 /StemV 90 /FontBBox [0 -200 1000 900]";
    classic(&PdfPlan {
        font: format!("<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light {encoding} >>"),
        content: b"BT /F1 36 Tf 72 700 Td <65BD5DE5> Tj ET".to_vec(),
        more: vec![
            format!("{descendant} {collection} >>").into(),
            format!("<< /Type /FontDescriptor /FontName /STSong-Light /Flags 4 {shape} >>").into(),
        ],
        ..PdfPlan::default()
    })
}

/// An archive with one file in it.
pub fn zip() -> Vec<u8> {
    zip_of("evil.class", b"hello")
}

/// What office programs write: an archive too.
pub fn docx() -> Vec<u8> {
    zip_of("[Content_Types].xml", b"<Types/>")
}

fn zip_of(name: &str, content: &[u8]) -> Vec<u8> {
    let mut crc = flate2::Crc::new();
    crc.update(content);
    let size = (content.len() as u32).to_le_bytes();
    let about = [&[10, 0, 0, 0, 0, 0, 0, 0, 0x21, 0x28][..], &crc.sum().to_le_bytes(), &size, &size].concat();
    let about = [&about[..], &(name.len() as u16).to_le_bytes(), &[0, 0]].concat();
    let local = [b"PK\x03\x04", &about[..], name.as_bytes(), content].concat();
    let central = [b"PK\x01\x02\x0a\0", &about[..], &[0; 14], name.as_bytes()].concat();
    let (length, offset) = ((central.len() as u32).to_le_bytes(), (local.len() as u32).to_le_bytes());
    let end = [&b"PK\x05\x06\0\0\0\0\x01\0\x01\0"[..], &length, &offset, &[0, 0]].concat();
    [local, central, end].concat()
}

/// A PDF with an archive behind its end.
pub fn pdf_and_zip() -> Vec<u8> {
    [pdf(), zip()].concat()
}

/// A PDF that ends as it should and holds an archive inside a stream, its comment being the rest of the file.
pub fn pdf_around_zip() -> Vec<u8> {
    let archive = zip();
    let mut file = classic(&PdfPlan { more: vec![stream("", &archive)], ..PdfPlan::default() });
    let at = file.windows(archive.len()).position(|window| window == archive).expect("the archive is there");
    let end = at + archive.len();
    let comment = (file.len() - end) as u16;
    file[end - 2..end].copy_from_slice(&comment.to_le_bytes());
    file
}

/// A PDF that begins with a web page.
pub fn html_and_pdf() -> Vec<u8> {
    [&b"<html><script>alert(1)</script>\n"[..], &pdf()].concat()
}

/// A PDF with a web page in the comment of its second line.
pub fn pdf_with_html() -> Vec<u8> {
    let mut file = pdf();
    file.splice(9..9, *b"%<html><script>alert(1)</script>\n");
    file
}

/// A picture with a web page behind it.
pub fn jpeg_and_html() -> Vec<u8> {
    [jpeg(64, 48), b"<html><script>alert(1)</script></html>".to_vec()].concat()
}

/// A picture and a Java archive in one.
pub fn gifar() -> Vec<u8> {
    [jpeg(64, 48), zip()].concat()
}

/// A picture of the kind that is not taken.
pub fn gif() -> Vec<u8> {
    b"GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff!\xf9\x04\x01\0\0\0\0,\0\0\0\0\x01\0\x01\0\0\x02\x02D\x01\0;".to_vec()
}

/// A drawing with a script in it.
pub fn svg() -> Vec<u8> {
    br#"<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>"#.to_vec()
}

/// A program.
pub fn exe() -> Vec<u8> {
    let mut file = b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0".to_vec();
    file.resize(0x80, 0);
    file.extend_from_slice(b"PE\0\0\x4c\x01");
    file.resize(1024, 0);
    file
}

/// A PDF with the scanners' test string in its page.
pub fn eicar_pdf() -> Vec<u8> {
    let line = [&b"%"[..], &eicar(), b"\n"].concat();
    classic(&PdfPlan { content: line, ..PdfPlan::default() })
}

/// A PDF with the scanners' test string in a compressed stream.
pub fn packed_eicar_pdf() -> Vec<u8> {
    let content = zlib(&[&b"%"[..], &eicar(), b"\n"].concat());
    classic(&PdfPlan { content_entries: "/Filter /FlateDecode".into(), content, ..PdfPlan::default() })
}
