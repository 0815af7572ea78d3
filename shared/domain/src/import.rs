//! Excel 导入: a file of many records is looked through, shown, and taken once its owner agrees. `step` is the only way
//! it changes.

use crate::Refused;

/// How far an import is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The file as a whole was not taken.
    Refused,
    /// Every row was looked at; nothing is taken yet.
    Ready,
    /// The good rows are being taken, in the order of the sheet.
    Taking,
    /// Every row was taken once, or is named with what is wrong with it.
    Done,
    /// The unit gave it up before anything was taken.
    Withdrawn,
}

/// What can be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Command {
    /// The unit agrees to what was shown.
    Accept,
    /// The unit gives up what was shown.
    Withdraw,
    /// The last row was taken.
    Finish,
}

impl State {
    /// Every state, in order.
    pub const ALL: [State; 5] = [State::Refused, State::Ready, State::Taking, State::Done, State::Withdrawn];

    /// The code in items, addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            State::Refused => "refused",
            State::Ready => "ready",
            State::Taking => "taking",
            State::Done => "done",
            State::Withdrawn => "withdrawn",
        }
    }
    /// The state of a code.
    pub fn parse(code: &str) -> Option<State> {
        State::ALL.into_iter().find(|state| state.code() == code)
    }
    /// The word on the page.
    pub const fn word(self) -> &'static str {
        match self {
            State::Refused => "未通过",
            State::Ready => "待确认",
            State::Taking => "录入中",
            State::Done => "已完成",
            State::Withdrawn => "已放弃",
        }
    }
    /// The next state; `good` is how many rows can be taken.
    ///
    /// # Errors
    /// Where it is not the time for it, or there is nothing to take.
    pub const fn step(self, command: Command, good: u64) -> Result<State, Refused> {
        match (self, command) {
            (State::Ready, Command::Accept) if good == 0 => Err(Refused::Against("没有可以录入的行")),
            (State::Ready, Command::Accept) => Ok(State::Taking),
            (State::Ready, Command::Withdraw) => Ok(State::Withdrawn),
            (State::Taking, Command::Finish) => Ok(State::Done),
            (State::Refused | State::Taking | State::Done | State::Withdrawn, Command::Accept) => {
                Err(Refused::NotNow { state: self.word(), asked: "确认录入" })
            }
            (State::Refused | State::Taking | State::Done | State::Withdrawn, Command::Withdraw) => {
                Err(Refused::NotNow { state: self.word(), asked: "放弃导入" })
            }
            (State::Refused | State::Ready | State::Done | State::Withdrawn, Command::Finish) => {
                Err(Refused::NotNow { state: self.word(), asked: "完成" })
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_only_what_was_shown_is_taken_and_only_once() {
        let legal = [
            (State::Ready, Command::Accept, State::Taking),
            (State::Ready, Command::Withdraw, State::Withdrawn),
            (State::Taking, Command::Finish, State::Done),
        ];
        for state in State::ALL {
            assert_eq!(State::parse(state.code()), Some(state));
            for command in [Command::Accept, Command::Withdraw, Command::Finish] {
                let next = legal.iter().find(|(from, by, _)| (*from, *by) == (state, command)).map(|(.., to)| *to);
                assert_eq!(state.step(command, 1).ok(), next, "{state:?} {command:?}");
            }
        }
        assert_eq!(State::Ready.step(Command::Accept, 0), Err(Refused::Against("没有可以录入的行")));
    }
}
