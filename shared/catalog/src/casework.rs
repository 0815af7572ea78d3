//! 受理审批: what an officer answers to an application (行政许可法 32, 38).

use crate::lines::said;
use domain::application::Command;
use domain::form::{Dictionary, Draft, Entry, Field, Form, Record, Rule, Typed, choice, prose, rows, rule, section};
use domain::value::Fault;
use domain::{Line, Value};

/// 补正告知: everything that is missing, named once.
pub static CORRECTIONS: Form =
    Form::new("corrections", "补正告知").sections(&[section("需要补正的全部内容").asks(&[DEFECTS])]);

/// The rows of the one list.
pub const DEFECTS: Field =
    rows("defects", "需要补正的内容", DEFECT).must().hint("只能告知一次，请一次列出全部需要补正的内容，每行一项");
const DEFECT: &[Field] = &[prose("defect", "内容", 500).must()];

/// 准予许可, 不予许可.
pub static CASE_DECISION: Form = Form::new("case-decision", "作出决定")
    .sections(&[section("决定").asks(&[ANSWER.field, REASON])])
    .rules(&[A_REFUSAL_SAYS_WHY]);

/// 改派给我: why a case changes hands.
pub static REASSIGNMENT: Form =
    Form::new("reassignment", "改派给我").sections(&[section("改派").asks(&[REASON_TO_TAKE_OVER])]);
/// 改派理由.
pub const REASON_TO_TAKE_OVER: Field =
    prose("reason", "改派理由", 200).must().hint("原办理人不能继续办理时使用；理由和原办理人会记入办理经过");

/// What taking a case over from somebody asks of the application.
pub const fn take_over(from: String, reason: String) -> Command {
    Command::TakeOver { from, reason }
}

/// The two answers.
pub static ANSWERS: Dictionary =
    Dictionary { name: "case-decision", entries: &[("grant", "准予许可"), ("refuse", "不予许可")] };

const ANSWER: Typed<Line> = choice("decision", "决定", &ANSWERS).must().typed();
/// 理由.
pub const REASON: Field = prose("reason", "理由", 500).hint("不予许可时必须填写；准予许可时可以不填。申请单位会看到");

const A_REFUSAL_SAYS_WHY: Rule = rule(&[ANSWER.field, REASON], |decision, _| {
    let silent = decision.is(ANSWER.field, "refuse") && decision.draft().text("reason").is_empty();
    silent.then(|| REASON.wrong(Fault::Missing)).into_iter().collect()
});

/// A client may send the defects as plain texts, each with as many as it has lines: they are rows all the same.
pub fn as_rows(mut draft: Draft) -> Draft {
    let lines = draft.texts(DEFECTS.name).iter().flat_map(|text| text.lines());
    let rows: Vec<Draft> = lines.map(|line| Draft::default().with("defect", line)).collect();
    if !rows.is_empty() {
        draft.0.insert(DEFECTS.name.to_owned(), Entry::Rows(rows));
    }
    draft
}

/// What a checked list of defects asks of the application.
pub fn correct(corrections: &Record) -> Command {
    let rows = corrections.draft().rows(DEFECTS.name);
    Command::Correct { defects: rows.iter().map(|row| row.text("defect").to_owned()).collect() }
}

/// What a checked decision asks of the application.
pub fn decide(decision: &Record) -> Command {
    match decision.get(ANSWER).canon().as_str() {
        "grant" => Command::Grant { reason: said(decision, REASON) },
        _ => Command::Refuse { reason: decision.draft().text("reason").to_owned() },
    }
}
