//! People who hold posts: added, changed, given a post, listed among ten and among ten thousand.

use super::Account;
use crate::behind::Tables;
use crate::holders::holder;
use crate::people::enterprise;
use crate::town::Town;
use serde_json::{Value as Json, json};

/// A post with what its lines are called: the form, adding, saving, the list.
const POSTS: [(&str, [&str; 4]); 4] = [
    ("legal", ["法定代表人（表）", "新增法定代表人", "保存法定代表人", "法定代表人"]),
    ("manager", ["企业总经理（表）", "新增企业总经理", "保存企业总经理", "企业总经理"]),
    ("finance", ["企业财务负责人（表）", "新增企业财务负责人", "保存企业财务负责人", "企业财务负责人"]),
    (
        "technical",
        ["企业主要技术负责人（表）", "新增企业主要技术负责人", "保存企业主要技术负责人", "企业主要技术负责人"],
    ),
];

/// A unit of its own, of which each list of a post has at least so many entries.
pub async fn posts(town: &Town, account: &mut Account, persons: usize) {
    let anybody = town.visitor();
    let of = anybody.post("/registrations/enterprises", &enterprise(60)).await.expect(201).json();
    let unit = town.sign_in("unit60").await;
    // Eight units, and two for each KB of what is kept; a new person has the guard of the number beside.
    let kept = |body: &Json| Some((2, 8.0 + 2.0 * (body.to_string().len() as f64 / 1024.0).ceil()));
    let added = |body: &Json| kept(body).map(|(trips, written)| (trips, written + 2.0));
    let mut ids = Vec::new();
    for (n, (post, [form, adds, saves, _])) in (600..).zip(POSTS) {
        let body = holder(post, n);
        let blank = format!("/people/new?post={post}");
        account.page(form, "GET /people/new", Some((1, 0.0)), &unit, &blank).await;
        let list = format!("/people?post={post}");
        let made = unit.post(&list, &body);
        let made = account.line(adds, "POST /people", added(&body), made).await.json();
        let path = format!("/people/{}?post={post}", made["id"].as_str().unwrap());
        account.line(saves, "POST /people/{id}", kept(&body), unit.post(&path, &body)).await;
        ids.push(made["id"].as_str().unwrap().to_owned());
    }
    crowd(town, of["id"].as_str().unwrap(), persons).await;
    for (post, [.., list]) in POSTS {
        // The page of the legal representative shows the record: its entry, and then the record itself.
        let most = if post == "legal" { 2 } else { 1 };
        account.page(list, "GET /people", Some((most, 0.0)), &unit, &format!("/people?post={post}")).await;
    }
    let path = format!("/people/{}", ids[1]);
    account.page("人员", "GET /people/{id}", Some((1, 0.0)), &unit, &path).await;
    account
        .page("人员（表）", "GET /people/{id}/edit", Some((1, 0.0)), &unit, &format!("{path}/edit?post=manager"))
        .await;
    let (posts, finance, legal) = (format!("{path}/posts"), json!({ "post": "finance" }), json!({ "post": "legal" }));
    let gives = unit.post(&posts, &finance);
    account.line("担任职务", "POST /people/{id}/posts", Some((2, 14.0)), gives).await;
    let (removal, nothing) = (format!("{path}/posts/finance/removal"), json!({}));
    let takes = unit.post(&removal, &nothing);
    account.line("取消职务", "POST /people/{id}/posts/{post}/removal", Some((2, 14.0)), takes).await;
    let disclosure = format!("{path}/disclosure");
    let looks = unit.post(&disclosure, &nothing);
    account.line("显示完整号码", "POST /people/{id}/disclosure", Some((2, 4.0)), looks).await;
    // Two records in one change, and the second is known only once the entry was read.
    let passes = unit.post(&posts, &legal);
    account.line("变更法定代表人", "POST /people/{id}/posts", Some((3, 24.0)), passes).await;
}

/// Lets each list of a post but that of the legal representative have so many entries more, as large as the real ones.
async fn crowd(town: &Town, unit: &str, persons: usize) {
    let tables = Tables::of(town);
    for post in ["manager", "finance", "technical"] {
        let prefix = format!("post#{post}#");
        let values = json!({ ":pk": { "S": format!("unit#{unit}") }, ":sk": { "S": prefix } });
        let asked = json!({
            "TableName": tables.name("HALL_TABLE"), "ExpressionAttributeValues": values,
            "KeyConditionExpression": "pk = :pk AND begins_with(sk, :sk)",
        });
        let real = tables.call("Query", &asked).await["Items"][0].clone();
        let entry = |n: usize| {
            let (mut entry, worker) = (real.clone(), format!("{n:032x}"));
            // They have held it since long before.
            entry["sk"]["S"] = json!(format!("{prefix}{n:013}#{worker}"));
            entry["worker"]["S"] = json!(worker);
            entry
        };
        let entries: Vec<_> = (0..persons).map(entry).collect();
        tables.put_all("HALL_TABLE", &entries).await;
    }
}
