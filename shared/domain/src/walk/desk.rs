//! One application, its unit and two officers, who look at it and answer later what they saw, one of them with two pages
//! open, and send an answer once more where its reply was lost. The other one comes to work in the unit, and leaves it.

use super::{Broken, Deed, World, by, is_told};
use crate::application::{Command, CommandKind, Party, State, StateKind};
use crate::ids::{AccountId, UnitId};
use crate::law::{Cell, chart};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::LazyLock;
use strum::VariantArray;

const UNIT: UnitId = UnitId::derived([2; 16]);
const DUE: Date = date(2026, 12, 1);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// Where it stands; officers by number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct At {
    kind: StateKind,
    corrected: bool,
    accepted_by: Option<u8>,
    taken: Option<u8>,
}

/// An officer's answer under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Flight {
    asked: CommandKind,
    seen: At,
    /// Whether the head has the version that was seen.
    fresh: bool,
    effects: u8,
}

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Desk {
    at: At,
    /// By page; the first and the last are one officer's.
    flights: [Option<Flight>; 3],
    /// Which page's answer the head remembers as the last request.
    last: Option<u8>,
    /// Whether the second officer works in the unit.
    own: bool,
    /// Decisions to grant or to refuse, and by whom.
    decided: [u8; 2],
    /// The state that the newest receipt tells.
    told: StateKind,
}

/// How it begins.
pub fn first() -> Desk {
    let at = At { kind: StateKind::Draft, corrected: false, accepted_by: None, taken: None };
    Desk { at, flights: [None; 3], last: None, own: false, decided: [0; 2], told: StateKind::Draft }
}

/// Whose page it is.
fn officer(page: u8) -> AccountId {
    AccountId::derived([page % 2 + 10; 16])
}
fn number(id: AccountId) -> u8 {
    u8::from(id == officer(1))
}

impl At {
    fn state(self) -> State {
        let taken = self.taken.map(officer);
        match self.kind {
            StateKind::Draft => State::Draft,
            StateKind::Submitted => State::Submitted { due: DUE, corrected: self.corrected, taken },
            StateKind::Correcting => State::Correcting,
            StateKind::Accepted => {
                State::Accepted { by: officer(self.accepted_by.unwrap_or_default()), due: DUE, taken }
            }
            StateKind::Granted => State::Granted,
            StateKind::Refused => State::Refused,
            StateKind::Withdrawn => State::Withdrawn,
            StateKind::Dropped => State::Dropped,
        }
    }
    fn of(state: &State) -> At {
        let corrected = matches!(state, State::Submitted { corrected: true, .. });
        let accepted_by = if let State::Accepted { by, .. } = state { Some(number(*by)) } else { None };
        At { kind: state.kind(), corrected, accepted_by, taken: state.taken().map(number) }
    }
}

fn order(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Save => Command::Save,
        CommandKind::Submit => Command::Submit { due: DUE },
        CommandKind::Drop => Command::Drop,
        CommandKind::Withdraw => Command::Withdraw,
        CommandKind::Take => Command::Take,
        CommandKind::PutBack => Command::PutBack,
        CommandKind::TakeOver => Command::TakeOver { from: "乙".into(), reason: "出差".into() },
        CommandKind::Accept => Command::Accept { due: DUE },
        CommandKind::Correct => Command::Correct { defects: vec!["缺合同".into()] },
        CommandKind::Grant => Command::Grant { reason: None },
        CommandKind::Refuse => Command::Refuse { reason: "人员不足".into() },
    }
}

static LAW: LazyLock<Vec<Cell>> = LazyLock::new(|| {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |kind, command| {
        let taken = match command {
            CommandKind::PutBack => Some(0),
            CommandKind::TakeOver => Some(1),
            _ => None,
        };
        let at = At { kind, accepted_by: Some(1), taken, ..first().at };
        let party = if command.is_units() { Party::Unit(UNIT) } else { Party::Officer(officer(0)) };
        at.state().step(order(command), UNIT, party, by(0), NOW).ok().map(|step| step.next.kind())
    })
});

impl World for Desk {
    fn deeds(&self, broken: Broken) -> Vec<Deed<Desk>> {
        let mut all = Vec::new();
        for kind in CommandKind::VARIANTS.iter().filter(|kind| kind.is_units()) {
            if let Ok(step) = self.at.state().step(order(*kind), UNIT, Party::Unit(UNIT), by(9), NOW) {
                all.push((step.event.did.to_owned(), self.moved(None, At::of(&step.next), &step.event)));
            }
        }
        let own = if self.own { "1 leaves the unit" } else { "1 joins the unit" };
        all.push((own.to_owned(), Ok(Desk { own: !self.own, ..*self })));
        for n in 0..3_u8 {
            match self.flights[usize::from(n)] {
                None => all.extend(CommandKind::VARIANTS.iter().filter_map(|kind| self.looks(n, *kind))),
                Some(flight) => {
                    if let Some(next) = self.answers(n, flight, broken) {
                        all.push((format!("{n} {}", <&str>::from(flight.asked)), next));
                    }
                    let mut world = *self;
                    world.flights[usize::from(n)] = None;
                    all.push((format!("{n} ends"), Ok(world)));
                }
            }
        }
        all
    }

    fn wrong(&self) -> Option<String> {
        if self.decided.iter().sum::<u8>() > 1 {
            return Some("I3 two decisions".to_owned());
        }
        if self.flights.iter().flatten().any(|flight| flight.effects > 1) {
            return Some("I6 one request had two effects".to_owned());
        }
        (self.told != self.at.kind).then(|| "I8 the newest receipt tells another state".to_owned())
    }
}

impl Desk {
    /// An officer opens the page and is about to ask for something that the law allows to somebody then. The page keeps an
    /// officer from the cases of his own units too, but it knows a thousand of them at most: nothing is built on that here.
    fn looks(&self, n: u8, asked: CommandKind) -> Option<Deed<Desk>> {
        let step = self.at.state().step(order(asked), UNIT, Party::Officer(officer(n)), by(n), NOW);
        let is_units = asked.is_units();
        if is_units && step.is_ok() {
            return Some((format!("{n} asks"), Err("I14 an officer was obeyed in the unit's place".to_owned())));
        }
        step.ok()?;
        let mut world = *self;
        world.flights[usize::from(n)] = Some(Flight { asked, seen: self.at, fresh: true, effects: 0 });
        Some((format!("{n} looks"), Ok(world)))
    }

    /// The answer arrives, for the first time or again.
    fn answers(&self, n: u8, flight: Flight, broken: Broken) -> Option<Result<Desk, String>> {
        let is_known = flight.effects > 0 && self.last == Some(n);
        // Without the key the head is looked at anew, as it is after the first effect.
        let seen = if broken == Broken::Key && is_known { self.at } else { flight.seen };
        let is_refused = match broken {
            Broken::Key => !is_known && !flight.fresh,
            Broken::Version => flight.effects > 0,
            _ => is_known || !flight.fresh,
        };
        if is_refused {
            return None;
        }
        let is_own = self.own && n % 2 == 1;
        if is_own && broken != Broken::Own {
            return None;
        }
        let step = seen.state().step(order(flight.asked), UNIT, Party::Officer(officer(n)), by(n), NOW).ok()?;
        if is_own {
            return Some(Err("I4 an officer has answered in a case of his own unit".to_owned()));
        }
        let is_decision = matches!(step.next.kind(), StateKind::Granted | StateKind::Refused);
        if is_decision && seen.accepted_by == Some(n % 2) {
            return Some(Err("I4 who accepted has decided".to_owned()));
        }
        let mut next = match self.moved(Some(n), At::of(&step.next), &step.event) {
            Ok(next) => next,
            // Without the version's guard a receipt may tell of a state that was no more; the decisions are counted.
            Err(_) if broken == Broken::Version => Desk { at: At::of(&step.next), told: step.next.kind(), ..*self },
            Err(why) => return Some(Err(why)),
        };
        next.decided[usize::from(n % 2)] += u8::from(is_decision);
        let effects = flight.effects + 1;
        next.flights[usize::from(n)] = Some(Flight { fresh: false, effects, ..flight });
        Some(Ok(next))
    }

    /// The head moves, with its receipt; what others saw is no longer what is kept.
    fn moved(&self, by: Option<u8>, at: At, event: &crate::history::Event) -> Result<Desk, String> {
        is_told(&LAW, event, (self.at.kind.into(), at.kind.into()))?;
        let mut world = Desk { at, last: by, told: at.kind, ..*self };
        for flight in world.flights.iter_mut().flatten() {
            flight.fresh = false;
        }
        Ok(world)
    }
}
