//! 账号管理: 修改 and 初始化 of one's own account, 密码重置 by an officer.

use crate::forms;
use crate::links::{ACCOUNT as HERE, SESSION};
use crate::pages::{AccountPage, OneTime, Resets};
use axum::extract::State;
use axum::http::HeaderMap;
use catalog::account::{
    ACCOUNT, COMMON, INITIALISATION, LOGIN_NAME, NEW_PASSWORD, PRESENT_PASSWORD, RESET, RESET_NAME,
};
use catalog::password::is_common;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::{Draft, Filled, Record};
use domain::value::Fault;
use runtime::{Guest, Hall};
use store::account::{Account, Correction};
use store::recusal::OwnUnits;
use store::{Asked, Ended, secret};
use web::{Answer, Body, Handled, HandledWith, Problem};

/// The page.
pub async fn page(State(hall): State<Hall>, guest: Guest) -> Handled<AccountPage> {
    let (_, _, account) = hall.enter_to_change(&guest, async |id| hall.store.account(id).await).await?;
    Ok(Answer::Show(AccountPage::new(&account.ok_or(Trouble::Missing)?)))
}

/// 修改: 用户名称, 登陆名, 密码. A new password ends every session, this one too.
pub async fn change(State(hall): State<Hall>, guest: Guest, body: Body) -> HandledWith<AccountPage> {
    let asked = Asked::new(&body.request, &body.draft);
    let entered = hall.enter_to_change(&guest, async |id| hall.store.account(id).await).await;
    let (actor, must_change, account) = match entered {
        Ok((actor, must_change, account)) => (actor, must_change, account.ok_or(Trouble::Missing)?),
        Err(problem) => return changed_before(&hall, hall.ended_by(&guest, &asked, problem).await?, body).await,
    };
    if hall.store.has_done(&account, &asked) && !body.draft.text("password").is_empty() {
        return changed_before(&hall, account, body).await;
    }
    let typed = body.draft.clone();
    let again = |filled| Problem::again(AccountPage::again(&account, filled));
    let wrong =
        |field: &domain::form::Field, fault| again(Filled::of(&ACCOUNT, typed.clone()).complain(field.wrong(fault)));
    let record = ACCOUNT.check(body.draft, &hall.setting()).map_err(again)?;
    let present = ACCOUNT.field("current_password").ok_or_else(|| Problem::broken("the form lost a field"))?;
    if !is_present(&hall, &account, record.draft().text("current_password")).await? {
        return Err(wrong(present, WRONG));
    }
    hall.store.forget_tries(&hall.store.tries_within(account.id)).await?;
    if let Some(fault) = unfit(&account, &record, must_change) {
        return Err(wrong(&NEW_PASSWORD.field, fault));
    }
    let hash = match forms::new_password(&record) {
        Some(password) => Some(secret::hash(password).await?),
        None => None,
    };
    let ends = hash.is_some();
    let next = forms::corrected(&account, &record, hash);
    let correction = Correction { did: "修改", by: actor, behind: None, seen: body.version, next, at: hall.now() };
    let Some(ended) = hall.store.correct(&account, correction, &asked).await? else {
        return Err(wrong(&LOGIN_NAME.field, Fault::Taken));
    };
    Ok(changed(&done(&hall, &guest, ended)?, ends))
}

/// What is said of a present password that is another.
const WRONG: Fault = Fault::Against("不正确");

/// Whether this is the account's present password. A session may be a stolen one, so whoever guesses in it waits as at
/// signing in; what is counted here keeps nobody from signing in, and is forgotten by whoever was right.
async fn is_present(hall: &Hall, account: &Account, typed: &str) -> Result<bool, Problem> {
    let tries = hall.store.tries_within(account.id);
    if let Err(seconds) = hall.store.try_once(&tries, hall.limits.sign_in, hall.now()).await? {
        return Err(Problem::Slow { seconds });
    }
    Ok(secret::verify(typed.to_owned(), Some(account.hash.clone())).await?)
}

/// The account as it is now; where every session ended, the way to sign in again.
fn changed(account: &Account, ends: bool) -> (HeaderMap, Answer<AccountPage>) {
    let (note, page) = (web::Note::Changed, AccountPage::new(account));
    match ends {
        true => Answer::Went { to: note.at(SESSION), page }.with_cookie(web::end_cookie()),
        false => (HeaderMap::new(), Answer::Went { to: note.at(HERE), page }),
    }
}

/// The first answer once more, to the request which set this password. No digest of a password is remembered among a
/// request's content, so whether it is the same content the password's own hash tells.
async fn changed_before(hall: &Hall, account: Account, body: Body) -> HandledWith<AccountPage> {
    let record = ACCOUNT.check(body.draft, &hall.setting()).map_err(|_| hall.key_reused())?;
    let password = forms::new_password(&record).ok_or_else(|| hall.key_reused())?;
    match secret::verify(password, Some(account.hash.clone())).await? {
        true => Ok(changed(&account, true)),
        false => Err(hall.key_reused()),
    }
}

/// Why the new password cannot be taken: missing where one must be chosen, the old one again, or a common one.
fn unfit(account: &Account, wanted: &Record, must_change: bool) -> Option<Fault> {
    let Some(new) = forms::new_password(wanted) else { return must_change.then_some(Fault::Missing) };
    if new == wanted.draft().text("current_password") {
        return Some(Fault::Against("不能与现在的密码相同"));
    }
    let name = wanted.get(LOGIN_NAME).map_or_else(|| account.login.folded(), |name| name.folded());
    is_common(&new, &name).then_some(Fault::Against(COMMON))
}

/// 初始化, for whoever knows the present password: a one-time password, shown once; every session ends.
pub async fn initialise(State(hall): State<Hall>, guest: Guest, body: Body) -> HandledWith<OneTime> {
    let asked = Asked::new(&body.request, &body.draft).about("initialisation");
    let page = match hall.enter(&guest, &Role::ALL, async |id| hall.store.account(id).await).await {
        Ok((actor, account)) => {
            let account = account.ok_or(Trouble::Missing)?;
            is_proven(&hall, &account, body.draft).await?;
            let tries = hall.store.tries_within(account.id);
            let forgotten = async { hall.store.forget_tries(&tries).await.map_err(Problem::from) };
            let renewed = renew(&hall, &guest, &account, ("初始化", actor, None), &asked);
            tokio::try_join!(renewed, forgotten)?.0
        }
        Err(problem) => {
            let account = hall.ended_by(&guest, &asked, problem).await?;
            OneTime::new(&account, hall.store.told(&account, &asked, hall.now()), true)
        }
    };
    guest.ends();
    Ok(Answer::Show(page).with_cookie(web::end_cookie()))
}

/// Lets on whoever typed the account's present password; the page again for everybody else.
async fn is_proven(hall: &Hall, account: &Account, draft: Draft) -> Result<(), Problem> {
    let again = |filled| Problem::again(AccountPage::new(account).initialising(filled));
    let record = INITIALISATION.check(draft, &hall.setting()).map_err(again)?;
    match is_present(hall, account, record.draft().text(PRESENT_PASSWORD.name)).await? {
        true => Ok(()),
        false => Err(again(Filled::blank(&INITIALISATION).complain(PRESENT_PASSWORD.wrong(WRONG)))),
    }
}

/// The page of an officer who resets forgotten passwords.
pub async fn resets(State(hall): State<Hall>, guest: Guest) -> Handled<Resets> {
    hall.enter(&guest, &[Role::Officer], async |_| Ok(())).await?;
    Ok(Answer::Show(Resets::blank()))
}

/// 密码重置 of an enterprise or a person, but never of a unit in which the officer works, nor of a person there.
pub async fn reset(State(hall): State<Hall>, guest: Guest, body: Body) -> Handled<OneTime> {
    let typed = body.draft.clone();
    let record = RESET.check(body.draft, &hall.setting());
    let login = record.as_ref().ok().map(|record| record.get(RESET_NAME));
    let credential = async |officer| match &login {
        Some(login) => tokio::try_join!(hall.store.credential(login), hall.store.own_units(officer)),
        None => Ok((None, OwnUnits::default())),
    };
    let (actor, (found, own)) = hall.enter(&guest, &[Role::Officer], credential).await?;
    record.map_err(|filled| Problem::again(Resets::new(filled)))?;
    let Some(account) = found.filter(|account| account.role != Role::Officer) else {
        let none = RESET_NAME.field.wrong(Fault::Against("没有对应的企业或注册人员账号"));
        return Err(Problem::again(Resets::new(Filled::of(&RESET, typed.clone()).complain(none))));
    };
    // The officer is part of what was asked: another one who sends the same key is told nothing.
    let asked = Asked::new(&body.request, &typed).about(actor.account);
    Ok(Answer::Show(renew(&hall, &guest, &account, ("重置密码", actor, Some(own)), &asked).await?))
}

/// Gives an account a one-time password. Only the request that made it shows it, until somebody signs in with it;
/// that request again, after the owner has chosen a password, takes nothing from them. An officer comes with the units
/// from which he keeps away.
async fn renew(
    hall: &Hall,
    guest: &Guest,
    account: &Account,
    (did, by, keeps_from): (&'static str, Actor, Option<OwnUnits>),
    asked: &Asked,
) -> Result<OneTime, Problem> {
    let own = by.account == account.id;
    let password = hall.store.one_time(asked, account.id, account.version + 1);
    let behind = async {
        match &keeps_from {
            Some(own) => hall.store.unit_behind(account, (by.account, own)).await,
            None => Ok(Ok(None)),
        }
    };
    let (behind, earlier, hash) =
        tokio::try_join!(behind, hall.store.done_earlier(account, asked), secret::hash(password))?;
    let behind = behind?;
    let next = forms::one_time(account, hash, hall.now());
    let correction = Correction { did, by, behind, seen: None, next, at: hall.now() };
    let ended = match earlier {
        Some(ended) => Some(ended),
        None => hall.store.correct(account, correction, asked).await?,
    };
    let changed = done(hall, guest, ended.ok_or_else(|| Problem::broken("a login name was taken by its owner"))?)?;
    Ok(OneTime::new(&changed, hall.store.told(&changed, asked, hall.now()), own))
}

fn done(hall: &Hall, guest: &Guest, ended: Ended<Account>) -> Result<Account, Problem> {
    hall.settle(guest, ended, |account| (None, account.version))
}
