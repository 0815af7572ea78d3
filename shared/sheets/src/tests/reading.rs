//! What people type is read as they mean it, and what cannot be read is named.

use super::*;
use domain::Setting;
use jiff::civil::date;
use rust_xlsxwriter::{ExcelDateTime, Format};

const SETTING: Setting = Setting { today: date(2026, 11, 27) };

#[test]
fn headings_are_found_by_their_label_in_any_order() {
    let rows: [&[&str]; 4] = [
        &["某某公司人员名单"],
        &["备注", "人员类别 *", "所学专业", "证件 号码", "姓名＊", "原因", "学历"],
        &[],
        &["看这里", "职称人员", "土木工程", LI[1], "　李四 ", "上次没有录入", "大学本科毕业"],
    ];
    let taken = read(&table(&rows)).unwrap();
    assert_eq!((taken.rows.len(), taken.rows[0].number, taken.unknown), (1, 4, vec!["备注".to_owned()]));
    let draft = &taken.rows[0].draft;
    assert_eq!((draft.text("name"), draft.text("identity_number"), draft.0.len()), ("李四", LI[1], 5));
    assert!(WORKER.check(draft.clone(), &SETTING).is_ok());
}

#[test]
fn headings_that_are_missing_or_twice_are_named() {
    let lacks = read(&table(&[&["姓名", "所学专业", "人员类别", "学历"], &["李四", "土木", "其他", "其他"]]));
    assert_eq!(lacks.unwrap_err(), Refusal::Lacks(vec!["证件号码".to_owned()]));
    let twice = read(&table(&[&["姓名", "证件号码", "所学专业", "人员类别", "学历", "姓名*"], &LI]));
    assert_eq!(twice.unwrap_err(), Refusal::Twice(vec!["姓名".to_owned()]));
    assert!(matches!(read(&table(&[&["甲", "乙"], &["1", "2"]])), Err(Refusal::Lacks(names)) if names.len() == 5));
    assert!(matches!(read(&table(&[])), Err(Refusal::Lacks(_))), "an empty sheet has no headings");
}

#[test]
fn rows_of_nothing_are_no_rows() {
    assert_eq!(read(&table(&[&HEADS, &["", "　", " \n"]])).unwrap_err(), Refusal::NoRows);
    let taken = read(&table(&[&HEADS, &["", "", ""], &LI, &[" "], &["", "", "", "", "", "只在别处"]])).unwrap();
    assert_eq!(taken.rows.iter().map(|row| row.number).collect::<Vec<_>>(), [3]);
}

#[test]
fn names_become_codes_and_several_are_told_apart() {
    let heads = [&HEADS[..], &["性别", "险种", "民族"]].concat();
    let row = [&LI[..], &["男", "基本养老保险、工伤保险，生育保险(已与医保合并实施) ；失业保险", "没有这个"]].concat();
    let draft = only(&table(&[&heads, &row]));
    assert_eq!((draft.text("sex"), draft.text("category")), ("male", "titled"));
    let names = |codes: &[String]| crate::choices::names(&catalog::dictionaries::INSURANCE, codes);
    assert_eq!(names(draft.texts("insurance")), "基本养老保险、工伤保险、生育保险（已与医保合并实施）、失业保险");
    // What is no name stays as it is, and the form says so beside the field.
    let filled = WORKER.check(draft, &SETTING).err().unwrap();
    assert_eq!(filled.complaints[0].words(), "民族：请从列表中选择，不允许手工输入");
}

#[test]
fn days_and_numbers_of_excel_are_read_as_typed() {
    let heads = [&HEADS[..], &["手机", "进入本企业日期", "社保起始月", "最近缴费月", "毕业证号"]].concat();
    let bytes = sheet("Sheet1", |sheet| {
        across(sheet, 0, &heads);
        across(sheet, 1, &LI);
        let day = Format::new().set_num_format("yyyy/m/d");
        let moment = |y, m, d| ExcelDateTime::from_ymd(y, m, d).unwrap();
        sheet.write_number(1, 5, 13_800_005_678.0).unwrap();
        sheet.write_datetime_with_format(1, 6, moment(2026, 3, 1), &day).unwrap();
        sheet.write_datetime_with_format(1, 7, moment(2026, 3, 15), &day).unwrap();
        sheet.write_string(1, 8, "2026年10月").unwrap();
        sheet.write_number(1, 9, 20_260_001.0).unwrap();
    });
    let draft = only(&bytes);
    let said = ["phone", "joined", "insured_from", "insured_to", "diploma_number"].map(|name| draft.text(name));
    assert_eq!(said, ["13800005678", "2026-03-01", "2026-03", "2026-10", "20260001"]);
}

#[test]
fn what_excel_has_spoilt_is_named_and_never_guessed() {
    let bytes = sheet("Sheet1", |sheet| {
        let heads = [&HEADS[..], &["社保起始月"]].concat();
        across(sheet, 0, &heads);
        sheet.write_string(1, 0, "李四").unwrap();
        sheet.write_number(1, 1, 210_102_190_001_010_014.0).unwrap();
        sheet.write_formula(1, 2, rust_xlsxwriter::Formula::new("=1/0").set_result("#DIV/0!")).unwrap();
        sheet.write_number(1, 5, 2026.1).unwrap();
    });
    let row = &read(&bytes).unwrap().rows[0];
    let said: Vec<String> = row.complaints.iter().map(|complaint| row.reason(complaint)).collect();
    assert!(said[0].starts_with("证件号码是数字格式，Excel 已丢失末尾几位"), "{said:?}");
    assert_eq!((said.len(), row.draft.text("identity_number")), (2, ""));
    assert_eq!(row.draft.text("insured_from"), "2026.1", "October may have been meant");
}

#[test]
fn hidden_characters_and_breaks_reach_the_form_which_names_them() {
    for name in ["李\r\n四", "李\u{202e}四"] {
        let draft = only(&table(&[&HEADS, &[name, LI[1], LI[2], LI[3], LI[4]]]));
        let filled = WORKER.check(draft, &SETTING).err().expect(name);
        assert_eq!(filled.complaints[0].words(), "姓名含有不可见字符", "{name:?}");
    }
    // Excel spells a character that XML cannot hold by its number.
    let nul = |text: String| text.replace("李四", "李_x0000_四");
    let draft = only(&with_part(&table(&[&HEADS, &LI]), "xl/sharedStrings.xml", nul));
    assert_eq!(draft.text("name"), "李\0四");
    assert_eq!(only(&table(&[&HEADS, &["\r\n李四\r\n", LI[1], LI[2], LI[3], LI[4]]])).text("name"), "李四");
}

#[test]
fn merged_cells_hold_their_first_row_only() {
    let bytes = sheet("Sheet1", |sheet| {
        across(sheet, 0, &HEADS);
        across(sheet, 1, &LI);
        sheet.merge_range(2, 3, 4, 3, "其他", &Format::new()).unwrap();
        (2..5).for_each(|row| put(sheet, row, 0, "王五"));
    });
    let rows = read(&bytes).unwrap().rows;
    assert_eq!(
        rows.iter().map(|row| row.draft.text("category") == "other").collect::<Vec<_>>(),
        [false, true, false, false]
    );
}

#[test]
fn rows_of_other_sheets_go_to_their_record() {
    let mut book = Workbook::new();
    let mut add = |name: &str, rows: &[&[&str]]| {
        let sheet = book.add_worksheet();
        sheet.set_name(name).unwrap();
        for (row, cells) in (0..).zip(rows) {
            across(sheet, row, cells);
        }
    };
    add("非注册人员", &[&HEADS, &LI]);
    add(
        "简历",
        &[
            &["证件号码", "起始年月", "工作单位", "终止年月"],
            &[LI[1], "2020-03", "一建", "2019-01"],
            &["无此人", "2020-01", "二建"],
        ],
    );
    add("业绩", &[&["乱写的", "标题"], &["甲", "乙"]]);
    add("备忘", &[&["甲"]]);
    let taken = people().read(&book.save_to_buffer().unwrap()).unwrap();
    assert_eq!(taken.unread, ["“业绩”页的标题行与模板不同，没有读取", "没有读取模板以外的工作表“备忘”"]);
    let stray = &taken.strays[0];
    assert_eq!((taken.strays.len(), stray.sheet.as_str(), stray.number), (1, "简历", 3));
    assert_eq!((stray.draft.text("identity_number"), stray.draft.rows("cv")[0].text("employer")), ("无此人", "二建"));
    assert!(stray.reasons[0].contains("证件号码不在“非注册人员”页中"), "{stray:?}");
    let row = &taken.rows[0];
    assert_eq!(row.draft.rows("cv")[0].text("employer"), "一建");
    let filled = WORKER.check(row.draft.clone(), &SETTING).err().unwrap();
    assert_eq!(row.reason(&filled.complaints[0]), "“简历”页第 2 行：终止年月不能早于起始年月");
}
