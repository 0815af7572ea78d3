//! Excel 导入: a spreadsheet of people is looked through, shown row by row, taken once agreed; the rest comes back.

use crate::people::worker;
use crate::town::{Seen, Town, Visitor};
use catalog::personnel::{IDENTITY, WORKER};
use domain::form::{Draft, Entry};
use serde_json::{Value as Json, json};
use sheets::{Book, Taken};
use std::time::Duration;
use testkit::numbers::identity;

/// The columns of people.
pub fn people() -> Book {
    Book::of(&WORKER, IDENTITY.field.name)
}

/// The n-th person whom a unit keeps, as a row of a spreadsheet.
pub fn person(n: u32) -> Draft {
    draft(&worker(n))
}

/// A record of a client as a row of a spreadsheet.
pub fn draft(json: &Json) -> Draft {
    let text = |it: &Json| it.as_str().map_or_else(|| it.to_string(), str::to_owned);
    let entry = |value: &Json| match value {
        Json::Array(all) if all.iter().all(Json::is_string) => Entry::Texts(all.iter().map(text).collect()),
        Json::Array(rows) => Entry::Rows(rows.iter().map(draft).collect()),
        one => Entry::Texts(vec![text(one)]),
    };
    Draft(json.as_object().unwrap().iter().map(|(name, value)| (name.clone(), entry(value))).collect())
}

/// A spreadsheet of these persons.
pub fn sheet(persons: impl Iterator<Item = u32>) -> Vec<u8> {
    people().written(&persons.map(person).collect::<Vec<_>>()).unwrap()
}

impl Visitor<'_> {
    /// Sends a spreadsheet as a client does; its address.
    pub async fn sends_sheet(&self, name: &str, bytes: &[u8]) -> String {
        self.sends_sheet_of("people", name, bytes).await
    }

    /// The same of any kind.
    pub async fn sends_sheet_of(&self, of: &str, name: &str, bytes: &[u8]) -> String {
        let ticket = json!({ "of": of, "name": name, "size": bytes.len() });
        let ticket = self.post("/imports", &ticket).await.expect(201).json();
        self.send_file(&ticket, name, bytes).await.expect(204);
        format!("/imports/{}", ticket["id"].as_str().unwrap())
    }

    /// Asks until an import is in one of these states; the asking is bounded, and each ask is a request.
    pub async fn import_is(&self, path: &str, states: &[&str]) -> Json {
        for _ in 0..6_000 {
            let seen = self.get(path).await;
            if seen.status == 200 && states.contains(&seen.json()["state"].as_str().unwrap()) {
                return seen.json();
            }
            tokio::time::sleep(Duration::from_millis(25)).await;
        }
        panic!("{path} is never {states:?}");
    }

    /// What a downloaded workbook of people holds.
    pub async fn downloads(&self, path: &str) -> Taken {
        people().read(&self.page(path).await.expect(200).body).unwrap()
    }
}

fn numbers(page: &Json) -> Vec<u64> {
    page["rows"].as_array().unwrap().iter().map(|it| it["row"].as_u64().unwrap()).collect()
}

fn reasons(page: &Json) -> Vec<String> {
    let items = page["rows"].as_array().unwrap().iter();
    items
        .map(|it| {
            it["reasons"].as_array().unwrap().iter().map(|it| it.as_str().unwrap()).collect::<Vec<_>>().join("；")
        })
        .collect()
}

#[tokio::test]
async fn people_of_a_spreadsheet_are_shown_row_by_row_taken_once_agreed_and_the_rest_comes_back() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    unit.post("/people", &worker(9)).await.expect(201);
    let mut wrong = person(3).with("identity_number", "210102190001010015").with("education", "没有这个");
    wrong.0.insert("cv".into(), Entry::Rows(vec![Draft::default().with("from", "昨天").with("employer", "一建")]));
    let rows = [person(0), wrong, person(1), person(0), person(9), person(2)];
    let path = unit.sends_sheet("人员.xlsx", &people().written(&rows).unwrap()).await;
    let seen = unit.import_is(&path, &["ready"]).await;
    let told = ["good", "bad", "taken", "failed"].map(|name| seen[name].as_u64().unwrap());
    assert_eq!((told, &seen["name"], numbers(&seen)), ([3, 3, 0, 0], &json!("人员.xlsx"), vec![3, 5, 6]), "{seen}");
    assert_eq!(
        reasons(&seen),
        [
            "证件号码校验位不正确；学历：请从列表中选择，不允许手工输入；“简历”页第 2 行：起始年月应为年月，例如 2026-03",
            "证件号码与第 2 行重复",
            "证件号码已在本单位登记",
        ]
    );
    let good = unit.get(&format!("{path}?shelf=good")).await.expect(200);
    assert_eq!(
        (numbers(&good.json()), good.json()["rows"][0]["values"]["name"].clone()),
        (vec![2, 4, 7], json!("赵示例0"))
    );
    for face in [good.text(), unit.page(&path).await.text(), unit.page(&format!("{path}?shelf=good")).await.text()] {
        assert!(!face.contains(&identity(0)) && !face.contains("210102190001010015"), "numbers are masked: {face}");
    }
    assert_eq!(unit.get("/people").await.json()["items"].as_array().unwrap().len(), 1, "nothing is taken yet");

    let accept = json!({ "request_id": "agrees", "version": seen["version"] });
    let accepted = unit.post(&format!("{path}/acceptance"), &accept).await.expect(200).json();
    assert_eq!(accepted["state"], "taking");
    let done = unit.import_is(&path, &["done"]).await;
    assert_eq!(["good", "bad", "taken", "failed"].map(|name| done[name].as_u64().unwrap()), [3, 3, 3, 0]);
    unit.post(&format!("{path}/acceptance"), &accept).await.expect(200);
    let late = json!({ "request_id": "agrees-again" });
    unit.post(&format!("{path}/acceptance"), &late).await.expect(409);
    let listed = unit.get("/people").await.json()["items"].clone();
    assert_eq!(listed.as_array().unwrap().len(), 4);
    let taken = listed.as_array().unwrap().iter().find(|it| it["name"] == "赵示例2").unwrap()["id"].clone();
    let one = unit.get(&format!("/people/{}", taken.as_str().unwrap())).await.expect(200).json();
    assert_eq!((&one["posts"][0]["post"], &one["history"][0]["did"]), (&json!("SGY"), &json!("新增")));

    let back = unit.page(&format!("{path}/rejects")).await.expect(200);
    let name: String = form_urlencoded::byte_serialize("未录入的非注册人员.xlsx".as_bytes()).collect();
    assert!(back.header("content-disposition").ends_with(&name) && back.header("cache-control") == "no-store");
    let mut back = people().read(&back.body).unwrap();
    assert_eq!((back.rows.len(), back.unknown.len()), (3, 0));
    assert_eq!(back.rows[0].draft, rows[1], "as they came");
    // Mended and sent again, it is taken.
    let mended = back.rows.swap_remove(0).draft.with("identity_number", identity(3)).with("education", "21");
    let mut mended = mended;
    mended.0.remove("cv");
    let path = unit.sends_sheet("改正.xlsx", &people().written(&[mended]).unwrap()).await;
    assert_eq!(unit.import_is(&path, &["ready"]).await["good"], 1);
}

#[tokio::test]
async fn an_import_goes_its_way_without_a_script_and_survives_a_reload() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let list = unit.page("/people").await.expect(200).text();
    assert!(list.contains("href=\"/imports/new?of=people\""), "{list}");
    let empty = unit.page("/imports").await.expect(200).text();
    assert!(empty.contains("还没有导入过文件") && empty.contains("/imports/template?of=people"));
    let form = unit.page("/imports/new?of=people").await.expect(200);
    assert!(form.text().contains("multipart/form-data") && form.text().contains(town.hall.buckets()));
    let posted = unit.get("/imports/new?of=people").await.expect(200).json();
    let fields = posted["fields"].as_array().unwrap().iter();
    let fields = fields.map(|it| (it[0].as_str().unwrap().to_owned(), it[1].as_str().unwrap().to_owned())).collect();
    let url = posted["url"].as_str().unwrap();
    let led = unit.send_parts(url, fields, "我的人员.xlsx", &sheet(0..2)).await.expect(303);
    let to = led.header("location").split(town.hall.origin()).nth(1).unwrap().split('&').next().unwrap().to_owned();
    let path = to.split('?').next().unwrap().to_owned();
    unit.page(&to).await.expect(200);
    unit.import_is(&path, &["ready"]).await;
    let shown = unit.page(&path).await.expect(200).text();
    for word in ["待确认", "确认录入", "我的人员.xlsx", "可以录入 <strong>2</strong> 行", "返回非注册人员"]
    {
        assert!(shown.contains(word), "{word}: {shown}");
    }
    let led = unit.send_form(&shown, &path, &format!("{path}/acceptance"), &[]).await.expect(303);
    let again: Seen = unit.page(led.header("location")).await.expect(200);
    assert!(again.text().contains("录入中") || again.text().contains("已完成"));
    unit.import_is(&path, &["done"]).await;
    let shown = unit.page(&path).await.expect(200).text();
    assert!(shown.contains("已录入 <strong>2</strong> 行") && !shown.contains("http-equiv=\"refresh\""), "{shown}");
    assert!(!shown.contains("下载未录入的行"), "every row was taken");
    unit.page(&format!("{path}/rejects")).await.expect(404);
    let listed = unit.page("/imports").await.expect(200).text();
    assert!(listed.contains("我的人员.xlsx") && listed.contains("已完成"));
}

#[tokio::test]
async fn a_file_that_cannot_be_taken_as_a_whole_is_refused_in_words() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let lacks = sheets::list("非注册人员", &[sheets::Head::new("姓名", 9)], [vec!["李四".to_owned()]]).unwrap();
    for (bytes, words) in [
        (testkit::files::pdf(), "不是 Excel 文件"),
        (vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1], "旧版 Excel"),
        (b"PK\x03\x04 broken".to_vec(), "已损坏"),
        (lacks, "缺少列：证件号码"),
        (people().template().unwrap(), "没有可以录入的行"),
    ] {
        let path = unit.sends_sheet("a.xlsx", &bytes).await;
        let seen = unit.import_is(&path, &["refused"]).await;
        assert!(seen["reason"].as_str().unwrap().contains(words), "{seen}");
        assert!(unit.page(&path).await.expect(200).text().contains(words));
        unit.post(&format!("{path}/acceptance"), &json!({})).await.expect(409);
    }
    let wrong = async |ticket: Json| unit.post("/imports", &ticket).await.pointers();
    assert_eq!(wrong(json!({ "of": "people", "name": "a.xls", "size": 9 })).await, ["/name"]);
    assert_eq!(wrong(json!({ "of": "people", "name": "a.xlsx", "size": 10 * 1024 * 1024 + 1 })).await, ["/size"]);
    assert_eq!(wrong(json!({ "of": "cats", "name": "a.xlsx", "size": 9 })).await, ["/of"]);
    unit.page("/imports/new?of=cats").await.expect(404);
    assert_eq!(unit.get("/people").await.json()["items"], json!([]));
}

#[tokio::test]
async fn the_template_is_filled_in_and_taken() {
    let town = Town::open().await;
    town.enterprise(1).await;
    let unit = town.sign_in("unit1").await;
    let template = unit.page("/imports/template?of=people").await.expect(200);
    assert!(template.header("content-type").contains("spreadsheetml"));
    assert_eq!(people().read(&template.body).unwrap_err(), sheets::Refusal::NoRows, "its help is no record");
    unit.page("/imports/template?of=cats").await.expect(404);
}
