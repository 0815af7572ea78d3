//! The whole law of 单位核实, tried cell by cell.

use super::*;
use crate::account::Role;
use crate::law::{Cell, chart, is_drawn, matrix};
use jiff::Timestamp;
use jiff::civil::date;

const UNIT: UnitId = UnitId::derived([2; 16]);
const ANNA: AccountId = AccountId::derived([3; 16]);
const DUE: Date = date(2026, 12, 1);

fn sample(kind: StateKind) -> State {
    match kind {
        StateKind::Unverified => S::Unverified,
        StateKind::Waiting => S::Waiting { due: DUE },
        StateKind::Verified => S::Verified,
        StateKind::Returned => S::Returned,
    }
}
fn order(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Submit => Command::Submit { due: DUE, licensed: true },
        CommandKind::Pass => Command::Pass { reason: None },
        CommandKind::Return => Command::Return { reason: "营业执照看不清".into() },
        CommandKind::HandOver => Command::HandOver { reason: "信用代码被他人注册".into() },
    }
}
fn check(kind: StateKind, command: Command, party: Party) -> Result<StateKind, Refused> {
    let by = By { account: ANNA, role: Role::Officer, name: "甲".into() };
    sample(kind).step(command, UNIT, party, by, Timestamp::UNIX_EPOCH).map(|step| step.next.kind())
}
fn whose(kind: CommandKind) -> Party {
    if kind.is_units() { Party::Unit(UNIT) } else { Party::Officer(ANNA) }
}

fn law() -> Vec<Cell> {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |state, command| {
        check(state, order(command), whose(command)).ok()
    })
}

#[test]
fn units_are_verified_by_a_law_that_is_one_table() {
    insta::assert_snapshot!(matrix(&law()), @r"
    | | 提交核实 | 核实通过 | 退回 | 移交 |
    |---|---|---|---|---|
    | 未核实 | 待核实 | · | · | 未核实 |
    | 待核实 | · | 已核实 | 已退回 | 未核实 |
    | 已核实 | · | · | · | 未核实 |
    | 已退回 | 待核实 | · | · | 未核实 |
    ");
}

#[test]
fn units_are_verified_by_nobody_of_their_own_and_ask_for_nobody_else() {
    for state in StateKind::VARIANTS {
        for kind in CommandKind::VARIANTS {
            let wrong = if kind.is_units() { Party::Officer(ANNA) } else { Party::Unit(UNIT) };
            assert_eq!(check(*state, order(*kind), wrong), Err(Refused::NotYours));
            assert_eq!(check(*state, order(*kind), Party::Unit(UnitId::derived([9; 16]))), Err(Refused::NotYours));
        }
    }
}

#[test]
fn a_licence_is_needed_to_ask_and_a_reason_to_send_back_or_to_hand_over() {
    let unlicensed = Command::Submit { due: DUE, licensed: false };
    let asked = check(StateKind::Unverified, unlicensed, Party::Unit(UNIT));
    assert_eq!(asked, Err(Refused::Against("请先上传营业执照")));
    let silent = |command| check(StateKind::Waiting, command, Party::Officer(ANNA));
    assert_eq!(silent(Command::Return { reason: " ".into() }), Err(Refused::Against("请填写退回的原因")));
    assert_eq!(silent(Command::HandOver { reason: String::new() }), Err(Refused::Against("请填写移交的原因")));
}

#[test]
fn the_document_is_drawn_from_the_law() {
    is_drawn("verification", "单位核实", &law());
}
