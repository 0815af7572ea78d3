//! 登录 and 退出.

use crate::links::{ACCOUNT, SESSION, safe};
use crate::pages::{HandedOver, SignIn, SignedIn};
use axum::extract::State;
use catalog::account::{NAME_TYPED, SIGN_IN};
use domain::Value;
use domain::form::Filled;
use jiff::SignedDuration;
use runtime::{Guest, Hall};
use store::account::Account;
use store::attempt::Attempt;
use store::secret;
use web::{Answer, Body, Claim, Done, Handled, HandledWith, Problem, Query};

/// Seconds that the browser keeps the cookie: longer than any session lives, so that a session which ended is
/// answered as one, and what was typed is kept.
const COOKIE: u64 = SignedDuration::from_hours(24).as_secs().unsigned_abs();

/// The page.
pub async fn page(query: Query) -> Handled<SignIn> {
    let to = query.get("to").unwrap_or("/").to_owned();
    Ok(Answer::Show(SignIn::new(Filled::blank(&SIGN_IN), &to)))
}

/// Signs in; whoever had a unit that was handed over is told so, and nothing else. One look at the name and the address beside the count of the try, then one transaction.
pub async fn begin(State(hall): State<Hall>, guest: Guest, query: Query, mut body: Body) -> HandledWith<SignedIn> {
    let to = safe(query.get("to").unwrap_or("/")).to_owned();
    let kept = body.take("_kept");
    let typed = body.draft.clone();
    let again = |filled| Problem::again(SignIn::new(filled, &to).keeping(kept.as_deref()));
    let record = SIGN_IN.check(body.draft, &hall.setting()).map_err(again)?;
    let shown = || SignIn::wrong(typed.clone(), &to).keeping(kept.as_deref());
    let wrong = || Problem::instead(axum::http::StatusCode::UNAUTHORIZED, shown());
    let attempt = Attempt::new(&record.get(NAME_TYPED).canon(), &guest.address);
    let Some(account) = proved(&hall, &attempt, typed.text("password")).await? else { return Err(wrong()) };
    if let Some(handed) = &account.handed {
        return Err(Problem::instead(axum::http::StatusCode::FORBIDDEN, HandedOver::new(handed)));
    }
    let claim = Claim::fresh(account.id, account.role);
    if !hall.store.begin_session(&account, &claim.secret.0, &attempt, hall.now()).await? {
        return Err(wrong());
    }
    guest.begins(&claim, account.actor());
    let to = if account.must_change { ACCOUNT.to_owned() } else { to };
    let kept = kept.as_ref().and_then(|sealed| hall.kept(account.id, sealed));
    let page = SignedIn::new(account.role, &to, kept);
    let cookie = web::session_cookie(&claim, COOKIE);
    match page.has_kept() {
        true => Ok(Answer::Show(page).with_cookie(cookie)),
        false => Ok(Answer::Made { to, page }.with_cookie(cookie)),
    }
}

/// The account whose name and password these are; a wrong password is counted.
async fn proved(hall: &Hall, attempt: &Attempt, password: &str) -> Result<Option<Account>, Problem> {
    let account = sighted(hall, attempt).await?;
    let hash = account.as_ref().map(|account| account.hash.clone());
    let right = secret::verify(password.to_owned(), hash).await?;
    let proved = account.filter(|account| right && !account.stopped && !account.has_lapsed(hall.now()));
    if proved.is_none() {
        hall.store.count_wrong(attempt, hall.now()).await?;
    }
    Ok(proved)
}

/// The account of a login name, once this try was counted and neither the address nor all addresses together try too often.
/// An address that is known to the account waits for nobody else's tries: whoever guesses locks no honest user out.
async fn sighted(hall: &Hall, attempt: &Attempt) -> Result<Option<Account>, Problem> {
    let now = hall.now();
    let tries = hall.store.tries_of(attempt);
    let (sighted, tried) =
        tokio::try_join!(hall.store.sight(attempt, now), hall.store.try_once(&tries, hall.limits.sign_in, now))?;
    if let Err(seconds) = tried {
        return Err(Problem::Slow { seconds });
    }
    if sighted.from_address >= hall.limits.address {
        return Err(Problem::Slow { seconds: sighted.minute_left });
    }
    if sighted.for_name >= hall.limits.account && !sighted.is_known {
        return Err(Problem::Slow { seconds: sighted.hour_left });
    }
    Ok(sighted.account)
}

/// Signs out, also with a session that has ended already.
pub async fn end(State(hall): State<Hall>, guest: Guest) -> HandledWith<Done> {
    if let Some(claim) = &guest.claim {
        hall.store.end_session(&claim.secret.0).await?;
    }
    let to = web::Note::SignedOut.at(SESSION);
    Ok(Answer::Went { to, page: Done { done: "您已安全退出" } }.with_cookie(web::end_cookie()))
}
