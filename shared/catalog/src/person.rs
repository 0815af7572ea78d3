//! A registered person's own file (ui.md 2.6): basic data, registration certificates, CV, papers.

use crate::dictionaries::{EDUCATION, ETHNIC, REGISTRATION_CATEGORY, TITLE};
use crate::lines::{date, month, past_day, phone, text};
use domain::form::{Complaint, Field, Form, Record, Typed, choice, prose, rows, section};
use domain::value::{Fault, Setting};
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
    .rules(&[certificates_end_after_they_begin, cv_rows_end_after_they_begin]);

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

fn certificates_end_after_they_begin(file: &Record, _: &Setting) -> Option<Complaint> {
    ends_before_it_begins(file, "certificates", "issued", "until", "有效期至", "不能早于发证日期")
}

fn cv_rows_end_after_they_begin(file: &Record, _: &Setting) -> Option<Complaint> {
    ends_before_it_begins(file, "cv", "from", "to", "终止年月", "不能早于起始年月")
}

/// Days and months are spelled so that their order is that of their texts.
pub(crate) fn ends_before_it_begins(
    file: &Record,
    list: &str,
    from: &str,
    to: &str,
    label: &'static str,
    words: &'static str,
) -> Option<Complaint> {
    let wrong = |row: &domain::form::Draft| {
        !row.text(from).is_empty() && !row.text(to).is_empty() && row.text(to) < row.text(from)
    };
    let n = file.draft().rows(list).iter().position(wrong)?;
    Some(Complaint { at: format!("{list}.{n}.{to}"), label, fault: Fault::Against(words) })
}

/// What a row is called in one line: its list's first telling columns.
pub fn certificate_in_short(file: &domain::form::Draft) -> String {
    let first = file.rows("certificates").first();
    let name = first.and_then(|row| REGISTRATION_CATEGORY.name_of(row.text("category")));
    name.unwrap_or_default().to_owned()
}

/// The name in the file, once it has one.
pub fn name_in(file: &domain::form::Draft) -> Option<String> {
    file.value::<Line>(&NAME.field).map(|name| name.canon())
}
