//! 检测专项 → 检测项目 → 检测参数 → 主要仪器设备 (manual, 3.7): chosen, never typed.
//! Source: 建质规〔2023〕1号 附件2 for the first three levels, by a transcription. The instruments are common practice for
//! a part of the parameters and are meant to be completed by the department: a parameter without instruments of its own
//! offers those of its item, and one more for what the list does not have yet.

mod table;

use domain::form::{Cascade, Node};

/// The four levels. The manual leaves out the name of the first; the official table calls it 检测专项.
pub static INSPECTION: Cascade = Cascade {
    levels: &["检测专项", "检测项目", "检测参数", "主要仪器设备名称"],
    roots: table::SPECIALTIES,
};

const fn below(code: &'static str, name: &'static str, below: &'static [Node]) -> Node {
    Node { code, name, below }
}
const fn node(code: &'static str, name: &'static str) -> Node {
    below(code, name, &[])
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn the_tree_has_what_the_document_counts_and_every_way_leads_to_an_instrument() {
        let items: Vec<&Node> = INSPECTION.roots.iter().flat_map(|it| it.below).collect();
        let parameters: Vec<&Node> = items.iter().flat_map(|it| it.below).collect();
        assert_eq!((INSPECTION.roots.len(), items.len(), parameters.len()), (9, 93, 859));
        for parameter in parameters {
            let codes: BTreeSet<&str> = parameter.below.iter().map(|it| it.code).collect();
            assert!(!codes.is_empty() && codes.len() == parameter.below.len(), "{}", parameter.code);
        }
    }

    #[test]
    fn a_code_is_a_child_of_its_parent_only() {
        let path = INSPECTION.path(&["SP01", "SP01-01", "SP01-01-001", "E001"]);
        assert_eq!(path.len(), 4);
        assert_eq!(INSPECTION.path(&["SP02", "SP01-01", "SP01-01-001"]).len(), 1);
    }
}
