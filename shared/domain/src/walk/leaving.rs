//! One request for a deletion, its unit and two officers, who look at it and answer later what they saw, one of them with
//! two pages open. The other one comes to work in the unit, and may be the very person whom the unit wants deleted.

use super::{Broken, Deed, World, by, is_told};
use crate::deletion::{Command, CommandKind, Grounds, Party, State, StateKind};
use crate::ids::{AccountId, UnitId};
use crate::law::{Cell, chart};
use jiff::Timestamp;
use std::sync::LazyLock;
use strum::VariantArray;

const UNIT: UnitId = UnitId::derived([2; 16]);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
/// What is filled in is the business of another model; here everything is there.
const GROUNDS: Grounds = Grounds { is_explained: true, is_used: true, is_replaced: true, is_met: true };

/// An officer's answer under way: the request waits, or nobody could ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Flight {
    asked: CommandKind,
    effects: u8,
}

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Leaving {
    state: StateKind,
    /// Whether the second officer works in the unit.
    own: bool,
    /// Whether the request is about the second officer.
    himself: bool,
    /// By page; the first and the last are one officer's.
    flights: [Option<Flight>; 3],
    /// Decisions, and by whom.
    decided: [u8; 2],
    /// The state that the newest receipt tells.
    told: StateKind,
}

/// How it begins.
pub fn first() -> Leaving {
    let state = StateKind::Draft;
    Leaving { state, own: false, himself: false, flights: [None; 3], decided: [0; 2], told: state }
}

fn state(kind: StateKind) -> State {
    match kind {
        StateKind::Draft => State::Draft,
        StateKind::Waiting => State::Waiting,
        StateKind::Deleted => State::Deleted,
        StateKind::Kept => State::Kept { reason: "不符".into() },
        StateKind::Dropped => State::Dropped,
    }
}

fn order(kind: CommandKind) -> Command {
    match kind {
        CommandKind::Save => Command::Save,
        CommandKind::Submit => Command::Submit,
        CommandKind::Drop => Command::Drop,
        CommandKind::Agree => Command::Agree { reason: None },
        CommandKind::Decline => Command::Decline { reason: "不符".into() },
    }
}

/// Asks the law as the unit, or as the officer whose page it is.
fn asks(kind: StateKind, asked: CommandKind, page: Option<u8>) -> Option<crate::deletion::Step> {
    let party = page.map_or(Party::Unit(UNIT), |n| Party::Officer(AccountId::derived([n % 2 + 10; 16])));
    state(kind).step(order(asked), (UNIT, GROUNDS), party, by(page.unwrap_or(9)), NOW).ok()
}

static LAW: LazyLock<Vec<Cell>> = LazyLock::new(|| {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |kind, command| {
        let page = if command.is_units() { None } else { Some(0) };
        asks(kind, command, page).map(|step| step.next.kind())
    })
});

impl World for Leaving {
    fn deeds(&self, broken: Broken) -> Vec<Deed<Leaving>> {
        let mut all = Vec::new();
        for kind in CommandKind::VARIANTS {
            let Some(step) = asks(self.state, *kind, None) else { continue };
            all.push((step.event.did.to_owned(), self.moved(&step)));
            if *kind == CommandKind::Save && self.own && !self.himself {
                all.push(("存草稿：申请删除1".to_owned(), Ok(Leaving { himself: true, ..*self })));
            }
        }
        // Whoever is to be deleted leaves by this request alone.
        let is_bound = self.himself && self.own && self.state != StateKind::Deleted;
        if !is_bound {
            let own = if self.own { "1 leaves the unit" } else { "1 joins the unit" };
            all.push((own.to_owned(), Ok(Leaving { own: !self.own, ..*self })));
        }
        for n in 0..3_u8 {
            match self.flights[usize::from(n)] {
                None => {
                    let asked = CommandKind::VARIANTS.iter().filter(|kind| asks(self.state, **kind, Some(n)).is_some());
                    all.extend(asked.map(|asked| {
                        let flight = Some(Flight { asked: *asked, effects: 0 });
                        if asked.is_units() {
                            return (
                                format!("{n} asks"),
                                Err("I14 an officer was obeyed in the unit's place".to_owned()),
                            );
                        }
                        (format!("{n} looks"), Ok(self.flies(n, flight)))
                    }));
                }
                Some(flight) => {
                    if let Some(next) = self.answers(n, flight, broken) {
                        all.push((format!("{n} {}", <&str>::from(flight.asked)), next));
                    }
                    all.push((format!("{n} ends"), Ok(self.flies(n, None))));
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
        (self.told != self.state).then(|| "I8 the newest receipt tells another state".to_owned())
    }
}

impl Leaving {
    fn flies(&self, n: u8, flight: Option<Flight>) -> Leaving {
        let mut world = *self;
        world.flights[usize::from(n)] = flight;
        world
    }

    /// The answer arrives, for the first time or again: a repetition is known by its key, and changes nothing.
    fn answers(&self, n: u8, flight: Flight, broken: Broken) -> Option<Result<Leaving, String>> {
        let is_fresh = self.state == StateKind::Waiting;
        if flight.effects > 0 || !(is_fresh || broken == Broken::Version) {
            return None;
        }
        let (is_own, is_himself) = (n % 2 == 1 && self.own, n % 2 == 1 && self.himself);
        // The guard of his own number goes with the deletion, so that the same change cannot ask for it.
        if (is_himself && broken != Broken::Himself) || (is_own && !is_himself && broken != Broken::Own) {
            return None;
        }
        let step = asks(StateKind::Waiting, flight.asked, Some(n))?;
        if is_own || is_himself {
            return Some(Err("I4 an officer has decided in his own case".to_owned()));
        }
        let mut next = match self.moved(&step) {
            Ok(next) => next,
            // Without the version's guard a receipt may tell of a state that was no more; the decisions are counted.
            Err(_) if broken == Broken::Version => Leaving { state: step.next.kind(), told: step.next.kind(), ..*self },
            Err(why) => return Some(Err(why)),
        };
        next.decided[usize::from(n % 2)] += 1;
        Some(Ok(next.flies(n, Some(Flight { effects: flight.effects + 1, ..flight }))))
    }

    /// The head moves, with its receipt.
    fn moved(&self, step: &crate::deletion::Step) -> Result<Leaving, String> {
        let state = step.next.kind();
        is_told(&LAW, &step.event, (self.state.into(), state.into()))?;
        Ok(Leaving { state, told: state, ..*self })
    }
}
