//! The whole law of a registered person's file, tried cell by cell.

use super::*;
use crate::account::Role;
use crate::law::{is_drawn, matrix};

fn of() -> Standing {
    Standing { person: PersonId::derived([1; 16]), unit: UnitId::derived([2; 16]) }
}
fn by() -> By {
    By { account: of().unit.into(), role: Role::Enterprise, name: "示例公司".into() }
}
fn sample(kind: StateKind) -> State {
    let since = Timestamp::UNIX_EPOCH;
    match kind {
        StateKind::Draft => State::Draft,
        StateKind::Waiting => State::Waiting { since },
        StateKind::Approved => State::Approved { since },
        StateKind::Returned => State::Returned { reason: "缺盖章页".into() },
        StateKind::Left => State::Left,
    }
}
fn order(kind: CommandKind) -> Command {
    let reason = "请补传".to_owned();
    match kind {
        CommandKind::Save => Command::Save,
        CommandKind::Submit => Command::Submit,
        CommandKind::Approve => Command::Approve,
        CommandKind::Refuse => Command::Refuse { reason },
        CommandKind::SendBack => Command::SendBack { reason },
        CommandKind::Leave => Command::Leave,
        CommandKind::Choose => Command::Choose { unit: UnitId::derived([3; 16]) },
    }
}
/// Tries one command and names where it leads, or why not.
fn check(state: StateKind, command: Command, party: Party) -> Result<StateKind, Refused> {
    sample(state).step(command, of(), party, by(), Timestamp::UNIX_EPOCH).map(|step| step.next.kind())
}

#[test]
fn a10_the_whole_law_is_one_table() {
    let chart = chart(of(), &by(), sample, order);
    insta::assert_snapshot!(matrix(&chart), @r"
    | | 保存 | 提交 | 通过 | 不通过 | 退回修改 | 离开单位 | 选择注册单位 |
    |---|---|---|---|---|---|---|---|
    | 草稿 | 草稿 | 待审核 | · | · | · | · | 草稿 |
    | 待审核 | · | · | 已审核 | 已退回 | · | · | · |
    | 已审核 | · | · | · | · | 已退回 | 已离开单位 | · |
    | 已退回 | 已退回 | 待审核 | · | · | · | · | · |
    | 已离开单位 | · | · | · | · | · | · | 草稿 |
    ");
}

#[test]
fn a10_a_command_out_of_turn_is_refused_with_both_names() {
    let refused = check(StateKind::Approved, Command::Approve, Party::Unit(of().unit));
    assert_eq!(refused, Err(Refused::NotNow { state: "已审核", asked: "通过" }));
}

#[test]
fn a07_nobody_reviews_himself_and_no_other_unit_reviews() {
    for party in [Party::Person(of().person), Party::Unit(UnitId::derived([3; 16]))] {
        for command in [Command::Approve, order(CommandKind::Refuse), order(CommandKind::SendBack)] {
            assert_eq!(check(StateKind::Waiting, command, party), Err(Refused::NotYours));
        }
    }
    for command in [Command::Save, Command::Submit, order(CommandKind::Choose)] {
        assert_eq!(check(StateKind::Draft, command, Party::Unit(of().unit)), Err(Refused::NotYours));
    }
    for party in [Party::Person(of().person), Party::Unit(of().unit)] {
        assert_eq!(check(StateKind::Approved, Command::Leave, party), Err(Refused::NotYours), "R-4.6-1");
    }
}

#[test]
fn r_5_1_4_a_refusal_without_a_reason_is_refused() {
    let silent = Command::Refuse { reason: "  ".into() };
    assert_eq!(check(StateKind::Waiting, silent, Party::Unit(of().unit)), Err(Refused::Against("请填写不通过的原因")));
}

#[test]
fn every_step_leaves_a_receipt_that_tells_what_happened() {
    let reason = "缺盖章页".to_owned();
    let step = sample(StateKind::Waiting)
        .step(Command::Refuse { reason: reason.clone() }, of(), Party::Unit(of().unit), by(), Timestamp::UNIX_EPOCH)
        .expect("a unit may refuse what waits");
    let event = Event {
        did: "不通过",
        from: "待审核",
        to: "已退回",
        by: by(),
        at: Timestamp::UNIX_EPOCH,
        reason: Some(reason),
    };
    assert_eq!(step.event, event);
}

#[test]
fn the_document_is_drawn_from_the_law() {
    is_drawn("registration", "注册人员", &chart(of(), &by(), sample, order));
}
