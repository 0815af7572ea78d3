//! 资质申报: an application on its way from the unit to the department and back (manual, 1.2; 行政许可法 32, 38, 42).
//! `step` is the only way it changes. A draft that is given up was never anybody's business but the unit's: it leaves the
//! unit's list, and stays only as what its own address shows, 已放弃 with its receipts. What was handed in can be taken
//! back until it is decided on; that stays in the list, and tells which persons were in it.

use crate::Refused;
use crate::history::{By, Event};
use crate::ids::{AccountId, UnitId};
use State as S;
use jiff::civil::Date;
use strum::{EnumDiscriminants, IntoStaticStr, VariantArray};

/// Where an application stands.
#[derive(Clone, Debug, PartialEq, EnumDiscriminants)]
#[strum_discriminants(
    name(StateKind),
    derive(Hash, VariantArray, IntoStaticStr),
    doc = "The states, named in the words of the law."
)]
pub enum State {
    /// The unit fills it in.
    #[strum_discriminants(strum(serialize = "草稿"))]
    Draft,
    /// The department has it, and has to accept it or to ask for everything that is missing.
    #[strum_discriminants(strum(serialize = "待受理"))]
    Submitted {
        /// Until when (5 working days, art 32).
        due: Date,
        /// Whether the unit was asked for corrections already: that is done once.
        corrected: bool,
        /// Who works on it.
        taken: Option<AccountId>,
    },
    /// The unit completes what the one list of defects names, which the receipt holds; the time stands still.
    #[strum_discriminants(strum(serialize = "待补正"))]
    Correcting,
    /// The department decides.
    #[strum_discriminants(strum(serialize = "已受理"))]
    Accepted {
        /// Who accepted it: somebody else decides.
        by: AccountId,
        /// Until when (20 working days, art 42).
        due: Date,
        /// Who works on it.
        taken: Option<AccountId>,
    },
    /// The licence is granted.
    #[strum_discriminants(strum(serialize = "准予许可"))]
    Granted,
    /// The licence is refused; the receipt says why.
    #[strum_discriminants(strum(serialize = "不予许可"))]
    Refused,
    /// The unit has taken it back.
    #[strum_discriminants(strum(serialize = "已撤回"))]
    Withdrawn,
    /// The unit has given the draft up, which was never handed in.
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
    #[strum_discriminants(strum(serialize = "暂存"))]
    Save,
    /// The unit hands it in.
    #[strum_discriminants(strum(serialize = "提交"))]
    Submit {
        /// Until when the department has to answer.
        due: Date,
    },
    /// The unit gives the draft up.
    #[strum_discriminants(strum(serialize = "放弃"))]
    Drop,
    /// The unit takes it back, as long as nothing was decided.
    #[strum_discriminants(strum(serialize = "撤回"))]
    Withdraw,
    /// An officer takes it to the own desk.
    #[strum_discriminants(strum(serialize = "领取"))]
    Take,
    /// The officer who has taken it gives it back to the desk.
    #[strum_discriminants(strum(serialize = "退回待领取"))]
    PutBack,
    /// Another officer takes it over from who has taken it, who may be stopped, away, or kept from it by now.
    #[strum_discriminants(strum(serialize = "改派"))]
    TakeOver {
        /// The name of who had it.
        from: String,
        /// Why.
        reason: String,
    },
    /// An officer accepts it.
    #[strum_discriminants(strum(serialize = "受理"))]
    Accept {
        /// Until when the department has to decide.
        due: Date,
    },
    /// An officer asks, once, for everything that is missing.
    #[strum_discriminants(strum(serialize = "补正告知"))]
    Correct {
        /// Every defect; at least one.
        defects: Vec<String>,
    },
    /// Another officer grants it.
    #[strum_discriminants(strum(serialize = "准予许可"))]
    Grant {
        /// What is said with it, if anything.
        reason: Option<String>,
    },
    /// Another officer refuses it.
    #[strum_discriminants(strum(serialize = "不予许可"))]
    Refuse {
        /// Why; never empty (art 38).
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

/// Where the application now stands, and the receipt for it.
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
    /// Whether the unit may change it now.
    pub fn is_open(&self) -> bool {
        matches!(self, S::Draft | S::Correcting)
    }
    /// Whether the persons in it are bound: from the first submission on, until it is refused or withdrawn.
    pub fn is_live(&self) -> bool {
        !matches!(self, S::Draft | S::Refused | S::Withdrawn | S::Dropped)
    }
    /// Until when the department has to answer, while its time runs.
    pub fn due(&self) -> Option<Date> {
        match self {
            S::Submitted { due, .. } | S::Accepted { due, .. } => Some(*due),
            _ => None,
        }
    }
    /// Who works on it.
    pub fn taken(&self) -> Option<AccountId> {
        match self {
            S::Submitted { taken, .. } | S::Accepted { taken, .. } => *taken,
            _ => None,
        }
    }
    /// Whether an officer may take it over: somebody else has it, and it is not the own acceptance.
    pub fn may_be_taken_over(&self, officer: AccountId) -> bool {
        let accepted = matches!(self, S::Accepted { by, .. } if *by == officer);
        !accepted && self.taken().is_some_and(|taken| taken != officer)
    }
    /// The same case in the hands of another, or of nobody.
    fn held_by(&self, taken: Option<AccountId>) -> State {
        match self {
            S::Submitted { due, corrected, .. } => S::Submitted { due: *due, corrected: *corrected, taken },
            S::Accepted { by, due, .. } => S::Accepted { by: *by, due: *due, taken },
            other => other.clone(),
        }
    }

    /// Obeys a command, or says why not. Nobody but the unit hands in, nobody but an officer answers, and nobody
    /// decides what he accepted.
    ///
    /// # Errors
    /// `NotYours` for another unit's application, `NotNow` where the state does not allow it, `Against` where a rule
    /// forbids it: no reason, no defect, a second correction, another officer's case, the own acceptance, nothing to give
    /// back.
    pub fn step(
        &self,
        command: Command,
        of: UnitId,
        party: Party,
        by: By,
        at: jiff::Timestamp,
    ) -> Result<Step, Refused> {
        let asked = CommandKind::from(&command);
        let officer = match (party, asked.is_units()) {
            (Party::Unit(unit), true) if unit == of => None,
            (Party::Officer(officer), false) => Some(officer),
            _ => return Err(Refused::NotYours),
        };
        let reason = command.said();
        let is_others = |taken: &Option<AccountId>| taken.is_some() && *taken != officer;
        let next = match (self, command) {
            (S::Draft | S::Correcting, Command::Save) => self.clone(),
            (S::Draft, Command::Drop) => S::Dropped,
            (S::Draft, Command::Submit { due }) => S::Submitted { due, corrected: false, taken: None },
            (S::Correcting, Command::Submit { due }) => S::Submitted { due, corrected: true, taken: None },
            (S::Submitted { .. } | S::Correcting | S::Accepted { .. }, Command::Withdraw) => S::Withdrawn,
            (S::Accepted { by, .. }, Command::TakeOver { .. }) if Some(*by) == officer => {
                return Err(Refused::Against(NOT_HIS));
            }
            (S::Submitted { taken, .. } | S::Accepted { taken, .. }, Command::TakeOver { reason, .. }) => match taken {
                None => return Err(Refused::Against("此件尚未领取，请直接领取")),
                Some(_) if *taken == officer => return Err(Refused::Against("此件已由您领取")),
                Some(_) if reason.trim().is_empty() => return Err(Refused::Against("请填写改派的理由")),
                Some(_) => self.held_by(officer),
            },
            (S::Submitted { taken, .. } | S::Accepted { taken, .. }, _) if officer.is_some() && is_others(taken) => {
                return Err(Refused::Against("已由其他人员领取"));
            }
            (S::Submitted { taken: None, .. } | S::Accepted { taken: None, .. }, Command::PutBack) => {
                return Err(Refused::Against("此件尚未领取"));
            }
            (S::Submitted { .. } | S::Accepted { .. }, Command::PutBack) => self.held_by(None),
            (S::Submitted { .. }, Command::Take) => self.held_by(officer),
            (S::Accepted { by, .. }, Command::Take | Command::Grant { .. } | Command::Refuse { .. })
                if Some(*by) == officer =>
            {
                return Err(Refused::Against(NOT_HIS));
            }
            (S::Accepted { .. }, Command::Take) => self.held_by(officer),
            (S::Submitted { .. }, Command::Accept { due }) => {
                let by = officer.ok_or(Refused::NotYours)?;
                S::Accepted { by, due, taken: None }
            }
            (S::Submitted { corrected: true, .. }, Command::Correct { .. }) => {
                return Err(Refused::Against("补正只能告知一次，不能再次退回补正"));
            }
            (S::Submitted { .. }, Command::Correct { defects }) if defects.is_empty() => {
                return Err(Refused::Against("请列出需要补正的全部内容"));
            }
            (S::Submitted { .. }, Command::Correct { .. }) => S::Correcting,
            (S::Accepted { .. }, Command::Grant { .. }) => S::Granted,
            (S::Accepted { .. }, Command::Refuse { reason }) if reason.trim().is_empty() => {
                return Err(Refused::Against("请填写不予许可的理由"));
            }
            (S::Accepted { .. }, Command::Refuse { .. }) => S::Refused,
            (state, _) => return Err(Refused::NotNow { state: state.word(), asked: asked.into() }),
        };
        let event = Event { did: asked.into(), from: self.word(), to: next.word(), by, at, reason };
        Ok(Step { next, event })
    }
}

/// Why an officer does not decide what he accepted.
const NOT_HIS: &str = "受理人不能作出决定，请由其他人员办理";

/// The defects as a receipt holds them: a line each, so a line within one is none.
fn listed(defects: &[String]) -> String {
    let line = |defect: &String| defect.split_whitespace().collect::<Vec<_>>().join(" ");
    defects.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// The defects of a receipt.
pub fn defects(said: &str) -> Vec<String> {
    said.lines().map(str::to_owned).collect()
}

impl Command {
    /// What is said with it.
    fn said(&self) -> Option<String> {
        match self {
            Command::Correct { defects } => Some(listed(defects)),
            Command::TakeOver { from, reason } => Some(format!("原办理人 {from}；{reason}")),
            Command::Grant { reason } => reason.clone(),
            Command::Refuse { reason } => Some(reason.clone()),
            _ => None,
        }
    }
}

impl CommandKind {
    /// Whether the unit asks this; else an officer does.
    pub const fn is_units(self) -> bool {
        matches!(self, Self::Save | Self::Submit | Self::Drop | Self::Withdraw)
    }
}

#[cfg(test)]
mod tests;
