//! What is written is read back, what people type is read as they mean it, and what is hostile is refused at once.

mod hostile;
mod reading;
mod round;
mod shape;

use crate::{Book, Refusal, Taken};
use catalog::personnel::{IDENTITY, WORKER};
use domain::form::Draft;
use rust_xlsxwriter::{Workbook, Worksheet};
use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

fn people() -> Book {
    Book::of(&WORKER, IDENTITY.field.name)
}

/// A workbook of one sheet.
fn sheet(name: &str, fill: impl FnOnce(&mut Worksheet)) -> Vec<u8> {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name(name).unwrap();
    fill(sheet);
    book.save_to_buffer().unwrap()
}

fn put(sheet: &mut Worksheet, row: u32, column: u16, text: &str) {
    sheet.write_string(row, column, text).unwrap();
}

fn across(sheet: &mut Worksheet, row: u32, texts: &[&str]) {
    (0..).zip(texts).for_each(|(column, text)| put(sheet, row, column, text));
}

/// The same from texts, the headings first.
fn table(rows: &[&[&str]]) -> Vec<u8> {
    sheet("非注册人员", |sheet| {
        (0..).zip(rows).for_each(|(row, cells)| across(sheet, row, cells));
    })
}

const HEADS: [&str; 5] = ["姓名", "证件号码", "所学专业", "人员类别", "学历"];
/// Who stands below them.
const LI: [&str; 5] = ["李四", "210102190001010014", "土木工程", "职称人员", "大学本科毕业"];

fn read(bytes: &[u8]) -> Result<Taken, Refusal> {
    people().read(bytes)
}

/// A file of parts.
fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// The file with one part changed or added.
fn with_part(bytes: &[u8], name: &str, change: impl Fn(String) -> String) -> Vec<u8> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut parts: Vec<(String, Vec<u8>)> = Vec::new();
    for n in 0..archive.len() {
        let mut part = archive.by_index(n).unwrap();
        let mut bytes = Vec::new();
        std::io::copy(&mut part, &mut bytes).unwrap();
        parts.push((part.name().unwrap().into_owned(), bytes));
    }
    match parts.iter_mut().find(|(known, _)| known == name) {
        Some((_, bytes)) => *bytes = change(String::from_utf8(bytes.clone()).unwrap()).into_bytes(),
        None => parts.push((name.to_owned(), change(String::new()).into_bytes())),
    }
    let parts: Vec<(&str, &[u8])> = parts.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    packed(&parts)
}

fn only(bytes: &[u8]) -> Draft {
    let taken = read(bytes).unwrap();
    assert_eq!(taken.rows.len(), 1);
    taken.rows[0].draft.clone()
}
