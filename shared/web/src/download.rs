//! A file to be saved: a list or a template as a workbook, under its Chinese name.

use crate::answer::{Answer, Link, Page};
use crate::problem::Problem;
use crate::query::{Query, link};
use axum::response::{IntoResponse, Response};
use http::header;

const WORKBOOK: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// What an address says that asks for the whole list as a workbook.
const SHEET: (&str, &str) = ("sheet", "1");

/// What a list answers: a page of it, or all of it as a workbook.
pub enum Listed<P> {
    /// A page.
    Page(Answer<P>),
    /// 下载清单.
    Sheet(Response),
}

/// What a handler of such a list returns.
pub type HandledList<P> = Result<Listed<P>, Problem>;

impl<P: Page> IntoResponse for Listed<P> {
    fn into_response(self) -> Response {
        match self {
            Listed::Page(answer) => answer.into_response(),
            Listed::Sheet(workbook) => workbook,
        }
    }
}

impl<P> Listed<P> {
    /// A page of the list.
    pub fn show(page: P) -> HandledList<P> {
        Ok(Listed::Page(Answer::Show(page)))
    }
    /// All of it, to be saved as `名称.xlsx`.
    ///
    /// # Errors
    /// 500 where it could not be written.
    pub fn sheet<E: std::error::Error + Send + Sync + 'static>(
        name: &str,
        written: Result<Vec<u8>, E>,
    ) -> HandledList<P> {
        Ok(Listed::Sheet(workbook(name, written.map_err(Problem::broken)?)))
    }
}

/// Whether the workbook is asked for.
pub fn is_asked(query: &Query) -> bool {
    query.is(SHEET.0, SHEET.1)
}

/// The address of the workbook of what these narrow a list to.
pub fn sheet_of(list: &str, narrowed: &[(&str, &str)]) -> Link {
    link(list, &[narrowed, &[SHEET]].concat())
}

/// A workbook to be saved as `名称.xlsx`. It holds personal data, so that nothing on the way keeps it.
///
/// The name travels percent-encoded (RFC 8187), so that nothing in it can end the header; what cannot read that saves
/// `list.xlsx`.
pub fn workbook(name: &str, bytes: Vec<u8>) -> Response {
    let name: String = form_urlencoded::byte_serialize(format!("{name}.xlsx").as_bytes()).collect();
    let name = name.replace('+', "%20");
    let headers = [
        (header::CONTENT_TYPE, WORKBOOK.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"list.xlsx\"; filename*=UTF-8''{name}")),
        (header::CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, bytes).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c01_a_name_ends_no_header() {
        let answer = workbook("名 单\r\nSet-Cookie: a=1\"", vec![1]);
        let told = answer.headers()[header::CONTENT_DISPOSITION].to_str().unwrap_or_default();
        assert!(told.ends_with("UTF-8''%E5%90%8D%20%E5%8D%95%0D%0ASet-Cookie%3A%20a%3D1%22.xlsx"), "{told}");
        assert_eq!(answer.headers()[header::CACHE_CONTROL], "no-store");
        assert_eq!(answer.headers().get_all(header::SET_COOKIE).iter().count(), 0);
    }
}
