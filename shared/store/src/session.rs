//! Sessions: only the digest of the secret is kept; thirty minutes idle and twelve hours at most.

use crate::Store;
use crate::account::Account;
use crate::attempt::Attempt;
use crate::change::{Change, Commit};
use crate::item::{Item, View};
use crate::keys::{self, Key};
use crate::receipt::Asked;
use crate::seal::sha256;
use crate::table::{Paid, ledger, made, note, trouble};
use aws_sdk_dynamodb::types::{AttributeValue as A, ReturnConsumedCapacity};
use domain::Trouble;
use domain::account::Actor;
use domain::ids::AccountId;
use jiff::{SignedDuration, Timestamp};

/// How long a session may rest.
pub const IDLE: SignedDuration = SignedDuration::from_mins(30);
/// How long a session may last.
pub const LONGEST: SignedDuration = SignedDuration::from_hours(12);
/// How old the note of the last use may grow before it is written anew, so that reading a page writes nothing.
const NOTE: SignedDuration = SignedDuration::from_mins(1);

/// Who a cookie belongs to, now.
#[derive(Clone, Debug)]
pub struct Opened {
    /// The actor.
    pub actor: Actor,
    /// Whether the password must be changed before anything else.
    pub must_change: bool,
}

/// A session that may be alive.
struct Known {
    /// The epoch that the account had when it began.
    epoch: u64,
    seen: Timestamp,
    account: Account,
}

impl Store {
    /// Begins a session of an account that has just proved its password; forgets its failed tries from there,
    /// and knows the address from now on.
    /// A one-time password is used up by it: from now on it is told to nobody again.
    /// `false` where the account changed in between.
    pub async fn begin_session(
        &self,
        account: &Account,
        secret: &[u8; 32],
        attempt: &Attempt,
        now: Timestamp,
    ) -> Result<bool, Trouble> {
        let same = match account.must_change && !account.used {
            true => {
                let used = account.clone().used_up();
                Change::default().replace(self, used.head(), used.version).put(self, used.credential(self))
            }
            false => Change::default().by(self, &account.actor()),
        };
        let change = same
            .put_session(self, written(account.id, account.epoch, secret, now, now))
            .put_session(self, self.known_from(attempt, account, now))
            .delete_session(self, &keys::tries(&self.tries_of(attempt)));
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// The session of a cookie, if it is alive and its account agrees. One call for both.
    pub async fn open_session(
        &self,
        account: AccountId,
        secret: &[u8; 32],
        now: Timestamp,
    ) -> Result<Option<Opened>, Trouble> {
        let Some(Known { epoch, seen, account }) = self.known(account, secret, now).await? else { return Ok(None) };
        if epoch != account.epoch {
            return Ok(None);
        }
        if now.duration_since(seen) >= NOTE {
            self.note_use(secret, now).await?;
        }
        Ok(Some(Opened { actor: account.actor(), must_change: account.must_change }))
    }

    /// The account whose session this very request ended when it was made first, so that its repetition is answered
    /// again. Nothing else qualifies: but for one change of the account the session would be alive, that change was the
    /// last one, and it bore this request's key and content.
    pub async fn ended_by(
        &self,
        account: AccountId,
        secret: &[u8; 32],
        asked: &Asked,
        now: Timestamp,
    ) -> Result<Option<Account>, Trouble> {
        let Some(Known { epoch, account, .. }) = self.known(account, secret, now).await? else { return Ok(None) };
        Ok((epoch + 1 == account.epoch && self.has_done(&account, asked)).then_some(account))
    }

    /// A session that has not rested or lasted too long, and its owner's account, whatever its epoch.
    async fn known(&self, account: AccountId, secret: &[u8; 32], now: Timestamp) -> Result<Option<Known>, Trouble> {
        let (session, head) = (keys::session(&sha256(secret)), keys::account(account));
        let found = self.fetch(&[(&self.sessions, &session), (&self.hall, &head)]).await?;
        let [Some(session), Some(head)] = found.as_slice() else { return Ok(None) };
        let session = View(session);
        let (born, seen) = (session.at("born")?, session.at("seen")?);
        let owner = session.read("account", AccountId::parse)?;
        let account = Account::read(head)?;
        let fresh = owner == account.id
            && !account.stopped
            // An item that should be gone may stay two days longer.
            && session.number("expires")? > now.as_second().max(0).unsigned_abs()
            && now.duration_since(born) < LONGEST
            && now.duration_since(seen) < IDLE;
        Ok(if fresh { Some(Known { epoch: session.number("epoch")?, seen, account }) } else { None })
    }

    async fn note_use(&self, secret: &[u8; 32], now: Timestamp) -> Result<(), Trouble> {
        let key = keys::session(&sha256(secret));
        let call = self
            .client
            .update_item()
            .table_name(&*self.sessions)
            .set_key(Some(key.raw()))
            .update_expression("SET seen = :seen")
            .condition_expression("attribute_exists(pk)")
            .expression_attribute_values(":seen", A::N(now.as_millisecond().to_string()))
            .return_consumed_capacity(ReturnConsumedCapacity::Total)
            .send();
        let span = ledger("UpdateItem");
        match made(&span, call).await {
            Ok(answer) => {
                note(&span, answer.consumed_capacity(), Paid::Written(0));
                Ok(())
            }
            // The session ended meanwhile; the next request will learn it.
            Err(error) if error.as_service_error().is_some_and(|it| it.is_conditional_check_failed_exception()) => {
                Ok(())
            }
            Err(error) => Err(trouble(error)),
        }
    }

    /// Ends one session.
    pub async fn end_session(&self, secret: &[u8; 32]) -> Result<(), Trouble> {
        self.drop_session_item(&keys::session(&sha256(secret))).await
    }

    /// Takes an item of the table of sessions away, whether it is there or not.
    pub(crate) async fn drop_session_item(&self, key: &Key) -> Result<(), Trouble> {
        let call = self.client.delete_item().table_name(&*self.sessions).set_key(Some(key.raw()));
        let call = call.return_consumed_capacity(ReturnConsumedCapacity::Total).send();
        let span = ledger("DeleteItem");
        let answer = made(&span, call).await.map_err(trouble)?;
        note(&span, answer.consumed_capacity(), Paid::Written(0));
        Ok(())
    }
}

fn written(account: AccountId, epoch: u64, secret: &[u8; 32], born: Timestamp, seen: Timestamp) -> Item {
    let expires = (born + LONGEST).as_second().max(0).unsigned_abs();
    Item::new("session", keys::session(&sha256(secret)))
        .text("account", account.to_string())
        .number("epoch", epoch)
        .at("born", born)
        .at("seen", seen)
        .number("expires", expires)
}
