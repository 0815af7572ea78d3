//! 单位核实: what an officer answers to a unit, and to whom a unit is handed over.

use crate::lines::{login_name, said};
use domain::form::{Dictionary, Field, Form, Record, Rule, Typed, choice, prose, rule, section};
use domain::value::Fault;
use domain::verification::Command;
use domain::{Line, LoginName, Value};

/// Working days in which the department compares the licence with the code.
pub const DAYS: u32 = 5;

/// 核实通过, 退回.
pub static VERDICT: Form = Form::new("unit-verification", "单位核实")
    .sections(&[section("核实意见").asks(&[ANSWER.field, REASON])])
    .rules(&[A_RETURN_SAYS_WHY]);

/// The two answers.
pub static ANSWERS: Dictionary =
    Dictionary { name: "unit-verification", entries: &[("pass", "核实通过"), ("return", "退回")] };

const ANSWER: Typed<Line> = choice("decision", "核实结论", &ANSWERS).must().typed();
/// 原因: why it is sent back, or what is said with passing it.
pub const REASON: Field = prose("reason", "原因", 500).hint("退回时必须填写；核实通过时可以不填。单位会看到");

const A_RETURN_SAYS_WHY: Rule = rule(&[ANSWER.field, REASON], |verdict, _| {
    let silent = verdict.is(ANSWER.field, "return") && verdict.draft().text("reason").is_empty();
    silent.then(|| REASON.wrong(Fault::Missing)).into_iter().collect()
});

/// 移交: the rightful holder's login name, and why.
pub static HANDOVER: Form = Form::new("unit-handover", "移交账号").sections(&[section("移交给权利人").asks(&[
    NEXT_LOGIN.field,
    prose("reason", "移交原因", 500)
        .must()
        .hint("写明依据，例如已核对营业执照原件和法定代表人身份。原使用人登录时会看到"),
])]);

/// The rightful holder's login name.
pub const NEXT_LOGIN: Typed<LoginName> =
    login_name("login_name", "新的登录账号").must().hint("由权利人选定，2 至 50 个字母、汉字或数字").typed();

/// What the checked verdict asks of the unit.
pub fn command(verdict: &Record) -> Command {
    match verdict.get(ANSWER).canon().as_str() {
        "pass" => Command::Pass { reason: said(verdict, REASON) },
        _ => Command::Return { reason: verdict.draft().text("reason").to_owned() },
    }
}
