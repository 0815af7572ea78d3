//! `/openapi.json`, from the list of operations and the forms: nothing of it is written twice.

use crate::paper::schema;
use catalog::FORMS;
use catalog::operations::{OPERATIONS, Operation};
use serde_json::{Map, Value as Json, json};

/// The document of the whole hall.
pub fn document() -> Json {
    let mut paths = Map::new();
    for it in OPERATIONS {
        let methods = paths.entry(it.path).or_insert_with(|| json!({}));
        methods[it.method.to_ascii_lowercase()] = operation(it);
    }
    let schemas: Map<String, Json> =
        FORMS.iter().map(|form| (form.name.to_owned(), schema(form.title, form.fields()))).collect();
    json!({
        "openapi": "3.1.0",
        "info": { "title": "建设工程网上办事大厅", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": crate::claim::COOKIE } },
        },
        "security": [{ "session": [] }, {}],
    })
}

fn operation(it: &Operation) -> Json {
    let named = it.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let mut parameters: Vec<Json> = named
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    if it.method == "POST" {
        parameters.push(
            json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 100 } }),
        );
    }
    let problem = json!({ "description": "problem", "content": { "application/problem+json": {} } });
    let done = json!({ "description": it.summary, "content": { "application/json": {} } });
    let mut shown = json!({ "summary": it.summary, "responses": { it.status.to_string(): done, "default": problem } });
    if !parameters.is_empty() {
        shown["parameters"] = parameters.into();
    }
    if let Some(form) = it.body {
        let schema = json!({ "schema": { "$ref": format!("#/components/schemas/{}", form.name) } });
        let content = json!({ "application/json": schema, "application/x-www-form-urlencoded": schema });
        shown["requestBody"] = json!({ "required": true, "content": content });
    }
    shown
}
