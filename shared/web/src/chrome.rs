//! What surrounds a page: who is signed in, the token, where we are. Never part of a page, so never in JSON.

use crate::claim::Claim;
use crate::token;
use askama::{Template, Values};
use axum::body::Bytes;
use axum::http::request::Parts;
use catalog::FORMS;
use domain::account::Actor;
use domain::form::{Field, Keys, Kind};
use domain::ids::RequestId;
use domain::window::Window;
use jiff::Timestamp;
use std::any::Any;
use std::sync::{Arc, OnceLock};

/// What a hall's pages have in common; made once at the start.
#[derive(Clone)]
pub struct Shape {
    /// The key of the forms' tokens.
    pub csrf_key: [u8; 32],
    /// Where browsers reach the buckets, such as `https://s3.REGION.amazonaws.com`.
    pub bucket_origin: String,
    /// Where browsers reach the hall, such as `https://hall.example`.
    pub origin: String,
}

/// Who is signed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The account's holder.
    pub actor: Actor,
    /// How many to-dos wait, where it is known.
    pub badge: Option<u32>,
}

/// One request's surroundings, in its extensions as `Arc<Chrome>`.
/// Whoever finds the session tells it with [`Chrome::signed`], so that problems too wear masthead and menu.
pub struct Chrome {
    pub(crate) shape: Arc<Shape>,
    pub(crate) path: String,
    pub(crate) query: String,
    pub(crate) referer: Option<String>,
    claim: Option<Claim>,
    begun: OnceLock<Claim>,
    ended: OnceLock<()>,
    now: Timestamp,
    actor: OnceLock<Actor>,
    badge: OnceLock<u32>,
    typed: OnceLock<Bytes>,
    request: OnceLock<RequestId>,
    window: OnceLock<Window>,
}

impl Chrome {
    pub(crate) fn new(shape: Arc<Shape>, parts: &Parts) -> Chrome {
        Chrome {
            shape,
            path: format!("/{}", parts.uri.path().trim_start_matches(['/', '\\'])),
            query: parts.uri.query().unwrap_or_default().to_owned(),
            referer: crate::layer::own_referer(parts),
            claim: Claim::of(&parts.headers),
            begun: OnceLock::new(),
            ended: OnceLock::new(),
            now: Timestamp::now(),
            actor: OnceLock::new(),
            badge: OnceLock::new(),
            typed: OnceLock::new(),
            request: OnceLock::new(),
            window: OnceLock::new(),
        }
    }

    /// The surroundings of this request; none on a router that `hall` did not close.
    pub fn of(parts: &Parts) -> Option<Arc<Chrome>> {
        parts.extensions.get().cloned()
    }
    /// The session was found: this actor asks. The first word counts.
    pub fn signed(&self, actor: Actor) {
        self.actor.set(actor).ok();
    }
    /// A session begins with this answer: forms of its page bear that session's token, since they come back with it.
    pub fn begins(&self, claim: Claim) {
        self.begun.set(claim).ok();
    }
    /// The session ends with this answer: its page is a visitor's, and so is the token of its forms.
    pub fn ends(&self) {
        self.ended.set(()).ok();
    }
    /// How many to-dos wait; shown in the menu.
    pub fn badge(&self, count: u32) {
        self.badge.set(count).ok();
    }
    /// Who asks, once it is known.
    pub fn who(&self) -> Option<Signed> {
        let actor = self.actor.get().filter(|_| self.ended.get().is_none())?;
        Some(Signed { actor: actor.clone(), badge: self.badge.get().copied() })
    }
    /// What the cookie claims.
    pub fn claim(&self) -> Option<&Claim> {
        self.claim.as_ref()
    }
    /// Whether the asker may be signed in as far as is known: a cookie says so, and it does not end with this answer.
    pub(crate) fn claims(&self) -> bool {
        self.claim.is_some() && self.ended.get().is_none()
    }
    /// What a page posted, as it was typed and in its order: to be kept where it cannot be taken now.
    /// The token is left out, and passwords are emptied, so that they are asked for again.
    pub fn typed(&self) -> Vec<(String, String)> {
        let Some(body) = self.typed.get() else { return Vec::new() };
        let fields = form_urlencoded::parse(body).filter(|(name, _)| name != "_csrf");
        fields
            .map(|(name, value)| {
                let value = if secret(&name).is_some() { String::new() } else { value.into_owned() };
                (name.into_owned(), value)
            })
            .collect()
    }

    /// The address that was asked for.
    pub(crate) fn here(&self) -> String {
        if self.query.is_empty() { self.path.clone() } else { format!("{}?{}", self.path, self.query) }
    }
    /// The page from which a change was posted, or the noun that it belongs to.
    pub(crate) fn back(&self) -> String {
        let noun = || match self.path.rsplit_once('/') {
            Some((noun, _)) if !noun.is_empty() => noun.to_owned(),
            _ => self.path.clone(),
        };
        self.referer.clone().unwrap_or_else(noun)
    }
    pub(crate) fn keep_typed(&self, body: Bytes) {
        self.typed.set(body).ok();
    }
    pub(crate) fn keep_request(&self, request: RequestId, window: Option<Window>) {
        self.request.set(request).ok();
        if let Some(window) = window {
            self.window.set(window).ok();
        }
    }
    pub(crate) fn token_holds(&self, token: &str) -> bool {
        token::holds(&self.shape.csrf_key, self.claim(), token, self.now)
    }
    pub(crate) fn token(&self) -> String {
        let claim = self.begun.get().or(self.claim()).filter(|_| self.ended.get().is_none());
        token::issue(&self.shape.csrf_key, claim, self.now)
    }
    /// The values that forms take while they are drawn. Request and window keep their names while the change was not done.
    pub(crate) fn values(&self, undone: bool) -> Given {
        let kept = self.request.get().filter(|_| undone);
        let request = kept.cloned().unwrap_or_else(RequestId::random);
        let window = self.window.get().filter(|_| undone).cloned().unwrap_or_else(|| Window::that_saw(None));
        Given { csrf: self.token(), request: request.as_str().to_owned(), window: window.spelled() }
    }
}

/// The secret field of this name, in whichever form.
pub(crate) fn secret(name: &str) -> Option<&'static Field> {
    let is_secret = |field: &&Field| matches!(field.kind, Kind::Line(scalar) if scalar.keys == Keys::Secret);
    FORMS.iter().flat_map(|form| form.fields()).filter(is_secret).find(|field| field.name == name)
}

/// An address that leads nowhere but to a page of ours; for `?to=` and the like.
pub fn own_link(text: &str) -> Option<crate::Link> {
    let own =
        text.starts_with('/') && !text.starts_with("//") && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\');
    own.then(|| text.to_owned())
}

/// What templates find under `"csrf"`, `"request"` and `"window"`.
pub(crate) struct Given {
    pub(crate) csrf: String,
    pub(crate) request: String,
    pub(crate) window: String,
}

impl Values for Given {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        match key {
            "csrf" => Some(&self.csrf),
            "request" => Some(&self.request),
            "window" => Some(&self.window),
            _ => None,
        }
    }
}

/// The hidden inputs of any form: token, request, and the version that the person sees.
/// In a function's own template: `{{ web::Hidden::new()|safe }}`.
#[derive(Clone, Default, Template)]
#[template(path = "hidden.html")]
pub struct Hidden {
    version: Option<u64>,
    mark: String,
    request: Option<RequestId>,
}

impl Hidden {
    /// Token and request.
    pub fn new() -> Hidden {
        Hidden::default()
    }
    /// Also the version that the person sees.
    pub fn version(self, version: impl Into<Option<u64>>) -> Hidden {
        Hidden { version: version.into(), ..self }
    }
    /// The request's key from an earlier page, where the form goes on with what was begun there.
    pub fn request(self, request: impl Into<Option<RequestId>>) -> Hidden {
        Hidden { request: request.into(), ..self }
    }
    /// Tells this form's request from those of other forms on the same page, by a short mark.
    pub fn mark(self, mark: impl Into<String>) -> Hidden {
        Hidden { mark: mark.into(), ..self }
    }
}
