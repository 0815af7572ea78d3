//! The door: who is it, may they, and meanwhile their page's data.

use crate::Hall;
use askama::Template;
use axum::extract::FromRequestParts;
use axum::http::StatusCode;
use axum::http::request::Parts;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Trouble;
use domain::account::{Actor, Role};
use domain::form::Complaint;
use domain::ids::AccountId;
use domain::value::Fault;
use lambda_http::request::RequestContext;
use serde::Serialize;
use std::convert::Infallible;
use std::future::Future;
use std::sync::Arc;
use store::account::Account;
use store::seal::Seal;
use store::{Asked, Ended, Receipt};
use web::{Chrome, Claim, Conflict, Page, Problem, SignInAgain};

/// Somebody at the door: what the request says of itself, before anything was asked of the store.
#[derive(Clone)]
pub struct Guest {
    /// What the cookie claims.
    pub claim: Option<Claim>,
    /// The source address that the gateway saw; never a header.
    pub address: String,
    path: String,
    chrome: Option<Arc<Chrome>>,
}

impl<S: Send + Sync> FromRequestParts<S> for Guest {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let context = parts.extensions.get::<RequestContext>();
        let address = match context {
            Some(RequestContext::ApiGatewayV2(context)) => context.http.source_ip.clone().unwrap_or_default(),
            _ => String::new(),
        };
        let path = parts.uri.path().to_owned();
        Ok(Guest { claim: Claim::of(&parts.headers), address, path, chrome: Chrome::of(parts) })
    }
}

impl Guest {
    /// The guest has proved who it is: the page of this answer is that of the session that begins with it.
    pub fn begins(&self, claim: &Claim, actor: Actor) {
        if let Some(chrome) = &self.chrome {
            chrome.begins(claim.clone());
            chrome.signed(actor);
        }
    }

    /// The guest's session ends with this answer: its page is that of a visitor, who signs in again.
    pub fn ends(&self) {
        if let Some(chrome) = &self.chrome {
            chrome.ends();
        }
    }
}

/// Seals what was typed when a session ended, for the account whose cookie it was.
pub struct Keeper(Seal);

impl Keeper {
    pub(crate) fn new(secret: &[u8]) -> Keeper {
        Keeper(Seal::new(&store::seal::keyed(secret, &[b"kept"])))
    }

    fn keep(&self, account: AccountId, path: &str, typed: &[(String, String)]) -> Result<String, Trouble> {
        let mut spelled = form_urlencoded::Serializer::new(String::new());
        spelled.append_pair("", path).extend_pairs(typed);
        let sealed = self.0.seal(&account.to_string(), spelled.finish().as_bytes())?;
        Ok(URL_SAFE_NO_PAD.encode(sealed))
    }

    fn give_back(&self, account: AccountId, sealed: &str) -> Option<(String, Vec<(String, String)>)> {
        let plain = self.0.open(&account.to_string(), &URL_SAFE_NO_PAD.decode(sealed).ok()?).ok()?;
        let mut fields = form_urlencoded::parse(&plain).into_owned();
        let (_, path) = fields.next()?;
        Some((path, fields.collect()))
    }
}

/// Whose typed text is kept for whoever signs in on that very page: the cookie was gone before the page was sent.
const NOBODY: AccountId = AccountId::derived([0; 16]);

/// Who was first, when, and what they did. A person is overtaken by nobody but the own unit and the own other window,
/// so no problem names a person.
fn told(receipt: &Receipt, state: Option<&str>) -> String {
    let by = if receipt.role == Role::Person { "您".to_owned() } else { format!("{} ", receipt.by) };
    let at = receipt.at.to_zoned(crate::zone()).strftime("%Y-%m-%d %H:%M");
    format!("{by}已于 {at} {}，现在是“{}”", receipt.did, state.unwrap_or(&receipt.to))
}

/// What people are told who send one page twice.
const TWICE: &str = "这份内容已经提交过一次";

/// The same request key came with other content: nothing was done. A client is told which key; people sent a page twice.
#[derive(Serialize, Template)]
#[template(
    source = r#"<p class="govuk-body">之后填写的内容与那次不同，没有保存。请返回上一页，打开最新内容后再办理。</p>"#,
    ext = "html"
)]
struct KeyReused {
    #[serde(skip)]
    complaints: [Complaint; 1],
}

impl Default for KeyReused {
    fn default() -> KeyReused {
        let fault = Fault::Against("同一个请求编号已用于其他内容");
        KeyReused { complaints: [Complaint { at: "request_id".to_owned(), label: "", fault }] }
    }
}

impl Page for KeyReused {
    fn title(&self) -> String {
        TWICE.to_owned()
    }
    fn complaints(&self) -> &[Complaint] {
        &self.complaints
    }
}

impl Hall {
    /// Lets a signed-in actor of one of these roles in. `beside` reads the page's data meanwhile, for the account that
    /// the cookie claims; what it read is dropped unless the session is alive and the account agrees.
    ///
    /// # Errors
    /// 401 without a session, 403 for another role or before a forced change of password, and what `beside` met.
    pub async fn enter<T, F>(
        &self,
        guest: &Guest,
        roles: &[Role],
        beside: impl FnOnce(AccountId) -> F,
    ) -> Result<(Actor, T), Problem>
    where
        F: Future<Output = Result<T, Trouble>>,
    {
        let (actor, must_change, data) = self.look(guest, roles, beside).await?;
        if must_change {
            return Err(Problem::Change);
        }
        Ok((actor, data?))
    }

    /// The same for the one place where a forced change of password is made.
    ///
    /// # Errors
    /// As `enter`, without the forced change.
    pub async fn enter_to_change<T, F>(
        &self,
        guest: &Guest,
        beside: impl FnOnce(AccountId) -> F,
    ) -> Result<(Actor, bool, T), Problem>
    where
        F: Future<Output = Result<T, Trouble>>,
    {
        let (actor, must_change, data) = self.look(guest, &Role::ALL, beside).await?;
        Ok((actor, must_change, data?))
    }

    /// Greets whoever comes to a public page: signed in or not, the page's data are read beside.
    ///
    /// # Errors
    /// What `beside` or the session's table met.
    pub async fn greet<T>(
        &self,
        guest: &Guest,
        beside: impl Future<Output = Result<T, Trouble>>,
    ) -> Result<(Option<Actor>, T), Problem> {
        let Some(claim) = &guest.claim else { return Ok((None, beside.await?)) };
        let session = self.store.open_session(claim.account, &claim.secret.0, self.now());
        let (session, data) = tokio::join!(session, beside);
        let actor = session?.map(|opened| opened.actor);
        if let (Some(actor), Some(chrome)) = (&actor, &guest.chrome) {
            chrome.signed(actor.clone());
        }
        Ok((actor, data?))
    }

    /// The account whose session this very request ended when it was made first: its repetition gets the first answer,
    /// although nobody is signed in any more. Everybody else gets the problem that it is.
    ///
    /// # Errors
    /// The problem, or what the tables met.
    pub async fn ended_by(&self, guest: &Guest, asked: &Asked, problem: Problem) -> Result<Account, Problem> {
        let claim = guest.claim.as_ref().filter(|_| problem.status() == StatusCode::UNAUTHORIZED);
        let Some(claim) = claim else { return Err(problem) };
        self.store.ended_by(claim.account, &claim.secret.0, asked, self.now()).await?.ok_or(problem)
    }

    /// The account was revoked between the page and the change: as without a session, and what was typed is kept.
    pub fn revoked(&self, guest: &Guest) -> Problem {
        self.sign_in(guest)
    }

    async fn look<T, F>(
        &self,
        guest: &Guest,
        roles: &[Role],
        beside: impl FnOnce(AccountId) -> F,
    ) -> Result<(Actor, bool, Result<T, Trouble>), Problem>
    where
        F: Future<Output = Result<T, Trouble>>,
    {
        let Some(claim) = &guest.claim else { return Err(self.sign_in(guest)) };
        let session = self.store.open_session(claim.account, &claim.secret.0, self.now());
        let (session, data) = tokio::join!(session, beside(claim.account));
        let Some(opened) = session? else { return Err(self.sign_in(guest)) };
        if let Some(chrome) = &guest.chrome {
            chrome.signed(opened.actor.clone());
        }
        if !roles.contains(&opened.actor.role) {
            return Err(Problem::Forbidden("您的账号不能使用这项功能"));
        }
        Ok((opened.actor, opened.must_change, data))
    }

    /// What a change came to, or the problem that it is for the asker. `now` tells the present state and version.
    ///
    /// # Errors
    /// 401 for a revoked account, 409 for whoever was second or asked out of turn or sent a page twice, 422 for a client's
    /// request key used twice.
    pub fn settle<T>(
        &self,
        guest: &Guest,
        ended: Ended<T>,
        now: impl Fn(&T) -> (Option<&'static str>, u64),
    ) -> Result<T, Problem> {
        match ended {
            Ended::Done(done) => Ok(done),
            Ended::Revoked => Err(self.revoked(guest)),
            Ended::Refused(refused) => Err(refused.into()),
            Ended::Other if guest.chrome.as_ref().is_some_and(|it| !it.typed().is_empty()) => {
                Err(Problem::conflict(format!("{TWICE}，之后填写的没有保存")))
            }
            Ended::Other => Err(self.key_reused()),
            Ended::Overtaken(kept, receipt) => {
                let (state, version) = now(&kept);
                let words = receipt.map_or_else(|| "内容已被他人修改".to_owned(), |receipt| told(&receipt, state));
                Err(Problem::Conflict(Conflict { words, state: state.map(str::to_owned), version: Some(version) }))
            }
        }
    }

    /// The same request key came with other content.
    pub fn key_reused(&self) -> Problem {
        Problem::again(KeyReused::default())
    }

    /// “已被注册” is an answer that somebody may be guessing for: too many of them to one address, and it learns no more.
    pub async fn answer_taken(&self, guest: &Guest, taken: Problem) -> Problem {
        const HOUR: i64 = 3600;
        match self.store.count("taken", &guest.address, HOUR, self.now()).await {
            Ok(count) if count > self.limits.taken => Problem::Slow { seconds: 3600 },
            Ok(_) => taken,
            Err(trouble) => trouble.into(),
        }
    }

    /// 401. What a page posted is sealed into the sign-in page, for the account whose cookie it was.
    fn sign_in(&self, guest: &Guest) -> Problem {
        let typed = guest.chrome.as_ref().map(|chrome| chrome.typed()).unwrap_or_default();
        if typed.is_empty() {
            return Problem::SignIn;
        }
        let owner = guest.claim.as_ref().map_or(NOBODY, |claim| claim.account);
        match self.keeper.keep(owner, &guest.path, &typed) {
            Ok(sealed) => Problem::instead(StatusCode::UNAUTHORIZED, SignInAgain::new(sealed, &guest.path)),
            Err(trouble) => trouble.into(),
        }
    }

    /// What was typed when this account's session ended: where it was going, and the fields.
    /// `None` for anything that was not sealed for this account.
    pub fn kept(&self, account: AccountId, sealed: &str) -> Option<(String, Vec<(String, String)>)> {
        self.keeper.give_back(account, sealed).or_else(|| self.keeper.give_back(NOBODY, sealed))
    }
}
