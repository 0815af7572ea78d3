//! Which face is asked for: a page or JSON.

use axum::http::{HeaderMap, header};

/// HTML for people, JSON for programs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Face {
    /// A page, or a form that a page posted.
    Html,
    /// JSON.
    Json,
}

impl Face {
    /// JSON for those who prefer it or name it where they do not name pages, or who wrote JSON and do not care;
    /// a page for everybody else.
    pub fn asked(headers: &HeaderMap) -> Face {
        let accept = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or("*/*");
        let html = wish(accept, &["text/html", "text/*", "*/*"]);
        let json = wish(accept, &["application/json", "application/problem+json", "application/*", "*/*"]);
        let wrote_json = Face::written(headers) == Some(Face::Json);
        if json > html || (json == html && wrote_json) { Face::Json } else { Face::Html }
    }

    /// The face of the body itself; nothing where it is neither.
    pub fn written(headers: &HeaderMap) -> Option<Face> {
        let kind = headers.get(header::CONTENT_TYPE)?.to_str().ok()?;
        let essence = kind.split(';').next().unwrap_or_default().trim();
        if essence.eq_ignore_ascii_case("application/json") {
            Some(Face::Json)
        } else if essence.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            Some(Face::Html)
        } else {
            None
        }
    }
}

/// How much a media type is wished for, in thousandths, and whether more than `*/*` says so: the most specific range
/// counts.
fn wish(accept: &str, ranges: &[&str]) -> (u32, bool) {
    let quality = |wanted: &str| {
        accept.split(',').find_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            if !parts.next()?.eq_ignore_ascii_case(wanted) {
                return None;
            }
            let q = parts.find_map(|part| part.strip_prefix("q=")?.parse::<f32>().ok()).unwrap_or(1.0);
            Some((q.clamp(0.0, 1.0) * 1000.0) as u32)
        })
    };
    ranges.iter().find_map(|range| Some((quality(range)?, *range != "*/*"))).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn asked(accept: Option<&'static str>, wrote: &'static str) -> Face {
        let mut headers = HeaderMap::new();
        accept.map(|accept| headers.insert(header::ACCEPT, HeaderValue::from_static(accept)));
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(wrote));
        Face::asked(&headers)
    }

    #[test]
    fn json_is_for_those_who_prefer_it_or_wrote_it_and_do_not_care() {
        let browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
        for (accept, wrote, face) in [
            (None, "", Face::Html),
            (Some("*/*"), "", Face::Html),
            (Some("*/*"), "application/json", Face::Json),
            (None, "Application/JSON; charset=utf-8", Face::Json),
            (Some(browser), "application/x-www-form-urlencoded", Face::Html),
            (Some(browser), "application/json", Face::Html),
            (Some("application/json"), "", Face::Json),
            (Some("application/json;q=0.5, text/html;q=0.6"), "application/json", Face::Html),
            (Some("application/json;q=0.7, text/html;q=0.6"), "", Face::Json),
            (Some("text/html;q=0, */*"), "", Face::Json),
            (Some("application/problem+json, text/html;q=0.1"), "", Face::Json),
            (Some("image/png"), "", Face::Html),
            (Some("application/json, text/plain, */*"), "", Face::Json),
            (Some("text/html, */*"), "application/json", Face::Html),
            (Some("application/json;q=0.5, */*"), "", Face::Html),
        ] {
            assert_eq!(asked(accept, wrote), face, "{accept:?} {wrote}");
        }
    }
}
