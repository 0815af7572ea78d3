//! What a workbook looks like.

use super::*;
use crate::{Head, list};
use std::io::Read;

fn part(bytes: &[u8], name: &str) -> String {
    let mut text = String::new();
    ZipArchive::new(Cursor::new(bytes)).unwrap().by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_template_has_stars_help_lists_and_the_dictionaries() {
    let bytes = people().template().unwrap();
    let texts = part(&bytes, "xl/sharedStrings.xml");
    for told in [
        "姓名*",
        "证件号码*",
        "人员类别*",
        ">学历<",
        "18 位，出生日期由号码得出",
        "例如 2026-03-01",
        "可填多项，用“、”隔开",
        ">汉族<",
    ] {
        assert!(texts.contains(told), "{told}");
    }
    let first = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(first.contains("<dataValidation type=\"list\"") && first.contains("'字典'!$"));
    assert!(first.contains("ySplit=\"1\""), "the headings stay in sight");
    let sheets = part(&bytes, "xl/workbook.xml");
    let order = ["非注册人员", "岗位证书", "简历", "业绩", "字典"]
        .map(|name| sheets.find(&format!("name=\"{name}\"")).expect(name));
    assert!(order.is_sorted());
    // As it was given it holds nobody; the help is no record.
    assert_eq!(read(&bytes).unwrap_err(), Refusal::NoRows);
}

#[test]
fn a_cascade_has_a_column_a_level_and_its_paths_on_the_last_sheet() {
    let book = Book::of(&catalog::unit::BASICS, catalog::unit::BASICS.fields().next().unwrap().name);
    let heads: Vec<&str> = book.main.columns.iter().map(|column| column.header.trim_end_matches('*')).collect();
    assert!(heads.windows(3).any(|three| three == ["省", "市", "区县"]), "{heads:?}");
    let texts = part(&book.template().unwrap(), "xl/sharedStrings.xml");
    assert!(texts.contains(">沈河区<") && texts.contains("省（选项）"));
    let path = |names: [&str; 3]| crate::choices::path(&catalog::divisions::DIVISIONS, &names.map(str::to_owned));
    assert_eq!(path(["辽宁省", "沈阳市", "沈河区"]), ["210000", "210100", "210103"]);
    assert_eq!(path(["北京市", "", ""]), ["110000", "119000", "119001"], "one choice needs no choosing");
    assert_eq!(path(["辽宁省", "", "沈河区"]), ["210000", "", "沈河区"], "the form refuses it");
}

#[test]
fn repeated_rows_name_their_record_in_the_first_column() {
    let book = people();
    let cv = book.lists.iter().find(|list| list.name == "简历").unwrap();
    let heads: Vec<&str> = cv.columns.iter().map(|column| column.header.as_str()).collect();
    assert_eq!(heads, ["证件号码*", "起始年月*", "终止年月", "工作单位*", "职务/职称", "从事工作", "证明人"]);
}

#[test]
fn every_form_of_the_hall_has_headings_that_differ() {
    for form in catalog::FORMS {
        let Some(key) = form.fields().next() else { continue };
        let book = Book::of(form, key.name);
        for table in std::iter::once(&book.main).chain(&book.lists) {
            let heads: std::collections::BTreeSet<_> =
                table.columns.iter().map(|it| it.header.trim_end_matches('*')).collect();
            assert_eq!(heads.len(), table.columns.len(), "{} of {}", table.name, form.name);
        }
        assert!(book.template().is_ok(), "{}", form.name);
    }
}

#[test]
fn a_list_is_a_workbook_of_texts() {
    let heads = [Head::of(&catalog::personnel::NAME.field), Head::new("登记时间", 18)];
    let bytes =
        list("人员/名单", &heads, [vec!["=1+1".to_owned(), String::new()], vec!["李\0四".to_owned(), "12".to_owned()]])
            .unwrap();
    let first = part(&bytes, "xl/worksheets/sheet1.xml");
    assert!(!first.contains("<f>") && first.matches("t=\"s\"").count() == 5 && first.contains("ySplit"));
    assert!(
        part(&bytes, "xl/sharedStrings.xml").contains("李四") && part(&bytes, "xl/workbook.xml").contains("人员 名单")
    );
}
