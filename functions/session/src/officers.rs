//! Officers are made and stopped by an operator, who invokes this function with `{"officer": {"add": NAME}}`,
//! and with `"identity": NUMBER` beside the name, so that the officer is kept from cases of the own unit.

use crate::forms;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::ids::{AccountId, RequestId};
use domain::{IdentityNumber, LoginName, Trouble, Value};
use runtime::Hall;
use serde_json::{Value as Json, json};
use store::account::{Account, Correction, officer_less};
use store::{Asked, Ended, secret};

/// The same with a hall of its own, as Lambda's loop calls it.
pub async fn operate(hall: Hall, payload: Json) -> Result<Json, Trouble> {
    command(&hall, payload).await
}

/// `add` answers with the one-time password of a new officer, or of one who was stopped; `disable` stops one. With an
/// `identity` beside it, `add` makes an officer whose own units the hall knows; the number itself is not kept.
///
/// # Errors
/// `Missing` for an officer who is none, `Clash` where the name is somebody's already, `Broken` for another command, for
/// no identity number, and for one whose officer is active.
pub async fn command(hall: &Hall, payload: Json) -> Result<Json, Trouble> {
    let text = |field| payload["officer"].get(field).and_then(Json::as_str);
    let name = |action| text(action).map(LoginName::parse);
    let login = |parsed: Result<LoginName, _>| parsed.map_err(|_| Trouble::broken("that is no login name"));
    let identity = text("identity").map(IdentityNumber::parse).transpose();
    let identity = identity.map_err(|_| Trouble::broken("that is no identity number"))?;
    match (name("add"), name("disable")) {
        (Some(name), None) => add(hall, login(name)?, identity).await,
        (None, Some(name)) => disable(hall, login(name)?).await,
        _ => Err(Trouble::broken("the command is {\"officer\": {\"add\"|\"disable\": NAME}}")),
    }
}

async fn add(hall: &Hall, login: LoginName, identity: Option<IdentityNumber>) -> Result<Json, Trouble> {
    let password = secret::one_time()?;
    let hash = secret::hash(password.clone()).await?;
    let id = identity.as_ref().map(|identity| hall.store.officer_of(identity));
    let (of_name, of_number) = tokio::try_join!(hall.store.credential(&login), async {
        match id {
            Some(id) => hall.store.account(id).await,
            None => Ok(None),
        }
    })?;
    match (of_name, of_number) {
        (_, Some(active)) if !active.stopped => return Err(Trouble::broken(ACTIVE)),
        (_, Some(stopped)) => reopen(hall, stopped, login.clone(), hash).await?,
        (Some(stopped), None) if is_reopened(&stopped, id) => reopen(hall, stopped, login.clone(), hash).await?,
        (Some(_), None) => return Err(Trouble::Clash),
        (None, None) => open(hall, id.unwrap_or_else(AccountId::random), login.clone(), hash).await?,
    }
    let told = json!({ "login_name": login.as_str(), "password": password });
    Ok(if identity.is_some() { told } else { with_note(told) })
}

/// Why a number opens no second account.
const ACTIVE: &str = "an officer with this identity number is active: whoever needs a new password is stopped first \
                      with `officer disable NAME`, and then added again";

/// What an operator must know who gave no number.
fn with_note(mut told: Json) -> Json {
    told["note"] = json!(
        "no identity number was given: the officer's own unit is recognised only if the account was made with one"
    );
    told
}

/// A stopped officer's own name opens the account again; but not for a number that the account was not made with.
fn is_reopened(account: &Account, id: Option<AccountId>) -> bool {
    account.role == Role::Officer && account.stopped && id.is_none_or(|id| id == account.id)
}

async fn open(hall: &Hall, id: AccountId, login: LoginName, hash: String) -> Result<(), Trouble> {
    let new = Account::new(id, Role::Officer, login.as_str().to_owned(), login, hash.clone());
    let officer = forms::one_time(&new, hash, hall.now());
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    let is_new = hall.store.open_officer(&officer, &asked, hall.now()).await?;
    if is_new { Ok(()) } else { Err(Trouble::Clash) }
}

/// The same account again, with its receipts: another name where one is given, and another one-time password.
async fn reopen(hall: &Hall, stopped: Account, login: LoginName, hash: String) -> Result<(), Trouble> {
    let was_named_so = stopped.name == stopped.login.as_str();
    let name = if was_named_so { login.as_str().to_owned() } else { stopped.name.clone() };
    let mut next = forms::one_time(&stopped, hash, hall.now());
    (next.name, next.login) = (name, login);
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    correct(hall, &stopped, "启用", next, &asked).await
}

async fn disable(hall: &Hall, login: LoginName) -> Result<Json, Trouble> {
    let found = hall.store.credential(&login).await?.filter(|account| account.role == Role::Officer);
    let officer = found.ok_or(Trouble::Missing)?;
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    let next = officer.clone().halted();
    correct(hall, &officer, "停用", next, &asked).await?;
    Ok(json!({ "login_name": login.as_str(), "stopped": true }))
}

async fn correct(
    hall: &Hall,
    before: &Account,
    did: &'static str,
    next: Account,
    asked: &Asked,
) -> Result<(), Trouble> {
    let by =
        Actor {
            account: officer_less(), role: Role::Officer, epoch: 0, name: "运维".to_owned(), kind: String::new()
        };
    match hall
        .store
        .correct(before, Correction { did, by, behind: None, seen: None, next, at: hall.now() }, asked)
        .await?
    {
        Some(Ended::Done(_)) => Ok(()),
        _ => Err(Trouble::Clash),
    }
}
