//! The left menu: the manual's entries, only what works.

use crate::book::book;
use domain::account::Role;

/// A group of entries under a heading.
pub struct Group {
    /// The heading.
    pub title: &'static str,
    /// Addresses and names.
    pub entries: &'static [(&'static str, &'static str)],
}

const HOME: Group =
    Group { title: "首页", entries: &[("/", "首页"), ("/notices", "通知公告"), ("/credit", "诚信信息")] };
const ASSISTANT: Group = Group { title: "个人助理", entries: &[("/todos", "待办事宜")] };

/// The menu of a role; a visitor has none.
pub const fn of(role: Role) -> &'static [Group] {
    match role {
        Role::Enterprise => &[
            HOME,
            ASSISTANT,
            Group {
                title: "资质审批", entries: &[("/matters", "资质事项"), ("/applications", "我的申报")]
            },
            Group {
                title: "单位管理",
                entries: &[
                    ("/unit", "基本信息"),
                    ("/account", "账号管理"),
                    ("/qualifications", "企业资质"),
                    ("/records/profile", "企业简介"),
                    ("/records/performance", "建筑业企业业绩"),
                    ("/records/insurance", "社保声明"),
                    ("/records/equipment", "装备及检测项目"),
                    ("/materials", "我的材料"),
                ],
            },
            Group {
                title: "人员管理",
                entries: &[
                    ("/people?post=legal", "法定代表人"),
                    ("/people?post=manager", "企业总经理"),
                    ("/people?post=finance", "企业财务负责人"),
                    ("/people?post=technical", "企业主要技术负责人或总工"),
                    ("/people", "非注册人员"),
                    ("/people?source=registered", "注册人员列表"),
                    ("/deletion-requests", "人员删除申请"),
                ],
            },
            Group {
                title: "注册人员审核",
                entries: &[("/reviews", "待审核人员"), ("/reviews?state=approved", "已审核人员")],
            },
        ],
        Role::Person => &[
            HOME,
            ASSISTANT,
            Group {
                title: "注册人员",
                entries: &[("/person", "我的信息"), ("/materials", "我的材料"), ("/account", "账号管理")],
            },
        ],
        Role::Officer => &[
            Group { title: "首页", entries: &[("/", "首页"), ("/notices", "通知公告")] },
            ASSISTANT,
            Group {
                title: "审批",
                entries: &[("/cases", "受理审批"), ("/units", "单位核实"), ("/deletion-requests", "人员删除申请")],
            },
            Group { title: "管理", entries: &[("/accounts", "密码重置"), ("/account", "账号管理")] },
        ],
    }
}

/// The name that the menu of a role has for an address.
pub fn name_of(role: Role, address: &str) -> Option<&'static str> {
    let mut entries = of(role).iter().flat_map(|group| group.entries);
    entries.find(|(known, _)| *known == address).map(|(_, name)| *name)
}

/// Whether a unit of this kind has an entry: books that are not for it are absent (manual, 3.5, 3.7).
pub fn is_for(link: &str, kind: &str) -> bool {
    link.strip_prefix("/records/").and_then(book).is_none_or(|book| book.is_for(kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_book_is_in_the_menu_of_the_kinds_that_have_it_only() {
        for (link, kind, there) in [
            ("/records/performance", "construction", true),
            ("/records/performance", "testing", false),
            ("/records/equipment", "testing", true),
            ("/records/equipment", "construction", false),
            ("/records/profile", "design", true),
            ("/people", "design", true),
        ] {
            assert_eq!(is_for(link, kind), there, "{link} {kind}");
        }
    }
}
