//! `/openapi.json`, from the list of operations and the forms: nothing of it is written twice.

use crate::paper::schema;
use catalog::FORMS;
use catalog::operations::{Gives, OPERATIONS, Operation, Takes, Told};
use domain::form::{Field, Form, Kind};
use serde_json::{Map, Value as Json, json};

/// The document of the whole hall.
pub fn document() -> Json {
    let mut paths = Map::new();
    for it in OPERATIONS {
        let methods = paths.entry(it.path).or_insert_with(|| json!({}));
        methods[it.method.to_ascii_lowercase()] = operation(it);
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "建设工程网上办事大厅", "version": env!("CARGO_PKG_VERSION") },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": { "session": { "type": "apiKey", "in": "cookie", "name": crate::claim::COOKIE } },
        },
        "security": [{ "session": [] }, {}],
    })
}

/// The bodies: every form, what changes a part of one, rows, and a body without any field; and the problem.
fn schemas() -> Map<String, Json> {
    let forms = FORMS.iter().map(|form| Takes::Whole(form)).chain(OPERATIONS.iter().map(|it| it.body));
    let mut schemas: Map<String, Json> = forms.map(|takes| (name(takes), body(takes))).collect();
    schemas.insert("problem".to_owned(), problem());
    schemas
}

fn name(takes: Takes) -> String {
    match takes {
        Takes::Nothing => "controls".to_owned(),
        Takes::Whole(form) => form.name.to_owned(),
        Takes::Part(form) => format!("{}-part", form.name),
        Takes::OneOf(name, _) => name.to_owned(),
        Takes::Row(form) => format!("{}-row", form.name),
        Takes::Beside(form, ids) => format!("{}-{ids}", form.name),
    }
}

fn body(takes: Takes) -> Json {
    match takes {
        Takes::Nothing => controlled(json!({ "type": "object", "additionalProperties": false, "properties": {} })),
        Takes::Whole(form) => controlled(schema(form.title, form.fields())),
        Takes::Part(form) => part(form),
        Takes::OneOf(_, forms) => json!({ "anyOf": forms.iter().map(|form| part(form)).collect::<Vec<_>>() }),
        Takes::Beside(form, ids) => {
            let mut beside = controlled(schema(form.title, form.fields()));
            let some = json!({ "type": "array", "minItems": 1, "items": { "type": "string" } });
            beside["properties"][ids] = json!({ "anyOf": [{ "type": "string" }, some] });
            beside
        }
        Takes::Row(form) => {
            let rows = lists(form).map(|(list, columns)| controlled(schema(list.label, columns.iter())));
            json!({ "anyOf": rows.collect::<Vec<_>>() })
        }
    }
}

/// A form of which everything that is left out stays as it was.
fn part(form: &'static Form) -> Json {
    let mut part = controlled(schema(form.title, form.fields()));
    part.as_object_mut().expect("a schema is an object").remove("required");
    part
}

fn lists(form: &'static Form) -> impl Iterator<Item = (&'static Field, &'static [Field])> {
    form.fields()
        .filter_map(|field| if let Kind::Rows(columns, _) = field.kind { Some((field, columns)) } else { None })
}

/// The same with what every change may say of itself.
fn controlled(mut schema: Json) -> Json {
    let properties = &mut schema["properties"];
    properties["request_id"] = json!({
        "type": "string", "minLength": 1, "maxLength": 100,
        "description": "本次请求的名称，也可以写在 Idempotency-Key 中；同名的请求只生效一次，得到同样的回答",
    });
    properties["version"] = json!({
        "type": "integer", "description": "提交者看到的版本；如果内容已被他人修改，回答 409",
    });
    schema
}

fn problem() -> Json {
    let text = json!({ "type": "string" });
    let error = json!({
        "type": "object", "required": ["pointer", "code", "text"],
        "properties": { "pointer": text, "code": text, "text": text },
    });
    json!({
        "type": "object", "required": ["type", "title", "status"],
        "properties": {
            "type": text, "title": text, "status": { "type": "integer" },
            "errors": { "type": "array", "items": error, "description": "422：每一处需要修改的内容" },
            "state": { "type": "string", "description": "409：现在的状态" },
            "version": { "type": "integer", "description": "409：现在的版本" },
            "to": { "type": "string", "description": "401、403：先到这里办理" },
        },
    })
}

fn operation(it: &Operation) -> Json {
    let named = it.path.split('/').filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'));
    let path = |name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } });
    let query = |name| json!({ "name": name, "in": "query", "schema": { "type": "string", "maxLength": 200 } });
    let mut parameters: Vec<Json> = named.map(path).chain(it.query.iter().map(query)).collect();
    let mut responses = json!({ it.status.to_string(): answer(it), "default": refusal("problem") });
    let mut shown = json!({ "summary": it.summary });
    if it.method == "POST" {
        parameters.push(
            json!({ "name": "Idempotency-Key", "in": "header", "schema": { "type": "string", "maxLength": 100 } }),
        );
        responses["422"] = refusal("errors 指出每一处需要修改的内容");
        shown["requestBody"] = asked(it.body);
    }
    shown["responses"] = responses;
    if !parameters.is_empty() {
        shown["parameters"] = parameters.into();
    }
    shown
}

fn asked(takes: Takes) -> Json {
    let schema = json!({ "schema": { "$ref": format!("#/components/schemas/{}", name(takes)) } });
    let content = json!({ "application/json": schema, "application/x-www-form-urlencoded": schema });
    let must = matches!(takes, Takes::Whole(_) | Takes::Row(_) | Takes::Beside(..));
    json!({ "required": must, "content": content, "description": "网页表单另带页面给出的 _csrf" })
}

fn refusal(words: &str) -> Json {
    let schema = json!({ "schema": { "$ref": "#/components/schemas/problem" } });
    json!({ "description": words, "content": { "application/problem+json": schema } })
}

fn answer(it: &Operation) -> Json {
    let schema = match it.gives {
        Gives::Object(told) => object(told),
        Gives::List(told, more) => {
            let mut list = object(more);
            list["properties"]["items"] = json!({ "type": "array", "items": object(told) });
            list["properties"]["next"] = json!({
                "type": ["string", "null"], "description": "下一页的 after；没有下一页时为 null",
            });
            let must = ["items", "next"].into_iter().chain(more.iter().map(|it| it.name));
            list["required"] = must.collect();
            list
        }
        Gives::Way => {
            let location = json!({ "description": "一分钟内有效的地址", "schema": { "type": "string" } });
            return json!({ "description": it.summary, "headers": { "Location": location } });
        }
        Gives::Asset => return json!({ "description": it.summary, "content": { "*/*": {} } }),
    };
    json!({ "description": it.summary, "content": { "application/json": { "schema": schema } } })
}

fn object(told: &[Told]) -> Json {
    let properties: Map<String, Json> =
        told.iter().map(|it| (it.name.to_owned(), json!({ "type": it.kind }))).collect();
    let must: Vec<&str> = told.iter().filter(|it| it.always).map(|it| it.name).collect();
    json!({ "type": "object", "properties": properties, "required": must })
}
