//! Who may act: roles, and what a signed-in actor is.

use crate::ids::AccountId;

/// The three kinds of users.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// 企业: one account a unit.
    Enterprise,
    /// 注册人员: the account of one registered person.
    Person,
    /// 管理部门: an officer of the department.
    Officer,
}

impl Role {
    /// Every role, in the order of the specification.
    pub const ALL: [Role; 3] = [Role::Enterprise, Role::Person, Role::Officer];

    /// The code in JSON and in stored items.
    pub const fn code(self) -> &'static str {
        match self {
            Role::Enterprise => "enterprise",
            Role::Person => "person",
            Role::Officer => "officer",
        }
    }
    /// The role of a code.
    pub fn parse(code: &str) -> Option<Role> {
        Role::ALL.into_iter().find(|role| role.code() == code)
    }
    /// The manual's word.
    pub const fn word(self) -> &'static str {
        match self {
            Role::Enterprise => "企业",
            Role::Person => "注册人员",
            Role::Officer => "管理部门",
        }
    }
}

/// A signed-in actor, as read from the account beside the page's data.
/// Every change checks the epoch again in its own transaction, so a revoked actor commits nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Actor {
    /// Whose account.
    pub account: AccountId,
    /// What the account is for.
    pub role: Role,
    /// The account's epoch: raised by a password change, an initialisation or a stop.
    pub epoch: u64,
    /// The name shown (用户名称).
    pub name: String,
    /// 企业类型 of an enterprise, a code: it decides which modules there are (manual, 3.5, 3.7). Empty for everybody else.
    pub kind: String,
}
