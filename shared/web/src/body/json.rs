//! `application/json`: an object of texts, lists of texts, and lists of rows, read straight into a draft.
//! Nothing is built that a form could not hold, so a hostile body costs no more than its first fault.

use super::{MOST_NAME, MOST_ROWS, MOST_TEXTS};
use crate::problem::Problem;
use domain::form::{Draft, Entry};
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use std::fmt;

/// Reads a client's body; an empty one is an empty form.
pub(super) fn read(bytes: &[u8]) -> Result<Draft, Problem> {
    if bytes.is_empty() {
        return Ok(Draft::default());
    }
    let mut texts = 0;
    let mut json = serde_json::Deserializer::from_slice(bytes);
    let read = Sheet { texts: &mut texts, in_row: false }.deserialize(&mut json);
    let draft = read.and_then(|draft| json.end().map(|()| draft));
    draft.map_err(|_| Problem::Unreadable("正文不是这里能接受的 JSON"))
}

/// An object: the whole form, or one row of it.
struct Sheet<'a> {
    texts: &'a mut usize,
    in_row: bool,
}

impl<'de> DeserializeSeed<'de> for Sheet<'_> {
    type Value = Draft;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Draft, D::Error> {
        from.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Sheet<'_> {
    type Value = Draft;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Draft, A::Error> {
        let mut draft = Draft::default();
        while let Some(name) = map.next_key::<String>()? {
            if name.len() > MOST_NAME || name.contains('.') || draft.0.contains_key(&name) || draft.0.len() >= MOST_ROWS
            {
                return Err(Error::custom("a name is too long, no name, twice there, or one too many"));
            }
            let entry = map.next_value_seed(Cell { texts: self.texts, in_row: self.in_row })?;
            draft.0.insert(name, entry);
        }
        Ok(draft)
    }
}

/// The value of a name.
struct Cell<'a> {
    texts: &'a mut usize,
    in_row: bool,
}

impl<'de> DeserializeSeed<'de> for Cell<'_> {
    type Value = Entry;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Entry, D::Error> {
        from.deserialize_any(self)
    }
}

/// Counts one text more.
fn one<E: Error>(texts: &mut usize, text: String) -> Result<String, E> {
    *texts += 1;
    if *texts > MOST_TEXTS { Err(E::custom("too many texts")) } else { Ok(text) }
}

macro_rules! scalars {
    ($to:ident, $from:ident, $wrap:expr) => {
        fn visit_str<E: Error>(self, text: &str) -> Result<$to, E> {
            one(self.texts, text.to_owned()).map($wrap)
        }
        fn visit_bool<E: Error>(self, it: bool) -> Result<$to, E> {
            one(self.texts, it.to_string()).map($wrap)
        }
        fn visit_i64<E: Error>(self, it: i64) -> Result<$to, E> {
            one(self.texts, it.to_string()).map($wrap)
        }
        fn visit_u64<E: Error>(self, it: u64) -> Result<$to, E> {
            one(self.texts, it.to_string()).map($wrap)
        }
        fn visit_f64<E: Error>(self, it: f64) -> Result<$to, E> {
            const EXACT: f64 = 9_007_199_254_740_992.0;
            if it.abs() < EXACT { one(self.texts, it.to_string()).map($wrap) } else { Err(E::custom("a huge number")) }
        }
    };
}

impl<'de> Visitor<'de> for Cell<'_> {
    type Value = Entry;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text, a list of texts, or a list of rows")
    }
    scalars!(Entry, it, |text| Entry::Texts(vec![text]));
    fn visit_unit<E: Error>(self) -> Result<Entry, E> {
        Ok(Entry::Texts(Vec::new()))
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Entry, A::Error> {
        let (mut texts, mut rows) = (Vec::new(), Vec::new());
        while let Some(item) = list.next_element_seed(Item { texts: self.texts, in_row: self.in_row })? {
            match item {
                Entry::Texts(mut text) => texts.append(&mut text),
                Entry::Rows(mut row) => rows.append(&mut row),
            }
            let mixed = !texts.is_empty() && !rows.is_empty();
            if mixed || texts.len() > MOST_ROWS || rows.len() > MOST_ROWS {
                return Err(Error::custom("a list is mixed or too long"));
            }
        }
        Ok(if rows.is_empty() { Entry::Texts(texts) } else { Entry::Rows(rows) })
    }
}

/// One element of a list: a text, or a row where rows may be.
struct Item<'a> {
    texts: &'a mut usize,
    in_row: bool,
}

impl<'de> DeserializeSeed<'de> for Item<'_> {
    type Value = Entry;
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Entry, D::Error> {
        from.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Item<'_> {
    type Value = Entry;
    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a text or a row")
    }
    scalars!(Entry, it, |text| Entry::Texts(vec![text]));
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Entry, A::Error> {
        if self.in_row {
            return Err(Error::custom("rows within rows"));
        }
        *self.texts += 1;
        let row = Sheet { texts: self.texts, in_row: true }.visit_map(map)?;
        Ok(Entry::Rows(vec![row]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Instant;

    fn refused(body: &str) -> bool {
        matches!(read(body.as_bytes()), Err(Problem::Unreadable(_)))
    }

    #[test]
    fn numbers_and_truths_become_their_text() {
        let draft = read(r#"{"a": 3, "b": 12.5, "c": true, "d": null, "e": ["x", 1], "f": [{"g": "h"}, {}], "i": -7, "j": 210102190001010014, "k": []}"#.as_bytes()).unwrap();
        assert_eq!([draft.text("a"), draft.text("b"), draft.text("c"), draft.text("i")], ["3", "12.5", "true", "-7"]);
        assert_eq!((draft.texts("d").len(), draft.texts("e").len(), draft.rows("f").len()), (0, 2, 2));
        assert_eq!(draft.text("j"), "210102190001010014", "every digit of a number that fits");
        assert!(read(b"").unwrap().is_blank());
    }

    #[test]
    fn c07_hostile_json_is_refused_at_once() {
        for bad in [
            "[".repeat(60_000),
            format!("{{\"a\":{}", "[".repeat(60_000)),
            r#"{"a":{}}"#.into(),
            r#"{"a":[["b"]]}"#.into(),
            r#"{"a":[{"b":[{"c":"d"}]}]}"#.into(),
            r#"{"a":1,"a":2}"#.into(),
            r#"{"r":[{"a":1,"a":2}]}"#.into(),
            r#"{"a":["x",{"y":"z"}]}"#.into(),
            r#"{"a":1e400}"#.into(),
            r#"{"a":123456789012345678901234567890}"#.into(),
            r#"{"a":-1e30}"#.into(),
            format!("{{\"a\":[{}1]}}", "1,".repeat(30_000)),
            format!("{{\"a\":[{}{{}}]}}", "{},".repeat(20_000)),
            format!("{{\"{}\":1}}", "n".repeat(65)),
            format!("{{{}\"z\":1}}", (0..5000).map(|n| format!("\"{n}\":1,")).collect::<String>()),
            r#"{"a.0.b":1}"#.into(),
            r#"{"a":1} {}"#.into(),
            r#"{"a":"\ud800"}"#.into(),
            "{\"a\":\"\u{1}\"}".into(),
            "\"text\"".into(),
        ] {
            let head = bad.chars().take(60).collect::<String>();
            let tried = (0..5).map(|_| {
                let begun = Instant::now();
                assert!(refused(&bad), "{head}");
                begun.elapsed()
            });
            assert!(tried.min().is_some_and(|least| least.as_millis() < 5), "less than 5 ms: {head}");
        }
        assert!(refused("{\"a\":\"") && matches!(read(b"{\"a\":\"\xff\"}"), Err(Problem::Unreadable(_))));
    }

    #[test]
    fn c07_many_rows_of_many_texts_end_at_a_bound() {
        let row = format!("{{{}}}", (0..40).map(|n| format!("\"{n}\":1")).collect::<Vec<_>>().join(","));
        assert!(refused(&format!("{{\"a\":[{}]}}", vec![row; 150].join(","))));
    }
}
