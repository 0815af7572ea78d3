//! Every key, spelled here and nowhere else. No personal data: only ids, digests, times and versions.

mod imports;

use domain::ids::{AccountId, ApplicationId, DeletionId, NoticeId, PersonId, RecordId, UnitId, WorkerId};
use domain::post::Post;
use jiff::Timestamp;
use jiff::civil::Date;

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

/// The guard that a certificate's number is given once.
pub(crate) fn certificate(number: &str) -> Key {
    key(format!("certificate#{number}"), "guard")
}

/// The guard that one unit keeps one record of one number; the number only as a keyed digest, in the shape of the
/// account that an officer with this number has.
pub(crate) fn works(who: AccountId, unit: UnitId) -> Key {
    key(works_of(who), unit.to_string())
}
/// The partition that tells in which units somebody works.
pub(crate) fn works_of(who: AccountId) -> String {
    format!("works#{who}")
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
    pub(crate) fn worker(id: WorkerId) -> Matter {
        Matter(format!("worker#{id}"))
    }
    pub(crate) fn application(id: ApplicationId) -> Matter {
        Matter(format!("application#{id}"))
    }
    pub(crate) fn deletion(id: DeletionId) -> Matter {
        Matter(format!("deletion#{id}"))
    }
    pub(crate) fn notice(id: NoticeId) -> Matter {
        Matter(format!("notice#{id}"))
    }
    pub(crate) fn record(id: RecordId) -> Matter {
        Matter(format!("record#{id}"))
    }
    pub(crate) fn import(id: &str) -> Matter {
        Matter(format!("import#{id}"))
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
        key(self.0.clone(), format!("{DISCLOSURE}{}#{by}", moment(at)))
    }
    /// An entry of the unit's 待审核, which is also its to-do.
    pub(crate) fn waiting(&self, since: Timestamp, person: PersonId) -> Key {
        key(self.0.clone(), format!("{WAITING}{}#{person}", moment(since)))
    }
    /// An entry of the unit's 已审核, which is also its 注册人员列表.
    pub(crate) fn approved(&self, since: Timestamp, person: PersonId) -> Key {
        key(self.0.clone(), format!("{APPROVED}{}#{person}", moment(since)))
    }
    /// An entry of the unit's 非注册人员.
    pub(crate) fn member(&self, since: Timestamp, worker: WorkerId) -> Key {
        key(self.0.clone(), format!("{MEMBER}{}#{worker}", moment(since)))
    }
    /// An entry of the unit's list of those who hold a post. A unit has one legal representative: the key is the guard.
    pub(crate) fn post(&self, post: Post, since: Timestamp, worker: WorkerId) -> Key {
        match post {
            Post::Legal => self.legal(),
            Post::Staff => self.member(since, worker),
            Post::Manager | Post::Finance | Post::Technical => {
                key(self.0.clone(), format!("{}{}#{worker}", posts(post), moment(since)))
            }
        }
    }
    /// The unit's legal representative.
    pub(crate) fn legal(&self) -> Key {
        key(self.0.clone(), LEGAL)
    }
    /// An entry of one of the unit's books.
    pub(crate) fn record_entry(&self, book: &str, since: Timestamp, id: RecordId) -> Key {
        key(self.0.clone(), format!("{}{}#{id}", book_of(book), moment(since)))
    }
    /// What the unit began to fill in and has not saved: one of each form for what is new, and one for each thing.
    pub(crate) fn draft(&self, form: &str, of: &str) -> Key {
        key(self.0.clone(), format!("{DRAFT}{form}#{of}"))
    }
    /// What a person is used for in one application, as it was handed in for the first or for the second time.
    pub(crate) fn used_in(&self, application: ApplicationId, round: u64) -> Key {
        key(self.0.clone(), format!("{USE}{application}#{round}"))
    }
    /// An entry of the unit's 资质申报.
    pub(crate) fn application_entry(&self, since: Timestamp, id: ApplicationId) -> Key {
        key(self.0.clone(), format!("{APPLICATION}{}#{id}", moment(since)))
    }
    /// The application of the unit for a qualification that runs or was granted: at most one.
    pub(crate) fn running(&self, code: &str) -> Key {
        key(self.0.clone(), format!("{RUNNING}{code}"))
    }
    /// Who has taken over a person's place in the application.
    pub(crate) fn replaced(&self, leaver: WorkerId) -> Key {
        key(self.0.clone(), format!("{REPLACED}{leaver}"))
    }
    /// An entry of the unit's 人员删除申请.
    pub(crate) fn deletion_entry(&self, since: Timestamp, id: DeletionId) -> Key {
        key(self.0.clone(), format!("{DELETION}{}#{id}", moment(since)))
    }
    /// Which open 人员删除申请 a person has: one at a time. `joined` tells one employment from the next, so that the one
    /// that ended an employment need not be taken away and stands in nobody's way.
    pub(crate) fn open_deletion(&self, joined: u64) -> Key {
        key(self.0.clone(), format!("{DELETION}{joined:08}"))
    }
    /// A qualification of the unit.
    pub(crate) fn qualification(&self, code: &str) -> Key {
        key(self.0.clone(), format!("{QUALIFICATION}{code}"))
    }
    /// The to-do that tells of what the department did with a matter; gone once it was looked at or handled.
    pub(crate) fn answer_todo(&self, matter: &str) -> Key {
        key(self.0.clone(), format!("todo#answer#{matter}"))
    }
    /// The to-do to fill in the unit's 基本信息.
    pub(crate) fn basics_todo(&self) -> Key {
        key(self.0.clone(), "todo#basics")
    }
    /// The to-do that tells of a refused file.
    pub(crate) fn paper_todo(&self, paper: &str) -> Key {
        key(self.0.clone(), format!("todo#paper#{paper}"))
    }
    /// A row of an account's 我的材料: under its kind, by the paper that brought it, whose id begins with the time.
    pub(crate) fn material(&self, kind: &str, first: &str) -> Key {
        key(self.0.clone(), format!("{MATERIAL}{kind}#{first}"))
    }
    /// Which row of 我的材料 shows the bytes of this digest, as papers of this kind.
    pub(crate) fn bytes_as(&self, kind: &str, sha256: &str) -> Key {
        key(self.0.clone(), format!("bytes#{kind}#{sha256}"))
    }
    /// What a request of the account did; its key only as a keyed digest.
    pub(crate) fn asked(&self, request: &str) -> Key {
        key(self.0.clone(), format!("asked#{request}"))
    }
    /// A paper that was taken out of its slot.
    pub(crate) fn removed_paper(&self, at: Timestamp, paper: &str) -> Key {
        key(self.0.clone(), format!("{REMOVED}{}#{paper}", moment(at)))
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
/// Shards of the department's desk.
pub(crate) const SHARDS: u8 = 16;
/// An entry of the department's desk: by due date, spread over shards by the last digit of the matter's id, of which
/// there are sixteen, each as frequent as the others.
pub(crate) fn desk(due: Date, id: &str) -> Key {
    let digit = id.chars().last().and_then(|last| last.to_digit(16)).unwrap_or_default();
    let shard = u8::try_from(digit).unwrap_or_default() % SHARDS;
    key(desk_shard(shard), format!("{due}#{id}"))
}
/// One shard of the desk.
pub(crate) fn desk_shard(shard: u8) -> String {
    format!("desk#{shard:02}")
}

/// What was begun and not saved.
pub(crate) const DRAFT: &str = "draft#";
/// One of the unit's books.
pub(crate) fn book_of(book: &str) -> String {
    format!("record#{book}#")
}
/// What a person is used for.
pub(crate) const USE: &str = "use#";
/// The places of an application that changed hands.
pub(crate) const REPLACED: &str = "replaced#";
/// The applications of a unit that run or were granted.
pub(crate) const RUNNING: &str = "running#";
/// 资质申报 of a unit.
pub(crate) const APPLICATION: &str = "application#";
/// 人员删除申请 of a unit.
pub(crate) const DELETION: &str = "deletion#";
/// 企业资质 of a unit.
pub(crate) const QUALIFICATION: &str = "qualification#";
/// 非注册人员 of a unit.
pub(crate) const MEMBER: &str = "member#";
/// Imports of a unit.
pub(crate) const IMPORT: &str = "import#";
/// The legal representative of a unit.
const LEGAL: &str = "post#legal";
/// Those of a unit who hold a post.
pub(crate) const fn posts(post: Post) -> &'static str {
    match post {
        Post::Legal => LEGAL,
        Post::Manager => "post#manager#",
        Post::Finance => "post#finance#",
        Post::Technical => "post#technical#",
        Post::Staff => MEMBER,
    }
}
/// Looks at a whole identity number.
pub(crate) const DISCLOSURE: &str = "disclosure#";
/// Papers of a person.
pub(crate) const PAPER: &str = "paper#";
/// 我的材料 of an account.
pub(crate) const MATERIAL: &str = "material#";
/// Receipts.
pub(crate) const EVENT: &str = "event#";
/// What was taken out of a place.
pub(crate) const REMOVED: &str = "removed#";
/// Contents, one item a version.
pub(crate) const CONTENTS: &str = "contents#";
/// What was handed in.
pub(crate) const SUBMISSION: &str = "submission#";
