//! Every key, spelled here and nowhere else. No personal data: only ids, digests, times and versions.

use domain::ids::{AccountId, NoticeId, PersonId, UnitId};
use jiff::Timestamp;

/// A partition and what is looked for in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Key {
    pub pk: String,
    pub sk: String,
}

fn key(pk: String, sk: impl Into<String>) -> Key {
    Key { pk, sk: sk.into() }
}

/// Milliseconds in thirteen digits, so that the order of texts is the order of times.
pub(crate) fn moment(at: Timestamp) -> String {
    format!("{:013}", at.as_millisecond().max(0))
}

/// The account: role, epoch, name, password hash.
pub(crate) fn account(id: AccountId) -> Key {
    key(format!("account#{id}"), "head")
}
/// What a login name leads to; the name only as a keyed digest.
pub(crate) fn credential(login_digest: &str) -> Key {
    key(format!("login#{login_digest}"), "credential")
}
/// A session, by the digest of its secret.
pub(crate) fn session(secret_digest: &str) -> Key {
    key(format!("session#{secret_digest}"), "session")
}
/// Failed tries of one account from one address.
pub(crate) fn tries(digest: &str) -> Key {
    key(format!("tries#{digest}"), "tries")
}
/// An address from which an account was signed in to; both only as a keyed digest.
pub(crate) fn known(digest: &str) -> Key {
    key(format!("known#{digest}"), "known")
}
/// A counter of one address or name in one stretch of time.
pub(crate) fn counter(digest: &str, stretch: i64) -> Key {
    key(format!("counter#{digest}"), stretch.to_string())
}
/// The guard of a number that may exist once; only as a keyed digest.
pub(crate) fn guard(digest: &str) -> Key {
    key(format!("guard#{digest}"), "guard")
}
/// One entry of the search by unit name: two consecutive characters, as a keyed digest.
pub(crate) fn gram(digest: &str, unit: UnitId) -> Key {
    key(format!("gram#{digest}"), unit.to_string())
}

/// A matter with a head, receipts, contents and lists.
pub(crate) struct Matter(String);

impl Matter {
    pub(crate) fn account(id: AccountId) -> Matter {
        Matter(format!("account#{id}"))
    }
    pub(crate) fn unit(id: UnitId) -> Matter {
        Matter(format!("unit#{id}"))
    }
    pub(crate) fn person(id: PersonId) -> Matter {
        Matter(format!("person#{id}"))
    }
    pub(crate) fn notice(id: NoticeId) -> Matter {
        Matter(format!("notice#{id}"))
    }
    pub(crate) fn paper(id: &str) -> Matter {
        Matter(format!("paper#{id}"))
    }
    /// The partition of all of it.
    pub(crate) fn pk(&self) -> &str {
        &self.0
    }
    pub(crate) fn head(&self) -> Key {
        key(self.0.clone(), "head")
    }
    pub(crate) fn event(&self, version: u64) -> Key {
        key(self.0.clone(), format!("event#{version:08}"))
    }
    pub(crate) fn contents(&self, version: u64) -> Key {
        key(self.0.clone(), format!("contents#{version:08}"))
    }
    pub(crate) fn submission(&self, version: u64) -> Key {
        key(self.0.clone(), format!("submission#{version:08}"))
    }
    /// One look at the person's whole identity number.
    pub(crate) fn disclosure(&self, at: Timestamp, by: AccountId) -> Key {
        key(self.0.clone(), format!("disclosure#{}#{by}", moment(at)))
    }
    /// An entry of the unit's 待审核, which is also its to-do.
    pub(crate) fn waiting(&self, since: Timestamp, person: PersonId) -> Key {
        key(self.0.clone(), format!("{WAITING}{}#{person}", moment(since)))
    }
    /// An entry of the unit's 已审核.
    pub(crate) fn approved(&self, since: Timestamp, person: PersonId) -> Key {
        key(self.0.clone(), format!("{APPROVED}{}#{person}", moment(since)))
    }
    /// The to-do to fill in the unit's 基本信息.
    pub(crate) fn basics_todo(&self) -> Key {
        key(self.0.clone(), "todo#basics")
    }
    /// The to-do that tells of a refused file.
    pub(crate) fn paper_todo(&self, paper: &str) -> Key {
        key(self.0.clone(), format!("todo#paper#{paper}"))
    }
    /// A paper in its slot.
    pub(crate) fn paper_entry(&self, kind: &str, paper: &str) -> Key {
        key(self.0.clone(), format!("{PAPER}{kind}#{paper}"))
    }
}

/// The list of published notices, newest last.
pub(crate) const NOTICES: &str = "notices";
/// An entry of the list of notices.
pub(crate) fn notice_entry(at: Timestamp, id: NoticeId) -> Key {
    key(NOTICES.to_owned(), format!("{}#{id}", moment(at)))
}

/// All to-dos of one owner.
pub(crate) const TODO: &str = "todo#";
/// 待审核 of a unit.
pub(crate) const WAITING: &str = "todo#review#";
/// 已审核 of a unit.
pub(crate) const APPROVED: &str = "approved#";
/// Papers of a person.
pub(crate) const PAPER: &str = "paper#";
/// Receipts.
pub(crate) const EVENT: &str = "event#";
/// Contents, one item a version.
pub(crate) const CONTENTS: &str = "contents#";
/// What was handed in.
pub(crate) const SUBMISSION: &str = "submission#";
