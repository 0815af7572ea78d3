//! Every address that this function owns.

/// 企业注册.
pub const ENTERPRISES: &str = "/registrations/enterprises";
/// 人员注册.
pub const PEOPLE: &str = "/registrations/people";
/// The person's own file.
pub const PERSON: &str = "/person";
/// Handing it in.
pub const SUBMISSION: &str = "/person/submission";
/// Choosing the unit.
pub const UNIT: &str = "/person/unit";

/// One row of a list in the person's file; `new` for one that is not there yet.
pub fn row(list: &str, row: &str) -> web::Link {
    format!("{PERSON}/{list}/{row}")
}
