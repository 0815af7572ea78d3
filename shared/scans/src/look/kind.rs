//! What a file is by its first bytes, and how large a picture says it is: read before anything is decoded.

/// The kinds of files that are taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A document.
    Pdf,
    /// A photograph.
    Jpeg,
    /// A picture.
    Png,
}

impl Kind {
    /// Every kind there is.
    pub const ALL: &[Kind] = &[Kind::Pdf, Kind::Jpeg, Kind::Png];

    /// What a file is that begins like this. Only the very first bytes count.
    pub fn of(bytes: &[u8]) -> Option<Kind> {
        match bytes {
            [b'%', b'P', b'D', b'F', b'-', ..] => Some(Kind::Pdf),
            [0xff, 0xd8, 0xff, ..] => Some(Kind::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some(Kind::Png),
            _ => None,
        }
    }

    /// Its name in headers.
    pub const fn content_type(self) -> &'static str {
        match self {
            Kind::Pdf => "application/pdf",
            Kind::Jpeg => "image/jpeg",
            Kind::Png => "image/png",
        }
    }

    /// Its name behind the dot of a file name, and the code by which it is stored.
    pub const fn extension(self) -> &'static str {
        match self {
            Kind::Pdf => "pdf",
            Kind::Jpeg => "jpg",
            Kind::Png => "png",
        }
    }

    /// The kind that bears this extension.
    pub fn parse(extension: &str) -> Option<Kind> {
        Kind::ALL.iter().copied().find(|kind| kind.extension() == extension)
    }
}

/// Width and height.
pub(super) type Size = (u32, u32);

/// How large a PNG says it is.
pub(super) fn size_of_png(bytes: &[u8]) -> Option<Size> {
    (bytes.get(12..16)? == b"IHDR").then_some(())?;
    Some((be32(bytes, 16)?, be32(bytes, 20)?))
}

/// How large a JPEG says it is: its first frame header, behind whatever stands before it.
pub(super) fn size_of_jpeg(bytes: &[u8]) -> Option<Size> {
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        match marker {
            0xff => at += 1,
            0x01 | 0xd0..=0xd8 => at += 2,
            // Frame headers; C4, C8 and CC in their midst are tables.
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => {
                return Some((be16(bytes, at + 7)?, be16(bytes, at + 5)?));
            }
            0xd9 | 0xda => return None,
            _ => at += 2 + be16(bytes, at + 2)? as usize,
        }
    }
}

/// Whether a JPEG reaches its end mark. What cameras put before the picture, such as a preview with an end mark of its
/// own, is stepped over.
pub(super) fn is_whole_jpeg(bytes: &[u8]) -> bool {
    let mut at = 2;
    while let Some([first, marker]) = bytes.get(at..at + 2) {
        at += match (first, marker) {
            (0xff, 0xd9) => return true,
            (0xff, 0xff) => 1,
            // Pixels that look like a marker, and markers that stand alone.
            (0xff, 0x00 | 0x01 | 0xd0..=0xd8) => 2,
            (0xff, _) => 2 + be16(bytes, at + 2).map_or(0, |length| length as usize),
            _ => 1,
        };
    }
    false
}

/// Whether a PNG reaches its last chunk.
pub(super) fn is_whole_png(bytes: &[u8]) -> bool {
    let mut at = 8;
    while let (Some(length), Some(kind)) = (be32(bytes, at), bytes.get(at + 4..at + 8)) {
        if kind == b"IEND" {
            return bytes.len() >= at + 12;
        }
        at += 12 + length as usize;
    }
    false
}

/// How many scans a JPEG has at least: each one costs a pass over all its pixels.
pub(super) fn scans_of_jpeg(bytes: &[u8]) -> usize {
    bytes.windows(2).filter(|pair| *pair == [0xff, 0xda]).count()
}

/// How large a JPEG 2000 code stream says it is.
pub(super) fn size_of_jpeg2000(bytes: &[u8]) -> Option<Size> {
    let start = bytes.windows(4).position(|four| four == [0xff, 0x4f, 0xff, 0x51])?;
    Some((be32(bytes, start + 8)?, be32(bytes, start + 12)?))
}

/// How large the page of an embedded JBIG2 stream says it is; a height that is not known yet counts as none.
pub(super) fn size_of_jbig2(bytes: &[u8]) -> Option<Size> {
    let mut at = 0;
    for _ in 0..64 {
        let (number, flags) = (be32(bytes, at)?, *bytes.get(at + 4)?);
        let mut field = at + 5;
        let short_count = usize::from(*bytes.get(field)? >> 5);
        let referred = if short_count == 7 {
            let count = be32(bytes, field)? as usize & 0x1fff_ffff;
            field += 4 + (count + 8) / 8;
            count
        } else {
            field += 1;
            short_count
        };
        let reference = if number <= 256 { 1 } else { 2 + 2 * usize::from(number > 65_536) };
        field += referred.checked_mul(reference)? + if flags & 0x40 == 0 { 1 } else { 4 };
        let data = field + 4;
        if flags & 0x3f == 48 {
            let height = be32(bytes, data + 4)?;
            return Some((be32(bytes, data)?, if height == u32::MAX { 0 } else { height }));
        }
        at = data.checked_add(be32(bytes, field)? as usize)?;
    }
    None
}

fn be16(bytes: &[u8], at: usize) -> Option<u32> {
    let two = bytes.get(at..at.checked_add(2)?)?;
    Some(u32::from(u16::from_be_bytes(two.try_into().ok()?)))
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(at..at.checked_add(4)?)?.try_into().ok()?))
}
