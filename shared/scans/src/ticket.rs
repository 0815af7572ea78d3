//! The id of an attachment: it tells when it was handed out, and its owner can be recognised without a write.

use crate::keys::{from_hex, to_hex};
use domain::ids::AccountId;
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use std::fmt;

/// 48 lowercase hexadecimal digits: 6 bytes of time in milliseconds, 10 random ones, and 8 bytes that only the hall can
/// make for this owner.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttachmentId([u8; 24]);

impl AttachmentId {
    /// Exactly 48 lowercase hexadecimal digits; anything else names nothing.
    pub fn parse(text: &str) -> Option<AttachmentId> {
        from_hex(text).map(AttachmentId)
    }

    /// When it was handed out. Believe it only of an id whose owner was checked.
    pub fn minted_at(&self) -> Timestamp {
        let [a, b, c, d, e, f, ..] = self.0;
        let millis = i64::from_be_bytes([0, 0, a, b, c, d, e, f]);
        Timestamp::from_millisecond(millis).unwrap_or(Timestamp::MAX)
    }
}

impl fmt::Display for AttachmentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        to_hex(&self.0, f)
    }
}

/// The key that makes and recognises ids, derived from the sealing secret and good for nothing else.
#[derive(Clone)]
pub struct TicketKey(Hmac<Sha256>);

impl TicketKey {
    /// The key that belongs to this secret.
    pub fn new(secret: &[u8]) -> TicketKey {
        let derived = keyed(secret).chain_update(b"service-hall attachment ticket 1").finalize().into_bytes();
        TicketKey(keyed(&derived))
    }

    /// A new id for a file of this owner.
    pub fn mint(&self, owner: AccountId, now: Timestamp) -> AttachmentId {
        let mut id = [0; 24];
        id[..6].copy_from_slice(&now.as_millisecond().to_be_bytes()[2..]);
        getrandom::fill(&mut id[6..16]).expect("the system gives random bytes");
        let mark = self.mark(owner, &id[..16]).finalize().into_bytes();
        id[16..].copy_from_slice(&mark[..8]);
        AttachmentId(id)
    }

    /// Whether the hall handed this id out to this owner. Takes the same time for every answer.
    pub fn is_owned(&self, id: &AttachmentId, owner: AccountId) -> bool {
        self.mark(owner, &id.0[..16]).verify_truncated_left(&id.0[16..]).is_ok()
    }

    fn mark(&self, owner: AccountId, start: &[u8]) -> Hmac<Sha256> {
        self.0.clone().chain_update(owner.to_string()).chain_update(start)
    }
}

fn keyed(key: &[u8]) -> Hmac<Sha256> {
    Hmac::new_from_slice(key).expect("HMAC takes a key of any length")
}

impl fmt::Debug for TicketKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("TicketKey(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_ticket_is_known_to_its_owner_only_and_tells_its_time() {
        let (key, other_key) = (TicketKey::new(b"a secret"), TicketKey::new(b"another secret"));
        let (owner, other) = (AccountId::random(), AccountId::random());
        let now = Timestamp::from_millisecond(1_750_000_000_123).expect("a time of our days");
        let id = key.mint(owner, now);
        assert_eq!(AttachmentId::parse(&id.to_string()), Some(id));
        assert_eq!(id.minted_at(), now);
        assert!(key.is_owned(&id, owner));
        assert!(!key.is_owned(&id, other), "somebody else's");
        assert!(!other_key.is_owned(&id, owner), "another hall's");
        for at in 0..24 {
            let mut forged = id;
            forged.0[at] ^= 1;
            assert!(!key.is_owned(&forged, owner), "byte {at} is part of the proof");
        }
        assert_ne!(key.mint(owner, now), id, "two tickets of one moment differ");
    }

    #[test]
    fn c11_an_attachment_id_of_another_spelling_names_nothing() {
        let good = "ab".repeat(24);
        assert!(AttachmentId::parse(&good).is_some());
        for bad in ["", "..", &good[1..], &good.to_uppercase(), &format!("{}#", &good[1..]), &good.replace('a', "é")] {
            assert_eq!(AttachmentId::parse(bad), None, "{bad}");
        }
    }
}
