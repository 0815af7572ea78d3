//! The shelf: papers that were admitted, written once, shown by links that are soon worthless.

use super::Scans;
use super::ledger::{Failed, call, entry, trouble};
use crate::look::{Kind, Paper, Picture};
use crate::{keys, keys::Digest, name};
use aws_sdk_s3::operation::put_object::PutObjectError;
use aws_sdk_s3::presigning::PresigningConfig;
use aws_sdk_s3::primitives::ByteStream;
use base64::{Engine, engine::general_purpose::STANDARD};
use domain::{Trouble, ids::AccountId};
use jiff::Timestamp;
use std::time::Duration;
use tokio::task::{JoinError, JoinSet};
use tracing::Instrument;

/// How long a link to a scan is good for. Whoever finds it later finds nothing.
const LINK: Duration = Duration::from_secs(60);

/// How many pictures of pages are written at a time.
const SIDE_BY_SIDE: usize = 8;

/// What a case keeps of an admitted paper: with this it is found again, and nothing else is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admitted {
    /// Names the bytes.
    pub digest: Digest,
    /// The version of the object, where the store has versions.
    pub version: Option<String>,
    /// What it is.
    pub kind: Kind,
    /// How many bytes.
    pub bytes: u64,
    /// How many pages can be shown.
    pub pages: usize,
}

/// What of a paper a link shows.
#[derive(Clone, Debug)]
pub enum Shown<'a> {
    /// The small picture of the first page.
    Thumb,
    /// The picture of a page, counted from 1.
    Page(usize),
    /// The paper itself: a picture of ours in the page, a PDF as a download under this name.
    Paper(Kind, &'a str),
}

impl Scans {
    /// Puts a paper on the shelf, its pictures first, so that a paper that is there can be shown. What is there already
    /// under the same digest is the same and stays as it is.
    pub async fn admit(&self, owner: AccountId, paper: &Paper) -> Result<Admitted, Trouble> {
        let digest = paper.digest;
        let mut pictures = vec![(keys::thumb(owner, &digest), paper.thumb.clone())];
        let numbered = paper.pages.iter().cloned().zip(1..);
        pictures.extend(numbered.map(|(picture, number)| (keys::page(owner, &digest, number), picture)));
        let mut under_way = JoinSet::new();
        for (key, picture) in pictures {
            if under_way.len() == SIDE_BY_SIDE {
                finished(under_way.join_next().await)?;
            }
            let Picture { bytes, content_type, .. } = picture;
            let scans = self.clone();
            under_way.spawn(async move { scans.put(key, bytes, content_type, None).await }.in_current_span());
        }
        while let Some(one) = under_way.join_next().await {
            finished(Some(one))?;
        }
        let (key, content_type) = (keys::paper(owner, &digest), paper.kind.content_type());
        let version = match self.put(key.clone(), paper.bytes.clone(), content_type, Some(&digest)).await? {
            Put::Written(version) => version,
            Put::WasThere => self.version(key).await?,
        };
        let (bytes, pages) = (paper.bytes.len() as u64, paper.pages.len());
        Ok(Admitted { digest, version, kind: paper.kind, bytes, pages })
    }

    /// Writes an object that must not be there yet; if it is, it stays.
    async fn put(
        &self,
        key: String,
        bytes: Vec<u8>,
        content_type: &'static str,
        digest: Option<&Digest>,
    ) -> Result<Put, Trouble> {
        let size = bytes.len() as u64;
        let put = self.client().put_object().bucket(&self.place().scans).key(key).if_none_match("*");
        let put = put.set_checksum_sha256(digest.map(|digest| STANDARD.encode(digest.bytes())));
        let put = put.content_type(content_type).cache_control("no-store").body(ByteStream::from(bytes));
        match call("PutObject", size, put.send()).await {
            Ok(written) => Ok(Put::Written(written.version_id().map(str::to_owned))),
            Err(failed) if is_there(&failed) => Ok(Put::WasThere),
            Err(failed) => Err(trouble(failed)),
        }
    }

    /// The version of an object that was written before, where the store has versions.
    async fn version(&self, key: String) -> Result<Option<String>, Trouble> {
        let head = self.client().head_object().bucket(&self.place().scans).key(key);
        let there = call("HeadObject", 0, head.send()).await.map_err(trouble)?;
        Ok(there.version_id().map(str::to_owned))
    }

    /// A link to what was admitted, good for 60 seconds. Asks nobody: whether it is there shows when it is followed.
    pub async fn link(
        &self,
        owner: AccountId,
        digest: &Digest,
        shown: &Shown<'_>,
        now: Timestamp,
    ) -> Result<String, Trouble> {
        let get = self.client().get_object().bucket(&self.place().scans).response_cache_control("no-store");
        let get = match shown {
            Shown::Thumb => get.key(keys::thumb(owner, digest)).response_content_disposition("inline"),
            Shown::Page(number) => get.key(keys::page(owner, digest, *number)).response_content_disposition("inline"),
            Shown::Paper(kind, name) => {
                let disposition = match kind {
                    Kind::Pdf => name::attachment(name, *kind),
                    Kind::Jpeg | Kind::Png => "inline".to_owned(),
                };
                let get = get.key(keys::paper(owner, digest)).response_content_disposition(disposition);
                get.response_content_type(kind.content_type())
            }
        };
        let valid = PresigningConfig::builder().start_time(now.into()).expires_in(LINK).build();
        let valid = valid.map_err(|wrong| Trouble::Broken(Box::new(wrong)))?;
        Ok(get.presigned(valid).await.map_err(trouble)?.uri().to_owned())
    }

    /// Reads an admitted paper, for checks of the whole house: its bytes must have the digest that names it.
    pub async fn paper(&self, owner: AccountId, digest: &Digest) -> Result<Vec<u8>, Trouble> {
        self.read(keys::paper(owner, digest), Some(digest)).await
    }

    /// Reads the picture of a page, for checks.
    pub async fn page(&self, owner: AccountId, digest: &Digest, number: usize) -> Result<Vec<u8>, Trouble> {
        self.read(keys::page(owner, digest, number), None).await
    }

    async fn read(&self, key: String, expected: Option<&Digest>) -> Result<Vec<u8>, Trouble> {
        let span = entry("GetObject");
        async {
            let call = self.client().get_object().bucket(&self.place().scans).key(key);
            let object = call.send().await.map_err(trouble)?;
            let bytes = object.body.collect().await.map_err(|_| Trouble::Busy)?.to_vec();
            span.record("bytes", bytes.len() as u64);
            let is_kept = expected.is_none_or(|digest| Digest::of(&bytes) == *digest);
            if is_kept { Ok(bytes) } else { Err(Trouble::broken("a paper is not the one that was admitted")) }
        }
        .instrument(span.clone())
        .await
    }
}

/// What a write came to.
enum Put {
    /// The object is there now, in this version where the store has versions.
    Written(Option<String>),
    /// The object was there before and is untouched.
    WasThere,
}

/// Whether the write was refused because the object is there, which is what was wanted.
fn is_there(failed: &Failed<PutObjectError>) -> bool {
    failed.raw_response().is_some_and(|response| response.status().as_u16() == 412)
}

/// The answer of one write that ran beside others.
fn finished(joined: Option<Result<Result<Put, Trouble>, JoinError>>) -> Result<(), Trouble> {
    match joined {
        Some(Ok(answer)) => answer.map(drop),
        Some(Err(died)) => Err(Trouble::Broken(Box::new(died))),
        None => Ok(()),
    }
}
