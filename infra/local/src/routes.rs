//! Which declared route a request takes, by the rules of an HTTP API: fixed words before variables, then `$default`.
use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::Failure;

/// A declared route.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    method: String,
    /// `None` is `$default`.
    path: Option<String>,
    /// The function that answers.
    pub function: String,
}

/// A route that a request takes, with the values of its variables.
#[derive(Debug, PartialEq, Eq)]
pub struct Taken<'a> {
    /// The route.
    pub route: &'a Route,
    /// Variables of the path, percent-decoded.
    pub variables: BTreeMap<String, String>,
}

impl Route {
    /// Takes `Method` and `Path` of an `HttpApi` event; without a path it is `$default`.
    pub fn new(method: &str, path: Option<&str>, function: String) -> Result<Self, Failure> {
        if path.is_some_and(|path| !path.starts_with('/') || path.contains('+')) {
            return Err(format!("path {path:?} is not played here").into());
        }
        Ok(Self { method: method.to_uppercase(), path: path.map(str::to_owned), function })
    }

    /// The key of the route as the payload names it.
    pub fn key(&self) -> String {
        self.path.as_ref().map_or_else(|| "$default".to_owned(), |path| format!("{} {path}", self.method))
    }

    fn takes(&self, method: &str, path: &str) -> Option<BTreeMap<String, String>> {
        let Some(declared) = &self.path else { return Some(BTreeMap::new()) };
        if self.method != "ANY" && self.method != method {
            return None;
        }
        let (mut variables, mut words) = (BTreeMap::new(), path.split('/'));
        for word in declared.split('/') {
            let given = words.next()?;
            match word.strip_prefix('{').and_then(|word| word.strip_suffix('}')) {
                Some(_) if given.is_empty() => return None,
                Some(name) => drop(variables.insert(name.to_owned(), decoded(given))),
                None if word == given => {}
                None => return None,
            }
        }
        words.next().is_none().then_some(variables)
    }

    fn fixed_words(&self) -> usize {
        self.path.as_ref().map_or(0, |path| 1 + path.split('/').filter(|word| !word.starts_with('{')).count())
    }
}

/// Finds the route for a request; `None` means that the API itself answers 404.
pub fn find<'a>(routes: &'a [Route], method: &str, path: &str) -> Option<Taken<'a>> {
    routes
        .iter()
        .filter_map(|route| route.takes(method, path).map(|variables| Taken { route, variables }))
        .min_by_key(|taken| (Reverse(taken.route.fixed_words()), taken.route.method == "ANY"))
}

/// Percent-decoding; what is not UTF-8 keeps replacement characters, as in the cloud.
fn decoded(word: &str) -> String {
    let text = word.replace('+', "%2B");
    form_urlencoded::parse(text.as_bytes()).next().map_or_else(String::new, |(key, value)| {
        if value.is_empty() { key.into_owned() } else { format!("{key}={value}") }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(method: &str, path: &str, expected: Option<&str>) {
        let routes = [
            Route::new("GET", Some("/attachments/{id}"), "upload".to_owned()),
            Route::new("GET", Some("/attachments/new"), "upload".to_owned()),
            Route::new("POST", Some("/person/{list}/{row}/removal"), "registration".to_owned()),
            Route::new("GET", Some("/"), "home".to_owned()),
        ];
        let routes: Vec<_> = routes.into_iter().map(|route| route.expect("a good path")).collect();
        assert_eq!(find(&routes, method, path).map(|taken| taken.route.key()).as_deref(), expected, "{method} {path}");
    }

    #[test]
    fn a_route_that_is_not_in_the_template_does_not_exist() {
        check("GET", "/", Some("GET /"));
        check("POST", "/", None);
        check("GET", "/attachments", None);
        check("GET", "/attachments/", None);
        check("GET", "/attachments/1/2", None);
        check("GET", "/nowhere", None);
    }

    #[test]
    fn fixed_words_go_before_variables() {
        check("GET", "/attachments/new", Some("GET /attachments/new"));
        check("GET", "/attachments/newer", Some("GET /attachments/{id}"));
        check("POST", "/person/cv/3/removal", Some("POST /person/{list}/{row}/removal"));
    }

    #[test]
    fn default_takes_what_is_left() {
        let routes = [
            Route::new("ANY", None, "home".to_owned()).expect("$default"),
            Route::new("GET", Some("/reviews/{id}"), "review".to_owned()).expect("a good path"),
        ];
        assert_eq!(find(&routes, "PUT", "/reviews/1").expect("taken").route.key(), "$default");
        let taken = find(&routes, "GET", "/reviews/%E5%BC%A0+%2F").expect("taken");
        assert_eq!(taken.variables["id"], "张+/");
    }
}
