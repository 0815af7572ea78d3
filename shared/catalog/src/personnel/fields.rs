//! The fields of the forms of people, each spelled once, and the rules over them.

use crate::dictionaries::{
    DEGREE, EDUCATION, EMPLOYMENT, ETHNIC, IDENTITY_DOCUMENT, POLITICAL, POST, SEX, STAFF, TITLE, TITLE_MAJOR,
};
use crate::lines::{date, disordered, email, identity, money, month, past_day, phone, telephone, text, years};
use crate::person::{CV as CV_ROW, end_before_they_begin};
use domain::form::{Field, Rule, Typed, choice, prose, rows, rule};
use domain::identity::Sex;
use domain::value::Fault;
use domain::{IdentityNumber, Line, Value};

/// 姓名.
pub const NAME: Typed<Line> = text("name", "姓名").must().typed();
/// 证件类型: papers whose number is built like that of the identity card.
pub const IDENTITY_KIND: Field = choice("identity_kind", "证件类型", &IDENTITY_DOCUMENT);
/// 证件号码. 出生日期 is in it and not asked.
pub const IDENTITY: Typed<IdentityNumber> =
    identity("identity_number", "证件号码").must().hint("18 位，出生日期由号码得出").typed();
/// 国籍.
pub const NATIONALITY: Field = text("nationality", "国籍");
/// 职务.
pub const POSITION: Field = text("position", "职务");
/// 人员类别.
pub const CATEGORY: Typed<Line> = choice("category", "人员类别", &STAFF).must().typed();

pub(super) const GENDER: Field = choice("sex", "性别", &SEX);
pub(super) const ETHNIC_GROUP: Field = choice("ethnic_group", "民族", &ETHNIC);
pub(super) const POLITICAL_STATUS: Field = choice("political_status", "政治面貌", &POLITICAL);
pub(super) const LEARNT: Field = choice("education", "学历", &EDUCATION);
pub(super) const DEGREE_HELD: Field = choice("degree", "学位", &DEGREE);
pub(super) const SCHOOL: Field = text("school", "毕业院校");
pub(super) const GRADUATED: Field = month("graduated", "毕业时间");
pub(super) const MAJOR: Field = text("major", "所学专业");
pub(super) const TITLE_LEVEL: Field = choice("title_level", "职称级别", &TITLE);
pub(super) const TITLE_OF: Field = choice("title_major", "职称专业", &TITLE_MAJOR);
pub(super) const TITLE_NUMBER: Field = text("title_number", "职称证号");
pub(super) const APPOINTED: Field = past_day("appointed", "任职时间");
pub(super) const MANAGEMENT_YEARS: Field = years("management_years", "从事工程管理年限").hint("年");
pub(super) const MOBILE: Field = phone("phone", "手机");
pub(super) const OFFICE_PHONE: Field = telephone("office_phone", "办公电话");
pub(super) const EMAIL: Field = email("email", "邮箱");
pub(super) const DOMICILE: Field = text("domicile", "户籍地");
pub(super) const WORKING: Field = choice("employment", "在职状态", &EMPLOYMENT);
pub(super) const INSURER: Field = text("insurer", "参保单位");
pub(super) const INSURED: (Field, Field) = (month("insured_from", "社保起始月"), month("insured_to", "最近缴费月"));
pub(super) const CONTRACT: (Field, Field) = (date("contract_from", "劳动合同起"), date("contract_to", "劳动合同止"));
pub(super) const CV: Field = rows("cv", "简历", CV_ROW);
pub(super) const PERFORMED: Field = rows("works", "业绩", WORKS);

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
    text("duty", "本人职务").hint("如主持完成"),
    text("client", "建设单位"),
    prose("result", "质量结论", 200),
];

pub(super) const SEX_IS_THAT_OF_THE_NUMBER: Rule = rule(&[IDENTITY.field, GENDER], |worker, _| {
    let typed = Sex::parse(worker.draft().text(GENDER.name)).ok();
    let differs = typed.is_some_and(|typed| worker.get(IDENTITY).sex() != typed);
    differs.then(|| GENDER.wrong(Fault::Against("与证件号码不一致"))).into_iter().collect()
});
pub(super) const POSTS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "posts", ["issued", "until"], "有效期至", "不能早于发证日期"));
pub(super) const CV_ROWS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "cv", ["from", "to"], "终止年月", "不能早于起始年月"));
pub(super) const WORKS_END_AFTER_THEY_BEGIN: Rule =
    rule(&[], |worker, _| end_before_they_begin(worker, "works", ["from", "to"], "竣工年月", "不能早于开工年月"));
pub(super) const MONTHS_IN_ORDER: Rule = rule(&[INSURED.0, INSURED.1, CONTRACT.0, CONTRACT.1], |worker, _| {
    let insured = disordered(worker.draft(), (&INSURED.0, &INSURED.1), "不能早于社保起始月");
    let contract = disordered(worker.draft(), (&CONTRACT.0, &CONTRACT.1), "不能早于劳动合同起");
    insured.into_iter().chain(contract).collect()
});
pub(super) const NOTHING_BEFORE_BIRTH: Rule = rule(&[IDENTITY.field, GRADUATED, APPOINTED], |worker, _| {
    let born = worker.get(IDENTITY).born().to_string();
    let is_before = |field: &&Field| {
        let told = worker.draft().text(field.name);
        // A month is compared with the month of birth.
        !told.is_empty() && born.get(..told.len()).is_some_and(|born| told < born)
    };
    let wrong = [GRADUATED, APPOINTED].into_iter().filter(|field| is_before(&field));
    wrong.map(|field| field.wrong(Fault::Against("不能早于出生日期"))).collect()
});
pub(super) const PAPER_IS_THAT_OF_THE_NUMBER: Rule = rule(&[IDENTITY.field, IDENTITY_KIND], |worker, _| {
    let (number, kind) = (worker.get(IDENTITY), worker.draft().text(IDENTITY_KIND.name));
    let fitting = match number.as_str().as_bytes()[..3] {
        [b'8', b'3', _] => "LOCAL-TW",
        [b'8', ..] => "LOCAL-HM",
        [b'9', ..] => "553",
        _ => "111",
    };
    let differs = !kind.is_empty() && kind != fitting;
    differs.then(|| IDENTITY_KIND.wrong(Fault::Against("与证件号码不一致"))).into_iter().collect()
});
