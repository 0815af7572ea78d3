//! What is sealed and what is only compared. One secret, and keys derived from it by name.

use aes_gcm::aead::{Aead, KeyInit, Payload};
use aes_gcm::{Aes256Gcm, Nonce};
use domain::Trouble;
use domain::ids::RequestId;
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};

/// The keys to what is sealed.
pub struct Seal {
    cipher: Aes256Gcm,
    digest: [u8; 32],
    once: [u8; 32],
}

/// HMAC-SHA256.
pub fn keyed(key: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as KeyInit>::new_from_slice(key).expect("HMAC takes keys of any length");
    for part in parts {
        // Each part is preceded by its length, so that two divisions of the same bytes differ.
        mac.update(&u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

/// Lowercase hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// SHA-256 in hexadecimal.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

impl Seal {
    /// The keys that belong to the hall's secret.
    pub fn new(secret: &[u8]) -> Seal {
        let cipher = Aes256Gcm::new(&keyed(secret, &[b"seal"]).into());
        Seal { cipher, digest: keyed(secret, &[b"digest"]), once: keyed(secret, &[b"one-time"]) }
    }

    /// Seals bytes for one place; they open at no other.
    pub fn seal(&self, place: &str, plain: &[u8]) -> Result<Vec<u8>, Trouble> {
        let mut nonce = [0_u8; 12];
        getrandom::fill(&mut nonce).map_err(|error| Trouble::broken(format!("no random bytes: {error}")))?;
        let payload = Payload { msg: plain, aad: place.as_bytes() };
        let sealed = self.cipher.encrypt(&Nonce::from(nonce), payload);
        let sealed = sealed.map_err(|_| Trouble::broken("sealing failed"))?;
        Ok([nonce.as_slice(), &sealed].concat())
    }

    /// Opens what was sealed for this place.
    pub fn open(&self, place: &str, sealed: &[u8]) -> Result<Vec<u8>, Trouble> {
        let broken = || Trouble::broken("what was sealed does not open");
        let (nonce, rest) = sealed.split_first_chunk::<12>().ok_or_else(broken)?;
        let payload = Payload { msg: rest, aad: place.as_bytes() };
        self.cipher.decrypt(&Nonce::from(*nonce), payload).map_err(|_| broken())
    }

    /// A keyed digest: equal for equal texts, and nothing can be told from it without the key.
    pub(crate) fn digest(&self, what: &str, text: &str) -> String {
        hex(&keyed(&self.digest, &[what.as_bytes(), text.as_bytes()])[..20])
    }

    /// The same in the sixteen bytes of an id.
    pub(crate) fn named(&self, what: &str, text: &str) -> [u8; 16] {
        let mut id = [0; 16];
        id.copy_from_slice(&keyed(&self.digest, &[what.as_bytes(), text.as_bytes()])[..16]);
        id
    }

    /// As good as random to whoever has not the key, and always the same for the same text.
    pub(crate) fn drawn_once(&self, text: &str) -> [u8; 32] {
        keyed(&self.once, &[text.as_bytes()])
    }

    /// The id of what a request makes, so that its repetition meets the same id.
    pub(crate) fn derived(&self, what: &str, request: &RequestId) -> [u8; 16] {
        let mut id = [0; 16];
        id.copy_from_slice(&keyed(&self.digest, &[b"id", what.as_bytes(), request.as_str().as_bytes()])[..16]);
        id
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_at_its_place_only() {
        let seal = Seal::new(b"a secret of more than thirty-two bytes");
        let sealed = seal.seal("here", b"210102190001010014").expect("sealing works");
        assert!(!sealed.windows(6).any(|part| part == b"210102"));
        assert_eq!(seal.open("here", &sealed).expect("it opens"), b"210102190001010014");
        assert!(seal.open("there", &sealed).is_err());
        assert!(Seal::new(b"another secret").open("here", &sealed).is_err());
        assert_ne!(sealed, seal.seal("here", b"210102190001010014").expect("sealing works"), "each seal is new");
    }

    #[test]
    fn digests_of_different_divisions_differ() {
        assert_ne!(keyed(b"k", &[b"ab", b"c"]), keyed(b"k", &[b"a", b"bc"]));
    }
}
