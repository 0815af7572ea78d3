//! What the department's desk costs: the queue, a case from its taking to the qualification that it grants.

use super::{Account, Line, counting};
use crate::behind::Tables;
use crate::town::{Town, Visitor};
use serde_json::json;

/// A case of a unit of its own goes over the desk, on which so many others lie.
pub async fn deciding(town: &Town, account: &mut Account, others: usize) {
    town.enterprise(51).await;
    let unit = town.sign_in("unit51").await;
    let (wu, zheng) = (town.officer("ledger.wu").await, town.officer("ledger.zheng").await);
    let id = unit.applies("D101C", 200..203).await;
    crowd(town, others).await;
    let (page, change) = (Some((1, 0.0)), Some((2, 20.0)));
    account.page("受理审批", "GET /cases", page, &wu, "/cases").await;
    account.page("首页（管理部门）", "GET /", page, &wu, "/").await;
    account.page("待办事宜（管理部门）", "GET /todos", page, &wu, "/todos").await;
    let path = format!("/cases/{id}");
    account.page("查看案件", "GET /cases/{id}", Some((2, 0.0)), &wu, &path).await;
    let at = |noun: &str| format!("{path}/{noun}");
    let (taking, corrections, acceptance, decisions) =
        (at("taking"), at("corrections"), at("acceptance"), at("decisions"));
    let (giving_back, reassignment) = (at("return"), at("reassignment"));
    let nothing = json!({});
    account.line("领取", "POST /cases/{id}/taking", change, wu.post(&taking, &nothing)).await;
    let over = json!({ "reason": "原办理人出差" });
    let taken_over = zheng.post(&reassignment, &over);
    account.line("改派给我", "POST /cases/{id}/reassignment", change, taken_over).await;
    account.line("退回待领取", "POST /cases/{id}/return", change, zheng.post(&giving_back, &nothing)).await;
    wu.post(&taking, &nothing).await.expect(200);
    let defects = json!({ "defects": ["缺少营业执照"] });
    account.line("补正告知", "POST /cases/{id}/corrections", change, wu.post(&corrections, &defects)).await;
    let submission = format!("/applications/{id}/submission");
    let again = unit.post(&submission, &nothing);
    account.line("补正后再次提交，3 人", "POST /applications/{id}/submission", Some((2, 36.0)), again).await;
    account.line("受理", "POST /cases/{id}/acceptance", change, wu.post(&acceptance, &nothing)).await;
    let grant = json!({ "decision": "grant" });
    // 20 + 4R + 4Q with no replacement and one qualification.
    let decided = zheng.post(&decisions, &grant);
    account.line("准予许可，1 项资质", "POST /cases/{id}/decisions", Some((2, 24.0)), decided).await;
    correcting(&unit, &wu, account).await;
}

/// As many defects as an officer could think of: their words are written once, into the receipt, and no move after it
/// costs more for them.
async fn correcting(unit: &Visitor<'_>, wu: &Visitor<'_>, account: &mut Account) {
    let id = unit.applies("D110C", 203..206).await;
    let list: Vec<String> = (0..20).map(|n| format!("{n:02}{}", "缺".repeat(198))).collect();
    let words = list.iter().map(String::len).sum::<usize>() as f64;
    let (corrections, body) = (format!("/cases/{id}/corrections"), json!({ "defects": list }));
    let most = Some((2, 20.0 + 2.0 * (words / 1024.0).ceil()));
    let line = "补正告知，20 项，每项 200 字";
    account.line(line, "POST /cases/{id}/corrections", most, wu.post(&corrections, &body)).await;
    let own = format!("/applications/{id}");
    let shown = unit.get(&own).await.expect(200).json();
    assert_eq!(shown["defects"], json!(list), "nothing of them is lost");
    assert!(unit.page(&own).await.text().contains(&list[19]));
    let nothing = json!({});
    let kept = unit.post(&own, &nothing);
    account.line("暂存，有 20 项补正", "POST /applications/{id}", Some((2, 14.0)), kept).await;
    let submission = format!("{own}/submission");
    let again = unit.post(&submission, &nothing);
    let line = "再次提交，有 20 项补正，3 人";
    account.line(line, "POST /applications/{id}/submission", Some((2, 36.0)), again).await;
}

/// Puts so many open cases on the desk, each as large as the real one and due before it.
async fn crowd(town: &Town, others: usize) {
    let tables = Tables::of(town);
    let all = tables.all("HALL_TABLE", "desk#").await;
    let entry = |n: usize| {
        let mut entry = all[0].clone();
        let (day, id) = (1 + n % 28, format!("{n:032x}"));
        let due = format!("2026-01-{day:02}");
        entry["pk"]["S"] = json!(format!("desk#{:02}", n % 16));
        entry["sk"]["S"] = json!(format!("{due}#{id}"));
        (entry["due"]["S"], entry["matter"]["S"]) = (json!(due), json!(id));
        entry
    };
    let entries: Vec<_> = (0..others).map(entry).collect();
    tables.put_all("HALL_TABLE", &entries).await;
}

/// What every action of a case cost on a desk with so many others.
async fn desk_with(others: usize) -> Vec<Line> {
    let town = Town::open().await;
    let mut account = Account::default();
    deciding(&town, &mut account, others).await;
    account.0
}

#[tokio::test]
async fn the_desk_costs_the_same_with_ten_open_cases_and_with_ten_thousand() {
    counting::start();
    let (few, many) = (desk_with(10).await, desk_with(10_000).await);
    for (few, many) in few.iter().zip(&many) {
        let Line { action, cost, most } = many;
        let (trips, written) = most.expect("each of them has its limit");
        assert!(cost.trips <= trips && cost.written <= written, "{action}: {cost:?}");
        assert_eq!((cost.trips, cost.written), (few.cost.trips, few.cost.written), "{action}");
        match *action {
            "受理审批" => assert_eq!(cost.read, few.cost.read, "a page of every shard is one unit"),
            // An officer's own come first, so that the thousand that are due soonest are looked at, and never more.
            "首页（管理部门）" | "待办事宜（管理部门）" => {
                assert!(cost.bytes < 500_000, "{action}: {cost:?}")
            }
            _ => assert_eq!(many, few, "what is done to a case does not know of the others"),
        }
    }
    assert_eq!(few.len(), many.len());
}
