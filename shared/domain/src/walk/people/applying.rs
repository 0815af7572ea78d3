//! 资质申报 in the model: whom a unit picks, hands in, takes out while it corrects.

use super::{DUE, NAMES, NOW, People, unit};
use crate::application::{Command, Party, State, StateKind};
use crate::ids::AccountId;
use crate::walk::{Broken, Deed, by};

impl super::Application {
    /// As the law looks at it; nothing where nobody goes on with it.
    fn state(&self) -> Option<State> {
        match self.state {
            StateKind::Draft => Some(State::Draft),
            StateKind::Submitted => Some(State::Submitted { due: DUE, corrected: self.corrected, taken: None }),
            StateKind::Correcting => Some(State::Correcting),
            _ => None,
        }
    }
}

impl People {
    /// Each unit picks somebody, hands in, takes back; the department asks for a correction.
    pub(super) fn applies(&self, broken: Broken, all: &mut Vec<Deed<People>>) {
        let units = if self.corrects { 0..1_u8 } else { 0..2 };
        for n in units {
            let it = self.applications[usize::from(n)];
            let Some(state) = it.state() else { continue };
            let asks = |command| state.step(command, unit(n), Party::Unit(unit(n)), by(n), NOW);
            let with = |it: super::Application| {
                let mut world = *self;
                world.applications[usize::from(n)] = it;
                world
            };
            for who in (0..3).filter(|who| asks(Command::Save).is_ok() && self.cards[*who].unit == Some(n)) {
                let picked = with(super::Application { names: Some((who, true)), ..it });
                all.push((format!("{n} 选用{}", NAMES[who]), Ok(picked)));
            }
            if let (Ok(step), Some((who, fresh))) = (asks(Command::Submit { due: DUE }), it.names) {
                let card = self.cards[who];
                if card.unit == Some(n) && fresh && (card.held.is_none() || broken == Broken::Hold) {
                    let mut world = with(it.handed_in(step.next.kind(), who));
                    world.cards[who].used = true;
                    world.has_written(who, false);
                    all.push((format!("{n} 提交{}", NAMES[who]), Ok(world)));
                }
            }
            if let Ok(step) = asks(Command::Withdraw) {
                let state = step.next.kind();
                let nobody = [false; 3];
                let taken_back =
                    super::Application { state, names: None, handed_in: None, holds: None, uses: nobody, ..it };
                all.push((format!("{n} 撤回"), Ok(with(taken_back))));
            }
            let officer = Party::Officer(AccountId::derived([7; 16]));
            let correct = Command::Correct { defects: vec!["缺合同".into()] };
            if let Ok(step) = state
                .step(correct, unit(n), officer, by(7), NOW)
                .map_err(drop)
                .and_then(|step| if self.corrects { Ok(step) } else { Err(()) })
            {
                let asked = super::Application { state: step.next.kind(), corrected: true, ..it };
                all.push((format!("{n} 补正告知"), Ok(with(asked))));
            }
        }
    }
}

impl super::Application {
    /// Handed in with somebody; whoever was in it before, or has replaced somebody there, and is no more is let go.
    fn handed_in(mut self, state: StateKind, who: usize) -> super::Application {
        for before in [self.handed_in, self.holds].into_iter().flatten() {
            self.uses[before] = false;
        }
        self.uses[who] = true;
        super::Application { state, handed_in: Some(who), holds: Some(who), ..self }
    }
}
