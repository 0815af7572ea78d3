//! The token of a form: proof that one of our own pages was seen.

use crate::claim::Claim;
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hmac::{Hmac, KeyInit, Mac};
use jiff::Timestamp;
use sha2::Sha256;
use subtle::ConstantTimeEq;

/// Hours for which a visitor's page can be posted.
const HOURS: i64 = 12;

/// The token that this visitor's forms bear: a keyed digest of the session's secret,
/// or of the hour for somebody without a session, who needs no cookie for it.
pub(crate) fn issue(key: &[u8; 32], claim: Option<&Claim>, now: Timestamp) -> String {
    match claim {
        Some(claim) => digest(key, &[b"form", &claim.secret.0]),
        None => {
            let hour = (now.as_second() / 3600).to_string();
            format!("{hour}.{}", digest(key, &[b"visitor", hour.as_bytes()]))
        }
    }
}

/// Whether a form that bears this token was drawn by us for this visitor.
pub(crate) fn holds(key: &[u8; 32], claim: Option<&Claim>, token: &str, now: Timestamp) -> bool {
    let issued = match claim {
        Some(_) => now,
        None => {
            let Some(hour) = token.split_once('.').and_then(|(hour, _)| hour.parse::<i64>().ok()) else { return false };
            let age = (now.as_second() / 3600) - hour;
            let (0..=HOURS, Ok(issued)) = (age, Timestamp::from_second(hour.saturating_mul(3600))) else {
                return false;
            };
            issued
        }
    };
    issue(key, claim, issued).as_bytes().ct_eq(token.as_bytes()).into()
}

fn digest(key: &[u8; 32], parts: &[&[u8]]) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("a digest takes a key of any length");
    parts.iter().for_each(|part| mac.update(part));
    URL_SAFE_NO_PAD.encode(mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::account::Role;
    use domain::ids::AccountId;

    const KEY: [u8; 32] = [3; 32];

    #[test]
    fn b05_a_token_is_good_for_its_session_alone() {
        let (now, mine) = (Timestamp::UNIX_EPOCH, Claim::fresh(AccountId::random(), Role::Person));
        let token = issue(&KEY, Some(&mine), now);
        assert!(holds(&KEY, Some(&mine), &token, now));
        assert!(
            !holds(&KEY, Some(&Claim::fresh(mine.account, Role::Person)), &token, now),
            "another session of the same account"
        );
        assert!(!holds(&[4; 32], Some(&mine), &token, now) && !holds(&KEY, None, &token, now));
        assert!(!holds(&KEY, Some(&mine), &issue(&KEY, None, now), now), "a visitor's token is no session's");
    }

    #[test]
    fn b05_a_visitor_s_token_is_good_for_twelve_hours() {
        let at = |hours: i64| Timestamp::from_second(1_800_000_000 + hours * 3600).unwrap();
        let token = issue(&KEY, None, at(0));
        assert!(holds(&KEY, None, &token, at(0)) && holds(&KEY, None, &token, at(12)));
        assert!(!holds(&KEY, None, &token, at(13)) && !holds(&KEY, None, &token, at(-1)));
        for bad in ["", ".", "x.y", &format!("9{token}"), &format!("-{token}"), "9223372036854775807."] {
            assert!(!holds(&KEY, None, bad, at(0)), "{bad}");
        }
    }
}
