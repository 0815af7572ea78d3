//! `/openapi.json` as a client's contract: what the journeys send and get is what the document says.

mod books;
mod cases;

use crate::holders::holder;
use crate::people::{PASSWORD, basics, enterprise, file, person, worker};
use crate::town::{Seen, Town, Visitor};
use catalog::operations::OPERATIONS;
use serde_json::{Value as Json, json};
use std::cell::RefCell;
use std::collections::BTreeSet;

/// The document, and which of its operations were tried.
struct Contract {
    document: Json,
    tried: RefCell<BTreeSet<String>>,
}

impl Contract {
    /// Asks, and compares both what was sent and what came with the document.
    async fn ask(&self, who: &Visitor<'_>, operation: &str, path: &str, body: Json) -> Json {
        self.tried.borrow_mut().insert(operation.to_owned());
        let (method, template) = operation.split_once(' ').unwrap();
        let told = &self.document["paths"][template][method.to_lowercase()];
        let seen = if method == "GET" {
            self.query_is_told(told, path);
            who.get(path).await
        } else {
            let schema = &told["requestBody"]["content"]["application/json"]["schema"];
            self.fits(schema, &body).unwrap_or_else(|wrong| panic!("{operation} takes {body}: {wrong}"));
            who.post(path, &body).await
        };
        self.answers(operation, told, &seen)
    }

    fn answers(&self, operation: &str, told: &Json, seen: &Seen) -> Json {
        let listed = &told["responses"][seen.status.to_string()];
        assert!(listed.is_object(), "{operation} answered {}: {}", seen.status, seen.text());
        if seen.status == 302 {
            assert!(listed["headers"]["Location"].is_object() && !seen.header("location").is_empty(), "{operation}");
            return Json::Null;
        }
        let schema = &listed["content"][seen.header("content-type")]["schema"];
        assert!(schema.is_object(), "{operation} answers {}", seen.header("content-type"));
        let json = seen.json();
        self.fits(schema, &json).unwrap_or_else(|wrong| panic!("{operation} gives {json}: {wrong}"));
        json
    }

    fn query_is_told(&self, told: &Json, path: &str) {
        let query = path.split_once('?').map_or("", |(_, query)| query);
        for (name, _) in form_urlencoded::parse(query.as_bytes()) {
            let listed = told["parameters"].as_array().into_iter().flatten();
            assert!(listed.clone().any(|it| it["in"] == "query" && it["name"] == *name), "{path}: {name}");
        }
    }

    /// Types, required and unknown members, choices and lists: as much of JSON Schema as the document uses.
    fn fits(&self, schema: &Json, value: &Json) -> Result<(), String> {
        if let Some(to) = schema["$ref"].as_str() {
            return self.fits(self.document.pointer(&to[1..]).expect(to), value);
        }
        if let Some(ways) = schema["anyOf"].as_array() {
            return if ways.iter().any(|way| self.fits(way, value).is_ok()) { Ok(()) } else { Err("none fits".into()) };
        }
        let kinds = match &schema["type"] {
            Json::Array(kinds) => kinds.clone(),
            kind => vec![kind.clone()],
        };
        let kind = match value {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "integer",
            Json::String(_) => "string",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        };
        if !kinds.contains(&json!(kind)) {
            return Err(format!("{value} is no {kinds:?}"));
        }
        if schema["enum"].as_array().is_some_and(|all| !all.contains(value)) {
            return Err(format!("{value} is not listed"));
        }
        for item in value.as_array().into_iter().flatten().filter(|_| schema["items"].is_object()) {
            self.fits(&schema["items"], item)?;
        }
        for name in schema["required"].as_array().into_iter().flatten().filter(|_| value.is_object()) {
            value.get(name.as_str().unwrap()).ok_or_else(|| format!("{name} is missing"))?;
        }
        for (name, member) in value.as_object().into_iter().flatten() {
            match schema["properties"].get(name) {
                Some(schema) => self.fits(schema, member).map_err(|wrong| format!("{name}: {wrong}"))?,
                None if schema["additionalProperties"] == false => return Err(format!("{name} is unknown")),
                None => {}
            }
        }
        Ok(())
    }
}

/// A body with the controls that every change takes.
fn with_controls(mut body: Json, n: u32, version: Option<u64>) -> Json {
    body["request_id"] = json!(format!("contract-{n}"));
    version.into_iter().for_each(|version| body["version"] = json!(version));
    body
}

#[tokio::test]
async fn the_document_says_what_every_request_of_the_journeys_sends_and_gets() {
    let town = Town::open().await;
    let visitor = town.visitor();
    let document = visitor.get("/openapi.json").await.expect(200).json();
    let it = Contract { document, tried: RefCell::default() };
    let none = || json!({});
    for page in ["/session", "/registrations/enterprises", "/registrations/people", "/", "/credit", "/openapi.json"] {
        it.ask(&visitor, &format!("GET {page}"), page, none()).await;
    }
    let made = with_controls(enterprise(1), 1, None);
    let unit = it.ask(&visitor, "POST /registrations/enterprises", "/registrations/enterprises", made).await;
    let unit = unit["id"].as_str().unwrap();
    cases::of_verification(&it, &town, unit).await;
    it.ask(&visitor, "GET /registrations/units", "/registrations/units?q=%E7%A4%BA%E4%BE%8B", none()).await;
    let made = with_controls(person(0, unit), 2, None);
    let id = it.ask(&visitor, "POST /registrations/people", "/registrations/people", made).await["id"].clone();
    let signs_in = json!({ "login_name": "person0", "password": PASSWORD });
    it.ask(&visitor, "POST /session", "/session?to=/person", signs_in).await;
    of_the_person(&it, &town.sign_in("person0").await).await;
    of_the_unit(&it, &town.sign_in("unit1").await, id.as_str().unwrap()).await;
    of_its_people(&it, &town.sign_in("unit1").await).await;
    books::of_its_books(&it, &town.sign_in("unit1").await).await;
    cases::of_its_application(&it, &town.sign_in("unit1").await).await;
    cases::of_its_imports(&it, &town.sign_in("unit1").await).await;
    cases::of_cases(&it, &town).await;
    let officer = town.officer("officer").await;
    cases::of_deletions(&it, &town.sign_in("unit1").await, &officer).await;
    of_the_officer(&it, &officer).await;
    cases::of_handover(&it, unit, &officer).await;
    let wang = town.sign_in("person0").await;
    it.ask(&wang, "POST /session/end", "/session/end", none()).await;
    let wang = town.sign_in("person0").await;
    it.ask(&wang, "POST /account/initialisation", "/account/initialisation", json!({ "present_password": PASSWORD }))
        .await;

    let all: BTreeSet<String> = OPERATIONS.iter().map(|it| format!("{} {}", it.method, it.path)).collect();
    let assets: BTreeSet<String> = cases::ASSETS.iter().map(|it| (*it).to_owned()).collect();
    let untried: Vec<_> = all.difference(&it.tried.borrow()).filter(|it| !assets.contains(*it)).cloned().collect();
    assert_eq!(untried, Vec::<String>::new(), "say here what a new operation takes and gives");
}

async fn of_the_person(it: &Contract, wang: &Visitor<'_>) {
    let version = it.ask(wang, "GET /person", "/person", json!({})).await["version"].as_u64();
    it.ask(wang, "POST /person", "/person", with_controls(file(), 3, version)).await;
    it.ask(wang, "POST /person", "/person", json!({ "school": "示例大学" })).await;
    let row = json!({ "from": "2016-03", "employer": "乙公司" });
    it.ask(wang, "POST /person/{list}/{row}", "/person/cv/new", with_controls(row, 4, None)).await;
    it.ask(wang, "GET /person/{list}/{row}", "/person/cv/1", json!({})).await;
    it.ask(wang, "POST /person/{list}/{row}/removal", "/person/cv/1/removal", json!({})).await;
    let ticket = json!({ "for": "person", "kind": "identity", "name": "身份证.jpg", "size": 9 });
    it.ask(wang, "POST /attachments", "/attachments", ticket).await;
    it.ask(wang, "GET /attachments/new", "/attachments/new?for=person&kind=title", json!({})).await;
    let (refused, _) = wang.upload("title", "职称.pdf", &testkit::files::pdf_with_javascript()).await;
    it.ask(wang, "GET /attachments/{id}", &format!("/attachments/{refused}"), json!({})).await;
    it.ask(wang, "GET /todos", "/todos?after=0", json!({})).await;
    let removal = format!("/attachments/{refused}/removal");
    it.ask(wang, "POST /attachments/{id}/removal", &removal, with_controls(json!({}), 5, None)).await;
    let unit = it.ask(wang, "GET /person", "/person", json!({})).await["unit"]["id"].clone();
    it.ask(wang, "GET /person/unit", "/person/unit", json!({})).await;
    it.ask(wang, "POST /person/unit", "/person/unit", with_controls(json!({ "unit": unit }), 12, None)).await;
    let (id, _) = wang.upload("identity", "身份证.jpg", &testkit::files::jpeg(40, 30)).await;
    for (operation, tail) in
        [("", ""), ("/view", "/view?page=1"), ("/pages/{page}", "/pages/1"), ("/original", "/original")]
    {
        it.ask(wang, &format!("GET /attachments/{{id}}{operation}"), &format!("/attachments/{id}{tail}"), json!({}))
            .await;
    }
    of_my_materials(it, wang, &id).await;
    it.ask(wang, "GET /account", "/account", json!({})).await;
    let change = json!({ "user_name": "别名", "current_password": PASSWORD });
    it.ask(wang, "POST /account", "/account", with_controls(change, 6, None)).await;
    let wrong = it.ask(wang, "POST /person/submission", "/person/submission", json!({ "phone": "1" })).await;
    assert_eq!(wrong["errors"][0]["pointer"], "/phone", "a 422 is in the document too");
    it.ask(wang, "POST /person/submission", "/person/submission", with_controls(json!({}), 7, None)).await;
    it.ask(wang, "GET /person", "/person", json!({})).await;
}

async fn of_my_materials(it: &Contract, wang: &Visitor<'_>, paper: &str) {
    let list = it.ask(wang, "GET /materials", "/materials?kind=identity&validity=undated&q=&after=0", json!({})).await;
    assert_eq!(list["items"][0]["id"], json!(format!("identity-{paper}")));
    let path = format!("/materials/identity-{paper}");
    for (operation, tail) in
        [("", ""), ("/view", "/view?page=1"), ("/pages/{page}", "/pages/1"), ("/original", "/original")]
    {
        it.ask(wang, &format!("GET /materials/{{id}}{operation}"), &format!("{path}{tail}"), json!({})).await;
    }
    let dated = with_controls(json!({ "valid_until": "2099-12-31" }), 13, Some(1));
    it.ask(wang, "POST /materials/{id}/validity", &format!("{path}/validity"), dated).await;
    let offered = "/attachments/copies?for=person&of=&kind=title&q=&after=0&others=0";
    it.ask(wang, "GET /attachments/copies", offered, json!({})).await;
    let copy = json!({ "for": "person", "kind": "title", "material": format!("identity-{paper}") });
    let laid = it.ask(wang, "POST /attachments/copies", "/attachments/copies", with_controls(copy, 14, None)).await;
    let title = laid["id"].as_str().unwrap();
    wang.post(&format!("/attachments/{title}/removal"), &json!({})).await.expect(200);
    let removal = format!("/materials/title-{title}/removal");
    it.ask(wang, "POST /materials/{id}/removal", &removal, with_controls(json!({}), 15, None)).await;
}

async fn of_the_unit(it: &Contract, unit: &Visitor<'_>, person: &str) {
    let version = it.ask(unit, "GET /unit", "/unit?edit=1", json!({})).await["version"].as_u64();
    it.ask(unit, "GET /todos", "/todos", json!({})).await;
    it.ask(unit, "POST /unit", "/unit", with_controls(basics(), 8, version)).await;
    let list = it.ask(unit, "GET /reviews", "/reviews?state=waiting&q=%E7%8E%8B&after=0", json!({})).await;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    let path = format!("/reviews/{person}");
    it.ask(unit, "GET /reviews/{id}", &path, json!({})).await;
    it.ask(unit, "POST /reviews/{id}/disclosure", &format!("{path}/disclosure"), json!({})).await;
    let version = list["items"][0]["version"].as_u64();
    let approves = with_controls(json!({ "decision": "approve", "reason": "" }), 9, version);
    it.ask(unit, "POST /reviews/{id}/decisions", &format!("{path}/decisions"), approves).await;
}

async fn of_its_people(it: &Contract, unit: &Visitor<'_>) {
    it.ask(unit, "GET /people/new", "/people/new", json!({})).await;
    let made = it.ask(unit, "POST /people", "/people", with_controls(worker(5), 20, None)).await;
    let path = format!("/people/{}", made["id"].as_str().unwrap());
    let list = it.ask(unit, "GET /people", "/people?source=member&q=%E8%B5%B5&after=0", json!({})).await;
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
    it.ask(unit, "GET /people/{id}", &path, json!({})).await;
    it.ask(unit, "GET /people/{id}/edit", &format!("{path}/edit"), json!({})).await;
    it.ask(unit, "POST /people/{id}", &path, with_controls(worker(5), 21, made["version"].as_u64())).await;
    it.ask(unit, "GET /people/new", "/people/new?post=legal", json!({})).await;
    it.ask(unit, "POST /people", "/people?post=legal", with_controls(holder("legal", 15), 22, None)).await;
    it.ask(unit, "GET /people", "/people?post=staff&for=manager", json!({})).await;
    it.ask(unit, "GET /people/{id}/edit", &format!("{path}/edit?post=manager"), json!({})).await;
    let manager = with_controls(holder("manager", 5), 23, None);
    it.ask(unit, "POST /people/{id}", &format!("{path}?post=manager"), manager).await;
    it.ask(unit, "GET /people/{id}", &format!("{path}?post=manager"), json!({})).await;
    let given = with_controls(json!({ "post": "finance" }), 24, None);
    it.ask(unit, "POST /people/{id}/posts", &format!("{path}/posts"), given).await;
    let removal = format!("{path}/posts/finance/removal");
    it.ask(unit, "POST /people/{id}/posts/{post}/removal", &removal, with_controls(json!({}), 25, None)).await;
    it.ask(unit, "POST /people/{id}/disclosure", &format!("{path}/disclosure"), json!({})).await;
}

async fn of_the_officer(it: &Contract, officer: &Visitor<'_>) {
    it.ask(officer, "GET /accounts", "/accounts", json!({})).await;
    it.ask(officer, "GET /notices/new", "/notices/new", json!({})).await;
    let notice = json!({ "title": "公告", "body": "正文" });
    let made = it.ask(officer, "POST /notices", "/notices", with_controls(notice.clone(), 10, None)).await;
    let path = format!("/notices/{}", made["id"].as_str().unwrap());
    it.ask(officer, "GET /notices", "/notices?q=%E5%85%AC%E5%91%8A&after=0", json!({})).await;
    it.ask(officer, "GET /notices/{id}", &path, json!({})).await;
    it.ask(officer, "GET /notices/{id}/edit", &format!("{path}/edit"), json!({})).await;
    let version = made["version"].as_u64();
    it.ask(officer, "POST /notices/{id}", &path, with_controls(notice, 11, version)).await;
    it.ask(officer, "POST /notices/{id}/withdrawal", &format!("{path}/withdrawal"), json!({})).await;
    it.ask(officer, "POST /accounts/resets", "/accounts/resets", json!({ "login_name": "unit1" })).await;
}

#[tokio::test]
async fn every_list_says_how_its_next_page_is_asked_for() {
    let document = Town::open().await.visitor().get("/openapi.json").await.expect(200).json();
    let mut lists = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        let get = &methods["get"];
        let answer = &get["responses"]["200"]["content"]["application/json"]["schema"]["properties"];
        if answer["items"].is_object() {
            assert_eq!(answer["next"]["type"], json!(["string", "null"]), "{path}");
            let named = |it: &Json| it["in"] == "query" && it["name"] == "after";
            // A search of units is no list to be read to its end: whoever finds too many types more.
            let turns = !["/registrations/units", "/units"].contains(&path.as_str());
            assert_eq!(get["parameters"].as_array().is_some_and(|all| all.iter().any(named)), turns, "{path}");
            lists.push(path.as_str());
        }
    }
    assert_eq!(
        lists,
        [
            "/applications",
            "/attachments/copies",
            "/cases",
            "/deletion-requests",
            "/imports",
            "/materials",
            "/matters",
            "/notices",
            "/people",
            "/qualifications",
            "/registrations/units",
            "/reviews",
            "/todos",
            "/units"
        ]
    );
}
