//! Files that are no workbooks, or workbooks that mean harm.

use super::*;
use std::time::{Duration, Instant};

/// Refused for this reason, and before anybody waits. The bounds are generous, since tests share a machine.
fn check(bytes: &[u8], refusal: Refusal) {
    let begun = Instant::now();
    assert_eq!(read(bytes).err(), Some(refusal.clone()));
    assert!(begun.elapsed() < Duration::from_secs(2), "{refusal:?} after {:?}", begun.elapsed());
}

/// A part in the file's directory that says it has other sizes than it has.
fn lying(mut bytes: Vec<u8>, name: &str, size: u32) -> Vec<u8> {
    let directory =
        |at: &usize| bytes[*at..].starts_with(b"PK\x01\x02") && bytes[*at + 46..].starts_with(name.as_bytes());
    let at = (0..bytes.len() - 46).find(directory).unwrap();
    bytes[at + 24..at + 28].copy_from_slice(&size.to_le_bytes());
    bytes
}

#[test]
fn a_file_of_another_kind_is_refused_by_its_bytes() {
    check(b"", Refusal::Empty);
    check(b"%PDF-1.7\n%renamed to .xlsx", Refusal::OtherKind);
    check("姓名,证件号码\n".as_bytes(), Refusal::OtherKind);
    check(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], Refusal::OldOrLocked);
    check(b"PK\x03\x04 and nothing else", Refusal::Damaged);
    check(&packed(&[("word/document.xml", b"<w/>"), ("[Content_Types].xml", b"<Types/>")]), Refusal::OtherKind);
    check(&vec![b'P'; crate::LARGEST + 1], Refusal::TooLarge);
    let whole = table(&[&HEADS, &LI]);
    check(&whole[..whole.len() / 2], Refusal::Damaged);
}

#[test]
fn macros_are_refused_whatever_the_file_is_called() {
    let plain = table(&[&HEADS, &LI]);
    check(&with_part(&plain, "xl/vbaProject.bin", |_| "code".to_owned()), Refusal::Macros);
    let typed = |text: String| text.replace("spreadsheetml.sheet.main", "sheet.macroEnabled.main");
    check(&with_part(&plain, "[Content_Types].xml", typed), Refusal::Macros);
}

#[test]
fn d04_a_bomb_is_refused_before_it_is_inflated() {
    let plain = table(&[&HEADS, &LI]);
    let zeros = |mega: usize| " ".repeat(mega * 1024 * 1024);
    // It says how large it is.
    check(&with_part(&plain, "xl/worksheets/sheet1.xml", |_| zeros(100)), Refusal::Bomb);
    // It says that it is small.
    let bomb = with_part(&plain, "xl/worksheets/sheet1.xml", |_| format!("<a>{}", zeros(50)));
    check(&lying(bomb, "xl/worksheets/sheet1.xml", 1000), Refusal::Damaged);
    // Many parts that are each not too large.
    let one = zeros(1);
    let names: Vec<String> = (0..100).map(|n| format!("xl/media/{n}")).collect();
    let mut parts: Vec<(&str, &[u8])> = names.iter().map(|name| (name.as_str(), one.as_bytes())).collect();
    parts.extend([("[Content_Types].xml", &b"<Types/>"[..]), ("xl/workbook.xml", &b"<w/>"[..])]);
    check(&packed(&parts), Refusal::Bomb);
    let many: Vec<String> = (0..600).map(|n| format!("xl/media/{n}")).collect();
    let parts: Vec<(&str, &[u8])> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    check(&packed(&parts), Refusal::Bomb);
}

#[test]
fn announced_texts_set_no_memory_aside() {
    let plain = table(&[&HEADS, &LI]);
    for count in ["99999999999999", "18446744073709551615"] {
        let lie = |text: String| text.replace("uniqueCount=\"", &format!("uniqueCount=\"{count}\" was=\""));
        check(&with_part(&plain, "xl/sharedStrings.xml", lie), Refusal::Bomb);
    }
    let hidden = |text: String| text.replacen("<sst", &format!("<!--{}--><sst", " ".repeat(9000)), 1);
    check(&with_part(&plain, "xl/sharedStrings.xml", hidden), Refusal::Damaged);
    let wide = |text: String| text.chars().flat_map(|c| [c, '\0']).collect();
    check(&with_part(&plain, "xl/sharedStrings.xml", wide), Refusal::Damaged);
}

#[test]
fn entities_do_not_grow() {
    let laugh = |text: String| {
        let entities = r#"<!DOCTYPE sst [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>"#;
        text.replacen("<sst", &format!("{entities}<sst"), 1).replace("李四", "&b;")
    };
    let read = read(&with_part(&table(&[&HEADS, &LI]), "xl/sharedStrings.xml", laugh));
    assert!(matches!(read, Err(Refusal::Damaged)), "{read:?}");
}

#[test]
fn a_million_declared_rows_cost_nothing() {
    let declared = |text: String| {
        text.replace("<dimension ref=\"A1:E2\"/>", "<dimension ref=\"A1:XFD1048576\"/>")
            .replace("</sheetData>", "<row r=\"1048576\"><c r=\"XFD1048576\" s=\"0\"/></row></sheetData>")
    };
    let bytes = with_part(&table(&[&HEADS, &LI]), "xl/worksheets/sheet1.xml", declared);
    assert_eq!(read(&bytes).unwrap().rows.len(), 1);
    let far = |text: String| {
        text.replace(
            "</sheetData>",
            "<row r=\"3\"><c r=\"XFD3\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>",
        )
    };
    check(&with_part(&table(&[&HEADS, &LI]), "xl/worksheets/sheet1.xml", far), Refusal::TooManyColumns);
}

#[test]
fn more_rows_than_one_file_may_hold_are_refused() {
    let filled = |rows: u32| {
        sheet("非注册人员", |sheet| {
            across(sheet, 0, &HEADS);
            (1..=rows).for_each(|row| put(sheet, row, 0, "李四"));
        })
    };
    assert_eq!(read(&filled(5_000)).unwrap().rows.len(), 5_000);
    check(&filled(5_020), Refusal::TooManyRows);
    check(&filled(5_001), Refusal::TooManyRows);
}

#[test]
fn one_long_text_in_many_cells_is_not_kept_many_times() {
    let long = "长".repeat(10_000);
    let bytes = sheet("非注册人员", |sheet| {
        across(sheet, 0, &HEADS);
        (1..5_000).for_each(|row| put(sheet, row, 0, &long));
    });
    check(&bytes, Refusal::Bomb);
}

#[test]
fn c05_a_formula_is_read_as_what_it_shows_and_written_as_a_text() {
    let bytes = sheet("非注册人员", |sheet| {
        across(sheet, 0, &HEADS);
        across(sheet, 1, &LI);
        sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("=CMD()").set_result("土木工程")).unwrap();
    });
    assert_eq!(only(&bytes).text("major"), "土木工程");
    let record = only(&table(&[&HEADS, &["=cmd|'/c calc'!A1", LI[1], "@SUM(1)", LI[3], LI[4]]]));
    let written = people().written(std::slice::from_ref(&record)).unwrap();
    let mut parts = ZipArchive::new(Cursor::new(written.as_slice())).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("xl/worksheets/sheet1.xml").unwrap(), &mut text).unwrap();
    assert!(!text.contains("<f>") && !text.contains("<f "), "a formula was written");
    assert_eq!(only(&written), record);
}

#[test]
fn links_to_other_files_are_not_followed() {
    let bytes =
        with_part(&table(&[&HEADS, &LI]), "xl/externalLinks/externalLink1.xml", |_| "<externalLink/>".to_owned());
    assert_eq!(only(&bytes).text("name"), "李四");
}
