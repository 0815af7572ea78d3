//! Why the page is shown again, and what it says then.

use domain::form::{Complaint, Filled};
use domain::standard::Row;
use domain::value::Fault;
use domain::verification::COMPARING;
use store::unit::Unit;

/// Why the page is shown again.
pub enum Seen {
    /// It was handed in without anybody in it, or without those whom the standard requires.
    Submitted,
    /// It was handed in by a unit that is not verified.
    Unverified,
    /// Persons were picked with something wrong about the requirement, or nobody of the unit was named.
    Picking {
        /// What is wrong with the requirement.
        role: Option<Filled>,
        /// Whether somebody was named who is nobody of the unit.
        nobody: bool,
    },
    /// More persons than an application holds.
    TooMany(usize),
}

/// What stands in the way, in the words of the summary.
pub(super) fn complaints(seen: Option<Seen>, nobody: bool, rows: &[Row], unit: &Unit) -> Vec<Complaint> {
    let people = |label: &'static str, fault| Complaint { at: "people".to_owned(), label, fault };
    match seen {
        None => Vec::new(),
        Some(Seen::Submitted) => {
            let lacking =
                rows.iter().filter(|row| row.missing > 0).map(|row| people(row.words, Fault::Lacking(row.missing)));
            nobody.then(|| people("人员", Fault::NotChosen)).into_iter().chain(lacking).collect()
        }
        Some(Seen::Unverified) => {
            let is_comparing = unit.standing.due().is_some();
            let first = "尚未核实，不能提交申报；请先在单位基本信息中提交核实";
            let fault = Fault::Against(if is_comparing { COMPARING } else { first });
            vec![Complaint { at: "unit".to_owned(), label: "单位", fault }]
        }
        Some(Seen::Picking { role, nobody }) => {
            let role = role.map(|filled| filled.complaints).unwrap_or_default();
            let person = Complaint { at: "person".to_owned(), label: "人员", fault: Fault::NotListed };
            role.into_iter().chain(nobody.then_some(person)).collect()
        }
        Some(Seen::TooMany(most)) => {
            vec![Complaint { at: "person".to_owned(), label: "人员", fault: Fault::TooLong(most) }]
        }
    }
}
