//! One unit, whoever has its account, and two officers, of whom the second comes to work in it: 单位核实, 移交, and an
//! application that only a verified unit hands in. Everybody answers later what was seen, perhaps twice.

use super::{Broken, Deed, World, by, is_told};
use crate::ids::{AccountId, UnitId};
use crate::law::{Cell, chart};
use crate::verification::{Command, CommandKind, Party, State, StateKind, Step};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::LazyLock;
use strum::VariantArray;

const UNIT: UnitId = UnitId::derived([2; 16]);
const DUE: Date = date(2026, 12, 1);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
/// The unit's page of its verification, and its page of the application; the others are the officers'.
const UNITS: [usize; 2] = [0, 3];
/// The page of the officer who comes to work in the unit.
const OWN: usize = 2;

/// Whose licence it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Whose {
    /// Uploaded by whoever has the unit now.
    Present,
    /// Uploaded before the unit was handed over.
    Former,
}

/// What is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Asked {
    /// Something about the verification.
    Of(CommandKind),
    /// An application is handed in.
    HandIn,
}

/// A request under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Flight {
    asked: Asked,
    /// Where the unit stood when it was looked at.
    seen: StateKind,
    /// Whether the head has the version that was seen.
    fresh: bool,
    /// Whether the account is still the actor's.
    acts: bool,
    effects: u8,
}

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Verifying {
    standing: StateKind,
    /// The licence in its slot.
    licence: Option<Whose>,
    /// The licence that was handed in last.
    handed_in: Option<Whose>,
    /// Whether the second officer works in the unit.
    own: bool,
    applied: bool,
    flights: [Option<Flight>; 4],
    /// Answers to what was handed in last.
    answers: u8,
    /// The state that the newest receipt tells.
    told: StateKind,
}

/// How it begins.
pub fn first() -> Verifying {
    let standing = StateKind::Unverified;
    Verifying {
        standing,
        licence: None,
        handed_in: None,
        own: false,
        applied: false,
        flights: [None; 4],
        answers: 0,
        told: standing,
    }
}

fn state(kind: StateKind) -> State {
    match kind {
        StateKind::Unverified => State::Unverified,
        StateKind::Waiting => State::Waiting { due: DUE },
        StateKind::Verified => State::Verified,
        StateKind::Returned => State::Returned,
    }
}

/// Asks the law as whoever may ask such a thing.
fn asks(kind: StateKind, asked: CommandKind, licensed: bool) -> Option<Step> {
    let command = match asked {
        CommandKind::Submit => Command::Submit { due: DUE, licensed },
        CommandKind::Pass => Command::Pass { reason: None },
        CommandKind::Return => Command::Return { reason: "看不清".into() },
        CommandKind::HandOver => Command::HandOver { reason: "他人注册".into() },
    };
    let officer = Party::Officer(AccountId::derived([10; 16]));
    let party = if asked.is_units() { Party::Unit(UNIT) } else { officer };
    state(kind).step(command, UNIT, party, by(0), NOW).ok()
}

static LAW: LazyLock<Vec<Cell>> = LazyLock::new(|| {
    chart(StateKind::VARIANTS, CommandKind::VARIANTS, |kind, asked| asks(kind, asked, true).map(|it| it.next.kind()))
});

impl World for Verifying {
    fn deeds(&self, broken: Broken) -> Vec<Deed<Verifying>> {
        let own = if self.own { "1 leaves the unit" } else { "1 joins the unit" };
        let mut all = vec![(own.to_owned(), Ok(Verifying { own: !self.own, ..*self }))];
        for licence in [Some(Whose::Present), None] {
            let word = if licence.is_some() { "uploads" } else { "removes" };
            all.push((word.to_owned(), Ok(Verifying { licence, ..*self })));
        }
        for n in 0..4 {
            match self.flights[n] {
                None => {
                    let looks = |asked| self.flies(n, Some(Flight::new(asked, self.standing)));
                    all.extend(self.offered(n, broken).into_iter().map(|it| (format!("{n} looks"), Ok(looks(it)))));
                }
                Some(flight) => {
                    if let Some(next) = self.answers(n, flight, broken) {
                        all.push((format!("{n} {:?}", flight.asked), next));
                    }
                    all.push((format!("{n} ends"), Ok(self.flies(n, None))));
                }
            }
        }
        all
    }

    fn wrong(&self) -> Option<String> {
        if self.answers > 1 {
            return Some("I3 two answers to one question".to_owned());
        }
        if self.flights.iter().flatten().any(|flight| flight.effects > 1) {
            return Some("I6 one request had two effects".to_owned());
        }
        if self.standing == StateKind::Verified && self.handed_in != Some(Whose::Present) {
            return Some("I4 a unit is verified by what its present holder has not handed in".to_owned());
        }
        (self.told != self.standing).then(|| "I8 the newest receipt tells another state".to_owned())
    }
}

impl Flight {
    fn new(asked: Asked, seen: StateKind) -> Flight {
        Flight { asked, seen, fresh: true, acts: true, effects: 0 }
    }
}

impl Verifying {
    fn flies(&self, n: usize, flight: Option<Flight>) -> Verifying {
        let mut world = *self;
        world.flights[n] = flight;
        world
    }

    /// Whether there is a licence that can be handed in.
    fn is_licensed(&self, broken: Broken) -> bool {
        self.licence == Some(Whose::Present) || (broken == Broken::Former && self.licence.is_some())
    }

    /// What a page offers to ask for.
    fn offered(&self, n: usize, broken: Broken) -> Vec<Asked> {
        let licensed = self.is_licensed(broken);
        let allowed = |kind: &&CommandKind| {
            n != UNITS[1] && kind.is_units() == (n == UNITS[0]) && asks(self.standing, **kind, licensed).is_some()
        };
        // An application can be asked for on a page that says nothing of the verification.
        let hands_in = n == UNITS[1] && !self.applied;
        let all = CommandKind::VARIANTS.iter().filter(allowed).map(|kind| Asked::Of(*kind));
        all.chain(hands_in.then_some(Asked::HandIn)).collect()
    }

    /// The request arrives, for the first time or again.
    fn answers(&self, n: usize, flight: Flight, broken: Broken) -> Option<Result<Verifying, String>> {
        if !flight.acts && broken != Broken::Account {
            return None;
        }
        let is_known = flight.effects > 0;
        let next = match flight.asked {
            Asked::HandIn => self.hands_in(is_known, broken)?,
            Asked::Of(kind) => self.commits((n, flight), kind, broken)?,
        };
        if !flight.acts {
            return Some(Err("I13 who has the account no more has changed something".to_owned()));
        }
        let (fresh, effects) = (flight.asked == Asked::HandIn && flight.fresh, flight.effects + 1);
        Some(next.map(|next| next.flies(n, Some(Flight { fresh, effects, ..flight }))))
    }

    /// 提交 of an application; the unit's head is asked for in the very change.
    fn hands_in(&self, is_known: bool, broken: Broken) -> Option<Result<Verifying, String>> {
        let is_verified = state(self.standing).is_verified();
        if is_known || self.applied || !(is_verified || broken == Broken::Verified) {
            return None;
        }
        let unverified = "I14 a unit that is not verified has handed in";
        Some(if is_verified { Ok(Verifying { applied: true, ..*self }) } else { Err(unverified.to_owned()) })
    }

    /// A step of the verification, on the version that was seen.
    fn commits(
        &self,
        (n, flight): (usize, Flight),
        kind: CommandKind,
        broken: Broken,
    ) -> Option<Result<Verifying, String>> {
        let is_known = flight.effects > 0;
        let is_refused = match broken {
            Broken::Key => !is_known && !flight.fresh,
            Broken::Version => is_known,
            _ => is_known || !flight.fresh,
        };
        let is_own = self.own && n == OWN;
        if is_refused || (is_own && broken != Broken::Own) {
            return None;
        }
        // Without the key the head is looked at anew, as it is after the first effect.
        let seen = if is_known { self.standing } else { flight.seen };
        let step = asks(seen, kind, self.is_licensed(broken))?;
        if is_own {
            return Some(Err("I4 an officer has answered in a case of his own unit".to_owned()));
        }
        let standing = step.next.kind();
        if let Err(why) = is_told(&LAW, &step.event, (self.standing.into(), standing.into())) {
            // Without the version's guard a receipt may tell of a state that was no more; the answers are counted.
            if broken != Broken::Version {
                return Some(Err(why));
            }
        }
        let mut world = Verifying { standing, told: standing, ..*self };
        match kind {
            CommandKind::Submit => (world.handed_in, world.answers) = (self.licence, 0),
            CommandKind::Pass | CommandKind::Return => world.answers += 1,
            CommandKind::HandOver => world.changes_hands(),
        }
        world.is_overtaken(broken);
        Some(Ok(world))
    }

    /// Every session of the account ends, and papers from before prove nothing of whoever has it now.
    fn changes_hands(&mut self) {
        for paper in [&mut self.licence, &mut self.handed_in] {
            *paper = paper.map(|_| Whose::Former);
        }
        for page in UNITS {
            if let Some(flight) = &mut self.flights[page] {
                flight.acts = false;
            }
        }
    }

    /// What others saw is no longer what is kept. Nobody hears again of what can come to nothing any more.
    fn is_overtaken(&mut self, broken: Broken) {
        for flight in &mut self.flights {
            let is_of_the_head = flight.is_some_and(|it| it.asked != Asked::HandIn);
            if let Some(it) = flight.as_mut().filter(|_| is_of_the_head) {
                it.fresh = false;
                if it.effects == 0 && broken != Broken::Version {
                    *flight = None;
                }
            }
        }
    }
}
