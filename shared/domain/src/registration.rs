//! 注册人员: a registered person's file on its way from the person to the unit and back (manual, chapter 5).
//! `step` is the only way it changes; `chart` tries every cell of the law.

use crate::Refused;
use crate::history::{By, Event};
use crate::ids::{PersonId, UnitId};
use crate::law::{self, Cell};
use State as S;
use jiff::Timestamp;
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

/// Where a file stands.
#[derive(Clone, Debug, PartialEq, EnumDiscriminants)]
#[strum_discriminants(
    name(StateKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The states, named in the manual's words."
)]
pub enum State {
    /// The person fills it in.
    #[strum_discriminants(strum(serialize = "草稿"))]
    Draft,
    /// The unit reviews it.
    #[strum_discriminants(strum(serialize = "待审核"))]
    Waiting {
        /// Since when.
        since: Timestamp,
    },
    /// The unit has passed it.
    #[strum_discriminants(strum(serialize = "已审核"))]
    Approved {
        /// Since when.
        since: Timestamp,
    },
    /// The unit has given it back; the person corrects it.
    #[strum_discriminants(strum(serialize = "已退回"))]
    Returned {
        /// Why, in the reviewer's words; may be empty after 退回修改.
        reason: String,
    },
    /// The department has agreed that the person leaves the unit; the person has none until another is chosen.
    #[strum_discriminants(strum(serialize = "已离开单位"))]
    Left,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, EnumDiscriminants)]
#[strum_discriminants(
    name(CommandKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The commands, named in the manual's words."
)]
pub enum Command {
    /// The person keeps what was filled in.
    #[strum_discriminants(strum(serialize = "保存"))]
    Save,
    /// The person hands it to the unit.
    #[strum_discriminants(strum(serialize = "提交"))]
    Submit,
    /// The unit passes it.
    #[strum_discriminants(strum(serialize = "通过"))]
    Approve,
    /// The unit gives it back instead of passing it.
    #[strum_discriminants(strum(serialize = "不通过"))]
    Refuse {
        /// Why; never empty.
        reason: String,
    },
    /// The unit gives back what it had passed.
    #[strum_discriminants(strum(serialize = "退回修改"))]
    SendBack {
        /// Why; may be empty.
        reason: String,
    },
    /// The department agrees to the unit's 人员删除申请; a deletion's change alone asks this.
    #[strum_discriminants(strum(serialize = "离开单位"))]
    Leave,
    /// The person chooses the unit that is to review the file: before it is handed in, or after leaving another.
    #[strum_discriminants(strum(serialize = "选择注册单位"))]
    Choose {
        /// The unit; whether there is such a one is asked of the store in the same change.
        unit: UnitId,
    },
}

/// Who asks, as far as this law looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// The person whose file it is.
    Person(PersonId),
    /// A unit.
    Unit(UnitId),
    /// The department, through the decision on a 人员删除申请.
    Department,
}

/// Whose file it is and which unit it names: what decides who may do what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    /// The person.
    pub person: PersonId,
    /// The unit that the person chose.
    pub unit: UnitId,
}

/// Where the file now stands, and the receipt for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The next state.
    pub next: State,
    /// The receipt.
    pub event: Event,
}

impl State {
    /// The state's kind, which bears the manual's word.
    pub fn kind(&self) -> StateKind {
        self.into()
    }

    /// The manual's word.
    pub fn word(&self) -> &'static str {
        self.kind().into()
    }

    /// Whether the person may change the file now.
    pub fn is_open(&self) -> bool {
        matches!(self, S::Draft | S::Returned { .. })
    }

    /// Obeys a command, or says why not. Nobody but the person hands in, nobody but the chosen unit reviews.
    ///
    /// # Errors
    /// `NotYours` for everybody else's file, `NotNow` where the state does not allow it, `Against` without a reason.
    pub fn step(&self, command: Command, of: Standing, party: Party, by: By, at: Timestamp) -> Result<Step, Refused> {
        let asked = CommandKind::from(&command);
        if party != asked.belongs_to(of) {
            return Err(Refused::NotYours);
        }
        let reason = command.reason().map(str::to_owned);
        let next = match (self, command) {
            (S::Draft | S::Returned { .. }, Command::Save) => self.clone(),
            (S::Draft | S::Returned { .. }, Command::Submit) => S::Waiting { since: at },
            (S::Waiting { .. }, Command::Approve) => S::Approved { since: at },
            (S::Waiting { .. }, Command::Refuse { reason }) if reason.trim().is_empty() => {
                return Err(Refused::Against("请填写不通过的原因"));
            }
            (S::Waiting { .. }, Command::Refuse { reason }) | (S::Approved { .. }, Command::SendBack { reason }) => {
                S::Returned { reason }
            }
            // Who was sent back is still the unit's: the way out leads through the unit's approval, or another unit
            // could be chosen around 人员删除申请 while applications hold the person.
            (S::Approved { .. }, Command::Leave) => S::Left,
            (S::Draft | S::Left, Command::Choose { .. }) => S::Draft,
            (state, _) => return Err(Refused::NotNow { state: state.word(), asked: asked.into() }),
        };
        let event = Event { did: asked.into(), from: self.word(), to: next.word(), by, at, reason };
        Ok(Step { next, event })
    }
}

impl Command {
    fn reason(&self) -> Option<&str> {
        match self {
            Command::Refuse { reason } | Command::SendBack { reason } => {
                Some(reason).filter(|said| !said.is_empty()).map(String::as_str)
            }
            Command::Save | Command::Submit | Command::Approve | Command::Leave | Command::Choose { .. } => None,
        }
    }
}

impl CommandKind {
    /// Who alone may ask this.
    pub fn belongs_to(self, of: Standing) -> Party {
        match self {
            Self::Save | Self::Submit | Self::Choose => Party::Person(of.person),
            Self::Approve | Self::Refuse | Self::SendBack => Party::Unit(of.unit),
            Self::Leave => Party::Department,
        }
    }
}

/// Every state × every command, tried with the one party who may ask.
/// `sample` and `order` give a state and a command of each kind.
pub fn chart(
    of: Standing,
    by: &By,
    sample: impl Fn(StateKind) -> State,
    order: impl Fn(CommandKind) -> Command,
) -> Vec<Cell> {
    law::chart(StateKind::VARIANTS, CommandKind::VARIANTS, |state, command| {
        let step = sample(state).step(order(command), of, command.belongs_to(of), by.clone(), Timestamp::UNIX_EPOCH);
        step.ok().map(|step| step.next.kind())
    })
}

#[cfg(test)]
mod tests;
