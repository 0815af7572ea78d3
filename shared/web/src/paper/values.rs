//! A form's values in JSON, its schema, its columns, its words, and an example that feeds the tests.

use domain::form::{Dictionary, Draft, Entry, Field, Keys, Kind, Scalar};
use serde_json::{Map, Value as Json, json};

/// What a form holds, as JSON. Secrets are in no answer.
pub fn values(fields: impl Iterator<Item = &'static Field>, draft: &Draft) -> Json {
    let held = fields.filter(|field| draft.0.contains_key(field.name) && !is_secret(field));
    let value = |field: &'static Field| {
        let texts = draft.texts(field.name);
        match field.kind {
            Kind::Rows(columns, _) => draft.rows(field.name).iter().map(|row| values(columns.iter(), row)).collect(),
            Kind::Several(_) | Kind::Cascade(_) | Kind::Papers(_) => json!(texts),
            Kind::Line(Scalar { schema: ("integer", _), .. }) => {
                let number: Option<u64> = texts.first().and_then(|text| text.parse().ok());
                number.map_or_else(|| json!(texts.first()), Json::from)
            }
            Kind::Line(_) | Kind::Prose(_) | Kind::Choice(_) | Kind::Lookup => json!(texts.first()),
        }
    };
    held.map(|field| (field.name.to_owned(), value(field))).collect::<Map<_, _>>().into()
}

fn is_secret(field: &Field) -> bool {
    matches!(field.kind, Kind::Line(scalar) if scalar.keys == Keys::Secret)
}

/// What was typed into a field, in words: names for codes.
pub fn words_of(field: &Field, texts: &[String]) -> String {
    let names = |from: &Dictionary| -> Vec<String> {
        texts.iter().map(|code| from.name_of(code).map_or_else(|| code.clone(), str::to_owned)).collect()
    };
    match field.kind {
        Kind::Choice(from) | Kind::Several(from) => names(from).join("、"),
        Kind::Cascade(from) => from.path(texts).iter().map(|node| node.name).collect::<Vec<_>>().join(" / "),
        Kind::Line(_) if is_secret(field) => String::new(),
        Kind::Line(_) | Kind::Prose(_) => texts.join("、"),
        Kind::Papers(_) if texts.is_empty() => String::new(),
        Kind::Papers(_) => format!("{} 份", texts.len()),
        Kind::Lookup | Kind::Rows(..) => String::new(),
    }
}

/// The JSON schema of a form.
pub fn schema(title: &str, fields: impl Iterator<Item = &'static Field> + Clone) -> Json {
    let always = |field: &&Field| field.must && field.when.is_none();
    let required: Vec<&str> = fields.clone().filter(always).map(|field| field.name).collect();
    let properties: Map<String, Json> = fields.map(|field| (field.name.to_owned(), property(field))).collect();
    let mut schema =
        json!({ "type": "object", "title": title, "additionalProperties": false, "properties": properties });
    if !required.is_empty() {
        schema["required"] = required.into();
    }
    schema
}

fn property(field: &'static Field) -> Json {
    let codes = |from: &Dictionary| {
        let listed: Vec<&str> = from.entries.iter().map(|(code, _)| *code).collect();
        let named: Vec<&str> = from.entries.iter().map(|(_, name)| *name).collect();
        json!({ "type": "string", "enum": listed, "x-enum-names": named })
    };
    let mut schema = match field.kind {
        Kind::Line(Scalar { schema: (kind, ""), .. }) => json!({ "type": kind }),
        Kind::Line(Scalar { schema: (kind, format), .. }) => json!({ "type": kind, "format": format }),
        Kind::Prose(most) => json!({ "type": "string", "maxLength": most }),
        Kind::Choice(from) => codes(from),
        Kind::Several(from) => json!({ "type": "array", "items": codes(from), "uniqueItems": true }),
        Kind::Cascade(from) => {
            let levels = from.levels.len();
            json!({ "type": "array", "items": { "type": "string" }, "minItems": levels, "maxItems": levels })
        }
        Kind::Lookup => json!({ "type": "string", "format": "id", "pattern": "^[0-9a-f]{32}$" }),
        Kind::Papers(_) => json!({ "type": "array", "items": { "type": "string" }, "uniqueItems": true }),
        Kind::Rows(columns, most) => {
            json!({ "type": "array", "items": schema(field.label, columns.iter()), "maxItems": most })
        }
    };
    schema["title"] = field.label.into();
    if is_secret(field) {
        schema["writeOnly"] = true.into();
    }
    let when = field.when.map(|(other, value)| format!("仅当 {other} 为 {value} 时填写"));
    let said: Vec<String> =
        Some(field.hint).filter(|hint| !hint.is_empty()).map(str::to_owned).into_iter().chain(when).collect();
    if !said.is_empty() {
        schema["description"] = said.join("；").into();
    }
    schema
}

/// One spreadsheet column. Rows get a sheet of their own.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// The sheet's name.
    pub sheet: &'static str,
    /// The heading; `*` marks what is required.
    pub header: String,
    /// Characters.
    pub width: u8,
    /// The dictionary to choose from.
    pub list: Option<&'static str>,
}

/// The columns of a form's spreadsheet.
pub fn columns(sheet: &'static str, fields: impl Iterator<Item = &'static Field>) -> Vec<Column> {
    let column = |field: &Field, label: &str, width, list| {
        let header = format!("{label}{}", if field.must { "*" } else { "" });
        Column { sheet, header, width, list }
    };
    let of = |field: &'static Field| match field.kind {
        Kind::Line(scalar) => vec![column(field, field.label, scalar.width, None)],
        Kind::Prose(_) => vec![column(field, field.label, 40, None)],
        Kind::Lookup => vec![column(field, field.label, 34, None)],
        Kind::Choice(from) | Kind::Several(from) => vec![column(field, field.label, 16, Some(from.name))],
        Kind::Cascade(from) => from.levels.iter().map(|level| column(field, level, 20, None)).collect(),
        Kind::Papers(_) => Vec::new(),
        Kind::Rows(inner, _) => columns(field.label, inner.iter()),
    };
    fields.flat_map(of).collect()
}

/// A well-filled draft of any form: feeds the tests and the documents.
pub fn example(fields: impl Iterator<Item = &'static Field>) -> Draft {
    let entry = |field: &'static Field| match field.kind {
        Kind::Line(scalar) => Entry::Texts(vec![scalar.example.into()]),
        Kind::Prose(_) => Entry::Texts(vec!["示例".into()]),
        Kind::Choice(from) | Kind::Several(from) => Entry::Texts(vec![from.entries[0].0.into()]),
        Kind::Cascade(from) => {
            let path = std::iter::successors(from.roots.first(), |node| node.below.first());
            Entry::Texts(path.map(|node| node.code.to_owned()).collect())
        }
        Kind::Lookup => Entry::Texts(vec!["0123456789abcdef0123456789abcdef".into()]),
        // A scan is uploaded first, and nobody can make up its id.
        Kind::Papers(_) => Entry::Texts(Vec::new()),
        Kind::Rows(columns, _) => Entry::Rows(vec![example(columns.iter())]),
    };
    Draft(fields.map(|field| (field.name.to_owned(), entry(field))).collect())
}
