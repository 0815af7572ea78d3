//! Every way not to succeed, so that `?` is the only branch in a handler.

use crate::answer::{Again, Page};
use axum::http::StatusCode;
use domain::{Refused, Trouble};
use std::error::Error;
use std::sync::Arc;

/// Every way not to succeed.
#[derive(Clone, Debug)]
pub enum Problem {
    /// The page that the person must look at again: 422 with complaints, 200 without.
    Again(Again),
    /// Another page in the place of an answer, with a status of its own, such as signing in again.
    Instead(StatusCode, Again),
    /// 400: the body cannot be read.
    Unreadable(&'static str),
    /// 401; a page leads to `/session` and back.
    SignIn,
    /// 403, and why.
    Forbidden(&'static str),
    /// 403: the officer's own unit, from which he keeps away.
    Own,
    /// 403 until the password is changed; a page leads to `/account`.
    Change,
    /// 404, the same for what is unknown and for what is not this caller's.
    NotFound,
    /// 409: the state does not allow it.
    Conflict(Conflict),
    /// 409: something that was begun is not over yet, and what; the same request may succeed in a moment.
    Pending(&'static str),
    /// 410: a link that was used or is late.
    Gone,
    /// 413: more than the hall takes.
    TooLarge,
    /// 429 with the seconds to wait.
    Slow {
        /// After so many seconds it may be tried again.
        seconds: u32,
    },
    /// 503: the same request may succeed in a moment. What was typed stays on the page.
    Busy,
    /// 500: the cause is for the log only.
    Broken(Arc<dyn Error + Send + Sync>),
    /// The framework's own refusals.
    Other(StatusCode),
}

/// Why the present state does not allow it.
#[derive(Clone, Debug, Default)]
pub struct Conflict {
    /// What happened, in words.
    pub words: String,
    /// The present state's word.
    pub state: Option<String>,
    /// The present version.
    pub version: Option<u64>,
}

impl Problem {
    /// The page that the person must look at again.
    pub fn again(page: impl Page) -> Problem {
        Problem::Again(Again::new(page))
    }
    /// Another page in the place of an answer, with a status of its own.
    pub fn instead(status: StatusCode, page: impl Page) -> Problem {
        Problem::Instead(status, Again::new(page))
    }
    /// The state does not allow it; more is said by filling in [`Conflict`].
    pub fn conflict(words: impl Into<String>) -> Problem {
        Problem::Conflict(Conflict { words: words.into(), ..Conflict::default() })
    }
    /// Something that must hold does not hold.
    pub fn broken(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Problem {
        Problem::Broken(Arc::from(cause.into()))
    }
    /// The status of its answer to a client; a page may be led elsewhere instead.
    pub fn status(&self) -> StatusCode {
        match self {
            Problem::Again(again) if again.complaints().is_empty() => StatusCode::OK,
            Problem::Again(_) => StatusCode::UNPROCESSABLE_ENTITY,
            Problem::Instead(status, _) | Problem::Other(status) => *status,
            Problem::Unreadable(_) => StatusCode::BAD_REQUEST,
            Problem::SignIn => StatusCode::UNAUTHORIZED,
            Problem::Forbidden(_) | Problem::Own | Problem::Change => StatusCode::FORBIDDEN,
            Problem::NotFound => StatusCode::NOT_FOUND,
            Problem::Conflict(_) | Problem::Pending(_) => StatusCode::CONFLICT,
            Problem::Gone => StatusCode::GONE,
            Problem::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Problem::Slow { .. } => StatusCode::TOO_MANY_REQUESTS,
            Problem::Busy => StatusCode::SERVICE_UNAVAILABLE,
            Problem::Broken(_) => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }
}

impl From<Refused> for Problem {
    fn from(refused: Refused) -> Problem {
        match refused {
            Refused::NotYours => Problem::NotFound,
            Refused::Own => Problem::Own,
            Refused::NotNow { state, asked } => Problem::Conflict(Conflict {
                words: format!("现在是“{state}”，不能“{asked}”"),
                state: Some(state.to_owned()),
                version: None,
            }),
            Refused::Against(why) => Problem::conflict(why),
            Refused::Because(why) => Problem::conflict(why),
        }
    }
}

impl From<Trouble> for Problem {
    fn from(trouble: Trouble) -> Problem {
        match trouble {
            Trouble::Missing => Problem::NotFound,
            Trouble::Clash => Problem::conflict("内容已被他人修改，请打开最新内容后再办理"),
            Trouble::Busy => Problem::Busy,
            Trouble::Broken(cause) => Problem::Broken(Arc::from(cause)),
        }
    }
}

impl From<askama::Error> for Problem {
    fn from(cause: askama::Error) -> Problem {
        Problem::broken(cause)
    }
}
