//! What units keep in their books, complete.

use crate::people::enterprise;
use serde_json::{Value as Json, json};

/// The n-th testing agency, which signs in as `lab{n}`.
pub fn agency(n: u32) -> Json {
    let mut body = enterprise(n);
    body["kind"] = json!("testing");
    body["name"] = json!(format!("沈阳示例第{n}质量检测有限公司"));
    body["login_name"] = json!(format!("lab{n}"));
    body
}

/// One of a unit's works, complete.
pub fn performance(n: u32) -> Json {
    json!({
        "name": format!("示例住宅楼{n}号"), "category": "01", "division": ["210000", "210100", "210102"],
        "owner": "沈阳示例置业有限公司", "contract_type": "general", "contract_amount": "1200.5",
        "started": "2019-03-01", "finished": "2020-10-31",
        "witnesses": [{ "name": "钱示例", "unit": "沈阳示例监理有限公司", "phone": "024-12345678" }],
    })
}

/// A 社保声明, complete.
pub fn statement() -> Json {
    json!({
        "commitment": "made", "insured": 12, "insured_at": "沈阳市", "declared": "2026-01-05", "until": "2099-01-04",
        "contact": "李某", "phone": "13800005678",
    })
}

/// A piece of equipment, complete.
pub fn equipment(n: u32) -> Json {
    json!({
        "item": ["SP01", "SP01-01", "SP01-01-001", "E001"], "model": format!("NJ-160A-{n}"), "number": format!("SB{n:04}"),
        "quantity": 1, "calibration_number": "JZ2026001", "calibrated": "2026-01-10", "calibrated_until": "2099-01-09",
        "state": "used",
    })
}
