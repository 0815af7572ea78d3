//! The people of the story: enterprises, registered persons, officers, and what they do first.

use crate::behind::Tables;
pub use crate::books::{agency, equipment, performance, statement};
use crate::town::{Seen, Town, Visitor};
use http::Method;
use serde_json::{Value as Json, json};
use testkit::numbers::{credit_code, identity, sex};

/// Everybody's password.
pub const PASSWORD: &str = "纸船载着十二枚月亮慢慢过河";

/// The registration of the n-th enterprise.
pub fn enterprise(n: u32) -> Json {
    json!({
        "credit_code": credit_code(n), "name": format!("沈阳示例第{n}建设有限公司"), "kind": "construction",
        "contact": "李某", "phone": "13800005678", "login_name": format!("unit{n}"), "password": PASSWORD,
    })
}

/// The registration of the n-th person with a unit.
pub fn person(n: u32, unit: &str) -> Json {
    json!({
        "identity_number": identity(n), "name": format!("王示例{n}"), "sex": sex(n), "unit": unit,
        "login_name": format!("person{n}"), "password": PASSWORD, "phone": "13900001234",
    })
}

/// A file that can be handed in, but for its papers.
pub fn file() -> Json {
    json!({
        "education": "21", "major": "土木工程",
        "certificates": [{ "category": "JZS2", "major": "建筑工程", "number": "辽221181234567", "until": "2099-06-30" }],
        "cv": [{ "from": "2010-09", "employer": "示例公司", "duty": "施工员" }],
    })
}

/// A unit's 基本信息, complete.
pub fn basics() -> Json {
    json!({
        "registration_type": "L01", "division": ["210000", "210100", "210102"], "registered_address": "和平区示例路1号",
        "founded": "2001-05-01", "address": "和平区示例路2号", "contact": "李某", "phone": "13800005678",
        "licence_number": "210100000000001", "capital": "5000", "currency": "CNY", "scope": "房屋建筑工程施工",
    })
}

/// The n-th person whom a unit keeps: an engineer with a post.
pub fn worker(n: u32) -> Json {
    json!({
        "name": format!("赵示例{n}"), "identity_number": identity(n), "sex": sex(n), "education": "21",
        "major": "土木工程", "category": "titled", "title_level": "3", "title_major": "结构", "title_number": "辽C001",
        "posts": [{ "post": "SGY", "number": "G001", "until": "2099-06-30" }],
        "insurer": "沈阳示例第1建设有限公司", "insured_from": "2020-01", "insured_to": "2026-10",
    })
}

/// Makes a person used in the n-th application, submitted on 2 March 2026 with the facts of the card, as the change that
/// submits an application does: the card is marked, and what was looked at then is written beside it.
pub async fn used(town: &Town, person: &str, n: u32) -> String {
    let tables = Tables::of(town);
    let mut card = tables.head("HALL_TABLE", &format!("worker#{person}")).await;
    let application = format!("{n:032x}");
    let text = |text: &str| json!({ "S": text });
    // One matter a forgery, since a unit has one application for each; no test applies for these.
    let matter = format!("D1{:02}B", 1 + n % 11);
    let item = json!({
        "pk": card["pk"], "sk": text(&format!("use#{application}")), "kind": text("use"), "schema": { "N": "1" },
        "application": text(&application), "number": text(&format!("SY2026030200000{n}")), "matter": text(&matter),
        "role": text("titled"), "at": { "N": "1772409600000" }, "version": card["version"], "facts": card["facts"],
    });
    // The mark that the application runs or was granted, one a matter.
    let running = json!({
        "pk": text(&format!("unit#{}", card["unit"]["S"].as_str().unwrap())), "sk": text(&format!("running#{matter}")),
        "kind": text("running"), "schema": { "N": "1" }, "application": text(&application), "bound": { "N": "0" },
    });
    let stamp: u64 = card["stamp"]["N"].as_str().unwrap().parse().unwrap();
    (card["used"], card["stamp"]) = (json!({ "BOOL": true }), json!({ "N": (stamp + 1).to_string() }));
    tables.put("HALL_TABLE", &card).await;
    tables.put("HALL_TABLE", &item).await;
    tables.put("HALL_TABLE", &running).await;
    application
}

impl Town {
    /// Registers the n-th enterprise, which is verified as if an officer had done it; its id.
    pub async fn enterprise(&self, n: u32) -> String {
        let unit = self.unverified(n).await;
        Tables::of(self).verify(&unit).await;
        unit
    }

    /// Registers the n-th enterprise, whose licence nobody has compared yet; its id.
    pub async fn unverified(&self, n: u32) -> String {
        let made = self.visitor().post("/registrations/enterprises", &enterprise(n)).await.expect(201);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// Registers the n-th person with a unit; the person's id.
    pub async fn person(&self, n: u32, unit: &str) -> String {
        let made = self.visitor().post("/registrations/people", &person(n, unit)).await.expect(201);
        made.json()["id"].as_str().unwrap().to_owned()
    }

    /// Unit 1 and its person 0, who is signed in and has an open file.
    pub async fn newcomer(&self) -> Visitor<'_> {
        let unit = self.enterprise(1).await;
        self.person(0, &unit).await;
        self.sign_in("person0").await
    }

    /// Signs in.
    pub async fn sign_in(&self, login_name: &str) -> Visitor<'_> {
        self.sign_in_with(login_name, PASSWORD).await
    }

    /// Signs in with a password of one's own.
    pub async fn sign_in_with(&self, login_name: &str, password: &str) -> Visitor<'_> {
        let body = json!({ "login_name": login_name, "password": password });
        let seen = self.visitor().post("/session", &body).await.expect(201);
        Visitor { town: self, cookie: seen.session() }
    }

    /// Makes an officer, who has changed the one-time password already.
    pub async fn officer(&self, name: &str) -> Visitor<'_> {
        self.officer_made(name, json!({ "add": name })).await
    }

    /// The same of the n-th identity number.
    pub async fn officer_known(&self, name: &str, n: u32) -> Visitor<'_> {
        self.officer_made(name, json!({ "add": name, "identity": identity(n) })).await
    }

    async fn officer_made(&self, name: &str, command: Json) -> Visitor<'_> {
        let hall = self.hall.hall_of("session").unwrap();
        let made = session_command(hall, json!({ "officer": command })).await;
        let once = made["password"].as_str().unwrap();
        let fresh = self.sign_in_with(name, once).await;
        let change = json!({ "current_password": once, "password": PASSWORD });
        fresh.post("/account", &change).await.expect(200);
        self.sign_in(name).await
    }
}

/// The operator's command, as the embedded hall's command line sends it.
pub async fn session_command(hall: &runtime::Hall, payload: Json) -> Json {
    session::command(hall, payload).await.unwrap()
}

impl Visitor<'_> {
    /// Uploads a file of a kind and waits until it was looked into; the attachment's id and what became of it.
    pub async fn upload(&self, kind: &str, name: &str, bytes: &[u8]) -> (String, Json) {
        self.lays(json!({ "for": "person", "kind": kind }), name, bytes).await
    }

    /// The same to any place, such as `{ "for": "worker", "of": id, "kind": "title" }`.
    pub async fn lays(&self, mut ticket: Json, name: &str, bytes: &[u8]) -> (String, Json) {
        (ticket["name"], ticket["size"]) = (json!(name), json!(bytes.len()));
        let ticket = self.post("/attachments", &ticket).await.expect(201).json();
        let sent = self.send_file(&ticket, name, bytes).await;
        assert!(matches!(sent.status, 200..=204), "{}", sent.text());
        let id = ticket["id"].as_str().unwrap().to_owned();
        let became = self.became(&id).await;
        (id, became)
    }

    /// Asks for the form with which a file of this kind, name and size can be sent.
    pub async fn ticket(&self, kind: &str, name: &str, size: usize) -> Seen {
        self.post("/attachments", &json!({ "for": "person", "kind": kind, "name": name, "size": size })).await
    }

    /// Posts a file with its ticket, as a browser's script does.
    pub async fn send_file(&self, ticket: &Json, name: &str, bytes: &[u8]) -> Seen {
        let fields = ticket["fields"].as_object().unwrap().iter();
        let fields = fields.map(|(field, value)| (field.clone(), value.as_str().unwrap().to_owned()));
        self.send_parts(ticket["url"].as_str().unwrap(), fields.collect(), name, bytes).await
    }

    /// Posts fields and a file to the bucket.
    pub async fn send_parts(&self, url: &str, fields: Vec<(String, String)>, name: &str, bytes: &[u8]) -> Seen {
        let (kind, body) = multipart(fields.into_iter(), name, bytes);
        let headers = [("content-type", kind.as_str()), ("origin", self.town.hall.origin())];
        self.town.send(Method::POST, url, &headers, body).await
    }

    /// Follows the redirect of a picture or an original to the bucket, as an `img` or a link does: without the cookie.
    pub async fn follow(&self, path: &str) -> Seen {
        let led = self.page(path).await.expect(302);
        self.town.send(Method::GET, led.header("location"), &[], "").await
    }

    /// Asks until a file is no longer waiting; the asking is bounded, and each ask is a request.
    pub async fn became(&self, id: &str) -> Json {
        for _ in 0..400 {
            let seen = self.get(&format!("/attachments/{id}")).await.expect(200).json();
            if seen["state"] != "waiting" {
                return seen;
            }
            tokio::time::sleep(std::time::Duration::from_millis(25)).await;
        }
        panic!("{id} is waiting for ever");
    }

    /// Fills in one's own file, uploads an identity card and hands it in.
    pub async fn hand_in(&self) -> Json {
        self.post("/person", &file()).await.expect(200);
        let (_, became) = self.upload("identity", "身份证.jpg", &testkit::files::jpeg(400, 300)).await;
        assert_eq!(became["state"], "admitted", "{became}");
        self.post("/person/submission", &json!({})).await.expect(200).json()
    }
}

impl Visitor<'_> {
    /// Uploads the unit's 营业执照; the attachment's id.
    pub async fn hangs_its_licence(&self) -> String {
        let licence = json!({ "for": "unit", "kind": "licence" });
        let (id, became) = self.lays(licence, "营业执照.jpg", &testkit::files::jpeg(400, 300)).await;
        assert_eq!(became["state"], "admitted");
        id
    }

    /// Uploads the unit's 营业执照 and asks for the unit to be verified; how it stands then.
    pub async fn asks_to_be_verified(&self) -> Json {
        self.hangs_its_licence().await;
        self.post("/unit/verification", &json!({})).await.expect(200).json()
    }

    /// States what whoever applies with people has to state of their social insurance, unless that is done.
    pub async fn states(&self) {
        if self.get("/records/insurance").await.expect(200).json()["validity"] == "有效" {
            return;
        }
        let made = self.post("/records/insurance", &statement()).await.expect(201).json();
        let ticket = json!({ "for": "insurance", "of": made["id"], "kind": "statement" });
        let (_, became) = self.lays(ticket, "社保声明.jpg", &testkit::files::jpeg(400, 300)).await;
        assert_eq!(became["state"], "admitted", "{became}");
    }

    /// Keeps these persons and picks them in an application for a matter; its address. The unit has stated what it has to.
    pub async fn draws_up(&self, matter: &str, persons: std::ops::Range<u32>) -> String {
        self.states().await;
        let begun = self.post("/applications", &json!({ "matter": matter })).await.expect(201).json();
        let path = format!("/applications/{}", begun["id"].as_str().unwrap());
        let mut ids = Vec::new();
        for n in persons {
            ids.push(self.post("/people", &worker(n)).await.expect(201).json()["id"].clone());
        }
        for some in ids.chunks(50) {
            self.post(&format!("{path}/people"), &json!({ "role": "titled", "person": some })).await.expect(200);
        }
        path
    }

    /// The same, and hands it in; its id.
    pub async fn applies(&self, matter: &str, persons: std::ops::Range<u32>) -> String {
        let path = self.draws_up(matter, persons).await;
        let done = self.post(&format!("{path}/submission"), &json!({})).await.expect(200).json();
        assert_eq!(done["state"], "submitted");
        done["id"].as_str().unwrap().to_owned()
    }

    /// One officer accepts a case and another grants it.
    pub async fn accepts_and(&self, other: &Visitor<'_>, case: &str) -> Json {
        self.post(&format!("/cases/{case}/acceptance"), &json!({})).await.expect(200);
        other.post(&format!("/cases/{case}/decisions"), &json!({ "decision": "grant" })).await.expect(200).json()
    }
}

/// A multipart body, the file last.
fn multipart(fields: impl Iterator<Item = (String, String)>, name: &str, bytes: &[u8]) -> (String, Vec<u8>) {
    const EDGE: &str = "----service-hall-acceptance";
    let mut body = Vec::new();
    for (field, value) in fields {
        body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n").bytes());
    }
    body.extend(format!("--{EDGE}\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes());
    body.extend(bytes);
    body.extend(format!("\r\n--{EDGE}--\r\n").bytes());
    (format!("multipart/form-data; boundary={EDGE}"), body)
}
