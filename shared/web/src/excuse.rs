//! What a problem looks like: what happened, and what to do next. Nothing of the address, so that 404 is one and the same.

use crate::around::{Frame, around};
use crate::chrome::Chrome;
use crate::face::Face;
use crate::kept::{Repost, Said};
use crate::layer::STALE;
use crate::problem::Problem;
use askama::Template;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Value as Json, json};

/// Seconds after which a busy hall may be asked again.
const AGAIN_AFTER: u32 = 3;

/// The heading of the page for whoever was second.
const OVERTAKEN: &str = "内容已有更新，本次没有保存";

/// A problem in words.
struct Words {
    title: String,
    /// What to do next.
    next: &'static str,
}

fn words(problem: &Problem) -> Words {
    let (title, next) = match problem {
        Problem::Unreadable(why) => (*why, "请返回上一页，检查填写的内容后再提交。"),
        Problem::Forbidden(STALE) => (STALE, "您填写的内容还在。确认后点击“继续提交”；如果已经退出，会先请您登录。"),
        Problem::SignIn => ("请先登录", "登录后会回到这个页面。"),
        Problem::Forbidden(why) => (*why, "请换用有权限的账号登录后办理。"),
        Problem::Own => ("本案涉及您本人所在单位，依法应当回避", "此件由其他人员办理，您不需要做任何事。"),
        Problem::Change => ("请先修改密码", "一次性密码只能用于登录，请先在账号管理中修改密码。"),
        Problem::NotFound => ("没有找到这个页面", "请检查地址是否完整，或者从首页重新进入。"),
        Problem::Conflict(conflict) => {
            return Words {
                title: conflict.words.clone(), next: "请回到上一页，查看最新情况后再办理。"
            };
        }
        Problem::Pending(what) => (*what, "您填写的内容还在，等几秒后点击“重试”即可，不会重复提交。"),
        Problem::Gone => ("链接已失效", "链接只能使用一次，并且有时间限制。请重新获取。"),
        Problem::TooLarge => ("提交的内容过大", "请缩短填写的内容；文件请用“选择文件”上传，每个不超过 20 MB。"),
        Problem::Slow { seconds } => {
            return Words {
                title: format!("尝试次数过多，请在 {seconds} 秒后再试"), next: "您的账号没有被锁定。"
            };
        }
        Problem::Busy => ("系统暂时繁忙，请稍后再试", "请等几秒后刷新页面。"),
        Problem::Other(StatusCode::METHOD_NOT_ALLOWED) => ("不支持这样的操作", "请从页面上的按钮办理。"),
        Problem::Other(StatusCode::UNSUPPORTED_MEDIA_TYPE) => {
            ("不支持这种内容格式", "请提交 JSON（application/json）或网页表单。")
        }
        Problem::Broken(_) => ("系统出现错误", "我们已经记录下来，请稍后再试。"),
        Problem::Again(_) | Problem::Instead(..) | Problem::Other(_) => ("请求无法处理", "请返回上一页后再试。"),
    };
    Words { title: title.to_owned(), next }
}

/// The page of a problem.
#[derive(Template)]
#[template(path = "problem.html")]
struct Excuse {
    words: Words,
    /// What happened, where the heading says what it means.
    happened: Option<String>,
    repost: Option<Repost>,
    said: Option<Said>,
    back: Option<String>,
}

/// A problem in the face that was asked for.
pub(crate) fn excuse(face: Face, problem: &Problem, chrome: &Chrome, method: &Method) -> Response {
    let status = problem.status();
    let mut shown = match (face, problem) {
        (Face::Html, Problem::SignIn) => led(&sign_in(chrome, method)).unwrap_or_else(|_| bare(status)),
        (Face::Html, Problem::Change) => led("/account").unwrap_or_else(|_| bare(status)),
        (Face::Html, _) => drawn(problem, chrome, method).unwrap_or_else(|_| bare(status)),
        (Face::Json, _) => self::problem(status, &words(problem).title, members(problem)),
    };
    let wait = match problem {
        Problem::Slow { seconds } => Some(*seconds),
        Problem::Busy | Problem::Pending(_) => Some(AGAIN_AFTER),
        _ => None,
    };
    if let Some(seconds) = wait {
        shown.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    shown
}

fn members(problem: &Problem) -> Json {
    match problem {
        Problem::Conflict(conflict) => {
            let mut members = json!({});
            conflict.state.iter().for_each(|state| members["state"] = state.as_str().into());
            conflict.version.iter().for_each(|version| members["version"] = (*version).into());
            members
        }
        Problem::Pending(_) => json!({ "state": "pending" }),
        Problem::Change => json!({ "to": "/account" }),
        Problem::SignIn => json!({ "to": "/session" }),
        _ => json!({}),
    }
}

/// What the button says that sends the same content again, where that may help.
fn again(problem: &Problem) -> Option<&'static str> {
    match problem {
        Problem::Busy | Problem::Pending(_) | Problem::Slow { .. } => Some("重试"),
        Problem::Forbidden(STALE) => Some("继续提交"),
        _ => None,
    }
}

fn drawn(problem: &Problem, chrome: &Chrome, method: &Method) -> Result<Response, Problem> {
    let posted = !method.is_safe();
    let typed = if posted { chrome.typed() } else { Vec::new() };
    let overtaken = matches!(problem, Problem::Conflict(conflict) if conflict.version.is_some());
    let mut excuse = Excuse {
        words: words(problem),
        happened: None,
        repost: again(problem)
            .map(|label| Repost::new(chrome.here(), typed.clone(), label))
            .filter(|_| posted && !typed.is_empty()),
        said: matches!(problem, Problem::Conflict(_)).then(|| Said::of(&typed)).flatten(),
        back: posted.then(|| chrome.back()).filter(|_| !matches!(problem, Problem::NotFound)),
    };
    match problem {
        Problem::Busy if excuse.repost.is_some() => {
            excuse.words.next = "您填写的内容还在，等几秒后点击“重试”即可，不会重复提交。";
        }
        Problem::Slow { .. } if excuse.repost.is_some() => {
            excuse.words.next = "您填写的内容还在，到时间后点击“重试”即可。您的账号没有被锁定。";
        }
        _ => {}
    }
    if overtaken {
        excuse.happened = Some(std::mem::replace(&mut excuse.words.title, OVERTAKEN.to_owned()));
    }
    let title = excuse.words.title.clone();
    let frame = Frame {
        heading: Some(title.clone()),
        title,
        narrow: false,
        refresh: None,
        marked: false,
        entry: None,
        inner: excuse.render_with_values(&chrome.values(true))?,
    };
    Ok(plain(problem.status(), "text/html; charset=utf-8", around(chrome, frame)?))
}

/// Where a visitor signs in, and comes back to what was asked for.
fn sign_in(chrome: &Chrome, method: &Method) -> String {
    let to = if method.is_safe() { chrome.here() } else { chrome.back() };
    let query: String = form_urlencoded::Serializer::new(String::new()).append_pair("to", &to).finish();
    format!("/session?{query}")
}

/// A redirect to another page of ours.
pub(crate) fn led(to: &str) -> Result<Response, Problem> {
    located(StatusCode::SEE_OTHER.into_response(), header::LOCATION, to)
}

/// An answer that names an address. What is no visible character is encoded, so it never begins another header.
pub(crate) fn located(mut answer: Response, name: HeaderName, to: &str) -> Result<Response, Problem> {
    let encoded: String = to.bytes().fold(String::new(), |mut so_far, byte| {
        match byte {
            0x21..=0x7e => so_far.push(char::from(byte)),
            _ => so_far.push_str(&format!("%{byte:02X}")),
        }
        so_far
    });
    let to = HeaderValue::try_from(encoded).map_err(Problem::broken)?;
    answer.headers_mut().insert(name, to);
    Ok(answer)
}

/// A problem document of RFC 9457.
pub(crate) fn problem(status: StatusCode, title: &str, mut more: Json) -> Response {
    (more["type"], more["title"], more["status"]) = ("about:blank".into(), title.into(), status.as_u16().into());
    plain(status, "application/problem+json", more.to_string())
}

pub(crate) fn plain(status: StatusCode, kind: &'static str, text: String) -> Response {
    (status, [(header::CONTENT_TYPE, kind)], text).into_response()
}

/// When even the page about a problem cannot be drawn.
fn bare(status: StatusCode) -> Response {
    plain(status, "text/plain; charset=utf-8", "系统出现错误，请稍后再试。".to_owned())
}

/// The whole chain of a cause, on one line.
pub(crate) fn log(cause: &(dyn std::error::Error + 'static), method: &Method, route: &str) {
    let chain = std::iter::successors(Some(cause), |cause| cause.source());
    let chain: Vec<String> = chain.map(ToString::to_string).collect();
    let line: String = chain.join(": ").chars().map(|c| if c.is_control() { ' ' } else { c }).take(2000).collect();
    tracing::error!(target: "broken", method = method.as_str(), route, cause = line);
}
