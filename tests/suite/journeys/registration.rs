//! 注册 (manual, chapter 5) as clients do it: what is asked for, what is refused, and what is found.

use crate::people::{PASSWORD, enterprise, file, person};
use crate::town::Town;
use catalog::operations::OPERATIONS;
use serde_json::json;

#[tokio::test]
async fn r_5_9_a_person_registers_fills_the_file_and_hands_it_in() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let stands = wang.hand_in().await;
    assert_eq!(stands["state"], "waiting");
    let file = wang.get("/person").await.expect(200).json();
    assert_eq!(
        (&file["state"], &file["unit"]["id"], &file["education"]),
        (&json!("waiting"), &json!(unit), &json!("21"))
    );
    assert_eq!(file["attachments"][0]["name"], "身份证.jpg");
}

#[tokio::test]
async fn r_5_9_a_file_is_handed_in_only_when_it_is_whole() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let wang = town.sign_in("person0").await;
    let seen = wang.post("/person/submission", &json!({})).await;
    assert_eq!(seen.pointers(), ["/education", "/major", "/certificates", "/slot-identity"]);
    wang.post("/person", &file()).await.expect(200);
    assert_eq!(wang.post("/person/submission", &json!({})).await.pointers(), ["/slot-identity"]);
    let (_, became) = wang.upload("identity", "身份证.pdf", &testkit::files::printed_pdf()).await;
    assert_eq!(became["state"], "admitted");
    let mut ends = file();
    ends["certificates"][0]["issued"] = json!("2020-01-01");
    ends["certificates"][0]["until"] = json!("2019-01-01");
    assert_eq!(wang.post("/person/submission", &ends).await.pointers(), ["/certificates/0/until"]);
    assert_eq!(wang.get("/person").await.json()["state"], "draft");
    let stands = wang.post("/person/submission", &file()).await.expect(200).json();
    assert_eq!(stands["state"], "waiting", "what comes along is handed in with it");
}

#[tokio::test]
async fn r_5_6_a_taken_number_and_a_taken_name_are_refused_in_the_same_words() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let mut again = person(0, &unit);
    again["name"] = json!("另一人");
    let seen = town.visitor().post("/registrations/people", &again).await;
    assert_eq!(seen.pointers(), ["/identity_number", "/login_name"]);
    let errors = seen.json()["errors"].clone();
    assert_eq!(errors[0]["text"], errors[1]["text"]);
    assert_eq!((&errors[0]["code"], &errors[1]["code"]), (&json!("taken"), &json!("taken")));
    let seen = town.visitor().post("/registrations/enterprises", &enterprise(1)).await;
    assert_eq!(seen.pointers(), ["/credit_code", "/login_name"]);
    let mut other = enterprise(2);
    other["login_name"] = json!("PERSON0");
    assert_eq!(town.visitor().post("/registrations/enterprises", &other).await.pointers(), ["/login_name"]);
    let mut spelled = person(0, &unit);
    let number = spelled["identity_number"].as_str().unwrap().to_owned();
    let wide = number.chars().map(|c| if c.is_ascii_digit() { char::from_u32(c as u32 + 0xfee0).unwrap() } else { c });
    (spelled["identity_number"], spelled["login_name"]) = (json!(wide.collect::<String>()), json!("other"));
    assert_eq!(town.visitor().post("/registrations/people", &spelled).await.pointers(), ["/identity_number"]);
}

#[tokio::test]
async fn r_5_3_each_of_the_seven_fields_is_asked_for() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let visitor = town.visitor();
    for field in ["identity_number", "name", "sex", "unit", "login_name", "password", "phone"] {
        for empty in [json!(""), json!("   "), json!(null), json!([])] {
            let mut body = person(0, &unit);
            body[field] = empty.clone();
            let seen = visitor.post("/registrations/people", &body).await;
            assert_eq!(seen.pointers(), [format!("/{field}")], "{empty}");
        }
        let mut body = person(0, &unit);
        body.as_object_mut().unwrap().remove(field);
        let seen = visitor.post("/registrations/people", &body).await;
        assert_eq!(
            (seen.pointers(), &seen.json()["errors"][0]["code"]),
            (vec![format!("/{field}")], &json!("missing"))
        );
    }
    let all = ["/identity_number", "/name", "/sex", "/unit", "/login_name", "/password", "/phone"];
    assert_eq!(visitor.post("/registrations/people", &json!({})).await.pointers(), all);
    let all = ["/credit_code", "/name", "/kind", "/contact", "/phone", "/login_name", "/password"];
    assert_eq!(visitor.post("/registrations/enterprises", &json!({})).await.pointers(), all);
    visitor.post("/registrations/people", &person(0, &unit)).await.expect(201);
}

#[tokio::test]
async fn r_5_3_what_cannot_be_is_refused_beside_its_field() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for (field, wrong) in [
        ("sex", "female"),
        ("sex", "男"),
        ("sex", "1"),
        ("phone", "1380000123"),
        ("phone", "02412345678"),
        ("login_name", "a b"),
        ("login_name", "a"),
        ("password", "十一个字的密码不够长啊"),
        ("password", "11111"),
        ("password", "person0person0"),
        ("name", &"长".repeat(101)),
    ] {
        let mut body = person(0, &unit);
        body[field] = json!(wrong);
        assert_eq!(
            town.visitor().post("/registrations/people", &body).await.pointers(),
            [format!("/{field}")],
            "{wrong}"
        );
    }
    for (field, wrong) in [
        ("kind", "factory"),
        ("kind", "施工单位"),
        ("credit_code", "91210102FAKE00001A"),
        ("credit_code", "91210102FAKEO0001A"),
        ("credit_code", "123"),
    ] {
        let mut body = enterprise(2);
        body[field] = json!(wrong);
        assert_eq!(
            town.visitor().post("/registrations/enterprises", &body).await.pointers(),
            [format!("/{field}")],
            "{wrong}"
        );
    }
    for (n, kind) in (2..).zip(["construction", "testing", "supervision", "survey", "design"]) {
        let mut body = enterprise(n);
        body["kind"] = json!(kind);
        body["credit_code"] = json!(format!(" {} ", body["credit_code"].as_str().unwrap().to_lowercase()));
        let made = town.visitor().post("/registrations/enterprises", &body).await.expect(201).json();
        assert_eq!((&made["kind"], made["id"].is_string()), (&json!(kind), true));
        assert_eq!(made["credit_code"], enterprise(n)["credit_code"], "blanks and small letters are converted");
    }
}

#[tokio::test]
async fn r_5_7_a_unit_is_chosen_from_those_that_are_registered_and_never_typed() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    for typed in [
        "沈阳示例第1建设有限公司",
        "0",
        "../unit",
        &"0".repeat(32),
        &unit.to_uppercase(),
        &format!("{unit} "),
        &format!("{unit}0"),
    ] {
        let mut body = person(0, &unit);
        body["unit"] = json!(typed);
        let seen = town.visitor().post("/registrations/people", &body).await;
        let same = typed.trim() == unit || typed.to_lowercase() == unit;
        assert!(
            seen.status == 422 && seen.pointers() == ["/unit"] || same && seen.status == 201,
            "{typed}: {}",
            seen.text()
        );
        if seen.status == 422 {
            assert_eq!(seen.json()["errors"][0]["code"], "not-listed", "{typed}");
        }
    }
}

#[tokio::test]
async fn r_5_1_an_account_is_made_by_registering_oneself_and_in_no_other_way() {
    let ways: Vec<_> = OPERATIONS
        .iter()
        .filter(|it| it.method == "POST" && it.path.starts_with("/registrations"))
        .map(|it| it.path)
        .collect();
    assert_eq!(ways, ["/registrations/enterprises", "/registrations/people"]);
    let town = Town::open().await;
    town.enterprise(1).await;
    let a = town.sign_in("unit1").await;
    for path in ["/accounts", "/staff", "/registrations", "/registrations/staff"] {
        let seen = a.post(path, &json!({ "name": "非注册人员" })).await;
        assert!(matches!(seen.status, 403..=405), "{path}: {}", seen.status);
    }
    // Whom the unit keeps is a record, and gets no account: the form knows neither a name to sign in with nor a password.
    let named = json!({ "login_name": "staff1", "password": "纸船载着十二枚月亮慢慢过河" });
    let pointers = a.post("/people", &named).await.pointers();
    assert!(["/login_name", "/password"].iter().all(|at| pointers.iter().any(|it| it == at)), "{pointers:?}");
    assert!(town.visitor().page("/registrations/people").await.text().contains("非注册人员、技术负责人等由企业录入"));
}

#[tokio::test]
async fn r_5_8_the_login_of_the_registration_opens_the_person_s_own_pages() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let made = town.visitor().post("/registrations/people", &person(0, &unit)).await.expect(201);
    assert_eq!(made.header("location"), "/session?note=registered");
    assert!(!made.text().contains(PASSWORD) && !made.text().contains(&testkit::numbers::identity(0)));
    let wang = town.sign_in("person0").await;
    let file = wang.get("/person").await.expect(200).json();
    assert_eq!((&file["id"], &file["state"], &file["version"]), (&made.json()["id"], &json!("draft"), &json!(1)));
    assert_eq!(
        (&file["name"], &file["phone"], &file["sex"]),
        (&json!("王示例0"), &json!("13900001234"), &json!("male"))
    );
    assert!(file["identity_number"].as_str().unwrap().contains("********"), "masked, also for the owner");
}

#[tokio::test]
async fn b08_guessing_numbers_by_registering_is_slowed_down() {
    let overrides = [("TakenTries".to_owned(), "3".to_owned())].into();
    let town = Town::with(local::Options { overrides, ..local::Options::default() }).await;
    let unit = town.enterprise(1).await;
    town.person(0, &unit).await;
    let mut statuses = Vec::new();
    // The count begins anew with every hour; eight tries lie in at most two of them.
    for n in 0..8 {
        let mut guess = person(0, &unit);
        guess["login_name"] = json!(format!("guess{n}"));
        statuses.push(town.visitor().post("/registrations/people", &guess).await.status);
    }
    assert!(statuses[0] == 422 && statuses.contains(&429), "{statuses:?}");
    town.visitor().post("/registrations/people", &person(1, &unit)).await.expect(201);
}

#[tokio::test]
async fn r_5_5_the_reference_s_identity_numbers_are_taken_or_refused_beside_their_field() {
    let town = Town::open().await;
    let unit = town.enterprise(1).await;
    let wanted = |n: usize, number: &str| {
        let mut wanted = person(u32::try_from(n).unwrap(), &unit);
        let man = number.as_bytes().get(16).is_some_and(|digit| digit % 2 == 1);
        (wanted["identity_number"], wanted["sex"]) = (json!(number), json!(if man { "male" } else { "female" }));
        wanted
    };
    let good = "210102190001010006 210102190001010014 210102190001019991 210102190402290002 21010220000229000X \
        210103190112310008 210100190206300004 210122190307310007 21010219000102001X 81000019000101000X \
        82000019000101001X 830000190001010003 921840190001010000";
    for (n, number) in good.split_whitespace().enumerate() {
        town.visitor().post("/registrations/people", &wanted(n, number)).await.expect(201);
    }
    let bad = "210102190001010007 210102190001010016 201102190001010006 210102190001100006 21010219000101000 \
        2101021900010100060 2101021900X1010006 21010219000101000A 210102190002290003 210102190013010003 \
        210102190001320004 210102190004310004 210102209912310007 000102190001010007 810101190001010001 \
        210102000101000 000000000000000000";
    for (n, number) in bad.split_whitespace().enumerate() {
        let seen = town.visitor().post("/registrations/people", &wanted(100 + n, number)).await;
        assert_eq!(seen.pointers(), ["/identity_number"], "{number}");
    }
}
