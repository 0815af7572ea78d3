//! Finding a 注册单位 (manual, 5.7).

use crate::people::enterprise;
use crate::town::Town;
use domain::form::Draft;
use domain::ids::RequestId;
use domain::{CreditCode, LoginName, Value};
use jiff::Timestamp;
use serde_json::json;
use store::Asked;
use store::unit::NewUnit;
use testkit::numbers::credit_code;

#[tokio::test]
async fn r_5_7_a_unit_is_found_by_its_whole_code_or_two_consecutive_characters_of_its_name() {
    let town = Town::open().await;
    let mut ids = Vec::new();
    for n in 1..=12 {
        ids.push(town.enterprise(n).await);
    }
    let mut other = enterprise(20);
    other["name"] = json!("大连海边检测ＡＢ中心");
    let other = town.visitor().post("/registrations/enterprises", &other).await.expect(201).json()["id"].clone();
    let visitor = town.visitor();
    let find = async |q: &str| {
        let q: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
        visitor.get(&format!("/registrations/units?q={q}")).await
    };
    for q in ["海边", "检测", "大连海边检测", "ab", "AB中心", "大连 海边", credit_code(20).as_str()] {
        let found = find(q).await.expect(200).json();
        assert_eq!((found["items"].as_array().unwrap().len(), &found["items"][0]["id"]), (1, &other), "{q}");
    }
    let found = find("示例").await.expect(200).json();
    assert_eq!(
        (found["items"].as_array().unwrap().len(), &found["more"]),
        (10, &json!(true)),
        "ten, and there are more"
    );
    assert_eq!(find("第7建设").await.json()["items"][0]["id"], ids[6].as_str());
    for q in ["海测", "边海", "没有这个", "91210102FAKE", "1建检"] {
        assert_eq!(find(q).await.expect(200).json()["items"], json!([]), "{q}");
    }
    for q in ["", "海", " 海 "] {
        assert_eq!(find(q).await.pointers(), ["/q"], "{q:?}");
    }
}

#[tokio::test]
async fn r_5_7_a_unit_all_of_whose_pairs_are_common_is_found_by_its_whole_name() {
    let town = Town::open().await;
    let store = &town.hall.hall_of("registration").unwrap().store;
    // Entries are read in the order of ids, which come from the requests: the last of all is the one that is sought.
    let request = |high: bool, n: u32| {
        let mut tries = (0..).map(|k| RequestId::parse(&format!("{n}.{k}")).unwrap());
        tries.find(|it| (store.unit_of(it).to_string().as_str() >= "f") == high).unwrap()
    };
    let register = async |request: RequestId, n: u32, name: String| {
        let unit = NewUnit {
            code: CreditCode::parse(&credit_code(n)).unwrap(),
            name,
            kind: "construction".to_owned(),
            contact: "李某".to_owned(),
            phone: "13800005678".to_owned(),
            login: LoginName::parse(&format!("unit{n}")).unwrap(),
            hash: String::new(),
        };
        let asked = Asked::new(&request, &Draft::default());
        store.register_unit(unit, &asked, Timestamp::now()).await.unwrap();
        store.unit_of(&request).to_string()
    };
    for n in 0..251 {
        register(request(false, n), n, format!("北方建设{n}")).await;
    }
    let last = register(request(true, 251), 251, "北方建设".to_owned()).await;
    let visitor = town.visitor();
    let find = async |q: &str| {
        let q: String = form_urlencoded::byte_serialize(q.as_bytes()).collect();
        visitor.get(&format!("/registrations/units?q={q}")).await.expect(200).json()
    };
    let found = find(" 北方建设").await;
    assert_eq!(
        (&found["items"][0]["id"], &found["more"]),
        (&json!(last), &json!(true)),
        "before those that contain it"
    );
    let common = find("方建").await;
    assert!(common["more"] == true && common["items"].as_array().unwrap().iter().all(|it| it["id"] != last.as_str()));
}

#[tokio::test]
async fn r_5_7_a_unit_with_the_longest_name_registers_and_is_found_by_it() {
    let town = Town::open().await;
    let name: String = (0x4e00..).filter_map(char::from_u32).take(100).collect();
    let mut body = enterprise(1);
    body["name"] = json!(name);
    let made = town.visitor().post("/registrations/enterprises", &body).await.expect(201).json();
    for sought in [name.as_str(), &name.chars().take(40).collect::<String>()] {
        let q: String = form_urlencoded::byte_serialize(sought.as_bytes()).collect();
        let found = town.visitor().get(&format!("/registrations/units?q={q}")).await.expect(200).json();
        assert_eq!((&found["items"][0]["id"], &found["more"]), (&made["id"], &json!(false)), "{sought}");
    }
    body["name"] = json!(format!("{name}長"));
    assert_eq!(town.visitor().post("/registrations/enterprises", &body).await.pointers(), ["/name"]);
}
