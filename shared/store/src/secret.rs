//! Passwords: argon2id (19 MiB, two passes), compared in constant time; one-time passwords.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use domain::Trouble;

/// A password's hash in PHC form. 13 to 25 ms of a full core, so it leaves the reactor.
pub async fn hash(password: String) -> Result<String, Trouble> {
    blocking(move || {
        let hash = Argon2::default().hash_password(password.as_bytes());
        hash.map(|hash| hash.to_string()).map_err(|error| Trouble::broken(format!("hashing failed: {error}")))
    })
    .await
}

/// Whether a password has this hash. Without a hash the same work is done and the answer is no,
/// so that time does not tell whether there is such an account.
pub async fn verify(password: String, hash: Option<String>) -> Result<bool, Trouble> {
    /// Of no password: its preimage was thrown away.
    const NOBODY: &str =
        "$argon2id$v=19$m=19456,t=2,p=1$c2VydmljZS1oYWxsLW5vYm9keQ$2Zk1b3v4k0cQ1s7c2cJqY1m1u3C1hS0k1l0b0h0f0g0";
    blocking(move || {
        let known = hash.is_some();
        let text = hash.unwrap_or_else(|| NOBODY.to_owned());
        let parsed = PasswordHash::new(&text).map_err(|error| Trouble::broken(format!("unreadable hash: {error}")))?;
        Ok(Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok() && known)
    })
    .await
}

/// A random one-time password.
pub fn one_time() -> Result<String, Trouble> {
    Ok(spelled(&random()?))
}

/// A one-time password of these bytes: 20 characters, 99 bits, without those that are taken for one another.
pub(crate) fn spelled(bytes: &[u8; 32]) -> String {
    const SIGNS: &[u8; 31] = b"abcdefghjkmnpqrstuvwxyz23456789";
    bytes.iter().take(20).map(|byte| char::from(SIGNS[usize::from(byte % 31)])).collect()
}

/// 256 random bits, for a session.
pub fn random() -> Result<[u8; 32], Trouble> {
    let mut bytes = [0_u8; 32];
    getrandom::fill(&mut bytes).map_err(|error| Trouble::broken(format!("no random bytes: {error}")))?;
    Ok(bytes)
}

async fn blocking<T: Send + 'static>(work: impl FnOnce() -> Result<T, Trouble> + Send + 'static) -> Result<T, Trouble> {
    tokio::task::spawn_blocking(work).await.map_err(|error| Trouble::broken(format!("hashing stopped: {error}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_has_its_hash_and_nobody_has_none() {
        let hash = hash("纸船载着十二枚月亮慢慢过河".into()).await.expect("hashing works");
        assert!(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        assert!(verify("纸船载着十二枚月亮慢慢过河".into(), Some(hash.clone())).await.expect("it compares"));
        assert!(!verify("another".into(), Some(hash)).await.expect("it compares"));
        assert!(!verify("anything".into(), None).await.expect("the same work for nobody"));
    }

    #[test]
    fn b01_a_one_time_password_is_random_and_readable() {
        let (one, two) = (one_time().expect("random"), one_time().expect("random"));
        assert!(one != two && one.len() == 20 && !one.contains(['l', 'o', '0', '1', 'i']));
    }
}
