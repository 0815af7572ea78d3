//! A12: a request for a deletion and an application that use the same person, ten thousand times, call by call in the
//! order of a seed; some with a second click, an edit, or another request that takes the person as a replacement.

mod deeds;

use crate::application::{Application, Picked};
use crate::change::{Change, Guard};
use crate::deletion::{Case, Named};
use crate::keys::Matter;
use crate::person::Registered;
use crate::rig::{Dice, Order, Place, Rig, interleaved};
use crate::unit::{NewUnit, VERIFIED};
use crate::worker::{Card, Kept, NewWorker};
use crate::{Asked, Ended};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::account::{Actor, Role};
use domain::application::{Command, Party};
use domain::form::Draft;
use domain::ids::{ApplicationId, DeletionId, RequestId, UnitId, WorkerId};
use domain::post::Post;
use domain::{CreditCode, IdentityNumber, LoginName, Trouble, Value};
use jiff::Timestamp;
use jiff::civil::{Date, date};
use serde_json::Value as Json;
use std::collections::HashMap;
use std::pin::Pin;

const SEEDS: u64 = 10_000;
const THREADS: u64 = 2;
pub(crate) const DUE: Date = date(2026, 12, 21);
const NOW: Timestamp = Timestamp::UNIX_EPOCH;
const WHO: &str = "赵示例";

/// A unit with a person whom a request would delete and an application would use, both about to be handed in, and a
/// request that would replace somebody else by the person.
pub(crate) struct Stage {
    pub rig: Rig,
    actor: Actor,
    pub person: WorkerId,
    request: DeletionId,
    rival: DeletionId,
    pub application: ApplicationId,
    /// Whether the application names so many that the person is claimed before it is handed in.
    is_claimed: bool,
    pub props: HashMap<Place, Json>,
    /// What reading the two before anything else happens comes to: most of the races begin with that.
    read: Option<(Case, Application)>,
}

/// Who acts beside the two.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Third {
    Nobody,
    RequestAgain,
    ApplicationAgain,
    Edit,
    Rival,
}
const THIRDS: [Third; 5] = [Third::Nobody, Third::RequestAgain, Third::ApplicationAgain, Third::Edit, Third::Rival];

/// How somebody's deed ended: done, or what was said instead.
pub(crate) type Told = Result<(), String>;
type Deed<'a> = Pin<Box<dyn Future<Output = Told> + 'a>>;

fn asked(key: &str) -> Asked {
    Asked::new(&RequestId::parse(key).expect("a key"), &Draft::default())
}

fn worker(n: u32, major: &str) -> NewWorker {
    let identity = IdentityNumber::parse(&testkit::numbers::identity(n)).expect("a number");
    let facts = Draft::default().with("major", major);
    let (name, category, file) = (format!("{WHO}{n}"), String::new(), facts.clone());
    NewWorker { identity, name, category, file, facts, post: Post::Staff, told: None, begun: None }
}

impl Stage {
    pub(crate) async fn set() -> Result<Stage, Trouble> {
        Stage::beside(0).await
    }

    /// The same with so many others in the application, who are picked after the person.
    async fn beside(others: u32) -> Result<Stage, Trouble> {
        let rig = Rig::new();
        let unit = NewUnit {
            code: CreditCode::parse(&testkit::numbers::credit_code(1)).expect("a code"),
            name: "沈阳示例建设有限公司".to_owned(),
            kind: "construction".to_owned(),
            contact: String::new(),
            phone: String::new(),
            login: LoginName::parse("unit1").expect("a name"),
            hash: String::new(),
        };
        let made = rig.store.register_unit(unit, &asked("unit"), NOW).await?;
        let Registered::Done(unit) = made else { panic!("{made:?}") };
        let verified = [("standing", A::S(VERIFIED.to_owned()))];
        let head = Matter::unit(unit).head();
        rig.store.commit(Change::default().set(Guard::There("unit"), &rig.store, &head, &verified)).await?;
        let actor = Actor {
            account: unit.into(),
            role: Role::Enterprise,
            epoch: 1,
            name: "李某".to_owned(),
            kind: String::new(),
        };
        let mut ids = Vec::new();
        for n in 0..2 + others {
            let kept = rig.store.add_worker(worker(n, "土木工程"), &actor, &asked(&format!("worker{n}")), NOW).await?;
            let Kept::Ended(Ended::Done(card)) = kept else { panic!("{kept:?}") };
            ids.push(card.line.id);
        }
        let nobody = (DeletionId::random(), ApplicationId::random());
        let mut stage = Stage {
            rig,
            actor,
            person: ids[0],
            request: nobody.0,
            rival: nobody.0,
            application: nobody.1,
            is_claimed: others > 0,
            props: HashMap::new(),
            read: None,
        };
        let earlier = stage.picks("D110C", &ids[1..2]).await?;
        assert_eq!(stage.applies(earlier, false).await, Ok(()));
        stage.rival = stage.asks(ids[1], Some(earlier)).await?;
        stage.application = stage.picks("D101C", &[&ids[..1], &ids[2..]].concat()).await?;
        stage.request = stage.asks(ids[0], None).await?;
        let case = stage.rig.store.deletion_case(stage.request, None).await?.ok_or(Trouble::Missing)?;
        let application = stage.rig.store.application(stage.application).await?.ok_or(Trouble::Missing)?;
        stage.read = Some((case, application));
        stage.props = stage.rig.all();
        Ok(stage)
    }

    pub(crate) fn unit(&self) -> UnitId {
        self.actor.account.unit()
    }
    async fn card(&self, who: WorkerId) -> Result<Card, Trouble> {
        self.rig.store.card(self.unit(), who).await?.ok_or(Trouble::Missing)
    }

    /// A draft of an application that names these.
    async fn picks(&self, matter: &str, who: &[WorkerId]) -> Result<ApplicationId, Trouble> {
        let (store, actor) = (&self.rig.store, &self.actor);
        let begun = store.begin_application(matter, matter, "", actor, &asked(matter), NOW).await?;
        let Ended::Done(head) = begun else { panic!("{begun:?}") };
        let mut picked = Vec::new();
        for who in who {
            let line = self.card(*who).await?.line;
            picked.push(Picked {
                worker: line.id,
                source: line.source,
                role: "titled".to_owned(),
                name: line.name,
                masked: line.masked,
                category: line.category,
                facts: line.facts,
                version: line.version,
            });
        }
        let application = store.application(head.id).await?.ok_or(Trouble::Missing)?;
        let (party, key) = (Party::Unit(self.unit()), asked(&format!("{matter}-picks")));
        let (picked, save) = (Some(picked), Command::Save);
        let kept = store.move_application(&application, None, save, party, actor, &key, picked, NOW).await?;
        assert!(matches!(kept, Ended::Done(_)), "{kept:?}");
        Ok(head.id)
    }

    /// A draft of a request that says why, and who replaces where somebody was used.
    async fn asks(&self, who: WorkerId, replaced_in: Option<ApplicationId>) -> Result<DeletionId, Trouble> {
        let (store, actor, key) = (&self.rig.store, &self.actor, format!("asks-{who}"));
        let (card, uses) = (self.card(who).await?, store.live_uses(self.unit(), who).await?);
        let id = store.deletion_of(self.unit(), &RequestId::parse(&key).expect("a key"));
        let named = Named { id, number: "SC1".to_owned(), unit_name: String::new() };
        store.ask_deletion(named, (&card, uses), actor, &asked(&key), NOW).await?;
        let case = store.deletion_case(id, None).await?.ok_or(Trouble::Missing)?;
        let mut contents = case.contents.clone();
        contents.feedback.push(Draft::default().with("initiator", "李某").with("content", "离职"));
        if let Some(application) = replaced_in {
            contents = contents.replaced(application, &self.card(self.person).await?);
        }
        let kept = store.save_deletion(&case, contents, actor, &asked(&format!("says-{who}")), NOW).await?;
        assert!(matches!(kept, Ended::Done(_)), "{kept:?}");
        Ok(id)
    }

    /// One race; whether the request and whether the application won.
    async fn race(&self, seed: u64) -> (bool, bool) {
        let mut dice = Dice::of(seed);
        let third = if dice.below(3) > 0 { Third::Nobody } else { THIRDS[dice.below(THIRDS.len())] };
        let early = [0, 1].map(|_| dice.below(8) > 0);
        let order = [Order::First, Order::Last, Order::Mixed, Order::Mixed, Order::Mixed][dice.below(5)];
        let mut deeds: Vec<Deed<'_>> =
            vec![Box::pin(self.hands_in(self.request, early[0])), Box::pin(self.applies(self.application, early[1]))];
        match third {
            Third::Nobody => {}
            Third::RequestAgain => deeds.push(Box::pin(self.hands_in(self.request, false))),
            Third::ApplicationAgain => deeds.push(Box::pin(self.applies(self.application, false))),
            Third::Edit => deeds.push(Box::pin(self.edits())),
            Third::Rival => deeds.push(Box::pin(self.hands_in(self.rival, false))),
        }
        self.rig.restore(&self.props);
        self.rig.shut(dice.clone());
        let ends = interleaved(deeds, order, &mut dice).await;
        self.rig.open();
        let at = format!("seed {seed}, {third:?}, {order:?}: {ends:?}");
        self.agrees(third, &ends, &at);
        (ends[0].is_ok(), ends[1].is_ok())
    }

    /// What is kept is what each was told, and nobody has the person twice.
    fn agrees(&self, third: Third, ends: &[Told], at: &str) {
        let state = |matter: Matter| self.rig.item(&matter.head())["state"]["S"].clone();
        let waits = |id| state(Matter::deletion(id)) == "waiting";
        let (asks, rival) = (waits(self.request), waits(self.rival));
        let applies = state(Matter::application(self.application)) == "submitted";
        assert_eq!((asks, applies), (ends[0].is_ok(), ends[1].is_ok()), "what was told is what is so; {at}");
        assert!(!asks || !(applies || rival), "the person was had twice; {at}");
        assert!(asks || applies || rival, "nobody won; {at}");
        // Where the person was claimed, two clicks of a loser may come on either side of what beat them, and say so.
        let is_same = |a: &Told, b: &Told| if self.is_claimed { a.is_ok() == b.is_ok() } else { a == b };
        match third {
            Third::RequestAgain => assert!(is_same(&ends[2], &ends[0]), "a second click has the first answer; {at}"),
            Third::ApplicationAgain => {
                assert!(is_same(&ends[2], &ends[1]), "a second click has the first answer; {at}")
            }
            Third::Rival => assert_eq!(rival, ends[2].is_ok(), "{at}"),
            Third::Nobody | Third::Edit => {}
        }
        for (n, words) in ends.iter().take(2).enumerate().filter_map(|(n, end)| Some((n, end.as_ref().err()?))) {
            let expected: &[&str] = if n == 0 {
                &["请选择替代人员", "正作为替代人员", "刚刚用于提交的申报"]
            } else {
                &["赵示例0：人员已变化或正在申请删除", "所选人员的资料刚刚有变动，请再次提交"]
            };
            assert!(expected.iter().any(|it| words.contains(it)), "the loser is told; {at}");
        }
        let person = Matter::worker(self.person);
        let card = self.rig.item(&person.head());
        let holder = if asks { Some(self.request) } else { Some(self.rival).filter(|_| rival) };
        assert_eq!(card["held"]["S"].as_str(), holder.map(|id| id.to_string()).as_deref(), "{at}");
        let used = self.rig.item(&person.used_in(self.application, 1));
        let bound = self.rig.item(&Matter::application(self.application).head())["bound"].clone();
        assert_eq!(!used.is_null() && used["bound"] == bound, applies, "a use counts with the head; {at}");
        // A claim leaves the card unmarked, until the card is written once more.
        let marked = card["used"]["BOOL"].as_bool().unwrap_or_default();
        assert!(marked == applies || (self.is_claimed && !marked), "{at}");
    }
}

/// The races of one thread, on a table of its own, with so many others in the application.
fn races(of: u64, (seeds, others): (u64, u32)) -> (usize, usize) {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        let stage = Stage::beside(others).await.expect("a stage");
        let mut won = (0, 0);
        for seed in (0..seeds).filter(|seed| seed % THREADS == of) {
            let (asks, applies) = stage.race(seed).await;
            won = (won.0 + usize::from(asks), won.1 + usize::from(applies));
        }
        won
    })
}

/// How often the request and how often the application won.
fn won(seeds: u64, others: u32) -> (usize, usize) {
    let threads: Vec<_> = (0..THREADS).map(|of| std::thread::spawn(move || races(of, (seeds, others)))).collect();
    let won = threads.into_iter().map(|thread| thread.join().unwrap_or_else(|why| std::panic::resume_unwind(why)));
    won.fold((0, 0), |all, it| (all.0 + it.0, all.1 + it.1))
}

#[test]
fn a12_of_ten_thousand_races_for_a_person_exactly_one_is_won_each_time_and_the_loser_is_told() {
    let (asks, applies) = won(SEEDS, 0);
    assert!(asks as u64 > SEEDS / 10 && applies as u64 > SEEDS / 10, "both ways are met often: {asks} and {applies}");
}

#[test]
fn a12_a_person_who_is_claimed_before_the_application_is_handed_in_is_had_once_too() {
    let (asks, applies) = won(400, 44);
    assert!(asks > 40 && applies > 40, "both ways are met often: {asks} and {applies}");
}
