//! 注册人员审核 (manual, 5.1 and 5.2).

use domain::form::{Dictionary, Form, Record, Rule, Typed, choice, prose, rule, section};
use domain::registration::Command;
use domain::value::Fault;
use domain::{Line, Value};

/// The unit's answer.
pub static DECISION: Form = Form::new("decision", "注册人员审核")
    .sections(&[section("审核意见").asks(&[ANSWER.field, REASON])])
    .rules(&[A_REFUSAL_SAYS_WHY]);

/// The three answers: 通过, 不通过, 退回修改.
pub static ANSWERS: Dictionary = Dictionary {
    name: "decision",
    entries: &[("approve", "通过"), ("refuse", "不通过"), ("send_back", "退回修改")],
};

const ANSWER: Typed<Line> = choice("decision", "审核结论", &ANSWERS).must().typed();
/// 原因.
pub const REASON: domain::form::Field =
    prose("reason", "原因", 500).hint("不通过时必须填写；退回修改时请写明原因。注册人员登录后会看到");

const A_REFUSAL_SAYS_WHY: Rule = rule(&[ANSWER.field, REASON], |decision, _| {
    let silent = decision.is(ANSWER.field, "refuse") && decision.draft().text("reason").is_empty();
    silent.then(|| REASON.wrong(Fault::Missing)).into_iter().collect()
});

/// What the checked form asks of the file.
pub fn command(decision: &Record) -> Command {
    let reason = decision.draft().text("reason").to_owned();
    match decision.get(ANSWER).canon().as_str() {
        "approve" => Command::Approve,
        "refuse" => Command::Refuse { reason },
        _ => Command::SendBack { reason },
    }
}
