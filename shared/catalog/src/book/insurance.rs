//! 社保声明 (manual, 3.6): the unit's commitment on the social insurance of its people. 01 承诺信息, 02 社保材料信息 with the
//! template that is filled in, signed, sealed and handed in as a scan.

use super::{Book, Holds};
use crate::dictionaries::COMMITMENT;
use crate::lines::{date, disordered, integer, past_day, phone, text};
use crate::paper::INSURANCE;
use domain::form::{Field, Form, Rule, choice, prose, rule, section};

/// The only record of each unit.
pub static BOOK: Book = Book {
    form: &FORM,
    kinds: &[],
    holds: Holds::One,
    edit: "修改社保声明",
    place: &INSURANCE,
    papers: "社保材料信息",
    beside_rows: &[],
    lead: "请下载模板，如实填写并由法定代表人签字、加盖公章后，扫描或拍照上传。",
    until: Some("until"),
    template: true,
};

/// The commitment.
pub static FORM: Form = Form::new("insurance", "社保声明")
    .sections(&[section("承诺信息").asks(&[
        choice("commitment", "承诺内容", &COMMITMENT).must(),
        integer("insured", "参保人数").must(),
        text("insured_at", "参保地").must(),
        DECLARED,
        UNTIL.hint("声明在这一天之前有效，到期后应重新声明"),
        text("contact", "经办人").must(),
        phone("phone", "经办人手机").must(),
        prose("remark", "说明", 500),
    ])])
    .rules(&[ENDS_AFTER_IT_BEGINS]);

const DECLARED: Field = past_day("declared", "声明日期").must();
const UNTIL: Field = date("until", "有效期至").must();

const ENDS_AFTER_IT_BEGINS: Rule = rule(&[DECLARED, UNTIL], |statement, _| {
    disordered(statement.draft(), (&DECLARED, &UNTIL), "不能早于声明日期").into_iter().collect()
});
