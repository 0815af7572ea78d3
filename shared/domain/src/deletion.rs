//! 人员删除申请: a request on its way from the unit to the department (manual, 4.6). `step` is the only way it changes.

use crate::Refused;
use crate::history::{By, Event};
use crate::ids::{AccountId, UnitId};
use State as S;
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

/// Where a request stands.
#[derive(Clone, Debug, PartialEq, EnumDiscriminants)]
#[strum_discriminants(
    name(StateKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The states, named in the manual's words."
)]
pub enum State {
    /// The unit fills it in.
    #[strum_discriminants(strum(serialize = "草稿"))]
    Draft,
    /// The department decides.
    #[strum_discriminants(strum(serialize = "待审核"))]
    Waiting,
    /// The person is deleted.
    #[strum_discriminants(strum(serialize = "已删除"))]
    Deleted,
    /// The person stays.
    #[strum_discriminants(strum(serialize = "不予删除"))]
    Kept {
        /// Why.
        reason: String,
    },
    /// The unit has given it up before it was submitted.
    #[strum_discriminants(strum(serialize = "已放弃"))]
    Dropped,
}

/// What can be asked.
#[derive(Clone, Debug, PartialEq, EnumDiscriminants)]
#[strum_discriminants(
    name(CommandKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The commands, named as their buttons are."
)]
pub enum Command {
    /// The unit keeps what it has filled in.
    #[strum_discriminants(strum(serialize = "存草稿"))]
    Save,
    /// The unit hands it in.
    #[strum_discriminants(strum(serialize = "保存并关闭"))]
    Submit,
    /// The unit gives it up.
    #[strum_discriminants(strum(serialize = "放弃"))]
    Drop,
    /// An officer agrees.
    #[strum_discriminants(strum(serialize = "同意删除"))]
    Agree {
        /// What is said with it, if anything.
        reason: Option<String>,
    },
    /// An officer does not.
    #[strum_discriminants(strum(serialize = "不予删除"))]
    Decline {
        /// Why; never empty.
        reason: String,
    },
}

/// Who asks, as far as this law looks at it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Party {
    /// A unit.
    Unit(UnitId),
    /// An officer; whether the case is the officer's own (I4) is asked of the store in the same change.
    Officer(AccountId),
}

/// What of the matter decides whether it can be handed in or agreed to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Grounds {
    /// Whether something was said in 02 反馈内容.
    pub is_explained: bool,
    /// Whether the person was used in a submitted application.
    pub is_used: bool,
    /// Whether every place of the person in an application that runs or was granted has a replacement.
    pub is_replaced: bool,
    /// Whether the replacements meet what the person was needed for, then and today.
    pub is_met: bool,
}

/// Where the request now stands, and the receipt for it.
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

    /// Obeys a command, or says why not.
    ///
    /// # Errors
    /// `NotYours` for another unit's request, `NotNow` where the state does not allow it, `Against` where something is
    /// missing: what is said in 02, the replacement of a person who was used, a reason.
    pub fn step(
        &self,
        command: Command,
        (of, grounds): (UnitId, Grounds),
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
        let next = match (self, command) {
            (S::Draft, Command::Save) => S::Draft,
            (S::Draft, Command::Drop) => S::Dropped,
            (S::Draft, Command::Submit) if !grounds.is_explained => {
                return Err(Refused::Against("请填写反馈内容"));
            }
            (S::Draft, Command::Submit) if grounds.is_used && !grounds.is_replaced => {
                return Err(Refused::Against("该人员申报过资质，请选择替代人员"));
            }
            (S::Draft, Command::Submit) => S::Waiting,
            (S::Waiting, Command::Agree { .. }) if grounds.is_used && !(grounds.is_replaced && grounds.is_met) => {
                return Err(Refused::Against("替代人员不满足要求，不能同意删除"));
            }
            (S::Waiting, Command::Agree { .. }) => S::Deleted,
            (S::Waiting, Command::Decline { reason }) if reason.trim().is_empty() => {
                return Err(Refused::Against("请填写不予删除的原因"));
            }
            (S::Waiting, Command::Decline { reason }) => S::Kept { reason },
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
            Command::Agree { reason } => reason.clone(),
            Command::Decline { reason } => Some(reason.clone()),
            Command::Save | Command::Submit | Command::Drop => None,
        }
    }
}

impl CommandKind {
    /// Whether the unit asks this; else an officer does.
    pub const fn is_units(self) -> bool {
        matches!(self, Self::Save | Self::Submit | Self::Drop)
    }
}

#[cfg(test)]
mod tests;
