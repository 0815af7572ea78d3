//! A town in which every way can be gone: who goes it, and the ids that addresses name.

use super::{Way, Who};
use crate::people::{agency, performance, used, worker};
use crate::town::{Town, Visitor};
use local::Options;
use serde_json::json;
use std::collections::BTreeMap;

/// Whose id an address names, by its beginning; the longest counts.
const OF: &[(&str, &str)] = &[
    ("/reviews/{id}", "waiting-person"),
    ("/notices/{id}", "notice"),
    ("/materials/{id}", "material"),
    ("/attachments/copies", "worker"),
    ("/people/{id}", "worker"),
    ("/people/{id}/posts", "registered"),
    ("/records/performance/{id}", "record"),
    ("/applications/{id}", "draft"),
    ("/cases/{id}", "submitted"),
    ("/cases/{id}/decisions", "accepted"),
    ("/cases/{id}/reassignment", "taken"),
    ("/deletion-requests/{id}", "asked"),
    ("/deletion-requests/{id}/decisions", "waiting"),
    ("/units/{id}", "unverified"),
];

/// Everybody and everything that ways lead to.
pub struct Stage<'a> {
    visitors: BTreeMap<Who, Visitor<'a>>,
    ids: BTreeMap<&'static str, String>,
}

impl<'a> Stage<'a> {
    /// A town with nobody's patience: as many wrong tries as a test needs, and tables that can be made to fail.
    pub async fn town() -> Town {
        let tries = ["SignInTries", "AddressTries", "AccountTries", "TakenTries"];
        let overrides = tries.map(|name| (name.to_owned(), "100000".to_owned())).into();
        Town::with(Options { overrides, faults: true, ..Options::default() }).await
    }

    /// Sets the stage: one of everything that a form is about, each in the state in which the form is open.
    pub async fn set(town: &'a Town) -> Stage<'a> {
        let unit = town.enterprise(1).await;
        town.person(0, &unit).await;
        town.person(1, &unit).await;
        let (wang, li, a) = (town.sign_in("person0").await, town.sign_in("person1").await, town.sign_in("unit1").await);
        let (officer, other) = (town.officer("officer").await, town.officer("officer2").await);
        let mut ids = BTreeMap::from([("unit", unit)]);
        ids.insert("waiting-person", li.hand_in().await["id"].as_str().unwrap().to_owned());
        wang.post("/person", &json!({ "cv": [{ "from": "2010-09", "employer": "示例公司" }] })).await.expect(200);
        ids.insert("registered", town.person(22, &ids["unit"]).await);
        town.sign_in("person22").await.hand_in().await;
        let review = format!("/reviews/{}/decisions", ids["registered"]);
        a.post(&review, &json!({ "decision": "approve" })).await.expect(200);
        let ticket = json!({ "for": "unit", "kind": "licence" });
        let (paper, _) = a.lays(ticket, "执照.jpg", &testkit::files::jpeg(40, 30)).await;
        ids.insert("material", format!("licence-{paper}"));
        let notice = officer.post("/notices", &json!({ "title": "公告", "body": "正文" })).await.expect(201).json();
        ids.insert("notice", notice["id"].as_str().unwrap().to_owned());
        let kept = a.post("/people", &worker(2)).await.expect(201).json();
        ids.insert("worker", kept["id"].as_str().unwrap().to_owned());
        let record = a.post("/records/performance", &performance(1)).await.expect(201).json();
        ids.insert("record", record["id"].as_str().unwrap().to_owned());
        town.visitor().post("/registrations/enterprises", &agency(3)).await.expect(201);
        ids.insert("draft", a.draws_up("D112C", 0..0).await.rsplit('/').next().unwrap().to_owned());
        for (name, matter, n) in [("submitted", "D110C", 4), ("accepted", "D111C", 5), ("taken", "D101C", 8)] {
            ids.insert(name, a.applies(matter, n..n + 1).await);
        }
        other.post(&format!("/cases/{}/acceptance", ids["accepted"]), &json!({})).await.expect(200);
        other.post(&format!("/cases/{}/taking", ids["taken"]), &json!({})).await.expect(200);
        deletions(town, &a, &mut ids).await;
        ids.insert("unverified", town.unverified(2).await);
        town.sign_in("unit2").await.asks_to_be_verified().await;
        let lab = (Who::Lab, town.sign_in("lab3").await);
        let visitors =
            [(Who::Visitor, town.visitor()), (Who::Person, wang), (Who::Unit, a), lab, (Who::Officer, officer)].into();
        Stage { visitors, ids }
    }

    /// Who goes a way.
    pub fn who(&self, who: Who) -> &Visitor<'a> {
        &self.visitors[&who]
    }

    /// An id by its name.
    pub fn id(&self, name: &str) -> &str {
        &self.ids[name]
    }

    /// Where a way's form is sent.
    pub fn to(&self, way: &Way) -> String {
        self.at(way, way.to)
    }

    /// An address of a way with its id; what stands in it for a list is 简历 or the way's own, and for a row the first.
    pub fn at(&self, way: &Way, path: &str) -> String {
        let list = way.row_of.unwrap_or("cv");
        path.replace("{id}", self.id_in(way.to)).replace("{list}", list).replace("{row}", "0")
    }

    /// The id that an address of an operation names.
    pub fn id_in(&self, path: &str) -> &str {
        let of = OF.iter().filter(|(begins, _)| path.starts_with(begins)).max_by_key(|(begins, _)| begins.len());
        of.map_or("", |(_, name)| self.id(name))
    }
}

/// A draft of 人员删除申请 for a person who was used, one that waits, and the application concerned.
async fn deletions(town: &Town, unit: &Visitor<'_>, ids: &mut BTreeMap<&'static str, String>) {
    let begun = async |n: u32| {
        let person = unit.post("/people", &worker(n)).await.expect(201).json()["id"].as_str().unwrap().to_owned();
        let made = unit.post("/deletion-requests", &json!({ "person": person })).await.expect(201).json();
        (person, made["id"].as_str().unwrap().to_owned())
    };
    let ((leaving, draft), (_, waiting)) = (begun(20).await, begun(21).await);
    ids.insert("concerned", used(town, &leaving, 1).await);
    let said = json!({ "initiator": "李某", "content": "离职" });
    unit.post(&format!("/deletion-requests/{waiting}/feedback"), &said).await.expect(200);
    unit.post(&format!("/deletion-requests/{waiting}/submission"), &json!({})).await.expect(200);
    ids.extend([("asked", draft), ("waiting", waiting)]);
}
