//! Two units, three persons and the department: 王 is registered, 赵 and 钱 are kept by the first unit; each unit has an
//! application, and two requests for a deletion may be open at once.

mod applying;
mod requests;

use super::{Broken, Deed, World, by, is_told};
use crate::application;
use crate::deletion;
use crate::ids::{PersonId, UnitId};
use crate::law::Cell;
use crate::registration::{self, Standing, State as File, StateKind as Stands};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use std::sync::LazyLock;
use strum::VariantArray;

const WANG: usize = 0;
const NAMES: [&str; 3] = ["王", "赵", "钱"];
const DUE: Date = date(2026, 12, 1);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;

/// A person's card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Card {
    unit: Option<u8>,
    held: Option<u8>,
    used: bool,
    gone: bool,
}

/// A unit's application.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Application {
    state: application::StateKind,
    corrected: bool,
    /// Whom it names, and whether that is still the version that was picked.
    names: Option<(usize, bool)>,
    /// Whom it named when it was handed in.
    handed_in: Option<usize>,
    /// Who has the place since: the same, or whoever has replaced that person.
    holds: Option<usize>,
    /// Of whom it is written down that the application uses them.
    uses: [bool; 3],
}

/// A request, with what it has pinned.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Request {
    state: deletion::StateKind,
    unit: u8,
    leaving: usize,
    other: Option<usize>,
    used: bool,
    /// The applications in which somebody has to take over.
    places: [bool; 2],
    /// Whether nobody has written the leaving card since it was pinned.
    as_pinned: bool,
    /// Whether 王's file is in the version that was pinned, where it concerns 王.
    same_version: bool,
}

/// Everything.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct People {
    /// Whether the department asks for corrections; then the second unit stays away, and 王's file as it is.
    corrects: bool,
    file: Stands,
    chosen: u8,
    /// By unit: whether it has the guard of 王's number.
    works: [bool; 2],
    cards: [Card; 3],
    applications: [Application; 2],
    requests: [Option<Request>; 2],
}

/// How it begins.
pub fn first() -> People {
    let nobody = Card { unit: None, held: None, used: false, gone: false };
    let kept = Card { unit: Some(0), ..nobody };
    let application = Application {
        state: application::StateKind::Draft,
        corrected: false,
        names: None,
        handed_in: None,
        holds: None,
        uses: [false; 3],
    };
    People {
        corrects: false,
        file: Stands::Draft,
        chosen: 0,
        works: [false; 2],
        cards: [nobody, kept, kept],
        applications: [application; 2],
        requests: [None; 2],
    }
}

/// The same where the department asks for corrections, and the unit has all three, so that there is somebody to pick when
/// one leaves and another one takes over.
pub fn correcting() -> People {
    let first = first();
    let cards = [first.cards[1]; 3];
    People { corrects: true, file: Stands::Approved, works: [true, false], cards, ..first }
}

fn unit(n: u8) -> UnitId {
    UnitId::derived([n; 16])
}
fn person() -> PersonId {
    PersonId::derived([9; 16])
}
fn file(kind: Stands) -> File {
    match kind {
        Stands::Draft => File::Draft,
        Stands::Waiting => File::Waiting { since: NOW },
        Stands::Approved => File::Approved { since: NOW },
        Stands::Returned => File::Returned { reason: String::new() },
        Stands::Left => File::Left,
    }
}
fn order(kind: registration::CommandKind, to: u8) -> registration::Command {
    use registration::{Command as C, CommandKind as K};
    match kind {
        K::Save => C::Save,
        K::Submit => C::Submit,
        K::Approve => C::Approve,
        K::Refuse => C::Refuse { reason: "缺盖章页".into() },
        K::SendBack => C::SendBack { reason: String::new() },
        K::Leave => C::Leave,
        K::Choose => C::Choose { unit: unit(to) },
    }
}
fn standing(n: u8) -> Standing {
    Standing { person: person(), unit: unit(n) }
}

static FILES: LazyLock<Vec<Cell>> =
    LazyLock::new(|| registration::chart(standing(0), &by(0), file, |kind| order(kind, 1)));

impl World for People {
    fn deeds(&self, broken: Broken) -> Vec<Deed<People>> {
        let mut all = Vec::new();
        if !self.corrects {
            self.reviews(&mut all);
        }
        self.applies(broken, &mut all);
        self.asks(broken, &mut all);
        self.decides(broken, &mut all);
        all
    }

    fn wrong(&self) -> Option<String> {
        let wang = self.cards[WANG];
        let has: Vec<u8> = (0..2).filter(|n| self.works[usize::from(*n)]).collect();
        if has != wang.unit.filter(|_| !wang.gone).into_iter().collect::<Vec<_>>() {
            return Some("I1 a guard of a number without its record, or two of them".to_owned());
        }
        for (n, it) in (0..).zip(&self.applications) {
            let Some(who) = it.holds.filter(|_| is_live(it.state)) else { continue };
            if self.cards[who].gone || self.cards[who].unit != Some(n) {
                return Some(format!("I2 {} is in a live application and gone", NAMES[who]));
            }
            if let Some(other) = (0..3).find(|it_is| it.uses[*it_is] != (*it_is == who) && !self.cards[*it_is].gone) {
                return Some(format!("I2 it is wrongly kept whether {} is in a live application", NAMES[other]));
            }
        }
        let waits = |request: &Request| request.state == deletion::StateKind::Waiting;
        for (n, request) in (0..).zip(&self.requests) {
            let Some(it) = request.as_ref().filter(|it| waits(it)) else { continue };
            if [Some(it.leaving), it.other].into_iter().flatten().any(|who| self.cards[who].held != Some(n)) {
                return Some("I2 a request waits for somebody whom it does not hold".to_owned());
            }
        }
        None
    }
}

/// Whether the persons in it are bound.
fn is_live(kind: application::StateKind) -> bool {
    use application::StateKind as K;
    matches!(kind, K::Submitted | K::Correcting)
}

impl People {
    /// 王's file: every command by everybody, of whom only the rightful one may be obeyed.
    fn reviews(&self, all: &mut Vec<Deed<People>>) {
        use registration::{CommandKind as K, Party};
        let parties = [Party::Person(person()), Party::Unit(unit(0)), Party::Unit(unit(1))];
        for kind in K::VARIANTS {
            for (party, to) in parties.into_iter().flat_map(|party| [(party, 0), (party, 1)]) {
                let of = standing(self.chosen);
                let step = file(self.file).step(order(*kind, to), of, party, by(0), NOW);
                let Ok(step) = step else { continue };
                let (from, next) = (self.file, step.next.kind());
                let mut world = People { file: next, ..*self };
                if *kind == K::Choose {
                    world.chosen = to;
                }
                if next == Stands::Approved {
                    world.works[usize::from(self.chosen)] = true;
                    world.cards[WANG] = Card { unit: Some(self.chosen), gone: false, ..self.cards[WANG] };
                    world.has_written(WANG, true);
                }
                let told = is_told(&FILES, &step.event, (from.into(), next.into()));
                let rightful = party == kind.belongs_to(of);
                let told = told.and(if rightful { Ok(()) } else { Err("I4 somebody else was obeyed".to_owned()) });
                all.push((format!("王 {} {to}", step.event.did), told.map(|()| world)));
            }
        }
    }

    /// Somebody's card was written: pins of it are not what it is, and of another version where that was raised.
    fn has_written(&mut self, who: usize, is_version: bool) {
        for it in self.requests.iter_mut().flatten() {
            it.as_pinned &= it.leaving != who;
            it.same_version &= !(is_version && (it.leaving == who || it.other == Some(who)));
        }
        let corrects = self.corrects;
        for it in self.applications.iter_mut().filter(|it| corrects || it.state == application::StateKind::Draft) {
            it.names = it.names.map(|(named, fresh)| (named, fresh && !(is_version && named == who)));
        }
    }
}
