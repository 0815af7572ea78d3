//! The whole law of 人员删除申请, tried cell by cell.

use super::*;
use crate::account::Role;
use crate::law::{Cell, chart, is_drawn, matrix};
use jiff::Timestamp;

const UNIT: UnitId = UnitId::derived([2; 16]);
const ANNA: AccountId = AccountId::derived([3; 16]);
const WELL: Grounds = Grounds { is_explained: true, is_used: true, is_replaced: true, is_met: true };

fn sample(kind: StateKind) -> State {
    match kind {
        StateKind::Draft => S::Draft,
        StateKind::Waiting => S::Waiting,
        StateKind::Deleted => S::Deleted,
        StateKind::Kept => S::Kept { reason: "职称专业不符".into() },
        StateKind::Dropped => S::Dropped,
    }
}
fn order(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Save => Command::Save,
        CommandKind::Submit => Command::Submit,
        CommandKind::Drop => Command::Drop,
        CommandKind::Agree => Command::Agree { reason: None },
        CommandKind::Decline => Command::Decline { reason: "职称专业不符".into() },
    }
}
fn check(kind: StateKind, command: Command, grounds: Grounds, party: Party) -> Result<StateKind, Refused> {
    let by = By { account: ANNA, role: Role::Officer, name: "甲".into() };
    sample(kind).step(command, (UNIT, grounds), party, by, Timestamp::UNIX_EPOCH).map(|step| step.next.kind())
}
fn whose(kind: CommandKind) -> Party {
    if kind.is_units() { Party::Unit(UNIT) } else { Party::Officer(ANNA) }
}

fn law() -> Vec<Cell> {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |state, command| {
        check(state, order(command), WELL, whose(command)).ok()
    })
}

#[test]
fn r_4_6_13_the_whole_law_is_one_table() {
    insta::assert_snapshot!(matrix(&law()), @r"
    | | 存草稿 | 保存并关闭 | 放弃 | 同意删除 | 不予删除 |
    |---|---|---|---|---|---|
    | 草稿 | 草稿 | 待审核 | 已放弃 | · | · |
    | 待审核 | · | · | · | 已删除 | 不予删除 |
    | 已删除 | · | · | · | · | · |
    | 不予删除 | · | · | · | · | · |
    | 已放弃 | · | · | · | · | · |
    ");
}

#[test]
fn r_4_6_6_a_used_person_is_not_deleted_without_a_replacement_and_an_unused_one_is() {
    let alone = Grounds { is_replaced: false, is_met: false, ..WELL };
    let submit = |grounds| check(StateKind::Draft, Command::Submit, grounds, Party::Unit(UNIT));
    assert_eq!(submit(alone), Err(Refused::Against("该人员申报过资质，请选择替代人员")));
    assert_eq!(submit(Grounds { is_used: false, ..alone }), Ok(StateKind::Waiting));
    assert_eq!(submit(Grounds { is_explained: false, ..WELL }), Err(Refused::Against("请填写反馈内容")));
}

#[test]
fn i2_a_used_person_is_not_deleted_for_a_replacement_that_does_not_do() {
    let agree = |grounds| check(StateKind::Waiting, Command::Agree { reason: None }, grounds, Party::Officer(ANNA));
    let refused = Err(Refused::Against("替代人员不满足要求，不能同意删除"));
    assert_eq!(agree(Grounds { is_met: false, ..WELL }), refused);
    assert_eq!(agree(Grounds { is_replaced: false, ..WELL }), refused);
    assert_eq!(agree(Grounds { is_used: false, is_replaced: false, is_met: false, ..WELL }), Ok(StateKind::Deleted));
}

#[test]
fn a02_another_unit_s_request_is_nobody_s() {
    let other = Party::Unit(UnitId::derived([9; 16]));
    for kind in CommandKind::VARIANTS {
        assert_eq!(check(StateKind::Draft, order(*kind), WELL, other), Err(Refused::NotYours));
        let wrong = if kind.is_units() { Party::Officer(ANNA) } else { Party::Unit(UNIT) };
        assert_eq!(check(StateKind::Draft, order(*kind), WELL, wrong), Err(Refused::NotYours));
    }
}

#[test]
fn the_document_is_drawn_from_the_law() {
    is_drawn("deletion", "人员删除申请", &law());
}
