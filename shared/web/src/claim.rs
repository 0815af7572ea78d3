//! What a visitor claims by cookie: an account, and a secret that only the session's digest can confirm.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::{HeaderMap, HeaderValue, header, request::Parts};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use domain::account::Role;
use domain::ids::AccountId;
use std::convert::Infallible;

/// The cookie's name. `__Host-`: only over TLS, only this host, every path.
pub const COOKIE: &str = "__Host-session";

/// What an officer's cookie ends with.
const DESK: &str = ".desk";

/// 256 random bits, never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(pub [u8; 32]);

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Secret(…)")
    }
}

/// An account and the secret of one of its sessions, as the cookie says. Not believed until the session is found.
/// As an extractor, `Option<Claim>` never fails and `Claim` leads to signing in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Whose session it is said to be; a hint, so that session, account and page data are read side by side.
    pub account: AccountId,
    /// The session's secret; only its digest is stored.
    pub secret: Secret,
    /// Whether it is said to be an officer's; a hint, so that nobody else's page reads the department's desk.
    pub officer: bool,
}

impl Claim {
    /// A claim with a new secret, for somebody who has just proved who it is.
    pub fn fresh(account: AccountId, role: Role) -> Claim {
        let mut secret = [0; 32];
        getrandom::fill(&mut secret).expect("the operating system gives random bytes");
        Claim { account, secret: Secret(secret), officer: role == Role::Officer }
    }

    /// The claim of the session cookie, where there is a well-shaped one.
    pub fn of(headers: &HeaderMap) -> Option<Claim> {
        let cookies = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
        let mut pairs = cookies.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
        pairs.find_map(|(name, value)| if name == COOKIE { Claim::parse(value) } else { None })
    }

    /// `<account id>.<43 characters of base64url>`, an officer's with `.desk` behind; anything else claims nothing.
    fn parse(text: &str) -> Option<Claim> {
        let (account, rest) = text.split_once('.')?;
        let secret = rest.strip_suffix(DESK);
        let officer = secret.is_some();
        let secret = URL_SAFE_NO_PAD.decode(secret.unwrap_or(rest)).ok()?.try_into().ok()?;
        Some(Claim { account: AccountId::parse(account)?, secret: Secret(secret), officer })
    }

    fn spelled(&self) -> String {
        let desk = if self.officer { DESK } else { "" };
        format!("{}.{}{desk}", self.account, URL_SAFE_NO_PAD.encode(self.secret.0))
    }
}

/// The cookie that carries a claim for so many seconds.
pub fn session_cookie(claim: &Claim, max_age: u64) -> HeaderValue {
    baked(&claim.spelled(), max_age)
}

/// The cookie that ends it.
pub fn end_cookie() -> HeaderValue {
    baked("", 0)
}

fn baked(value: &str, max_age: u64) -> HeaderValue {
    let cookie = format!("{COOKIE}={value}; Max-Age={max_age}; Path=/; Secure; HttpOnly; SameSite=Lax");
    HeaderValue::try_from(cookie).expect("ids and base64url are header characters")
}

impl<S: Send + Sync> OptionalFromRequestParts<S> for Claim {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Option<Claim>, Infallible> {
        Ok(Claim::of(&parts.headers))
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Claim {
    type Rejection = crate::Problem;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Claim, crate::Problem> {
        Claim::of(&parts.headers).ok_or(crate::Problem::SignIn)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn claimed(cookie: &str) -> Option<Claim> {
        let mut headers = HeaderMap::new();
        headers.insert(header::COOKIE, HeaderValue::try_from(cookie).unwrap());
        Claim::of(&headers)
    }

    #[test]
    fn a_cookie_comes_back_as_the_claim_that_it_carried() {
        for role in Role::ALL {
            let claim = Claim::fresh(AccountId::random(), role);
            let pair = session_cookie(&claim, 60).to_str().unwrap().split(';').next().unwrap().to_owned();
            assert_eq!((claimed(&pair), claim.officer), (Some(claim.clone()), role == Role::Officer));
        }
        let claim = Claim::fresh(AccountId::random(), Role::Person);
        let cookie = session_cookie(&claim, 43_200).to_str().unwrap().to_owned();
        assert!(cookie.ends_with("; Max-Age=43200; Path=/; Secure; HttpOnly; SameSite=Lax"));
        let pair = cookie.split(';').next().unwrap();
        assert_eq!(claimed(pair), Some(claim.clone()));
        assert_eq!(claimed(&format!("other=1; {pair}; more=2")), Some(claim.clone()), "among other cookies");
        assert_ne!(Claim::fresh(claim.account, Role::Person).secret, claim.secret);
        assert!(end_cookie().to_str().unwrap().starts_with("__Host-session=; Max-Age=0; Path=/; Secure"));
    }

    #[test]
    fn c11_a_cookie_of_another_shape_claims_nothing() {
        let good = Claim::fresh(AccountId::random(), Role::Officer).spelled();
        let (account, secret) = good.strip_suffix(DESK).unwrap().split_once('.').unwrap();
        let others = [".", "..", ".A", ".desk.desk", ".unit"].map(|tail| format!("{account}.{secret}{tail}"));
        let others = others.into_iter().chain([format!("{account}{DESK}"), format!("{account}.{secret}A")]);
        let others: Vec<String> = others.chain([format!("{account}."), format!("..{secret}")]).collect();
        for bad in others.iter().map(String::as_str).chain(["", ".", account]) {
            assert_eq!(claimed(&format!("{COOKIE}={bad}")), None, "{bad}");
        }
        assert_eq!(claimed(&format!("session={good}")), None, "a cookie without the prefix may come from a neighbour");
    }

    #[test]
    fn c03_a_claim_prints_no_secret() {
        let claim = Claim { account: AccountId::random(), secret: Secret([7; 32]), officer: false };
        assert!(format!("{claim:?}").contains("Secret(…)"));
    }
}
