//! 单位核实: whether the department has compared a unit's 营业执照 with its 统一社会信用代码. A code is public, so who
//! registers with one has proved nothing yet. `step` is the only way it changes.

use crate::Refused;
use crate::history::{By, Event};
use crate::ids::{AccountId, UnitId};
use State as S;
use jiff::civil::Date;
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

/// What a unit is told that wants to hand in an application before it has asked to be verified.
const FIRST: &str = "单位尚未核实，不能提交申报；请先在单位基本信息中提交核实";
/// What a unit is told that has asked, and has nothing to do but wait.
pub const COMPARING: &str = "已提交核实，管理部门正在核对营业执照，核实通过后即可提交申报";

/// How far a unit is verified.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(StateKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The states, named as the pages name them."
)]
pub enum State {
    /// Nobody has looked at the licence yet.
    #[strum_discriminants(strum(serialize = "未核实"))]
    Unverified,
    /// The department compares.
    #[strum_discriminants(strum(serialize = "待核实"))]
    Waiting {
        /// Until when.
        due: Date,
    },
    /// The licence and the code are the same unit's.
    #[strum_discriminants(strum(serialize = "已核实"))]
    Verified,
    /// They are not, or it cannot be seen; why is in the receipt.
    #[strum_discriminants(strum(serialize = "已退回"))]
    Returned,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, Eq, EnumDiscriminants)]
#[strum_discriminants(
    name(CommandKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The commands, named as their buttons are."
)]
pub enum Command {
    /// The unit asks for it.
    #[strum_discriminants(strum(serialize = "提交核实"))]
    Submit {
        /// Until when the department has to answer.
        due: Date,
        /// Whether a 营业执照 lies there that was looked into.
        licensed: bool,
    },
    /// An officer has compared: it is the unit's.
    #[strum_discriminants(strum(serialize = "核实通过"))]
    Pass {
        /// What is said with it, if anything.
        reason: Option<String>,
    },
    /// An officer sends it back.
    #[strum_discriminants(strum(serialize = "退回"))]
    Return {
        /// Why; never empty.
        reason: String,
    },
    /// An officer hands the unit to its rightful account, whose licence is compared anew.
    #[strum_discriminants(strum(serialize = "移交"))]
    HandOver {
        /// Why; never empty, and the former holder is told.
        reason: String,
    },
}

/// Who asks, as far as this law looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A unit.
    Unit(UnitId),
    /// An officer.
    Officer(AccountId),
}

/// Where the unit now stands, and the receipt for it.
#[derive(Clone, Debug, PartialEq)]
pub struct Step {
    /// The next state.
    pub next: State,
    /// The receipt.
    pub event: Event,
}

impl State {
    /// The state's kind, which bears its word.
    pub fn kind(&self) -> StateKind {
        self.into()
    }
    /// The word.
    pub fn word(&self) -> &'static str {
        self.kind().into()
    }
    /// Whether the unit is verified, and may hand in applications.
    pub const fn is_verified(&self) -> bool {
        matches!(self, S::Verified)
    }
    /// Whether it is the unit's turn.
    pub const fn is_open(&self) -> bool {
        matches!(self, S::Unverified | S::Returned)
    }
    /// Why a unit that stands here hands in no application yet.
    pub const fn hindrance(&self) -> Refused {
        Refused::Against(if let S::Waiting { .. } = self { COMPARING } else { FIRST })
    }
    /// Until when the department has to answer, while its time runs.
    pub const fn due(&self) -> Option<Date> {
        if let S::Waiting { due } = self { Some(*due) } else { None }
    }

    /// Obeys a command, or says why not: nobody but the unit asks, nobody but an officer answers.
    ///
    /// # Errors
    /// `NotYours` for another unit, or for whoever would answer the own question; `NotNow` where the state does not allow
    /// it; `Against` without a licence or without a reason.
    pub fn step(
        &self,
        command: Command,
        of: UnitId,
        party: Party,
        by: By,
        at: jiff::Timestamp,
    ) -> Result<Step, Refused> {
        let asked = CommandKind::from(&command);
        match (party, asked.is_units()) {
            (Party::Unit(unit), true) if unit == of => {}
            (Party::Officer(_), false) => {}
            _ => return Err(Refused::NotYours),
        }
        let reason = command.said();
        let is_silent = reason.as_ref().is_some_and(|reason| reason.trim().is_empty());
        let next = match (self, command) {
            (S::Unverified | S::Returned, Command::Submit { licensed: false, .. }) => {
                return Err(Refused::Against("请先上传营业执照"));
            }
            (S::Unverified | S::Returned, Command::Submit { due, .. }) => S::Waiting { due },
            (S::Waiting { .. }, Command::Pass { .. }) => S::Verified,
            (S::Waiting { .. }, Command::Return { .. }) if is_silent => {
                return Err(Refused::Against("请填写退回的原因"));
            }
            (S::Waiting { .. }, Command::Return { .. }) => S::Returned,
            (_, Command::HandOver { .. }) if is_silent => return Err(Refused::Against("请填写移交的原因")),
            (_, Command::HandOver { .. }) => S::Unverified,
            (state, _) => return Err(Refused::NotNow { state: state.word(), asked: asked.into() }),
        };
        let event = Event { did: asked.into(), from: self.word(), to: next.word(), by, at, reason };
        Ok(Step { next, event })
    }
}

impl Command {
    /// What is said with it.
    fn said(&self) -> Option<String> {
        match self {
            Command::Return { reason } | Command::HandOver { reason } => Some(reason.clone()),
            Command::Pass { reason } => reason.clone(),
            Command::Submit { .. } => None,
        }
    }
}

impl CommandKind {
    /// Whether the unit asks this; else an officer does.
    pub const fn is_units(self) -> bool {
        matches!(self, Self::Submit)
    }
}

#[cfg(test)]
mod tests;
