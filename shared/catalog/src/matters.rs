//! 资质事项: what can be applied for (qualification_catalog.json). Where a granting authority is delegated further, the guide
//! says so; names and levels are those of the standards in force when the catalogue was made.

mod table;

pub use table::MATTERS;

use domain::text::{folded, says};

/// A qualification of one level.
pub struct Matter {
    /// The code.
    pub code: &'static str,
    /// The qualification.
    pub name: &'static str,
    /// The level.
    pub level: &'static str,
    /// The kind of unit that applies for it, a code of 企业类型.
    pub kind: &'static str,
    /// Who grants it by the national rules.
    pub authority: &'static str,
}

impl Matter {
    /// Name and level together.
    pub fn title(&self) -> String {
        if self.level == "不分等级" { self.name.to_owned() } else { format!("{}{}", self.name, self.level) }
    }
    /// Whether the name, the level or the code contains this.
    pub fn says(&self, q: &str) -> bool {
        says(&self.title(), q) || folded(self.code) == folded(q)
    }
}

/// The matter of a code.
pub fn find(code: &str) -> Option<&'static Matter> {
    MATTERS.iter().find(|matter| matter.code == code)
}

const fn matter(
    code: &'static str,
    name: &'static str,
    level: &'static str,
    kind: &'static str,
    authority: &'static str,
) -> Matter {
    Matter { code, name, level, kind, authority }
}
