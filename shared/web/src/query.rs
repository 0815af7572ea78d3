//! What an address asks: `?q=…&after=…`.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use std::convert::Infallible;

/// The most characters of one answer.
const MOST: usize = 200;

/// The query of an address. Of a name that is there twice, the first counts.
#[derive(Clone, Default)]
pub struct Query(Vec<(String, String)>);

impl Query {
    /// The text of a name; none where it is absent or blank. Cut after 200 characters.
    pub fn get(&self, name: &str) -> Option<&str> {
        let (_, text) = self.0.iter().find(|(known, _)| known == name)?;
        Some(text.as_str()).filter(|text| !text.is_empty())
    }
    /// All texts of a name that are not blank, in their order.
    pub fn all(&self, name: &str) -> Vec<&str> {
        let named = self.0.iter().filter(|(known, text)| known == name && !text.is_empty());
        named.map(|(_, text)| text.as_str()).collect()
    }
    /// Whether a name has this text.
    pub fn is(&self, name: &str, text: &str) -> bool {
        self.get(name) == Some(text)
    }
}

impl From<&str> for Query {
    fn from(query: &str) -> Query {
        let cut = |text: &str| text.trim().chars().take(MOST).collect();
        let pairs = form_urlencoded::parse(query.as_bytes()).take(50);
        Query(pairs.map(|(name, text)| (name.into_owned(), cut(&text))).collect())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Infallible;
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Query, Infallible> {
        Ok(Query::from(parts.uri.query().unwrap_or_default()))
    }
}

/// An address with a query, encoded: `link("/reviews", &[("q", "张"), ("after", token)])`. Empty texts are left out.
pub fn link(path: &str, pairs: &[(&str, &str)]) -> crate::Link {
    let mut query = form_urlencoded::Serializer::new(String::new());
    let query = query.extend_pairs(pairs.iter().filter(|(_, text)| !text.is_empty())).finish();
    if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c10_of_a_name_that_is_there_twice_the_first_counts() {
        let query = Query::from("q=%E5%BC%A0+&q=other&after=&state=approved");
        assert_eq!((query.get("q"), query.get("after"), query.get("none")), (Some("张"), None, None));
        assert!(query.is("state", "approved") && !query.is("q", "other"));
        assert_eq!(Query::from(&*format!("q={}", "x".repeat(999))).get("q").map(str::len), Some(MOST));
    }

    #[test]
    fn c01_a_link_encodes_what_it_is_given() {
        assert_eq!(link("/reviews", &[("q", "张 &\r\nX: y"), ("after", "")]), "/reviews?q=%E5%BC%A0+%26%0D%0AX%3A+y");
    }
}
