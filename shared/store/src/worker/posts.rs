//! What people are in a unit, and the lists that show them.

use super::card::{Card, Line, Source};
use crate::item::View;
use crate::keys::{self, APPROVED};
use domain::Trouble;
use domain::post::Post;
use jiff::Timestamp;

/// A post that somebody holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Held {
    /// Which.
    pub post: Post,
    /// Since when.
    pub since: Timestamp,
}

impl Held {
    pub(crate) fn spelled(&self) -> String {
        format!("{} {}", self.post.code(), self.since.as_millisecond())
    }
    pub(crate) fn parse(text: &str) -> Option<Held> {
        let (code, millis) = text.split_once(' ')?;
        Some(Held { post: Post::parse(code)?, since: Timestamp::from_millisecond(millis.parse().ok()?).ok()? })
    }

    /// What a head says. One from before there were posts says nothing of them: whom the unit keeps was 非注册人员.
    pub(super) fn of(item: View<'_>, line: &Line) -> Result<Vec<Held>, Trouble> {
        if !item.0.contains_key("posts") {
            return Ok(Held::before_posts(line.source, line.since));
        }
        let read = |text: &String| Held::parse(text).ok_or_else(|| Trouble::broken("a card names a post that is none"));
        item.texts("posts")?.iter().map(read).collect()
    }
    /// What somebody was before there were posts.
    pub(crate) fn before_posts(source: Source, since: Timestamp) -> Vec<Held> {
        match source {
            Source::Member => vec![Held { post: Post::Staff, since }],
            Source::Registered => Vec::new(),
        }
    }
}

/// The posts with one more, which begins now; the same where it is held already.
pub(super) fn given(posts: &[Held], post: Post, at: Timestamp) -> Vec<Held> {
    let mut posts = posts.to_vec();
    if !posts.iter().any(|held| held.post == post) {
        posts.push(Held { post, since: at });
        posts.sort_unstable();
    }
    posts
}

/// The posts without one. Whom the unit keeps stays somebody: who held nothing else is 非注册人员 from now on.
pub(super) fn without(posts: &[Held], post: Post, source: Source, at: Timestamp) -> Vec<Held> {
    let left: Vec<Held> = posts.iter().copied().filter(|held| held.post != post).collect();
    if left.is_empty() { Held::before_posts(source, at) } else { left }
}

/// One of the lists of a unit's people.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roll {
    /// Those who hold a post.
    Post(Post),
    /// 注册人员列表: those whose file the unit has passed.
    Registered,
}

impl Roll {
    /// Every list, in the manual's order.
    pub const ALL: [Roll; 6] = [
        Roll::Post(Post::Legal),
        Roll::Post(Post::Manager),
        Roll::Post(Post::Finance),
        Roll::Post(Post::Technical),
        Roll::Post(Post::Staff),
        Roll::Registered,
    ];
    /// 非注册人员.
    pub const MEMBERS: Roll = Roll::Post(Post::Staff);

    /// The code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Roll::Post(Post::Staff) => Source::Member.code(),
            Roll::Post(post) => post.code(),
            Roll::Registered => Source::Registered.code(),
        }
    }
    /// The list of a code.
    pub fn parse(code: &str) -> Option<Roll> {
        Roll::ALL.into_iter().find(|roll| roll.code() == code)
    }
    /// The list in which somebody is looked for first.
    pub fn of(card: &Card) -> Roll {
        let first = card.posts.first().map_or(Post::Staff, |held| held.post);
        match card.line.source {
            Source::Registered => Roll::Registered,
            Source::Member => Roll::Post(if card.holds(Post::Staff) { Post::Staff } else { first }),
        }
    }
    /// The manual's word.
    pub const fn word(self) -> &'static str {
        match self {
            Roll::Post(post) => post.word(),
            Roll::Registered => Source::Registered.word(),
        }
    }
    /// What the sort keys of its entries begin with.
    pub(super) const fn prefix(self) -> &'static str {
        match self {
            Roll::Post(post) => keys::posts(post),
            Roll::Registered => APPROVED,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THEN: Timestamp = Timestamp::UNIX_EPOCH;

    #[test]
    fn i1_whom_a_unit_keeps_is_never_nobody() {
        let legal = given(&[], Post::Legal, THEN);
        let both = given(&legal, Post::Technical, THEN);
        assert_eq!(both.iter().map(|held| held.post).collect::<Vec<_>>(), [Post::Legal, Post::Technical]);
        assert_eq!(given(&both, Post::Legal, Timestamp::MAX), both, "what is held began when it began");
        assert_eq!(without(&both, Post::Legal, Source::Member, THEN), [both[1]]);
        assert_eq!(without(&legal, Post::Legal, Source::Member, THEN), Held::before_posts(Source::Member, THEN));
        assert_eq!(without(&legal, Post::Legal, Source::Registered, THEN), []);
    }

    #[test]
    fn a_post_comes_back_as_it_was_written_and_every_list_by_its_code() {
        let held = Held { post: Post::Finance, since: Timestamp::from_second(1_800_000_000).expect("a time") };
        assert_eq!(Held::parse(&held.spelled()), Some(held));
        assert_eq!((Held::parse("boss 1"), Held::parse("legal"), Held::parse("legal x")), (None, None, None));
        for roll in Roll::ALL {
            assert_eq!(Roll::parse(roll.code()), Some(roll));
        }
    }
}
