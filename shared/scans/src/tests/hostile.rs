//! Hostile files are refused, each for its reason.

use crate::look::{LONGEST, foresee, look};
use crate::{LARGEST, Refusal};
use std::time::{Duration, Instant};
use testkit::files;

/// Looks at a file that must be refused, and says why and how fast.
fn check(file: &[u8], name: &str, expected: Refusal) -> Duration {
    let begun = Instant::now();
    let refused = look(file, name).err();
    assert_eq!(refused, Some(expected), "{name}");
    begun.elapsed()
}

#[test]
fn d02_a_program_named_pdf_is_refused_by_its_bytes() {
    check(&files::exe(), "a.pdf", Refusal::OtherKind);
    check(b"hello", "a.jpg", Refusal::OtherKind);
    check(&files::gif(), "a.png", Refusal::OtherKind);
}

#[test]
fn d02_a_name_that_claims_another_kind_is_refused() {
    check(&files::jpeg(8, 8), "a.pdf", Refusal::Disguised);
    check(&files::pdf(), "a.jpg", Refusal::Disguised);
    check(&files::png(8, 8), "a.jpeg", Refusal::Disguised);
    check(&files::pdf(), "a.docx", Refusal::Disguised);
}

#[test]
fn d03_polyglots_are_refused() {
    check(&files::pdf_and_zip(), "behind.pdf", Refusal::Polyglot);
    check(&files::pdf_around_zip(), "inside.pdf", Refusal::Polyglot);
    check(&files::pdf_with_html(), "html.pdf", Refusal::Polyglot);
    check(&files::html_and_pdf(), "before.pdf", Refusal::OtherKind);
}

#[test]
fn d04_archives_and_office_files_are_refused() {
    check(&files::zip(), "a.zip", Refusal::OtherKind);
    check(&files::docx(), "a.docx", Refusal::OtherKind);
    check(&files::docx(), "a.pdf", Refusal::OtherKind);
}

#[test]
fn d05_a_png_of_50000_by_50000_is_refused_from_its_header() {
    let bomb = files::png_bomb();
    let before = most_memory();
    let took = check(&bomb, "a.png", Refusal::TooManyPixels);
    assert!(took < Duration::from_millis(10), "{took:?}");
    let grown = most_memory().saturating_sub(before);
    assert!(grown < 16 * 1024, "{grown} KB");
    check(&files::jpeg_bomb(), "a.jpg", Refusal::TooManyPixels);
}

/// The most memory that this process ever held, in KB. Each test has a process of its own under nextest.
fn most_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("0 kB");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

#[test]
fn d05_what_unfolds_to_too_much_inside_a_pdf_is_refused() {
    check(&files::pdf_bomb(), "content.pdf", Refusal::TooHeavy);
    check(&files::pdf_with_picture_bomb(), "picture.pdf", Refusal::TooManyPixels);
    check(&files::pdf_with_inline_picture_bomb(), "inline.pdf", Refusal::TooManyPixels);
    let took = check(&files::pdf_with_billion_laughs(), "laughs.pdf", Refusal::TooHeavy);
    assert!(took < LONGEST, "{took:?}");
    let crowd = files::classic(&files::PdfPlan { more: vec![b"[]".repeat(2_000_000)], ..Default::default() });
    check(&crowd, "crowd.pdf", Refusal::TooHeavy);
    let hidden_crowd = files::packed(&files::PdfPlan { more: vec![b"[]".repeat(2_000_000)], ..Default::default() });
    check(&hidden_crowd, "hidden crowd.pdf", Refusal::TooHeavy);
    let deep = files::classic(&files::PdfPlan { more: vec![b"[".repeat(500_000)], ..Default::default() });
    assert!(look(&deep, "deep.pdf").is_ok_and(|paper| paper.pages.len() == 1), "what cannot be read is not there");
}

#[test]
fn d06_a_drawing_with_a_script_is_refused() {
    check(&files::svg(), "a.svg", Refusal::OtherKind);
    check(&files::svg(), "a.png", Refusal::OtherKind);
}

#[test]
fn d07_a_script_is_refused_in_plain_sight_and_in_an_object_stream() {
    check(&files::pdf_with_javascript(), "plain.pdf", Refusal::Script);
    let packed = files::pdf_with_packed_javascript();
    let word = b"JavaScript";
    assert!(!packed.windows(word.len()).any(|window| window == word), "a search for words does not find it");
    check(&packed, "packed.pdf", Refusal::Script);
    check(&files::pdf_with_buried_javascript(), "buried.pdf", Refusal::Script);
}

#[test]
fn d07_every_way_in_which_a_pdf_acts_carries_or_hides_is_refused() {
    use Refusal::*;
    for (name, file) in files::dangerous_pdfs() {
        let expected = match name {
            "a web page when it opens" | "an action when the page opens" => Action,
            "a program to launch" | "a form that sends itself" | "data to import" | "another file to go to" => Action,
            "an embedded file" | "an associated file" | "an attached file" | "a stream from elsewhere" => Attachment,
            "an XFA form" => LiveForm,
            "a film" => Media,
            "encrypted" => Encrypted,
            _ => Script,
        };
        let refused = look(&file, "a.pdf").err();
        assert_eq!(refused, Some(expected), "{name}");
    }
    check(&files::pdf_with_permissions(), "permissions.pdf", Encrypted);
}

#[test]
fn d09_a_file_with_the_mark_of_a_virus_is_refused_whatever_it_is() {
    check(&files::eicar(), "eicar.com", Refusal::Infected);
    check(&files::eicar_pdf(), "a.pdf", Refusal::Infected);
    check(&files::packed_eicar_pdf(), "packed.pdf", Refusal::Infected);
    check(&[files::jpeg(8, 8), files::eicar()].concat(), "a.jpg", Refusal::Infected);
}

#[test]
fn d19_a_double_extension_or_a_turned_name_is_refused() {
    check(&files::pdf(), "a.pdf.exe", Refusal::Disguised);
    check(&files::exe(), "a.pdf.exe", Refusal::OtherKind);
    check(&files::jpeg(8, 8), "photo\u{202e}gpj.exe", Refusal::Disguised);
    assert!(look(&files::pdf(), &format!("{}.pdf", "长".repeat(300))).is_ok());
    assert!(look(&files::pdf(), "a\0.pdf").is_ok());
}

#[test]
fn a_pdf_that_would_show_blanks_or_too_much_is_refused() {
    check(&files::pdf_without_its_font(), "song.pdf", Refusal::MissingFont);
    check(&files::pdf_of_pages(101), "long.pdf", Refusal::TooManyPages);
    check(&files::pdf_of_pages(0), "none.pdf", Refusal::Damaged);
}

#[test]
fn a_file_that_breaks_off_anywhere_is_refused_or_shown_and_never_harms() {
    for whole in [files::photo(64, 48), files::png(64, 48), files::packed_pdf(), files::sealed_pdf()] {
        for at in (0..whole.len()).step_by(whole.len() / 12 + 1) {
            drop(look(&whole[..at], "a"));
            let mut bent = whole.clone();
            bent[at] ^= 0x55;
            drop(look(&bent, "a"));
        }
    }
    check(&files::png(64, 48)[..60], "a.png", Refusal::Damaged);
    check(b"%PDF-1.7\n%%EOF", "a.pdf", Refusal::Damaged);
}

#[test]
fn a_paper_whose_end_did_not_arrive_is_damaged() {
    // The photo's preview has an end mark of its own, which is not the picture's.
    for (name, whole) in [("a.jpg", files::jpeg(640, 480)), ("photo.jpg", files::photo(640, 480))] {
        assert!(look(&whole, name).is_ok());
        assert!(look(&[&whole[..], &[0; 64]].concat(), name).is_ok(), "some cameras fill up behind the end");
        for at in [whole.len() - 1, whole.len() - 2, whole.len() - whole.len() / 4] {
            check(&whole[..at], name, Refusal::Damaged);
        }
    }
    let png = files::png(640, 480);
    assert!(look(&png, "a.png").is_ok());
    for cut in [1, 12, 13, 40] {
        check(&png[..png.len() - cut], "a.png", Refusal::Damaged);
    }
    for (name, whole) in [("printed.pdf", files::printed_pdf()), ("packed.pdf", files::packed_pdf())] {
        assert!(look(&whole, name).is_ok());
        assert!(look(&[&whole[..], b"\r\n\r\n"].concat(), name).is_ok(), "blank lines behind the end");
        for cut in [4, 7, 40] {
            check(&whole[..whole.trim_ascii_end().len() - cut], name, Refusal::Damaged);
        }
    }
}

#[test]
fn what_can_be_told_beforehand_is_told() {
    assert_eq!(foresee("a.pdf", LARGEST), Ok(()));
    assert_eq!(foresee("image", 1), Ok(()));
    assert_eq!(foresee("a.pdf", 0), Err(Refusal::Empty));
    assert_eq!(foresee("a.pdf", LARGEST + 1), Err(Refusal::TooLarge));
    assert_eq!(foresee("a.docx", 5), Err(Refusal::OtherKind));
    assert_eq!(foresee("a.pdf.exe", 5), Err(Refusal::OtherKind));
}
