//! What a to-do says and where it leads.

use super::*;
use domain::ids::{DeletionId, PersonId, WorkerId};

fn check(todo: Todo) -> (String, &'static str, web::Link, Option<String>) {
    let item = Item::from(todo);
    let Cow::Borrowed(state) = item.state else { panic!("a state of ours has a word of ours") };
    (item.title, state, item.to, item.reason)
}

#[test]
fn r_1_1_1_the_department_s_answer_leads_to_the_matter_and_says_what_was_said() {
    let id = "0".repeat(32);
    let item = Item::from(Todo::Answer(Answer {
        sort: Sort::Application,
        id: id.clone(),
        number: "SQ20261123ABCDEF".to_owned(),
        title: "建筑工程施工总承包三级".to_owned(),
        state: "待补正".to_owned(),
        since: Timestamp::UNIX_EPOCH,
        reason: Some("缺少营业执照".to_owned()),
    }));
    assert_eq!(item.title, "资质申报：建筑工程施工总承包三级（SQ20261123ABCDEF）");
    assert_eq!((item.state.as_ref(), item.to), ("待补正", format!("/applications/{id}")));
    assert_eq!(item.reason.as_deref(), Some("缺少营业执照"));
}

#[test]
fn r_1_1_3_a_refused_file_is_a_to_do_until_a_better_one_of_its_kind_was_sent() {
    let refused = Fate::Refused { reason: "图片无法打开".to_owned() };
    let admitted =
        || Fate::Admitted { sha256: String::new(), object: None, form: "pdf".to_owned(), bytes: 1, pages: 1 };
    let person = PersonId::random();
    let paper = |kind: &str, second: i64, fate| {
        let id = "0".repeat(48);
        let (owner, place) = (person.into(), Place::Person(person));
        let at = Timestamp::from_second(second).expect("a time of our days");
        Paper { id, owner, place, kind: kind.to_owned(), name: "正面.jpg".to_owned(), at, fate, listed: None }
    };
    let todo = Todo::Paper(paper("identity", 2, refused));
    assert!(is_left(&todo, &[]));
    assert!(is_left(&todo, &[paper("identity", 1, admitted()), paper("title", 3, admitted())]));
    assert!(!is_left(&todo, &[paper("identity", 3, admitted())]));
}

#[test]
fn r_1_1_3_every_to_do_leads_to_the_page_that_handles_it() {
    let (at, person) = (Timestamp::UNIX_EPOCH, PersonId::random());
    assert_eq!(
        check(Todo::Basics { since: at }),
        ("完善单位基本信息".to_owned(), "需要处理", "/unit".to_owned(), None)
    );
    let (name, category, masked) = ("王示例".to_owned(), "二级建造师".to_owned(), String::new());
    let row = Row { person, name, category, masked, since: at, version: 2 };
    let told = check(Todo::Review(row.clone()));
    assert_eq!(told, ("注册人员审核：王示例（二级建造师）".to_owned(), "待审核", format!("/reviews/{person}"), None));
    let id = DeletionId::derived([7; 16]);
    let state = Kept { reason: "职称专业不符".to_owned() };
    let told = check(Todo::Deletion(deletion::Answer { id, name: "张示例".to_owned(), state, at }));
    let to = format!("/deletion-requests/{id}");
    assert_eq!(told, ("人员删除申请结果：张示例".to_owned(), "不予删除", to, Some("职称专业不符".to_owned())));
    let unnamed = Row { category: String::new(), ..row };
    assert_eq!(check(Todo::Review(unnamed)).0, "注册人员审核：王示例");
    let paper = Paper {
        id: "0".repeat(48),
        owner: person.into(),
        place: Place::Person(person),
        kind: "identity".to_owned(),
        name: "正面.jpg".to_owned(),
        at,
        fate: Fate::Refused { reason: "图片无法打开".to_owned() },
        listed: None,
    };
    let worker = WorkerId::derived([9; 16]);
    let of_a_worker = Paper { place: Place::Worker(worker), kind: "post".to_owned(), ..paper.clone() };
    let told = check(Todo::Paper(of_a_worker));
    assert_eq!((told.0, told.2), ("重新上传：岗位证书 正面.jpg".to_owned(), format!("/people/{worker}#slot-post")));
    let told = check(Todo::Paper(paper));
    let to = "/person#slot-identity".to_owned();
    assert_eq!(told, ("重新上传：身份证 正面.jpg".to_owned(), "未通过核验", to, Some("图片无法打开".to_owned())));
}
