//! 非注册人员 (manual, 4.5; fields of ui.md 2.5), above all what 人员删除申请 compares: 职称证, 岗位证, 社保, 所学专业.

use crate::dictionaries::{
    EDUCATION, EMPLOYMENT, ETHNIC, INSURANCE, POST, SEX, STAFF, TITLE, TITLE_MAJOR, TRADE_GRADE,
};
use crate::lines::{date, identity, money, month, past_day, phone, text};
use crate::person::{CV, end_before_they_begin};
use domain::form::{Draft, Field, Form, Rule, Typed, choice, prose, rows, rule, section, several};
use domain::identity::Sex;
use domain::value::Fault;
use domain::{IdentityNumber, Line, Value};

/// A person whom the unit keeps.
pub static WORKER: Form = Form::new("worker", "非注册人员")
    .sections(&[
        section("基本信息").asks(&[
            NAME.field,
            IDENTITY.field.hint("18 位公民身份号码"),
            GENDER,
            choice("ethnic_group", "民族", &ETHNIC),
            phone("phone", "手机"),
            choice("education", "学历", &EDUCATION).must(),
            text("school", "毕业院校"),
            text("major", "所学专业").must(),
            text("diploma_number", "毕业证号"),
            CATEGORY.field,
            past_day("joined", "进入本企业日期"),
            CONTRACT.0,
            CONTRACT.1,
            choice("employment", "在职状态", &EMPLOYMENT),
            choice("title_level", "职称级别", &TITLE).begins("职称"),
            choice("title_major", "职称专业", &TITLE_MAJOR),
            text("title_number", "职称证号"),
            text("title_authority", "职称发证机关"),
            past_day("title_date", "职称取得日期"),
            rows("posts", "岗位证书", CERTIFICATE).begins("岗位证书"),
            text("trade", "工种").begins("技术工人"),
            choice("trade_grade", "技术工人等级", &TRADE_GRADE),
            text("trade_number", "技能证号"),
            text("testing_post", "检测岗位/项目").begins("检测人员"),
            text("testing_number", "检测上岗证号"),
            several("insurance", "险种", &INSURANCE).begins("社保"),
            text("insurer", "参保单位"),
            text("insured_at", "参保地"),
            INSURED.0,
            INSURED.1,
        ]),
        section("业绩信息").asks(&[rows("works", "业绩", WORKS)]),
        section("简历信息").asks(&[rows("cv", "简历", CV)]),
    ])
    .rules(&[
        SEX_IS_THAT_OF_THE_NUMBER,
        POSTS_END_AFTER_THEY_BEGIN,
        CV_ROWS_END_AFTER_THEY_BEGIN,
        WORKS_END_AFTER_THEY_BEGIN,
        MONTHS_IN_ORDER,
    ]);

/// 姓名.
pub const NAME: Typed<Line> = text("name", "姓名").must().typed();
/// 证件号码.
pub const IDENTITY: Typed<IdentityNumber> = identity("identity_number", "证件号码").must().typed();
/// 人员类别.
pub const CATEGORY: Typed<Line> = choice("category", "人员类别", &STAFF).must().typed();
const GENDER: Field = choice("sex", "性别", &SEX);
const INSURED: (Field, Field) = (month("insured_from", "社保起始月"), month("insured_to", "最近缴费月"));
const CONTRACT: (Field, Field) = (date("contract_from", "劳动合同起"), date("contract_to", "劳动合同止"));

/// One 岗位证书.
pub const CERTIFICATE: &[Field] = &[
    choice("post", "岗位", &POST).must(),
    text("number", "证号").must(),
    text("authority", "发证机关"),
    past_day("issued", "发证日期"),
    date("until", "有效期至"),
];

/// One row of 业绩.
pub const WORKS: &[Field] = &[
    text("project", "工程名称").must(),
    text("kind", "工程类别"),
    text("scale", "规模指标"),
    money("amount", "合同金额（万元）"),
    month("from", "开工年月"),
    month("to", "竣工年月"),
    text("duty", "本人职务"),
    text("client", "建设单位"),
    prose("result", "质量结论", 200),
];

const SEX_IS_THAT_OF_THE_NUMBER: Rule = rule(&[IDENTITY.field, GENDER], |worker, _| {
    let typed = Sex::parse(worker.draft().text(GENDER.name)).ok();
    let differs = typed.is_some_and(|typed| worker.get(IDENTITY).sex() != typed);
    differs.then(|| GENDER.wrong(Fault::Against("与证件号码不一致"))).into_iter().collect()
});
const POSTS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "posts", ["issued", "until"], "有效期至", "不能早于发证日期"));
const CV_ROWS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "cv", ["from", "to"], "终止年月", "不能早于起始年月"));
const WORKS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "works", ["from", "to"], "竣工年月", "不能早于开工年月"));
const MONTHS_IN_ORDER: Rule = rule(&[INSURED.0, INSURED.1, CONTRACT.0, CONTRACT.1], |worker, _| {
    let text = |field: &Field| worker.draft().text(field.name).to_owned();
    let wrong = |(from, to): &(Field, Field)| !text(to).is_empty() && text(to) < text(from);
    let pairs = [(INSURED, "不能早于社保起始月"), (CONTRACT, "不能早于劳动合同起")];
    pairs.iter().filter(|(pair, _)| wrong(pair)).map(|(pair, words)| pair.1.wrong(Fault::Against(words))).collect()
});

/// What rules look at, of a file that is kept: a few fields, small enough to lie in every list.
pub const FACTS: &[&str] = &[
    "category",
    "major",
    "title_level",
    "title_major",
    "title_date",
    "trade",
    "trade_grade",
    "posts",
    "certificates",
    "insurer",
    "insured_from",
    "insured_to",
    "contract_to",
];

/// The facts of a file, of a registered person's as well.
pub fn facts(file: &Draft) -> Draft {
    let kept = |(name, entry): (&String, &domain::form::Entry)| {
        FACTS.contains(&name.as_str()).then(|| (name.clone(), in_short(entry)))
    };
    Draft(file.0.iter().filter_map(kept).collect())
}

/// Of a certificate only what it is, and from when until when it holds.
fn in_short(entry: &domain::form::Entry) -> domain::form::Entry {
    use domain::form::Entry::{Rows, Texts};
    let told = ["post", "category", "major", "issued", "until"];
    match entry {
        Texts(texts) => Texts(texts.clone()),
        Rows(rows) => {
            let row = |row: &Draft| {
                Draft(
                    row.0
                        .iter()
                        .filter(|(name, _)| told.contains(&name.as_str()))
                        .map(|(n, e)| (n.clone(), e.clone()))
                        .collect(),
                )
            };
            Rows(rows.iter().map(row).collect())
        }
    }
}

/// What a list shows of a person beside the name, and what it is searched by: 人员类别, 职称 and 岗位.
pub fn in_a_line(file: &Draft) -> String {
    let category = STAFF.name_of(file.text("category")).unwrap_or_default();
    let title = TITLE.name_of(file.text("title_level")).filter(|title| *title != "无").unwrap_or_default();
    let title = match (title, file.text("title_major")) {
        (title, "") => title.to_owned(),
        ("", _) => String::new(),
        (title, major) => format!("{title}（{major}）"),
    };
    let posts: Vec<&str> = file.rows("posts").iter().filter_map(|row| POST.name_of(row.text("post"))).collect();
    let parts = [category.to_owned(), title, posts.join("、")];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("，")
}
