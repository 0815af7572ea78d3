//! One draft in the spelling of both faces.

use domain::form::{Draft, Entry};
use serde_json::{Map, Value as Json, json};

/// What a client's body holds.
pub fn draft_of(body: &Json) -> Draft {
    let text = |json: &Json| json.as_str().map_or_else(|| json.to_string(), str::to_owned);
    let entry = |json: &Json| match json.as_array() {
        Some(all) if all.iter().any(Json::is_object) => Entry::Rows(all.iter().map(draft_of).collect()),
        Some(all) => Entry::Texts(all.iter().map(text).collect()),
        None => Entry::Texts(vec![text(json)]),
    };
    Draft(body.as_object().unwrap().iter().map(|(name, json)| (name.clone(), entry(json))).collect())
}

/// The body of a client.
pub fn json_of(draft: &Draft) -> Json {
    let entry = |entry: &Entry| match entry {
        Entry::Texts(texts) if texts.len() == 1 => json!(texts[0]),
        Entry::Texts(texts) => json!(texts),
        Entry::Rows(rows) => rows.iter().map(json_of).collect(),
    };
    draft.0.iter().map(|(name, it)| (name.clone(), entry(it))).collect::<Map<_, _>>().into()
}

/// The fields of a page's form.
pub fn pairs_of(draft: &Draft) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for (name, entry) in &draft.0 {
        match entry {
            Entry::Texts(texts) => pairs.extend(texts.iter().map(|text| (name.clone(), text.clone()))),
            Entry::Rows(rows) => {
                for (n, row) in rows.iter().enumerate() {
                    pairs.extend(pairs_of(row).into_iter().map(|(inner, text)| (format!("{name}.{n}.{inner}"), text)));
                }
            }
        }
    }
    pairs
}

/// A text as a page spells it.
pub fn words(text: &str) -> String {
    let marks = [('&', "&#38;"), ('<', "&#60;"), ('>', "&#62;"), ('"', "&#34;"), ('\'', "&#39;")];
    let spelled = |c: char| marks.iter().find(|(mark, _)| *mark == c).map_or(c.to_string(), |(_, it)| (*it).to_owned());
    text.chars().map(spelled).collect()
}
