//! What is written is read back the same.

use super::*;
use crate::Reject;
use catalog::imports::{EQUIPMENT, PERFORMANCE};
use domain::form::{Entry, Field, Kind};
use proptest::prelude::*;

/// A value of a field from a number: any of a dictionary, the example of a line, or a text that means harm elsewhere.
fn value(field: &'static Field, seed: usize) -> Option<Entry> {
    const STRANGE: [&str; 8] = ["=1+1", "'引号", "第一行\n第二行", "12", "0012", "TRUE", "说明、又说明", "<b>&amp;"];
    let texts = |text: &str| Some(Entry::Texts(vec![text.to_owned()]));
    match field.kind {
        _ if seed.is_multiple_of(5) && !field.must => None,
        Kind::Line(scalar) if scalar.schema == ("string", "") => texts(STRANGE[seed % 8]),
        Kind::Line(scalar) => texts(scalar.example),
        Kind::Prose(_) => texts(STRANGE[seed % 8]),
        Kind::Choice(from) => texts(from.entries[seed % from.entries.len()].0),
        Kind::Several(from) => {
            let kept = from.entries.iter().enumerate().filter(|(n, _)| seed >> (n % 8) & 1 == 1);
            Some(Entry::Texts(kept.map(|(_, (code, _))| (*code).to_owned()).collect()))
        }
        Kind::Cascade(from) => {
            let path = std::iter::successors(from.roots.get(seed % from.roots.len()), |node| {
                node.below.get(seed % node.below.len().max(1))
            });
            Some(Entry::Texts(path.map(|node| node.code.to_owned()).collect()))
        }
        Kind::Lookup | Kind::Papers(_) => None,
        Kind::Rows(columns, _) => {
            let rows: Vec<Draft> = (0..seed % 3).map(|n| draft(columns.iter(), seed / 3 + n)).collect();
            Some(Entry::Rows(rows))
        }
    }
}

fn draft(fields: impl Iterator<Item = &'static Field>, seed: usize) -> Draft {
    let values = fields
        .enumerate()
        .filter_map(|(n, field)| Some((field.name.to_owned(), value(field, seed.rotate_left(n as u32 * 7))?)));
    Draft(values.filter(|(_, entry)| !entry.is_blank()).collect())
}

fn comes_back(book: &Book, records: &[Draft]) {
    let taken = book.read(&book.written(records).unwrap()).unwrap();
    assert!(taken.unknown.is_empty() && taken.strays.is_empty(), "{:?} {:?}", taken.unknown, taken.strays);
    assert!(taken.rows.iter().all(|row| row.complaints.is_empty()));
    let read: Vec<Draft> = taken.rows.into_iter().map(|row| row.draft).collect();
    assert_eq!(read, records);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn records_of_people_come_back_as_they_were_written(seeds in prop::collection::vec(any::<usize>(), 1..5)) {
        let numbered = seeds.iter().enumerate().map(|(n, seed)| {
            draft(WORKER.fields(), *seed).with("identity_number", format!("2101021900010{n:05}"))
        });
        comes_back(&people(), &numbered.collect::<Vec<_>>());
    }

    /// A row of 证明人 has a field called `name`, as has the work that it belongs to.
    #[test]
    fn works_and_equipment_come_back_as_they_were_written(seeds in prop::collection::vec(any::<usize>(), 1..5)) {
        for kind in [&PERFORMANCE, &EQUIPMENT] {
            let named = seeds.iter().enumerate().map(|(n, seed)| {
                draft(kind.form.fields(), *seed).with(kind.key, format!("第{n}号"))
            });
            comes_back(&Book::of(kind.form, kind.key), &named.collect::<Vec<_>>());
        }
    }
}

#[test]
fn a_record_of_every_form_comes_back_as_it_was_written() {
    for form in catalog::FORMS {
        let Some(key) = form.fields().find(|field| field.must && matches!(field.kind, Kind::Line(_))) else { continue };
        let book = Book::of(form, key.name);
        if book.main.columns.iter().any(|column| column.field.name == key.name) {
            for seed in [1, 12_345, 987_654_321] {
                let secret = |name: &str| {
                    !book.main.columns.iter().any(|column| column.field.name == name)
                        && !book.lists.iter().any(|list| list.of.is_some_and(|of| of.name == name))
                };
                let mut record = draft(form.fields(), seed);
                record.0.retain(|name, _| !secret(name));
                comes_back(&book, &[record]);
            }
        }
    }
}

#[test]
fn rejects_come_back_with_their_reasons_and_can_be_sent_again() {
    let mut bad = draft(WORKER.fields(), 777).with("identity_number", "2101021900010100").with("education", "没有这个");
    bad.0.insert("cv".to_owned(), Entry::Rows(vec![Draft::default().with("from", "昨天").with("employer", "一建")]));
    let reject = Reject {
        number: 7,
        sheet: None,
        draft: bad.clone(),
        reasons: vec!["证件号码应为 18 位".into(), "学历：请从列表中选择".into()],
    };
    let file = people().rejects(&[reject]).unwrap();
    let mut parts = ZipArchive::new(Cursor::new(file.as_slice())).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("xl/sharedStrings.xml").unwrap(), &mut text).unwrap();
    assert!(text.contains("原第 7 行：证件号码应为 18 位；学历：请从列表中选择"));
    let again = people().read(&file).unwrap();
    assert_eq!((again.rows.len(), again.unknown.len(), &again.rows[0].draft), (1, 0, &bad));
}

#[test]
fn rows_of_records_that_differ_in_case_only_stay_apart_and_come_back() {
    let work = |name: &str| {
        let witness = Draft::default().with("name", name);
        let mut work = Draft::default().with("name", name);
        work.0.insert("witnesses".to_owned(), Entry::Rows(vec![witness]));
        work
    };
    comes_back(&Book::of(PERFORMANCE.form, PERFORMANCE.key), &["Block a", "Block A", "Ｂlock A"].map(work));
}

#[test]
fn rows_that_belong_to_no_record_come_back_on_their_own_sheet_with_their_reasons() {
    let row = |employer: &str| Entry::Rows(vec![Draft::default().with("from", "2020-01").with("employer", employer)]);
    let mut bad = Draft::default().with("name", "李四").with("identity_number", LI[1]).with("education", "没有这个");
    bad = bad.with("major", "土木工程").with("category", "titled");
    bad.0.insert("cv".to_owned(), row("一建"));
    let mut lost = Draft::default().with("identity_number", "无此人");
    lost.0.insert("cv".to_owned(), row("二建"));
    let reasons = || vec!["证件号码不在“非注册人员”页中".to_owned()];
    let file = people().rejects(&[
        Reject { number: 7, sheet: None, draft: bad.clone(), reasons: vec!["学历：请从列表中选择".into()] },
        Reject { number: 31, sheet: Some("简历".to_owned()), draft: lost.clone(), reasons: reasons() },
    ]);
    let file = file.unwrap();
    let again = people().read(&file).unwrap();
    assert_eq!((again.rows.len(), &again.rows[0].draft, again.unknown.len()), (1, &bad, 0));
    assert_eq!((again.strays.len(), &again.strays[0].draft, again.strays[0].number), (1, &lost, 3));
    let mut parts = ZipArchive::new(Cursor::new(file.as_slice())).unwrap();
    let mut text = String::new();
    std::io::Read::read_to_string(&mut parts.by_name("xl/sharedStrings.xml").unwrap(), &mut text).unwrap();
    assert!(text.contains("原第 31 行：证件号码不在“非注册人员”页中"));
}
