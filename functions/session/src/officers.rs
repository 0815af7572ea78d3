//! Officers are made and stopped by an operator, who invokes this function with `{"officer": {"add": NAME}}`.

use crate::forms;
use domain::account::{Actor, Role};
use domain::form::Draft;
use domain::ids::{AccountId, RequestId};
use domain::{LoginName, Trouble, Value};
use runtime::Hall;
use serde_json::{Value as Json, json};
use store::account::{Account, Correction, officer_less};
use store::{Asked, Ended, secret};

/// The same with a hall of its own, as Lambda's loop calls it.
pub async fn operate(hall: Hall, payload: Json) -> Result<Json, Trouble> {
    command(&hall, payload).await
}

/// `add` answers with the one-time password of a new officer, or of one who was stopped; `disable` stops one.
///
/// # Errors
/// `Missing` for an officer who is none, `Clash` where the name is somebody's already, `Broken` for another command.
pub async fn command(hall: &Hall, payload: Json) -> Result<Json, Trouble> {
    let name = |action| payload["officer"].get(action).and_then(Json::as_str).map(LoginName::parse);
    let login = |parsed: Result<LoginName, _>| parsed.map_err(|_| Trouble::broken("that is no login name"));
    match (name("add"), name("disable")) {
        (Some(name), None) => add(hall, login(name)?).await,
        (None, Some(name)) => disable(hall, login(name)?).await,
        _ => Err(Trouble::broken("the command is {\"officer\": {\"add\"|\"disable\": NAME}}")),
    }
}

async fn add(hall: &Hall, login: LoginName) -> Result<Json, Trouble> {
    let password = secret::one_time()?;
    let hash = secret::hash(password.clone()).await?;
    let asked = Asked::new(&RequestId::random(), &Draft::default());
    match hall.store.credential(&login).await? {
        None => {
            let name = login.as_str().to_owned();
            let new = Account::new(AccountId::random(), Role::Officer, name, login.clone(), hash.clone());
            let officer = forms::one_time(&new, hash, hall.now());
            if !hall.store.open_officer(&officer, &asked, hall.now()).await? {
                return Err(Trouble::Clash);
            }
        }
        Some(stopped) if stopped.role == Role::Officer && stopped.stopped => {
            let next = forms::one_time(&stopped, hash, hall.now());
            correct(hall, &stopped, "启用", next, &asked).await?;
        }
        Some(_) => return Err(Trouble::Clash),
    }
    Ok(json!({ "login_name": login.as_str(), "password": password }))
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
    let by = Actor { account: officer_less(), role: Role::Officer, epoch: 0, name: "运维".to_owned() };
    match hall.store.correct(before, Correction { did, by, seen: None, next, at: hall.now() }, asked).await? {
        Some(Ended::Done(_)) => Ok(()),
        _ => Err(Trouble::Clash),
    }
}
