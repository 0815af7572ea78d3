//! What waits at the department's desk, as an officer's to-dos.

use super::{Item, Waiting, When};
use crate::links;
use jiff::civil::Date;
use store::desk::DeskLine;

/// The officer's to-dos: what the desk gave, in its order.
pub(super) fn waiting(lines: store::Page<DeskLine>, today: Date) -> Waiting {
    let items = lines.items.iter().map(|line| item(line, today)).collect();
    Waiting { items, more: lines.partial, ..Waiting::default() }
}

fn item(line: &DeskLine, today: Date) -> Item {
    let taken = if line.taken.is_some() { "，您已领取" } else { "" };
    Item {
        title: format!("{}：{}（{}）", line.sort.word(), line.title, line.unit_name),
        matter: "受理审批",
        state: format!("{}{taken}", line.state).into(),
        when: When::Due { day: line.due, overdue: line.due < today },
        to: links::case(line.sort, &line.id),
        reason: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::ids::{AccountId, UnitId};
    use jiff::civil::date;
    use store::desk::Sort;

    #[test]
    fn r_1_1_1_a_case_says_what_it_is_until_when_and_leads_to_the_form_that_handles_it() {
        let id = "0".repeat(32);
        let mut line = DeskLine {
            sort: Sort::Application,
            id: id.clone(),
            number: "SQ20261123ABCDEF".to_owned(),
            unit: UnitId::random(),
            unit_name: "沈阳示例建设有限公司".to_owned(),
            title: "建筑工程施工总承包三级".to_owned(),
            state: "待受理".to_owned(),
            due: date(2026, 11, 20),
            taken: None,
            accepted: None,
        };
        let free = item(&line, date(2026, 11, 20));
        assert_eq!(free.title, "资质申报：建筑工程施工总承包三级（沈阳示例建设有限公司）");
        assert_eq!((free.to, free.state.as_ref()), (format!("/cases/{id}"), "待受理"));
        assert_eq!(free.when, When::Due { day: line.due, overdue: false });
        line.taken = Some((AccountId::random(), "值班员甲".to_owned()));
        line.sort = Sort::Deletion;
        let taken = item(&line, date(2026, 11, 21));
        assert_eq!((taken.to, taken.state.as_ref()), (format!("/deletion-requests/{id}"), "待受理，您已领取"));
        assert_eq!(taken.when, When::Due { day: line.due, overdue: true });
    }
}
