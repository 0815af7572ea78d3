//! A registered person's own file (ui.md 2.6): basic data, registration certificates, CV, papers.

use crate::dictionaries::{EDUCATION, ETHNIC, REGISTRATION_CATEGORY, TITLE};
use crate::lines::{date, month, past_day, phone, text};
use domain::form::{Complaint, Draft, Field, Form, Record, Rule, Typed, choice, prose, rows, rule, section};
use domain::value::Fault;
use domain::{Line, Phone, Value};

/// The file. 身份证号, 性别 and 注册单位 come from the registration and are shown above it.
pub static FILE: Form = Form::new("person", "注册人员信息")
    .sections(&[
        section("基本信息").asks(&[
            NAME.field.autocomplete("name"),
            CONTACT.field.hint("11 位手机号码").autocomplete("tel"),
            choice("ethnic_group", "民族", &ETHNIC),
            choice("education", "学历", &EDUCATION).must(),
            text("school", "毕业院校"),
            text("major", "所学专业").must(),
            choice("title_level", "职称级别", &TITLE),
            text("title_number", "职称证号"),
        ]),
        section("注册证书").asks(&[rows("certificates", "注册证书", CERTIFICATE).must()]),
        section("简历信息").asks(&[rows("cv", "简历", CV)]),
    ])
    .rules(&[CERTIFICATES_END_AFTER_THEY_BEGIN, CV_ROWS_END_AFTER_THEY_BEGIN]);

/// 姓名.
pub const NAME: Typed<Line> = text("name", "姓名").must().typed();
/// 联系方式.
pub const CONTACT: Typed<Phone> = phone("phone", "联系方式").must().typed();

/// One 注册证书.
pub const CERTIFICATE: &[Field] = &[
    choice("category", "注册类别", &REGISTRATION_CATEGORY).must(),
    text("major", "注册专业"),
    text("number", "注册编号").must(),
    text("certificate_number", "证书编号"),
    text("seal_number", "执业印章号"),
    past_day("issued", "发证日期"),
    date("until", "有效期至").must(),
];

/// One row of 简历.
pub const CV: &[Field] = &[
    month("from", "起始年月").must(),
    month("to", "终止年月").hint("至今可不填"),
    text("employer", "工作单位").must(),
    text("duty", "职务/职称"),
    prose("work", "从事工作", 500),
    text("witness", "证明人"),
];

// Both look at the days of each row that are well, whatever else is wrong with the row.
const CERTIFICATES_END_AFTER_THEY_BEGIN: Rule = rule(&[], |file, _| {
    end_before_they_begin(file, "certificates", ["issued", "until"], "有效期至", "不能早于发证日期")
});
const CV_ROWS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |file, _| end_before_they_begin(file, "cv", ["from", "to"], "终止年月", "不能早于起始年月"));

/// Days and months are spelled so that their order is that of their texts.
pub(crate) fn end_before_they_begin(
    file: &Record,
    list: &str,
    [from, to]: [&str; 2],
    label: &'static str,
    words: &'static str,
) -> Vec<Complaint> {
    let wrong = |row: &Draft| !row.text(from).is_empty() && !row.text(to).is_empty() && row.text(to) < row.text(from);
    let rows = file.draft().rows(list).iter().enumerate().filter(|(_, row)| wrong(row));
    rows.map(|(n, _)| Complaint { at: format!("{list}.{n}.{to}"), label, fault: Fault::Against(words) }).collect()
}

/// What a row is called in one line: its list's first telling columns.
pub fn certificate_in_short(file: &Draft) -> String {
    let first = file.rows("certificates").first();
    let name = first.and_then(|row| REGISTRATION_CATEGORY.name_of(row.text("category")));
    name.unwrap_or_default().to_owned()
}

/// The name in the file, once it has one.
pub fn name_in(file: &Draft) -> Option<String> {
    file.value::<Line>(&NAME.field).map(|name| name.canon())
}
