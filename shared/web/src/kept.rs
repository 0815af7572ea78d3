//! What was typed is not lost: it goes on as hidden inputs, or at least stays readable.

use crate::answer::Page;
use crate::chrome::secret;
use crate::paper::{Action, FormPart, Pairs};
use askama::Template;
use catalog::FORMS;
use domain::form::{Draft, Entry, Filled, Form};
use serde::Serialize;

/// A form of hidden inputs that sends what was typed once more. Passwords are asked for again.
#[derive(Template)]
#[template(path = "repost.html")]
pub(crate) struct Repost {
    action: String,
    fields: Vec<(String, String)>,
    /// Labels and names of the passwords that were typed.
    secrets: Vec<(&'static str, &'static str)>,
    label: &'static str,
    request: Option<String>,
}

impl Repost {
    pub(crate) fn new(action: String, fields: Vec<(String, String)>, label: &'static str) -> Repost {
        let request = fields.iter().find(|(name, _)| name == "request_id").map(|(_, id)| id.clone());
        let known = fields.iter().filter_map(|(name, _)| secret(name));
        let secrets = known.map(|field| (field.label, field.name)).collect();
        let fields = fields.into_iter().filter(|(name, _)| name != "request_id" && secret(name).is_none()).collect();
        Repost { action, fields, secrets, label, request }
    }
}

/// After signing in again: what was typed before goes on with one click.
#[derive(Serialize, Template)]
#[template(path = "kept.html")]
pub struct KeptPage {
    /// Where the form goes.
    pub action: String,
    /// Names and values, as from [`crate::Body::raw_fields`] or [`crate::Chrome::typed`].
    #[serde(skip)]
    pub fields: Vec<(String, String)>,
}

impl KeptPage {
    fn repost(&self) -> Repost {
        Repost::new(self.action.clone(), self.fields.clone(), "继续提交")
    }
    fn said(&self) -> Option<Said> {
        Said::of(&self.fields)
    }
}

impl Page for KeptPage {
    fn title(&self) -> String {
        "您刚才填写的内容还在".to_owned()
    }
}

/// The session ended while somebody typed: signs in again, with the typed text sealed in a hidden input `_kept`.
/// Answer it with `Problem::instead(StatusCode::UNAUTHORIZED, SignInAgain::new(sealed, to))`.
#[derive(Serialize, Template)]
#[template(path = "sign_in_again.html")]
pub struct SignInAgain {
    #[serde(skip)]
    form: FormPart,
}

impl SignInAgain {
    /// `sealed` is what only the hall can open; `to` is where to go on after signing in.
    pub fn new(sealed: impl Into<String>, to: &str) -> SignInAgain {
        let form = FormPart::new(Filled::blank(&catalog::account::SIGN_IN)).actions(&[Action::main("登录")]);
        let form =
            form.to(crate::query::link("/session", &[("to", to)])).hidden("_kept", sealed).plain().buttons_below();
        SignInAgain { form }
    }
}

impl Page for SignInAgain {
    fn title(&self) -> String {
        "登录已过期，请重新登录".to_owned()
    }
    fn is_narrow(&self) -> bool {
        true
    }
}

/// What was typed into one of our forms, to be read and copied.
#[derive(Template)]
#[template(
    source = r#"<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">您刚才填写的内容</span></summary>{{ pairs|safe }}</details>"#,
    ext = "html"
)]
pub(crate) struct Said {
    pairs: Pairs,
}

impl Said {
    /// Nothing where nothing was typed, or into no form that we know.
    pub(crate) fn of(typed: &[(String, String)]) -> Option<Said> {
        let mut draft = Draft::default();
        let controls = |name: &str| name.starts_with('_') || name == "request_id" || name == "version";
        for (name, text) in
            typed.iter().filter(|(name, text)| !controls(name) && !text.is_empty() && !name.contains('.'))
        {
            let entry = draft.0.entry(name.clone()).or_insert_with(|| Entry::Texts(Vec::new()));
            if let Entry::Texts(texts) = entry {
                texts.push(text.clone());
            }
        }
        let knows = |form: &&&'static Form| draft.0.keys().all(|name| form.field(name).is_some());
        let form = FORMS.iter().find(knows).filter(|_| !draft.is_blank())?;
        Some(Said { pairs: Pairs::of(form, &draft) })
    }
}
