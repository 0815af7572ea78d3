//! What somebody began to fill in and has not saved: kept by itself, sealed, since numbers of persons may be in it.
//! One for each form and thing of a unit, and one for each form of what is new.

use crate::Store;
use crate::change::{Change, Commit, Guard, Stopped, refused};
use crate::item::{Item, Raw, View};
use crate::keys::{Key, Matter};
use aws_sdk_dynamodb::types::AttributeValue as A;
use domain::Trouble;
use domain::account::Actor;
use domain::form::{Draft, Entry};
use domain::ids::{RequestId, UnitId};
use domain::window::Window;
use jiff::Timestamp;
use serde_json::{Map, Value as Json};

/// What stands in the place of an id while the thing is new.
pub const NEW: &str = "new";

/// The stamp of nothing: no keeping bears it.
const NOTHING: &str = "-";

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
    /// The window that kept it last; nothing of a client.
    pub hand: String,
    /// Another one with every keeping.
    pub stamp: String,
    /// The keys of the requests that put rows into it, newest last, each with the mark of its row: a second click adds none.
    pub rows: Vec<(String, String)>,
}

impl Pending {
    /// What was typed now.
    pub fn new(fields: Draft, version: Option<u64>, request: RequestId, at: Timestamp) -> Pending {
        let stamp = RequestId::random().as_str().to_owned();
        Pending { fields, version, request, at, hand: String::new(), stamp, rows: Vec::new() }
    }
    /// The same as this window keeps it.
    pub fn by(self, window: Option<&Window>) -> Pending {
        Pending { hand: window.map(|it| it.hand.clone()).unwrap_or_default(), ..self }
    }
    /// Whether saving ends it: it is what this window kept or saw last; of a client, what bears the key of its request.
    pub fn is_of(&self, window: Option<&Window>, request: &RequestId) -> bool {
        match window {
            Some(window) => window.knows(&self.hand, &self.stamp),
            None => self.request == *request,
        }
    }
}

/// An unfinished form that a change finishes: by form and thing, and as it was read.
#[derive(Clone, Debug)]
pub struct Finished {
    form: &'static str,
    of: String,
    stamp: String,
}

impl Finished {
    /// What was kept of this form, for this thing.
    pub fn new(form: &'static str, of: &str, pending: &Pending) -> Finished {
        Finished { form, of: of.to_owned(), stamp: pending.stamp.clone() }
    }
}

/// What became of keeping, or of giving up.
#[derive(Clone, Debug, PartialEq)]
pub enum Laid {
    /// It is done.
    Kept,
    /// Another window has kept something since, and what.
    Elsewhere(Box<Pending>),
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

    /// Keeps what was typed, in the place of what was kept before. A window replaces only what it knows; a client, which has
    /// none, whatever is there.
    pub async fn keep_draft(
        &self,
        (form, of): (&str, &str),
        pending: &Pending,
        window: Option<&Window>,
        actor: &Actor,
    ) -> Result<Laid, Trouble> {
        let key = Matter::unit(actor.account.unit()).draft(form, of);
        let rows = pending.rows.iter().map(|(request, mark)| Json::from(vec![request.as_str(), mark.as_str()]));
        let plain = Json::from_iter([("fields", told(&pending.fields)), ("rows", rows.collect())]).to_string();
        if plain.len() > MOST {
            return Ok(Laid::TooLong);
        }
        let sealed = self.seal.seal(&place(&key), plain.as_bytes())?;
        let item = Item::new("draft", key.clone())
            .bytes("sealed", sealed)
            .text("request", pending.request.as_str())
            .at("at", pending.at)
            .text("hand", &pending.hand)
            .text("stamp", &pending.stamp);
        let item = match pending.version {
            Some(version) => item.number("version", version),
            None => item,
        };
        let change = match window {
            Some(window) => {
                let known = known(window);
                Change::default().put_if(Guard::There("draft"), &self.hall, item, Some((KNOWN, &known)))
            }
            None => Change::default().put(self, item),
        };
        match self.commit(change.by(self, actor)).await? {
            Commit::Done => Ok(Laid::Kept),
            Commit::Stopped(stopped) => self.laid_instead(&key, &stopped),
        }
    }

    /// 放弃暂存. A window gives up only what it knows; a client, which has none, whatever is there.
    pub async fn drop_draft(
        &self,
        (form, of): (&str, &str),
        window: Option<&Window>,
        actor: &Actor,
    ) -> Result<Laid, Trouble> {
        let key = Matter::unit(actor.account.unit()).draft(form, of);
        let change = match window {
            Some(window) => {
                let known = known(window);
                Change::default().take_if(Guard::There("draft"), self, &key, (KNOWN, &known))
            }
            None => Change::default().delete(self, &key),
        };
        match self.commit(change.by(self, actor)).await? {
            Commit::Done => Ok(Laid::Kept),
            Commit::Stopped(stopped) => self.laid_instead(&key, &stopped),
        }
    }

    /// What stood in the way of keeping or giving up.
    fn laid_instead(&self, key: &Key, stopped: &Stopped) -> Result<Laid, Trouble> {
        match refused(stopped, Guard::There("draft")).flatten() {
            Some(other) if refused(stopped, Guard::Account).is_none() => {
                Ok(Laid::Elsewhere(Box::new(self.read_draft(key, other)?)))
            }
            _ => Ok(Laid::Revoked),
        }
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
        let json = serde_json::from_slice::<Json>(&plain).ok();
        let read = json.as_ref().and_then(|json| heard(json.get("fields")?));
        let rows = json.as_ref().and_then(|json| json.get("rows")?.as_array());
        let row = |row: &Json| Some((row.get(0)?.as_str()?.to_owned(), row.get(1)?.as_str()?.to_owned()));
        Ok(Pending {
            fields: read.ok_or_else(|| Trouble::broken("an unfinished form cannot be read"))?,
            rows: rows.into_iter().flatten().filter_map(row).collect(),
            hand: item.maybe("hand").unwrap_or_default().to_owned(),
            stamp: item.maybe("stamp").unwrap_or_default().to_owned(),
            version: if raw.contains_key("version") { Some(item.number("version")?) } else { None },
            request: item.read("request", RequestId::parse)?,
            at: item.at("at")?,
        })
    }
}

impl Change {
    /// What was begun is finished with this change, unless another window has kept something since it was read.
    pub(crate) fn finishes(self, store: &Store, unit: UnitId, begun: Option<&Finished>) -> Change {
        match begun {
            Some(it) if it.stamp.is_empty() => self.delete(store, &Matter::unit(unit).draft(it.form, &it.of)),
            Some(it) => {
                let key = Matter::unit(unit).draft(it.form, &it.of);
                self.take(Guard::Aside, store, &key, ("stamp", A::S(it.stamp.clone())))
            }
            None => self,
        }
    }
}

/// What is there is what a window knows, or there is nothing.
const KNOWN: &str = "attribute_not_exists(pk) OR hand = :h OR stamp = :s";

fn known(window: &Window) -> [(&'static str, A); 2] {
    let saw = window.saw.as_deref().unwrap_or(NOTHING);
    [(":h", A::S(window.hand.clone())), (":s", A::S(saw.to_owned()))]
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
