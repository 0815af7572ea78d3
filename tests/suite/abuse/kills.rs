//! E05: the process dies before or after each of its calls to the tables. Nothing is half done, and the same request
//! once more is answered with success and has one effect.

use crate::journeys::deletion::{asks, decides, hires, says};
use crate::town::{Seen, Town, Visitor};
use local::faults::Place;
use serde_json::{Value as Json, json};

/// Sends a request until it succeeds, killed in turn before each of its calls, or each so many: what is before one is
/// after the other. `is_whole` looks, after every death, at whether the matter is as it was or as it must become. At last
/// the answer itself gets lost on its way to the client. The answer, and how many calls it took.
pub(super) async fn dies_at_every_call(
    who: &Visitor<'_>,
    (path, body, each): (&str, &Json, usize),
    is_whole: impl AsyncFn() -> bool,
) -> (Seen, u32) {
    let faults = who.town.hall.faults();
    for calls in (0..200_u32).step_by(each) {
        faults.kill(Place::Table, calls);
        let seen = who.post(path, body).await;
        faults.clear();
        assert!(is_whole().await, "half done after call {calls}: {}", seen.text());
        if seen.status < 300 {
            let again = who.post(path, body).await;
            assert_eq!((again.status, &again.body), (seen.status, &seen.body), "the first answer once more");
            return (seen, calls);
        }
        assert_eq!((seen.status, seen.header("retry-after").is_empty()), (503, false), "{}", seen.text());
    }
    panic!("{path} never succeeds");
}

#[tokio::test]
async fn e05_a_deletion_that_dies_at_any_call_is_whole_and_completed_by_the_next_try() {
    let town = Town::frail().await;
    town.enterprise(1).await;
    let (unit, officer) = (town.sign_in("unit1").await, town.officer("officer").await);
    let path = asks(&unit, &hires(&unit, 0).await).await;
    says(&unit, &path).await;
    let state = async || unit.get(&path).await.expect(200).json()["state"].clone();
    let listed = async |who: &Visitor<'_>, list: &str| who.get(list).await.json()["items"].as_array().unwrap().len();
    let is_whole = async || match (state().await.as_str().unwrap(), listed(&officer, "/deletion-requests").await) {
        ("draft", desk) => desk == 0,
        ("waiting", desk) => desk == 1,
        _ => false,
    };
    let (submission, body) = (format!("{path}/submission"), json!({ "request_id": "hands-in" }));
    let (seen, died) = dies_at_every_call(&unit, (&submission, &body, 1), is_whole).await;
    assert_eq!((seen.json()["state"].as_str(), died > 3), (Some("waiting"), true), "it died at every call: {died}");

    let is_whole = async || match (state().await.as_str().unwrap(), listed(&unit, "/people").await) {
        ("waiting", people) => people == 1 && listed(&officer, "/deletion-requests").await == 1,
        ("deleted", people) => people == 0 && listed(&officer, "/deletion-requests").await == 0,
        _ => false,
    };
    let version = officer.get(&path).await.json()["version"].clone();
    let agrees = json!({ "request_id": "agrees", "decision": "agree", "version": version });
    dies_at_every_call(&officer, (&format!("{path}/decisions"), &agrees, 1), is_whole).await;
    let history = unit.get(&path).await.json()["history"].clone();
    let decided = history.as_array().unwrap().iter().filter(|it| it["did"] == "同意删除").count();
    assert_eq!(decided, 1, "one effect: {history}");
    assert_eq!(decides(&officer, &path, "agree").await.status, 409, "it is over");
}
