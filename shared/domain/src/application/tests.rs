//! The whole law of an application, tried cell by cell.

use super::*;
use crate::account::Role;
use crate::law::{Cell, chart, is_drawn, matrix};
use jiff::Timestamp;
use jiff::civil::date;

const UNIT: UnitId = UnitId::derived([2; 16]);
const ANNA: AccountId = AccountId::derived([3; 16]);
const BEN: AccountId = AccountId::derived([4; 16]);
const CLARA: AccountId = AccountId::derived([5; 16]);
const DAY: Date = date(2026, 3, 19);

fn by() -> By {
    By { account: ANNA, role: Role::Officer, name: "甲".into() }
}
fn sample(kind: StateKind) -> State {
    match kind {
        StateKind::Draft => S::Draft,
        StateKind::Submitted => S::Submitted { due: DAY, corrected: false, taken: None },
        StateKind::Correcting => S::Correcting,
        StateKind::Accepted => S::Accepted { by: BEN, due: DAY, taken: None },
        StateKind::Granted => S::Granted,
        StateKind::Refused => S::Refused,
        StateKind::Withdrawn => S::Withdrawn,
        StateKind::Dropped => S::Dropped,
    }
}
fn order(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Save => Command::Save,
        CommandKind::Submit => Command::Submit { due: DAY },
        CommandKind::Drop => Command::Drop,
        CommandKind::Withdraw => Command::Withdraw,
        CommandKind::Take => Command::Take,
        CommandKind::PutBack => Command::PutBack,
        CommandKind::TakeOver => Command::TakeOver { from: "乙".into(), reason: "出差".into() },
        CommandKind::Accept => Command::Accept { due: DAY },
        CommandKind::Correct => Command::Correct { defects: vec!["缺社保证明".into()] },
        CommandKind::Grant => Command::Grant { reason: None },
        CommandKind::Refuse => Command::Refuse { reason: "人员不足".into() },
    }
}
fn check(state: State, command: Command, party: Party) -> Result<State, Refused> {
    state.step(command, UNIT, party, by(), Timestamp::UNIX_EPOCH).map(|step| step.next)
}

/// In the hands of whoever has to have it for the command.
fn held(state: State, command: CommandKind) -> State {
    match command {
        CommandKind::PutBack => state.held_by(Some(ANNA)),
        CommandKind::TakeOver => state.held_by(Some(CLARA)),
        _ => state,
    }
}

fn law() -> Vec<Cell> {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |state, command| {
        let party = if command.is_units() { Party::Unit(UNIT) } else { Party::Officer(ANNA) };
        check(held(sample(state), command), order(command), party).ok().map(|next| next.kind())
    })
}

#[test]
fn a10_the_whole_law_is_one_table() {
    insta::assert_snapshot!(matrix(&law()), @r"
    | | 暂存 | 提交 | 放弃 | 撤回 | 领取 | 退回待领取 | 改派 | 受理 | 补正告知 | 准予许可 | 不予许可 |
    |---|---|---|---|---|---|---|---|---|---|---|---|
    | 草稿 | 草稿 | 待受理 | 已放弃 | · | · | · | · | · | · | · | · |
    | 待受理 | · | · | · | 已撤回 | 待受理 | 待受理 | 待受理 | 已受理 | 待补正 | · | · |
    | 待补正 | 待补正 | 待受理 | · | 已撤回 | · | · | · | · | · | · | · |
    | 已受理 | · | · | · | 已撤回 | 已受理 | 已受理 | 已受理 | · | · | 准予许可 | 不予许可 |
    | 准予许可 | · | · | · | · | · | · | · | · | · | · | · |
    | 不予许可 | · | · | · | · | · | · | · | · | · | · | · |
    | 已撤回 | · | · | · | · | · | · | · | · | · | · | · |
    | 已放弃 | · | · | · | · | · | · | · | · | · | · | · |
    ");
}

#[test]
fn i4_who_accepted_does_not_decide() {
    for command in [Command::Take, Command::Grant { reason: None }, order(CommandKind::Refuse)] {
        let refused = check(sample(StateKind::Accepted), command, Party::Officer(BEN));
        assert_eq!(refused, Err(Refused::Against("受理人不能作出决定，请由其他人员办理")));
    }
}

#[test]
fn corrections_are_asked_for_once_with_every_defect() {
    let again = S::Submitted { due: DAY, corrected: true, taken: None };
    let refused = check(again.clone(), order(CommandKind::Correct), Party::Officer(ANNA));
    assert_eq!(refused, Err(Refused::Against("补正只能告知一次，不能再次退回补正")));
    assert_eq!(check(again, order(CommandKind::Accept), Party::Officer(ANNA)).unwrap().kind(), StateKind::Accepted);
    let none = Command::Correct { defects: Vec::new() };
    assert!(matches!(check(sample(StateKind::Submitted), none, Party::Officer(ANNA)), Err(Refused::Against(_))));
}

#[test]
fn a_case_that_an_officer_took_is_not_another_s() {
    let taken = check(sample(StateKind::Submitted), Command::Take, Party::Officer(ANNA)).unwrap();
    assert_eq!(taken.taken(), Some(ANNA));
    for kind in [CommandKind::Take, CommandKind::Accept, CommandKind::Correct] {
        let refused = check(taken.clone(), order(kind), Party::Officer(BEN));
        assert_eq!(refused, Err(Refused::Against("已由其他人员领取")));
    }
    assert!(check(taken, Command::Withdraw, Party::Unit(UNIT)).is_ok(), "the unit may still take it back");
}

#[test]
fn a_case_is_given_back_by_who_has_it_and_taken_over_by_who_may_act() {
    let over = |reason: &str| Command::TakeOver { from: "乙".into(), reason: reason.into() };
    for kind in [StateKind::Submitted, StateKind::Accepted] {
        let free = sample(kind);
        let taken = free.held_by(Some(CLARA));
        assert_eq!(check(taken.clone(), Command::PutBack, Party::Officer(CLARA)), Ok(free.clone()));
        let others = check(taken.clone(), Command::PutBack, Party::Officer(ANNA));
        assert_eq!(others, Err(Refused::Against("已由其他人员领取")));
        let nobodys = check(free.clone(), Command::PutBack, Party::Officer(ANNA));
        assert_eq!(nobodys, Err(Refused::Against("此件尚未领取")));
        assert_eq!(check(taken.clone(), over("出差"), Party::Officer(ANNA)), Ok(free.held_by(Some(ANNA))));
        let silent = check(taken.clone(), over(" "), Party::Officer(ANNA));
        assert_eq!(silent, Err(Refused::Against("请填写改派的理由")));
        assert!(check(taken, over("出差"), Party::Officer(CLARA)).is_err(), "who has it takes nothing over");
        assert!(check(free, over("出差"), Party::Officer(ANNA)).is_err(), "what nobody has is taken");
    }
    let accepted = sample(StateKind::Accepted).held_by(Some(CLARA));
    assert_eq!(check(accepted, over("出差"), Party::Officer(BEN)), Err(Refused::Against(NOT_HIS)));
}

#[test]
fn a_list_of_defects_comes_back_from_its_receipt() {
    let list = vec!["缺社保证明\n一月".to_owned(), "缺合同；缺章".to_owned()];
    let said = Command::Correct { defects: list }.said().unwrap();
    assert_eq!(defects(&said), ["缺社保证明 一月", "缺合同；缺章"]);
}

#[test]
fn a02_another_unit_s_application_and_an_officer_s_are_nobody_s() {
    let other = Party::Unit(UnitId::derived([9; 16]));
    for kind in CommandKind::VARIANTS {
        assert_eq!(check(sample(StateKind::Draft), order(*kind), other), Err(Refused::NotYours));
        let wrong = if kind.is_units() { Party::Officer(ANNA) } else { Party::Unit(UNIT) };
        assert_eq!(check(sample(StateKind::Draft), order(*kind), wrong), Err(Refused::NotYours));
    }
}

#[test]
fn the_document_is_drawn_from_the_law() {
    is_drawn("application", "资质申报", &law());
}
