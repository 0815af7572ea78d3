//! Six callers, and what they try to get at.

use crate::people::{performance, worker};
use crate::town::{Town, Visitor};
use http::Method;
use serde_json::json;

/// Six callers at one hall.
pub struct Street<'a> {
    pub six: [Visitor<'a>; 6],
    pub ids: Ids,
}

/// What they try to get at.
pub struct Ids {
    pub person: String,
    pub paper: String,
    pub material: String,
    pub notice: String,
    pub worker: String,
    pub application: String,
    pub case: String,
    pub qualification: String,
    pub deletion: String,
    pub import: String,
    pub asset: String,
    pub unit: String,
    pub record: String,
}

/// A hall in which there is one of everything.
pub async fn street(town: &Town) -> Street<'_> {
    let (unit, _) = (town.enterprise(1).await, town.enterprise(2).await);
    let person = town.person(0, &unit).await;
    town.person(1, &unit).await;
    let (wang, officer) = (town.sign_in("person0").await, town.officer("officer").await);
    wang.hand_in().await;
    let paper = wang.get("/person").await.json()["attachments"][0]["id"].as_str().unwrap().to_owned();
    let material = format!("identity-{paper}");
    let notice = officer.post("/notices", &json!({ "title": "公告", "body": "正文" })).await.expect(201).json();
    let home = town.visitor().page("/").await.text();
    let asset = home.split("/assets/").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let (a, b) = (town.sign_in("unit1").await, town.sign_in("unit2").await);
    let other = town.sign_in("person1").await;
    let leaving = a.post("/people", &worker(40)).await.expect(201).json()["id"].clone();
    let worker = a.post("/people", &worker(7)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
    let deletion = a.post("/deletion-requests", &json!({ "person": leaving })).await.expect(201).json();
    let deletion = deletion["id"].as_str().unwrap().to_owned();
    let said = json!({ "initiator": "李某", "content": "离职" });
    a.post(&format!("/deletion-requests/{deletion}/feedback"), &said).await.expect(200);
    a.post(&format!("/deletion-requests/{deletion}/submission"), &json!({})).await.expect(200);
    let record = a.post("/records/performance", &performance(1)).await.expect(201).json();
    let record = record["id"].as_str().unwrap().to_owned();
    let begun = a.post("/applications", &json!({ "matter": "D101C" })).await.expect(201).json();
    let application = begun["id"].as_str().unwrap().to_owned();
    let granted = a.applies("D110C", 8..9).await;
    officer.accepts_and(&town.officer("officer2").await, &granted).await;
    let case = a.applies("D111C", 9..10).await;
    // One row is known already, so that something comes back.
    let sheet = a.sends_sheet("人员.xlsx", &crate::journeys::imports::sheet([7, 60].into_iter())).await;
    a.import_is(&sheet, &["ready"]).await;
    let import = sheet.rsplit('/').next().unwrap().to_owned();
    let (notice, qualification) = (notice["id"].as_str().unwrap().to_owned(), "D110C".to_owned());
    Street {
        six: [town.visitor(), a, b, wang, other, officer],
        ids: Ids {
            person,
            paper,
            material,
            notice,
            worker,
            application,
            case,
            qualification,
            deletion,
            asset,
            unit,
            record,
            import,
        },
    }
}

impl Ids {
    /// The address of an operation with this hall's ids in it.
    pub fn at(&self, operation: &str) -> (Method, String) {
        let (method, path) = operation.split_once(' ').unwrap();
        let id = match path.split('/').nth(1) {
            Some("reviews") => &self.person,
            Some("attachments") => &self.paper,
            Some("materials") => &self.material,
            Some("people") => &self.worker,
            Some("matters") => "D101C",
            Some("applications") => &self.application,
            Some("cases") => &self.case,
            Some("qualifications") => &self.qualification,
            Some("deletion-requests") => &self.deletion,
            Some("imports") => &self.import,
            Some("units") => &self.unit,
            Some("records") => &self.record,
            _ => &self.notice,
        };
        let path = path.replace("{id}", id).replace("{page}", "1").replace("{name}", &self.asset);
        let path = path.replace("{worker}", &self.worker).replace("{row}", "new");
        let list = if path.starts_with("/drafts/") { "witnesses" } else { "cv" };
        let path = path.replace("{book}/template", "insurance/template");
        let path = path.replace("{book}", "performance").replace("{form}", "performance").replace("{of}", "new");
        let path = path.replace("{list}", list);
        let path = path.replace("{post}", "manager");
        let query = match path.as_str() {
            "/attachments/new" | "/attachments/copies" if method == "GET" => "?for=person&kind=identity",
            "/imports/new" | "/imports/template" => "?of=people",
            "/registrations/units" => "?q=%E7%A4%BA%E4%BE%8B",
            _ => "",
        };
        (method.parse().unwrap(), format!("{path}{query}"))
    }
}
