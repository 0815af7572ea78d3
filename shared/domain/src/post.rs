//! Posts in a unit (manual, 4.1 to 4.5). One person is one record, whichever posts the person holds.

/// A post in a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Post {
    /// 法定代表人: exactly one of a unit, once it has one.
    Legal,
    /// 企业总经理.
    Manager,
    /// 企业财务负责人.
    Finance,
    /// 企业主要技术负责人或总工.
    Technical,
    /// 非注册人员: whoever the unit keeps without a post of the others.
    Staff,
}

impl Post {
    /// Every post, in the manual's order.
    pub const ALL: [Post; 5] = [Post::Legal, Post::Manager, Post::Finance, Post::Technical, Post::Staff];

    /// The code in items, addresses and JSON.
    pub const fn code(self) -> &'static str {
        match self {
            Post::Legal => "legal",
            Post::Manager => "manager",
            Post::Finance => "finance",
            Post::Technical => "technical",
            Post::Staff => "staff",
        }
    }
    /// The post of a code.
    pub fn parse(code: &str) -> Option<Post> {
        Post::ALL.into_iter().find(|post| post.code() == code)
    }
    /// The manual's word.
    pub const fn word(self) -> &'static str {
        match self {
            Post::Legal => "法定代表人",
            Post::Manager => "企业总经理",
            Post::Finance => "企业财务负责人",
            Post::Technical => "企业主要技术负责人或总工",
            Post::Staff => "非注册人员",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_post_is_read_by_its_code_and_nothing_else_is_one() {
        for post in Post::ALL {
            assert_eq!(Post::parse(post.code()), Some(post));
        }
        assert_eq!(Post::parse("registered"), None);
        assert!(Post::ALL.is_sorted(), "the manual's order is the order of the posts");
    }
}
