//! What leaves: pages, each also the JSON of a client.

use askama::Template;
use catalog::account::{ACCOUNT, FORCED, INITIALISATION, RESET, SIGN_IN};
use domain::account::Role;
use domain::form::{Complaint, Draft, Filled};
use serde::Serialize;
use store::account::Account;
use web::{Action, Cell, FormPart, KeptPage, Lead, Page};

/// 登录.
#[derive(Serialize, Template)]
#[template(path = "sign_in.html")]
pub struct SignIn {
    #[serde(skip)]
    form: FormPart,
    #[serde(skip)]
    wrong: bool,
    #[serde(skip)]
    keeps: bool,
}

impl SignIn {
    /// The form, which leads to a page afterwards.
    pub fn new(filled: Filled, to: &str) -> SignIn {
        let to = web::query::link(crate::links::SESSION, &[("to", crate::links::safe(to))]);
        let form = FormPart::new(filled).to(to).actions(&[Action::main("登录")]).plain().buttons_below();
        SignIn { form, wrong: false, keeps: false }
    }
    /// The form again: whether the name or the password was wrong is not told.
    pub fn wrong(typed: Draft, to: &str) -> SignIn {
        SignIn { wrong: true, ..SignIn::new(Filled::of(&SIGN_IN, typed), to) }
    }
    /// Hands back, still sealed, what was typed when the last session ended, so that no failed try loses it.
    pub fn keeping(self, sealed: Option<&str>) -> SignIn {
        let Some(sealed) = sealed else { return self };
        SignIn { form: self.form.hidden("_kept", sealed), keeps: true, ..self }
    }
}

impl Page for SignIn {
    fn title(&self) -> String {
        if self.wrong { "登录账号或密码不正确".to_owned() } else { "登录".to_owned() }
    }
    fn heading(&self) -> Option<String> {
        Some("登录".to_owned())
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
    fn is_narrow(&self) -> bool {
        true
    }
}

/// Signed in: where to go on, and what was typed before the last session ended.
#[derive(Serialize, Template)]
#[template(path = "signed_in.html")]
pub struct SignedIn {
    role: &'static str,
    to: String,
    #[serde(skip)]
    kept: Option<KeptPage>,
}

impl SignedIn {
    /// For an account of this role.
    pub fn new(role: Role, to: &str, kept: Option<(String, Vec<(String, String)>)>) -> SignedIn {
        let kept = kept.map(|(action, fields)| KeptPage { action, fields });
        SignedIn { role: role.code(), to: to.to_owned(), kept }
    }
    /// Whether something typed waits to be sent.
    pub fn has_kept(&self) -> bool {
        self.kept.is_some()
    }
}

impl Page for SignedIn {
    fn title(&self) -> String {
        if self.has_kept() { "您刚才填写的内容还在".to_owned() } else { "登录成功".to_owned() }
    }
}

/// What the former holder of a unit is told in the place of being signed in.
#[derive(Serialize, Template)]
#[template(path = "handed_over.html")]
pub struct HandedOver {
    #[serde(skip)]
    words: String,
    #[serde(skip)]
    lead: Lead,
}

impl HandedOver {
    /// Why the login name leads nowhere any more.
    pub fn new(handed: &store::account::HandedOver) -> HandedOver {
        let pairs = vec![("移交时间", Cell::time(handed.at)), ("移交原因", Cell::text(&handed.reason))];
        let lead = Lead::new("管理部门已将该单位移交给他人，这个登录账号不能再使用。").pairs(pairs);
        let (at, reason) = (web::cell::local(handed.at), &handed.reason);
        let words = format!("该单位已于 {at} 移交，原因：{reason}。如有异议，请与管理部门联系");
        HandedOver { words, lead }
    }
}

impl Page for HandedOver {
    fn title(&self) -> String {
        self.words.clone()
    }
    fn heading(&self) -> Option<String> {
        Some("账号已移交".to_owned())
    }
    fn is_narrow(&self) -> bool {
        true
    }
}

/// 账号管理.
#[derive(Serialize, Template)]
#[template(path = "account.html")]
pub struct AccountPage {
    user_name: String,
    login_name: String,
    role: &'static str,
    must_change: bool,
    #[serde(skip)]
    form: FormPart,
    #[serde(skip)]
    initialisation: FormPart,
}

impl AccountPage {
    /// An account as its owner sees it.
    pub fn new(account: &Account) -> AccountPage {
        let draft = Draft::default().with("user_name", &account.name).with("login_name", account.login.as_str());
        AccountPage::again(account, Filled::of(&ACCOUNT, draft))
    }
    /// The form again.
    pub fn again(account: &Account, filled: Filled) -> AccountPage {
        let filled = if account.must_change { Filled { form: &FORCED, ..filled } } else { filled };
        let (title, label) = (filled.form.title, if account.must_change { "设置新密码" } else { "修改" });
        let form = FormPart::new(filled).to(crate::links::ACCOUNT).version(account.version);
        let form = form.heading(title).actions(&[Action::main(label)]);
        AccountPage {
            user_name: account.name.clone(),
            login_name: account.login.as_str().to_owned(),
            role: account.role.word(),
            must_change: account.must_change,
            form: match account.must_change {
                true => form.lead(Lead::new("您使用的是一次性密码，请先设置新密码。")),
                false => form,
            },
            initialisation: initialisation(account.login.as_str(), Filled::blank(&INITIALISATION)),
        }
    }
    /// With the form of 初始化 again.
    pub fn initialising(self, filled: Filled) -> AccountPage {
        AccountPage { initialisation: initialisation(&self.login_name, filled), ..self }
    }
}

impl Page for AccountPage {
    fn title(&self) -> String {
        self.form.title().to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        let own = self.form.complaints();
        if own.is_empty() { self.initialisation.complaints() } else { own }
    }
}

/// The form of 初始化, whose request is another than that of 修改 above it.
fn initialisation(login_name: &str, filled: Filled) -> FormPart {
    let form = FormPart::new(filled).whose(login_name).to(crate::links::INITIALISATION).mark("initialise");
    form.actions(&[Action::warning("初始化")]).plain().buttons_below()
}

/// A one-time password, shown once to whom it is for.
#[derive(Serialize, Template)]
#[template(path = "one_time.html")]
pub struct OneTime {
    login_name: String,
    /// Absent when the same request came again after somebody had signed in with it, or too late.
    #[serde(skip_serializing_if = "Option::is_none")]
    password: Option<String>,
    #[serde(skip)]
    own: bool,
}

impl OneTime {
    /// Of one's own account, or of somebody else's; none where it is no longer told.
    pub fn new(account: &Account, password: Option<String>, own: bool) -> OneTime {
        OneTime { login_name: account.login.as_str().to_owned(), password, own }
    }
}

impl Page for OneTime {
    fn title(&self) -> String {
        "一次性密码".to_owned()
    }
}

/// 密码重置.
#[derive(Serialize, Template)]
#[template(path = "resets.html")]
pub struct Resets {
    #[serde(skip)]
    form: FormPart,
}

impl Resets {
    /// The form.
    pub fn new(filled: Filled) -> Resets {
        let form = FormPart::new(filled).to("/accounts/resets").actions(&[Action::main("重置密码")]);
        let told = "企业或注册人员忘记密码时，核实身份后在这里重置。原密码立即失效。";
        Resets { form: form.heading(RESET.title).lead(Lead::new(told)) }
    }
    /// The empty form.
    pub fn blank() -> Resets {
        Resets::new(Filled::blank(&RESET))
    }
}

impl Page for Resets {
    fn title(&self) -> String {
        RESET.title.to_owned()
    }
    fn heading(&self) -> Option<String> {
        None
    }
    fn complaints(&self) -> &[Complaint] {
        self.form.complaints()
    }
}
