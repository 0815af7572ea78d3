//! Items: written field by field, read strictly. What cannot be read is `Broken`, never a default.

use crate::keys::Key;
use aws_sdk_dynamodb::primitives::Blob;
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::form::{Draft, Entry};
use jiff::Timestamp;
use std::collections::HashMap;

/// An item as DynamoDB gives it.
pub(crate) type Raw = HashMap<String, A>;

/// An item being written.
pub(crate) struct Item(pub Raw);

impl Item {
    /// An item of a kind at a key. The schema number tells tomorrow's readers how today wrote.
    pub(crate) fn new(kind: &str, key: Key) -> Item {
        let item = Item(HashMap::from([("pk".to_owned(), A::S(key.pk)), ("sk".to_owned(), A::S(key.sk))]));
        item.text("kind", kind).number("schema", 1)
    }
    pub(crate) fn put(mut self, name: &str, value: A) -> Item {
        self.0.insert(name.to_owned(), value);
        self
    }
    pub(crate) fn text(self, name: &str, text: impl Into<String>) -> Item {
        self.put(name, A::S(text.into()))
    }
    pub(crate) fn maybe(self, name: &str, text: Option<&str>) -> Item {
        match text {
            Some(text) => self.text(name, text),
            None => self,
        }
    }
    pub(crate) fn number(self, name: &str, number: u64) -> Item {
        self.put(name, A::N(number.to_string()))
    }
    pub(crate) fn flag(self, name: &str, flag: bool) -> Item {
        self.put(name, A::Bool(flag))
    }
    pub(crate) fn at(self, name: &str, at: Timestamp) -> Item {
        self.number(name, at.as_millisecond().max(0).unsigned_abs())
    }
    pub(crate) fn bytes(self, name: &str, bytes: Vec<u8>) -> Item {
        self.put(name, A::B(Blob::new(bytes)))
    }
    pub(crate) fn texts(self, name: &str, texts: impl IntoIterator<Item = String>) -> Item {
        self.put(name, A::L(texts.into_iter().map(A::S).collect()))
    }
    pub(crate) fn draft(self, name: &str, draft: &Draft) -> Item {
        self.put(name, written(draft))
    }
}

/// How many bytes an item has, as DynamoDB counts: names and values in UTF-8.
pub(crate) fn size(item: &Raw) -> usize {
    fn of(value: &A) -> usize {
        match value {
            A::S(text) => text.len(),
            // Two digits a byte, one byte for the exponent.
            A::N(number) => number.len().div_ceil(2) + 1,
            A::B(blob) => blob.as_ref().len(),
            A::L(list) => 3 + list.iter().map(|it| 1 + of(it)).sum::<usize>(),
            A::M(map) => 3 + map.iter().map(|(name, it)| 1 + name.len() + of(it)).sum::<usize>(),
            _ => 1,
        }
    }
    item.iter().map(|(name, value)| name.len() + of(value)).sum()
}

/// An item being read.
#[derive(Clone, Copy)]
pub(crate) struct View<'a>(pub &'a Raw);

impl<'a> View<'a> {
    fn strange(self, name: &str) -> Trouble {
        let text = |name| self.0.get(name).and_then(|value: &A| value.as_s().ok()).map_or("?", String::as_str);
        // Only the sort key's first word goes into the log: ids stay out of it.
        let what = text("sk").split('#').next().unwrap_or("?");
        Trouble::broken(format!("an item of kind {} at {what} has no readable {name}", text("kind")))
    }
    pub(crate) fn maybe(self, name: &str) -> Option<&'a str> {
        self.0.get(name)?.as_s().ok().map(String::as_str)
    }
    pub(crate) fn text(self, name: &str) -> Result<&'a str, Trouble> {
        self.maybe(name).ok_or_else(|| self.strange(name))
    }
    pub(crate) fn owned(self, name: &str) -> Result<String, Trouble> {
        self.text(name).map(str::to_owned)
    }
    pub(crate) fn read<T>(self, name: &str, parse: impl Fn(&str) -> Option<T>) -> Result<T, Trouble> {
        self.maybe(name).and_then(parse).ok_or_else(|| self.strange(name))
    }
    pub(crate) fn number(self, name: &str) -> Result<u64, Trouble> {
        let number = self.0.get(name).and_then(|value| value.as_n().ok()).and_then(|text| text.parse().ok());
        number.ok_or_else(|| self.strange(name))
    }
    /// A number that items from before it was counted do not have.
    pub(crate) fn counted(self, name: &str) -> Result<u64, Trouble> {
        if self.0.contains_key(name) { self.number(name) } else { Ok(0) }
    }
    pub(crate) fn at(self, name: &str) -> Result<Timestamp, Trouble> {
        let millis = i64::try_from(self.number(name)?).map_err(|_| self.strange(name))?;
        Timestamp::from_millisecond(millis).map_err(|_| self.strange(name))
    }
    pub(crate) fn flag(self, name: &str) -> bool {
        self.0.get(name).and_then(|value| value.as_bool().ok()).copied().unwrap_or(false)
    }
    pub(crate) fn bytes(self, name: &str) -> Result<&'a [u8], Trouble> {
        let blob = self.0.get(name).and_then(|value| value.as_b().ok());
        blob.map(AsRef::as_ref).ok_or_else(|| self.strange(name))
    }
    pub(crate) fn texts(self, name: &str) -> Result<Vec<String>, Trouble> {
        let list = self.0.get(name).and_then(|value| value.as_l().ok()).ok_or_else(|| self.strange(name))?;
        list.iter().map(|text| text.as_s().cloned().map_err(|_| self.strange(name))).collect()
    }
    pub(crate) fn draft(self, name: &str) -> Result<Draft, Trouble> {
        self.0.get(name).and_then(read).ok_or_else(|| self.strange(name))
    }
}

/// A draft needs maps, lists and strings only.
fn written(draft: &Draft) -> A {
    let entry = |entry: &Entry| match entry {
        Entry::Texts(texts) => A::L(texts.iter().cloned().map(A::S).collect()),
        Entry::Rows(rows) => A::L(rows.iter().map(written).collect()),
    };
    A::M(draft.0.iter().map(|(name, it)| (name.clone(), entry(it))).collect())
}

fn read(value: &A) -> Option<Draft> {
    let entry = |value: &A| {
        let list = value.as_l().ok()?;
        if list.iter().all(A::is_m) && !list.is_empty() {
            return list.iter().map(read).collect::<Option<_>>().map(Entry::Rows);
        }
        list.iter().map(|text| text.as_s().ok().cloned()).collect::<Option<_>>().map(Entry::Texts)
    };
    value.as_m().ok()?.iter().map(|(name, it)| Some((name.clone(), entry(it)?))).collect::<Option<_>>().map(Draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::keys::Matter;
    use domain::ids::PersonId;

    #[test]
    fn a_draft_comes_back_as_it_was_written() {
        let rows = Entry::Rows(vec![Draft::default().with("from", "2010-09"), Draft::default().with("to", "")]);
        let mut draft = Draft::default().with("name", "阿卜杜拉·买买提");
        draft.0.insert("cv".into(), rows);
        assert_eq!(read(&written(&draft)), Some(draft));
    }

    #[test]
    fn an_unreadable_item_is_broken_and_names_no_id() {
        let person = PersonId::random();
        let item = Item::new("person", Matter::person(person).event(3)).text("version", "three");
        let Err(Trouble::Broken(why)) = View(&item.0).number("version") else { panic!("a word was read as a number") };
        assert_eq!(why.to_string(), "an item of kind person at event has no readable version");
    }
}
