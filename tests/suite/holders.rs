//! Those who hold the posts of a unit.

use crate::people::worker;
use serde_json::{Value as Json, json};
use testkit::numbers::{identity, sex};

/// The n-th person as the holder of a post, with everything that the post asks for.
pub fn holder(post: &str, n: u32) -> Json {
    let mut it = json!({
        "name": format!("赵示例{n}"), "sex": sex(n), "identity_kind": "111", "identity_number": identity(n),
        "nationality": "中国", "education": "21", "school": "示例大学", "major": "土木工程", "position": "总经理",
        "phone": "13800005678", "cv": [{ "from": "2010-09", "employer": "示例公司" }],
    });
    let object = it.as_object_mut().unwrap();
    if post == "technical" {
        let more = json!({ "title_level": "4", "title_major": "结构", "technical_years": 12, "position": "总工程师" });
        object.extend(more.as_object().unwrap().clone());
    }
    if post == "staff" {
        return worker(n);
    }
    it
}
