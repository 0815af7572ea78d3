//! Posts given and taken: the card, its receipt and every list that shows it, in one change. The legal representative
//! changes by giving the post to another person, in the change that relieves the one until then, so that there is never
//! none and never two.

use super::card::{Card, Line, Source};
use super::keep::{Before, Kept, in_the_way, told_of};
use super::posts::{Held, given, without};
use crate::change::{Change, Guard};
use crate::item::Item;
use crate::keys::Matter;
use crate::receipt::{self, Asked, Outcome, Trail};
use crate::{Ended, Store};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::history::{By, Event};
use domain::ids::{UnitId, WorkerId};
use domain::post::Post;
use jiff::Timestamp;

/// A unit has one legal representative.
pub(super) const LEGAL: Guard = Guard::Unique("legal");
/// The legal representative until now is as the card said, and free.
pub(super) const RELIEVED: Guard = Guard::There("relieved");
/// An entry that shows a post is still there.
const ENTRY: Guard = Guard::There("post");

/// Who does it, with which request, and when.
type Doing<'a> = (&'a Actor, &'a Asked, Timestamp);

/// An event of somebody whom the unit keeps.
pub(super) fn told((did, reason): (&'static str, Option<String>), actor: &Actor, at: Timestamp) -> Event {
    let by = By { account: actor.account, role: actor.role, name: actor.name.clone() };
    Event { did, from: if did == "新增" { "" } else { "在册" }, to: "在册", by, at, reason }
}

impl Change {
    /// Shows a person in the list of every post, and no longer in those of posts that were held before. A legal
    /// representative is new where nobody is, or in the place of `relieved`; the entry never shows two.
    pub(super) fn enters(self, store: &Store, (before, card): (&[Held], &Card), relieved: Option<WorkerId>) -> Change {
        let unit = Matter::unit(card.unit);
        let gone = before.iter().filter(|held| !card.posts.contains(held) && held.post != Post::Legal);
        let change =
            gone.fold(self, |change, held| change.delete(store, &unit.post(held.post, held.since, card.line.id)));
        card.posts.iter().fold(change, |change, held| {
            let item = card.entry(held);
            match (held.post, relieved) {
                (Post::Legal, _) if before.contains(held) => change.put(store, item),
                (Post::Legal, None) => change.create(LEGAL, store, item),
                (Post::Legal, Some(old)) => change.put_in_place(LEGAL, store, item, old),
                _ => change.put(store, item),
            }
        })
    }

    /// An entry in the place of one that shows this person.
    fn put_in_place(self, guard: Guard, store: &Store, item: Item, of: WorkerId) -> Change {
        self.put_if(guard, &store.hall, item, Some(("worker = :v", &[(":v", A::S(of.to_string()))])))
    }

    /// The entries of a registered person's posts, with the file that the unit has just passed. Whose post was taken
    /// meanwhile is in that list no more, so the change stops.
    pub(crate) fn renews(self, store: &Store, card: &Card, line: &Line) -> Change {
        let card = Card { line: line.clone(), ..card.clone() };
        card.posts.iter().fold(self, |change, held| change.put_in_place(ENTRY, store, card.entry(held), card.line.id))
    }

    /// Takes the post of the legal representative from whoever had it.
    pub(super) fn relieves(self, store: &Store, card: &Card, next: &str, doing: Doing<'_>) -> Change {
        let posts = without(&card.posts, Post::Legal, card.line.source, doing.2);
        let reason = format!("不再担任{}，由{next}担任", Post::Legal.word());
        self.reposts(store, (card, posts, None), reason, doing, [RELIEVED; 2]).0
    }

    /// A card with other posts, and its receipt. A record of the unit's gets a version more; that of a registered person
    /// keeps the version, which is that of the person's own file.
    fn reposts(
        self,
        store: &Store,
        (before, posts, relieved): (&Card, Vec<Held>, Option<WorkerId>),
        reason: String,
        (actor, asked, at): Doing<'_>,
        [first, head]: [Guard; 2],
    ) -> (Change, Card) {
        let matter = Matter::worker(before.line.id);
        let event = told(("变更职务", Some(reason)), actor, at);
        let mut card = Card { posts, stamp: before.stamp + 1, ..before.clone() };
        let change = match before.line.source {
            Source::Member => {
                card.line.version += 1;
                let (event, trail) = receipt::written(store, &matter, card.line.version, &event, asked, &before.trail);
                card.trail = trail;
                self.create(first, store, event).replace_stamped(head, store, card.written(), before.stamp)
            }
            Source::Registered => {
                let past = Trail::pinned(&before.given);
                let (event, trail) = receipt::written(store, &matter, card.stamp, &event, asked, &past);
                card.given = trail.chain().to_owned();
                let condition = "#stamp = :seen AND #unit = :unit AND attribute_not_exists(#held)";
                let values = vec![
                    (":seen", A::N(before.stamp.to_string())),
                    (":unit", A::S(before.unit.to_string())),
                    (":stamp", A::N(card.stamp.to_string())),
                    (":given", A::S(card.given.clone())),
                    (":posts", A::L(card.posts.iter().map(|held| A::S(held.spelled())).collect())),
                ];
                let sets = "SET #stamp = :stamp, #given = :given, #posts = :posts";
                self.create(first, store, event).alter(head, store, &matter.head(), (sets, condition), values)
            }
        };
        (change.enters(store, (&before.posts, &card), relieved), card)
    }
}

impl Store {
    /// The unit's legal representative, as the list shows it.
    pub async fn legal(&self, unit: UnitId) -> Result<Option<Line>, Trouble> {
        self.get(&Matter::unit(unit).legal()).await?.as_ref().map(Line::read).transpose()
    }

    /// Gives a post without a change of the file.
    pub async fn give_post(
        &self,
        of: Before<'_>,
        post: Post,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Kept, Trouble> {
        if let Some(kept) = self.as_before(of, asked) {
            return Ok(kept);
        }
        if of.card.holds(post) {
            return Ok(Kept::Ended(Ended::Done(of.card.clone())));
        }
        let posts = given(&of.card.posts, post, at);
        self.repost(of, posts, format!("担任{}", post.word()), (actor, asked, at)).await
    }

    /// Takes a post. The last one of somebody whom the unit keeps stays, and that of the legal representative goes by
    /// giving it to another.
    pub async fn take_post(
        &self,
        of: Before<'_>,
        post: Post,
        actor: &Actor,
        asked: &Asked,
        at: Timestamp,
    ) -> Result<Kept, Trouble> {
        if let Some(kept) = self.as_before(of, asked) {
            return Ok(kept);
        }
        let card = of.card;
        if post == Post::Legal {
            return Ok(Kept::Post("不能直接取消，请改由他人担任法定代表人"));
        }
        if !card.holds(post) {
            return Ok(Kept::Post("不是该人员的职务，无须取消"));
        }
        if card.posts.len() == 1 && card.line.source == Source::Member {
            return Ok(Kept::Post("是该人员的最后一项职务，不能取消；人员离开的，请办理人员删除申请"));
        }
        let posts = without(&card.posts, post, card.line.source, at);
        self.repost(of, posts, format!("不再担任{}", post.word()), (actor, asked, at)).await
    }

    /// What the same request came to before, or that the record has changed since it was seen.
    fn as_before(&self, of: Before<'_>, asked: &Asked) -> Option<Kept> {
        let card = of.card;
        let known = match card.line.source {
            Source::Member => (card.trail.clone(), card.line.version),
            // The last request on the card is that of the person's own file.
            Source::Registered => (Trail::default(), card.stamp),
        };
        let seen = of.seen.filter(|_| card.line.source == Source::Member);
        let ended = self.precedent((&known.0, known.1), of.receipts, seen, asked, card).map(Kept::Ended);
        ended.or_else(|| card.held.map(|_| Kept::Held))
    }

    async fn repost(
        &self,
        of: Before<'_>,
        posts: Vec<Held>,
        reason: String,
        doing: Doing<'_>,
    ) -> Result<Kept, Trouble> {
        let relieved = of.relieves.map(|card| card.line.id);
        let guards = [Guard::Event, Guard::Head];
        let (change, card) = Change::default().reposts(self, (of.card, posts, relieved), reason, doing, guards);
        let mut change = change.by(self, doing.0);
        if let Some(relieved) = of.relieves {
            change = change.relieves(self, relieved, &card.line.name, doing);
        }
        Ok(match self.conclude(change, doing.1).await? {
            Outcome::Stopped(None, stopped) if in_the_way(&stopped).is_some() => told_of(&stopped),
            outcome => Kept::Ended(outcome.ended(card, || of.card.clone())),
        })
    }
}
