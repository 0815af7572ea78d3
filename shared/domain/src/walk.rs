//! Every state that people can bring the machines into, walked breadth first: the real `step` of each machine inside a
//! small model of the rest. The invariants of the promises are asked in every state and of every step.

mod desk;
mod leaving;
mod people;
mod verifying;

use crate::account::Role;
use crate::history::By;
use crate::ids::AccountId;
use crate::law::Cell;
use std::collections::{HashMap, VecDeque};
use std::fmt::Debug;
use std::hash::Hash;

/// A guard that is left out on purpose, to show that the walk would find it missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Broken {
    Nothing,
    /// Who is held can be applied with.
    Hold,
    /// A request is handed in on what it pinned, whatever became of the card since.
    Stamp,
    /// A decision does not ask whether the file is still passed.
    Passed,
    /// A registered person's card stays with the unit that was left.
    Card,
    /// A change does not ask for the version that was read.
    Version,
    /// A repetition is not known by its key.
    Key,
    /// A decision does not ask whether the officer works in the unit by now.
    Own,
    /// A decision does not ask whether the officer is the very person whom it is about.
    Himself,
    /// A replacement takes over in an application that does not name the leaving person any more.
    Place,
    /// Handing in does not ask whether the unit is verified.
    Verified,
    /// A licence from before the unit was handed over counts.
    Former,
    /// A change does not ask whether the account is still the actor's.
    Account,
}

/// What can be done in a state: the deed in words, and where it leads, or how it breaks a promise.
type Deed<W> = (String, Result<W, String>);

/// A model of the hall.
trait World: Copy + Eq + Hash + Debug {
    /// Everything that anybody can do now and that is not refused.
    fn deeds(&self, broken: Broken) -> Vec<Deed<Self>>;
    /// Which promise does not hold here.
    fn wrong(&self) -> Option<String>;
}

/// Visits every state; how many there are, or the shortest story that breaks a promise.
fn walk<W: World>(first: W, broken: Broken) -> Result<usize, String> {
    let mut came: HashMap<W, Option<(W, String)>> = HashMap::from([(first, None)]);
    let mut waiting = VecDeque::from([first]);
    while let Some(world) = waiting.pop_front() {
        if let Some(why) = world.wrong() {
            return Err(format!("{why}: {}", story(&came, world)));
        }
        for (deed, next) in world.deeds(broken) {
            let next = next.map_err(|why| format!("{why}: {}{deed}", story(&came, world)))?;
            came.entry(next).or_insert_with(|| {
                waiting.push_back(next);
                Some((world, deed))
            });
        }
    }
    Ok(came.len())
}

/// How a state was reached, by the fewest deeds.
fn story<W: World>(came: &HashMap<W, Option<(W, String)>>, mut world: W) -> String {
    let mut deeds = Vec::new();
    while let Some(Some((before, deed))) = came.get(&world) {
        deeds.push(format!("{deed} → "));
        world = *before;
    }
    deeds.into_iter().rev().collect()
}

/// Somebody who acts, by number.
fn by(n: u8) -> By {
    By { account: AccountId::derived([n; 16]), role: Role::Officer, name: String::new() }
}

/// I8, I14: a step leaves one receipt, of what was asked, from the state before to the state after, and the law has it.
fn is_told(
    law: &[Cell],
    event: &crate::history::Event,
    (from, to): (&'static str, &'static str),
) -> Result<(), String> {
    let has = law.contains(&(from, event.did, Some(to)));
    let tells = (event.from, event.to) == (from, to);
    if has && tells { Ok(()) } else { Err(format!("I14 {from} became {to} by {}", event.did)) }
}

/// Walks a model with every guard in place, which breaks no promise and met everybody.
fn keeps<W: World>(first: W, at_least: usize) {
    let states = walk(first, Broken::Nothing).unwrap_or_else(|story| panic!("{story}"));
    assert!(states > at_least, "{states} states are too few to have met everybody");
}

/// Walks a model without one guard, which is found missing by the promise that is broken.
fn misses<W: World>(first: W, broken: Broken, promise: &str) {
    let story = walk(first, broken).expect_err("a guard is missing");
    assert!(story.starts_with(promise), "{broken:?}: {story}");
}

#[test]
fn i1_i2_i14_two_units_three_persons_and_the_department_break_no_promise_in_any_state() {
    keeps(people::first(), 50_000);
}

#[test]
fn i2_i14_a_correction_that_takes_a_person_out_breaks_no_promise_in_any_state() {
    keeps(people::correcting(), 5_000);
}

#[test]
fn i3_i4_i6_i8_i14_two_officers_at_one_desk_break_no_promise_in_any_state() {
    keeps(desk::first(), 10_000);
}

#[test]
fn i3_i4_i6_i8_i14_two_officers_and_a_request_for_a_deletion_break_no_promise_in_any_state() {
    keeps(leaving::first(), 100);
}

#[test]
fn i3_i4_i6_i8_i13_i14_a_unit_that_is_verified_and_handed_over_breaks_no_promise_in_any_state() {
    keeps(verifying::first(), 5_000);
}

#[test]
fn i2_i14_the_walk_finds_every_guard_of_persons_that_is_left_out() {
    misses(people::first(), Broken::Hold, "I2");
    misses(people::first(), Broken::Stamp, "I2");
    misses(people::first(), Broken::Passed, "I14");
    misses(people::first(), Broken::Card, "I2");
    misses(people::correcting(), Broken::Place, "I2");
}

#[test]
fn i3_i4_i6_the_walk_finds_every_guard_of_a_decision_that_is_left_out() {
    for (broken, promise) in [(Broken::Version, "I3"), (Broken::Key, "I6"), (Broken::Own, "I4")] {
        misses(desk::first(), broken, promise);
        misses(verifying::first(), broken, promise);
    }
    misses(leaving::first(), Broken::Version, "I3");
    misses(leaving::first(), Broken::Own, "I4");
    misses(leaving::first(), Broken::Himself, "I4");
}

#[test]
fn i4_i13_i14_the_walk_finds_every_guard_of_a_verification_that_is_left_out() {
    misses(verifying::first(), Broken::Verified, "I14");
    misses(verifying::first(), Broken::Former, "I4");
    misses(verifying::first(), Broken::Account, "I13");
}
