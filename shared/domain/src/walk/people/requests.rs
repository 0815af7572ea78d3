//! 人员删除申请 in the model: what a request pins, what it holds, who leaves.

use super::{FILES, NAMES, NOW, People, Request, WANG, file, is_live, standing, unit};
use crate::Refused;
use crate::deletion::{self, Grounds};
use crate::ids::AccountId;
use crate::registration::{self, StateKind as Stands};
use crate::walk::{Broken, Deed, by, is_told};

fn officer() -> AccountId {
    AccountId::derived([7; 16])
}

impl People {
    /// What a request that is made or looked at now pins.
    fn pinned(&self, state: deletion::StateKind, leaving: usize, other: Option<usize>) -> Option<Request> {
        let card = self.cards[leaving];
        let unit = card.unit.filter(|_| !card.gone)?;
        let is_passed = leaving != WANG || self.file == Stands::Approved;
        let mut places = [false; 2];
        for (place, it) in places.iter_mut().zip(&self.applications) {
            *place = it.uses[leaving];
        }
        let other = other.filter(|_| places.contains(&true) || state == deletion::StateKind::Draft);
        let (used, as_pinned, same_version) = (card.used, true, true);
        let request = Request { state, unit, leaving, other, used, places, as_pinned, same_version };
        is_passed.then_some(request)
    }

    /// Units ask, name replacements, give up, hand in.
    pub(super) fn asks(&self, broken: Broken, all: &mut Vec<Deed<People>>) {
        use deletion::{CommandKind as K, StateKind};
        for n in 0..2_usize {
            let Some(it) = self.requests[n] else {
                for leaving in [[0, 1], [1, 2]][n] {
                    let rival = self.requests.iter().flatten().any(|it| it.is_open() && it.leaving == leaving);
                    if let Some(request) = self.pinned(StateKind::Draft, leaving, None).filter(|_| !rival) {
                        all.push((format!("申请删除{}", NAMES[leaving]), Ok(self.with(n, request))));
                    }
                }
                continue;
            };
            if it.obeys(K::Save, false).is_ok() {
                let others = (0..3).filter(|who| *who != it.leaving && self.cards[*who].unit == Some(it.unit));
                for other in others.filter(|who| *who != WANG) {
                    let request = Request { other: Some(other), ..it };
                    all.push((format!("{}替代{}", NAMES[other], NAMES[it.leaving]), Ok(self.with(n, request))));
                }
            }
            if let Ok(state) = it.obeys(K::Drop, false) {
                all.push(("放弃".to_owned(), Ok(self.with(n, Request { state, ..it }))));
            }
            let fresh = self.pinned(it.state, it.leaving, it.other).filter(|fresh| fresh.unit == it.unit);
            let it = if it.as_pinned || broken == Broken::Stamp { Some(it) } else { fresh };
            let Some((it, state)) = it.and_then(|it| Some((it, it.obeys(K::Submit, false).ok()?))) else { continue };
            let holds = |who: usize| self.cards[who].held.is_none() && self.cards[who].unit == Some(it.unit);
            let is_passed = it.leaving != WANG || self.file == Stands::Approved;
            if holds(it.leaving) && it.other.is_none_or(holds) && is_passed {
                let mut world = self.with(n, Request { state, same_version: true, ..it });
                for who in [Some(it.leaving), it.other].into_iter().flatten() {
                    world.cards[who].held = u8::try_from(n).ok();
                    world.has_written(who, false);
                }
                all.push((format!("提交删除{}", NAMES[it.leaving]), Ok(world)));
            }
        }
    }

    fn with(&self, n: usize, request: Request) -> People {
        let mut world = *self;
        world.requests[n] = Some(request);
        world
    }

    /// The department agrees or declines, whatever the comparison comes to that day.
    pub(super) fn decides(&self, broken: Broken, all: &mut Vec<Deed<People>>) {
        use deletion::CommandKind as K;
        for (n, it) in self.requests.iter().enumerate().filter_map(|(n, it)| Some((n, (*it)?))) {
            for is_met in [false, true] {
                let is_passed = it.leaving != WANG || self.file == Stands::Approved || broken == Broken::Passed;
                let Ok(state) = it.obeys(K::Agree, is_met) else { continue };
                let places = || self.applications.iter().zip(it.places).filter(|(_, is_place)| *is_place);
                let is_named =
                    places().all(|(them, _)| them.uses[it.leaving] || !is_live(them.state)) || broken == Broken::Place;
                let is_twice = places().any(|(them, _)| it.other.is_some_and(|other| them.uses[other]));
                if is_passed && it.same_version && is_named && !is_twice {
                    all.push((
                        format!("同意删除{}", NAMES[it.leaving]),
                        self.leaves(n, Request { state, ..it }, broken),
                    ));
                }
            }
            if let Ok(state) = it.obeys(K::Decline, false) {
                let mut world = self.with(n, Request { state, ..it });
                for who in [Some(it.leaving), it.other].into_iter().flatten() {
                    world.cards[who].held = None;
                    world.has_written(who, false);
                }
                all.push((format!("不予删除{}", NAMES[it.leaving]), Ok(world)));
            }
        }
    }

    fn leaves(&self, n: usize, it: Request, broken: Broken) -> Result<People, String> {
        let mut world = self.with(n, it);
        if let Some(other) = it.other {
            let is_taken = |(them, is_place): &(&mut super::Application, bool)| *is_place && is_live(them.state);
            let taken = world.applications.iter_mut().zip(it.places).filter(is_taken);
            for (them, _) in taken {
                them.uses[other] = true;
                if them.holds == Some(it.leaving) {
                    them.holds = Some(other);
                }
            }
        }
        let card = &mut world.cards[it.leaving];
        (card.gone, card.used) = (true, false);
        if it.leaving == WANG {
            let law = file(Stands::Approved).step(
                registration::Command::Leave,
                standing(it.unit),
                registration::Party::Department,
                by(7),
                NOW,
            );
            let step = law.map_err(|refused: Refused| format!("I14 {refused:?}"))?;
            world.file = step.next.kind();
            world.works[usize::from(it.unit)] = false;
            // What 王 was used for is older than the next time with a unit, and concerns it no more.
            for them in &mut world.applications {
                them.uses[WANG] = false;
            }
            world.cards[WANG].held = None;
            if broken != Broken::Card {
                world.cards[WANG].unit = None;
            }
            is_told(&FILES, &step.event, (self.file.into(), world.file.into()))?;
            world.has_written(WANG, true);
        }
        if let Some(other) = it.other {
            (world.cards[other].held, world.cards[other].used) = (None, true);
            world.has_written(other, false);
        }
        Ok(world)
    }
}

impl Request {
    fn is_open(&self) -> bool {
        matches!(self.state, deletion::StateKind::Draft | deletion::StateKind::Waiting)
    }

    /// Asks the law, as the only one who may.
    fn obeys(&self, kind: deletion::CommandKind, is_met: bool) -> Result<deletion::StateKind, Refused> {
        use deletion::{Command, CommandKind as K, Party, State, StateKind};
        let state = match self.state {
            StateKind::Draft => State::Draft,
            StateKind::Waiting => State::Waiting,
            StateKind::Deleted => State::Deleted,
            StateKind::Kept => State::Kept { reason: String::new() },
            StateKind::Dropped => State::Dropped,
        };
        let command = match kind {
            K::Save => Command::Save,
            K::Submit => Command::Submit,
            K::Drop => Command::Drop,
            K::Agree => Command::Agree { reason: None },
            K::Decline => Command::Decline { reason: "不符".into() },
        };
        let is_replaced = self.other.is_some() || !self.places.contains(&true);
        let grounds = Grounds { is_explained: true, is_used: self.used, is_replaced, is_met };
        let party = if kind.is_units() { Party::Unit(unit(self.unit)) } else { Party::Officer(officer()) };
        state.step(command, (unit(self.unit), grounds), party, by(self.unit), NOW).map(|step| step.next.kind())
    }
}
