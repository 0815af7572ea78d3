//! 人员删除申请 (manual, 4.6): what is chosen, said and decided, and how a replacement is compared with who leaves.

mod compare;

pub use compare::{Point, Verdict, compare, is_met};

use crate::lines::{said, text};
use domain::deletion::Command;
use domain::form::{Dictionary, Form, Record, Rule, Typed, choice, lookup, prose, rule, section};
use domain::ids::DeletionId;
use domain::value::Fault;
use domain::{Line, Value};
use jiff::civil::Date;

/// Whom a request concerns: chosen among the unit's people, never typed.
pub static PERSON: Form =
    Form::new("deletion-person", "新增删除申请").sections(&[section("申请删除的人员").asks(&[LEAVING])]);
/// The person who is to be deleted.
pub const LEAVING: domain::form::Field = lookup("person", "申请删除的人员").must();

/// One row of 02 反馈内容.
pub static FEEDBACK: Form =
    Form::new("deletion-feedback", "新增反馈").sections(&[section("反馈内容").asks(&[INITIATOR, CONTENT])]);
/// Who says it.
pub const INITIATOR: domain::form::Field = text("initiator", "发起人").must();
/// What is said.
pub const CONTENT: domain::form::Field = prose("content", "反馈内容", 1000).must().hint("说明删除原因，例如离职时间");
/// The papers that a row names, beside its fields: the ids of files that were uploaded for the request.
pub const PAPER: domain::form::Field = lookup("paper", "反馈材料");
/// Rows of 02, at most.
pub const MOST_ROWS: usize = 20;
/// What is wrong with a row more than that.
pub const FULL: Fault = Fault::Against("最多 20 条，请先删除不需要的");
/// What is wrong with what makes a request longer than is kept.
pub const TOO_LONG: Fault = Fault::Against("使申请的内容超过 300 KB，请精简后再保存");
/// Applications of one person that one request can concern: replacing in all of them is one transaction.
pub const MOST_USES: usize = 40;

/// One replacement of 03 替代人员.
pub static REPLACEMENT: Form =
    Form::new("deletion-replacement", "选择替代人员").sections(&[section("替代人员").asks(&[APPLICATION, REPLACING])]);
/// The application in which somebody is replaced.
pub const APPLICATION: domain::form::Field = lookup("application", "申报").must();
/// Who replaces.
pub const REPLACING: domain::form::Field = lookup("person", "替代人员").must();

/// The officer's answer.
pub static DECISION: Form = Form::new("deletion-decision", "人员删除申请审核")
    .sections(&[section("审核意见").asks(&[ANSWER.field, REASON])])
    .rules(&[DECLINING_SAYS_WHY]);
/// The two answers.
pub static ANSWERS: Dictionary =
    Dictionary { name: "deletion-decision", entries: &[("agree", "同意删除"), ("decline", "不予删除")] };
const ANSWER: Typed<Line> = choice("decision", "审核结论", &ANSWERS).must().typed();
/// 原因.
pub const REASON: domain::form::Field =
    prose("reason", "原因", 500).hint("不予删除时必须填写；同意删除时可以不填。企业会看到");
const DECLINING_SAYS_WHY: Rule = rule(&[ANSWER.field, REASON], |decision, _| {
    let silent = decision.is(ANSWER.field, "decline") && decision.draft().text("reason").is_empty();
    silent.then(|| REASON.wrong(Fault::Missing)).into_iter().collect()
});

/// Working days in which the department answers (行政许可法 42).
pub const DAYS: u32 = 20;

/// What the checked form asks of the request.
pub fn command(decision: &Record) -> Command {
    match decision.get(ANSWER).canon().as_str() {
        "agree" => Command::Agree { reason: said(decision, REASON) },
        _ => Command::Decline { reason: decision.draft().text("reason").to_owned() },
    }
}

/// 办件编号: the day and six characters of the id.
pub fn number(id: DeletionId, day: Date) -> String {
    let id = id.to_string().to_uppercase();
    format!("SC{}{}", day.strftime("%Y%m%d"), &id[id.len() - 6..])
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_number_says_the_day_and_tells_requests_apart() {
        let id = DeletionId::derived([0xab; 16]);
        assert_eq!(number(id, date(2026, 3, 2)), "SC20260302ABABAB");
    }
}
