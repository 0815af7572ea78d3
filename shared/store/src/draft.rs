//! What somebody began to fill in and has not saved: kept by itself, sealed, since numbers of persons may be in it.
//! One for each form and thing of a unit, and one for each form of what is new.

use crate::Store;
use crate::change::{Change, Commit, Guard, refused};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use domain::Trouble;
use domain::account::Actor;
use domain::form::{Draft, Entry};
use domain::ids::{RequestId, UnitId};
use jiff::Timestamp;
use serde_json::{Map, Value as Json};

/// What stands in the place of an id while the thing is new.
pub const NEW: &str = "new";

/// The most bytes that are kept of one unfinished form: an item holds 400 KB.
const MOST: usize = 300 * 1024;

/// An unfinished form.
#[derive(Clone, Debug, PartialEq)]
pub struct Pending {
    /// What was typed, unchecked.
    pub fields: Draft,
    /// The version of the thing that was seen when it was begun; none of something new.
    pub version: Option<u64>,
    /// The key of the request that will save it: what is new gets its id from it.
    pub request: RequestId,
    /// When it was kept last.
    pub at: Timestamp,
}

/// What became of keeping.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Laid {
    /// It is kept.
    Kept,
    /// It is longer than is kept.
    TooLong,
    /// The account was revoked meanwhile.
    Revoked,
}

impl Store {
    /// What a unit began to fill in of this form, for this thing or for a new one.
    pub async fn draft(&self, unit: UnitId, form: &str, of: &str) -> Result<Option<Pending>, Trouble> {
        let key = Matter::unit(unit).draft(form, of);
        self.get(&key).await?.as_ref().map(|raw| self.read_draft(&key, raw)).transpose()
    }

    /// Keeps what was typed, in the place of what was kept before.
    pub async fn keep_draft(&self, form: &str, of: &str, pending: &Pending, actor: &Actor) -> Result<Laid, Trouble> {
        let key = Matter::unit(actor.account.unit()).draft(form, of);
        let plain = Json::from_iter([("fields", told(&pending.fields))]).to_string();
        if plain.len() > MOST {
            return Ok(Laid::TooLong);
        }
        let sealed = self.seal.seal(&place(&key), plain.as_bytes())?;
        let item = Item::new("draft", key)
            .bytes("sealed", sealed)
            .text("request", pending.request.as_str())
            .at("at", pending.at);
        let item = match pending.version {
            Some(version) => item.number("version", version),
            None => item,
        };
        Ok(match self.commit(Change::default().put(self, item).by(self, actor)).await? {
            Commit::Stopped(stopped) if refused(&stopped, Guard::Account).is_some() => Laid::Revoked,
            Commit::Done | Commit::Stopped(_) => Laid::Kept,
        })
    }

    /// 放弃暂存. `false`: the account was revoked meanwhile.
    pub async fn drop_draft(&self, form: &str, of: &str, actor: &Actor) -> Result<bool, Trouble> {
        let key = Matter::unit(actor.account.unit()).draft(form, of);
        let change = Change::default().delete(self, &key).by(self, actor);
        Ok(matches!(self.commit(change).await?, Commit::Done))
    }

    /// Whether one of these forms was begun for something new that will bear this id, as `id_of` derives it.
    pub(crate) async fn is_begun(
        &self,
        unit: UnitId,
        forms: &[&str],
        is_it: impl Fn(&RequestId) -> bool,
    ) -> Result<bool, Trouble> {
        let keys: Vec<Key> = forms.iter().map(|form| Matter::unit(unit).draft(form, NEW)).collect();
        let wanted: Vec<_> = keys.iter().map(|key| (&*self.hall, key)).collect();
        if wanted.is_empty() {
            return Ok(false);
        }
        let found = self.fetch(&wanted).await?;
        let requests = found.iter().flatten().map(|raw| View(raw).read("request", RequestId::parse));
        Ok(requests.collect::<Result<Vec<_>, _>>()?.iter().any(is_it))
    }

    fn read_draft(&self, key: &Key, raw: &Raw) -> Result<Pending, Trouble> {
        let item = View(raw);
        let plain = self.seal.open(&place(key), item.bytes("sealed")?)?;
        let read = serde_json::from_slice::<Json>(&plain).ok().and_then(|json| heard(json.get("fields")?));
        Ok(Pending {
            fields: read.ok_or_else(|| Trouble::broken("an unfinished form cannot be read"))?,
            version: if raw.contains_key("version") { Some(item.number("version")?) } else { None },
            request: item.read("request", RequestId::parse)?,
            at: item.at("at")?,
        })
    }
}

impl Change {
    /// What was begun is finished with this change.
    pub(crate) fn finishes(self, store: &Store, unit: UnitId, begun: Option<(&str, &str)>) -> Change {
        match begun {
            Some((form, of)) => self.delete(store, &Matter::unit(unit).draft(form, of)),
            None => self,
        }
    }
}

fn place(key: &Key) -> String {
    format!("{}/{}", key.pk, key.sk)
}

/// A draft needs objects, arrays and texts only.
fn told(draft: &Draft) -> Json {
    let entry = |entry: &Entry| match entry {
        Entry::Texts(texts) => texts.iter().cloned().map(Json::from).collect::<Json>(),
        Entry::Rows(rows) => rows.iter().map(told).collect(),
    };
    draft.0.iter().map(|(name, it)| (name.clone(), entry(it))).collect::<Map<_, _>>().into()
}

fn heard(json: &Json) -> Option<Draft> {
    let entry = |json: &Json| {
        let list = json.as_array()?;
        if list.iter().all(Json::is_object) && !list.is_empty() {
            return list.iter().map(heard).collect::<Option<_>>().map(Entry::Rows);
        }
        list.iter().map(|text| text.as_str().map(str::to_owned)).collect::<Option<_>>().map(Entry::Texts)
    };
    json.as_object()?.iter().map(|(name, it)| Some((name.clone(), entry(it)?))).collect::<Option<_>>().map(Draft)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_typed_comes_back_as_it_was_typed() {
        let rows = Entry::Rows(vec![Draft::default().with("from", "2010-"), Draft::default()]);
        let mut draft = Draft::default().with("name", " 阿卜杜拉·买买提\r\n").with("phone", "");
        draft.0.insert("cv".into(), rows);
        draft.0.insert("insurance".into(), Entry::Texts(vec!["a".into(), "b".into()]));
        assert_eq!(heard(&told(&draft)), Some(draft));
    }
}
