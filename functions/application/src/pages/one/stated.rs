//! How the unit stands with its 社保声明, which an application with people needs (R-3.6-1).

use jiff::civil::Date;
use serde::Serialize;
use store::unit::Statement;

/// How it stands on a day.
#[derive(Clone, Serialize)]
pub struct Stated {
    /// `valid`, `missing`, `unscanned` or `ended`.
    state: &'static str,
    /// 有效期至.
    #[serde(skip_serializing_if = "Option::is_none")]
    until: Option<String>,
}

impl Stated {
    /// A unit's statement on a day; that day is still one on which it holds.
    pub fn on(statement: Option<&Statement>, today: Date) -> Stated {
        let until = statement.and_then(|it| it.until);
        let state = match statement {
            None => "missing",
            Some(_) if until.is_none_or(|until| until < today) => "ended",
            Some(it) if it.scan.is_none() => "unscanned",
            Some(_) => "valid",
        };
        Stated { state, until: until.map(|until| until.to_string()) }
    }

    /// What stands in the way of handing in; none where nothing does.
    pub fn hindrance(&self) -> Option<&'static str> {
        Some(match self.state {
            "missing" => "还没有填写，不能提交申报；请先填写并上传社保声明",
            "ended" => "有效期已过，不能提交申报；请先更新社保声明",
            "unscanned" => "还没有上传签字盖章的声明，不能提交申报；请先上传社保声明",
            _ => return None,
        })
    }

    /// What a page says of one that holds.
    pub fn words(&self) -> String {
        self.until.as_ref().map(|until| format!("有效期至 {until}")).unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use catalog::paper::INSURANCE;
    use store::unit::{STATEMENT_BOOK, STATEMENT_SCAN};

    #[test]
    fn the_store_looks_where_the_catalog_says() {
        assert_eq!((STATEMENT_BOOK, &[STATEMENT_SCAN][..]), (INSURANCE.code, INSURANCE.must));
        assert_eq!(catalog::book::insurance::BOOK.until, Some("until"));
    }
}
