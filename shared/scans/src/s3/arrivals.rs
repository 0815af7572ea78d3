//! The inbox: what arrived, whose it is, and how it leaves.

use super::Scans;
use super::ledger::{entry, trouble};
use crate::keys::Tray;
use crate::{LARGEST, Refusal, name, ticket::AttachmentId};
use aws_sdk_s3::primitives::ByteStream;
use domain::{Trouble, ids::AccountId};
use jiff::Timestamp;
use tracing::Instrument;

/// A file in the inbox with what its ticket fixed.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The id that its ticket gave it.
    pub id: AttachmentId,
    /// Whose it is.
    pub owner: AccountId,
    /// The form it belongs to.
    pub for_: String,
    /// The paper it is.
    pub kind: String,
    /// Its name, cleaned for show.
    pub name: String,
    /// Its bytes, or why they were not even read.
    pub bytes: Result<Vec<u8>, Refusal>,
}

/// Some of what lies in the inbox.
#[derive(Clone, Debug)]
pub struct Inbox {
    /// At most a thousand, by key.
    pub waiting: Vec<Waiting>,
    /// Where to go on, if there is more.
    pub next: Option<String>,
}

/// One object of the inbox.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its key, of our spelling or not.
    pub key: String,
    /// When it arrived.
    pub since: Timestamp,
    /// How large it is.
    pub bytes: u64,
}

impl Scans {
    /// Reads an arrival with one call. More bytes than allowed are never read to the end, whatever the header says.
    /// `Missing` if it is not there any more.
    pub async fn arrival(&self, tray: Tray, under: AccountId, id: &AttachmentId) -> Result<Arrival, Trouble> {
        let span = entry("GetObject");
        async {
            let call = self.client().get_object().bucket(&self.place().inbox).key(tray.key(under, id));
            let object = call.send().await.map_err(trouble)?;
            let fixed = |field: &str| object.metadata().and_then(|all| all.get(field)).cloned();
            let ticket = (fixed("owner"), fixed("for"), fixed("kind"), fixed("name"));
            // A browser without a script names the file itself; a script's ticket holds the name already.
            let given = fixed("file").and_then(|mailed| name::mailed(&mailed));
            let (Some(owner), Some(for_), Some(kind), Some(named)) = ticket else {
                return Err(Trouble::broken("an object in the inbox has no ticket"));
            };
            let owner = AccountId::parse(&owner).filter(|owner| *owner == under);
            let owner = owner.ok_or_else(|| Trouble::broken("a ticket does not name its owner"))?;
            let told = object.content_length().and_then(|length| u64::try_from(length).ok());
            let bytes = if told.is_some_and(|length| length > LARGEST) {
                Err(Refusal::TooLarge)
            } else {
                read_whole(object.body).await?
            };
            span.record("bytes", bytes.as_ref().map_or(0, |bytes| bytes.len() as u64));
            let name = given.unwrap_or_else(|| name::decode(&named));
            Ok(Arrival { id: *id, owner, for_, kind, name, bytes })
        }
        .instrument(span.clone())
        .await
    }

    /// Takes whatever lies under this key out of the inbox; if it is gone already, that is as well.
    pub async fn discard(&self, key: &str) -> Result<(), Trouble> {
        let call = self.client().delete_object().bucket(&self.place().inbox).key(key);
        super::ledger::call("DeleteObject", 0, call.send()).await.map_err(trouble)?;
        Ok(())
    }

    /// The attachments of this owner whose files still lie in the inbox, by their ids; at most a thousand. One that is
    /// known already was looked into, and its file is about to be put away.
    pub async fn awaiting(&self, owner: AccountId) -> Result<Vec<String>, Trouble> {
        let call = self.client().list_objects_v2().bucket(&self.place().inbox).prefix(Tray::Papers.of(owner));
        let listed = super::ledger::call("ListObjectsV2", 0, call.send()).await.map_err(trouble)?;
        let named =
            |object: &aws_sdk_s3::types::Object| object.key().and_then(|key| key.rsplit('/').next()).map(str::to_owned);
        Ok(listed.contents().iter().filter_map(named).collect())
    }

    /// Orders that the rows of a spreadsheet be taken, or gone on with: the arrival of the order is told like any other.
    pub async fn order(&self, owner: AccountId, id: &AttachmentId) -> Result<(), Trouble> {
        let call = self.client().put_object().bucket(&self.place().inbox).key(Tray::Orders.key(owner, id));
        super::ledger::call("PutObject", 0, call.send()).await.map_err(trouble)?;
        Ok(())
    }

    /// Lists a tray from `after` on.
    pub async fn inbox(&self, tray: Tray, after: Option<&str>) -> Result<Inbox, Trouble> {
        let call = self.client().list_objects_v2().bucket(&self.place().inbox).prefix(tray.prefix());
        let call = call.set_start_after(after.map(str::to_owned));
        let listed = super::ledger::call("ListObjectsV2", 0, call.send()).await.map_err(trouble)?;
        let waiting: Vec<_> = listed.contents().iter().filter_map(waiting).collect();
        let last = waiting.last().map(|last| last.key.clone());
        Ok(Inbox { next: last.filter(|_| listed.is_truncated() == Some(true)), waiting })
    }
}

fn waiting(object: &aws_sdk_s3::types::Object) -> Option<Waiting> {
    Some(Waiting {
        key: object.key()?.to_owned(),
        since: Timestamp::from_second(object.last_modified()?.secs()).ok()?,
        bytes: object.size().and_then(|size| u64::try_from(size).ok()).unwrap_or_default(),
    })
}

/// Reads a body up to the limit and not a chunk further. A connection that breaks is `Busy`.
pub(super) async fn read_whole(mut body: ByteStream) -> Result<Result<Vec<u8>, Refusal>, Trouble> {
    let mut bytes = Vec::new();
    while let Some(chunk) = body.try_next().await.map_err(|_| Trouble::Busy)? {
        if (bytes.len() + chunk.len()) as u64 > LARGEST {
            return Ok(Err(Refusal::TooLarge));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Ok(bytes))
}
