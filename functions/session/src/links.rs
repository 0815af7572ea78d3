//! Every address that this function owns.

/// 登录.
pub const SESSION: &str = "/session";
/// 账号管理.
pub const ACCOUNT: &str = "/account";
/// 初始化.
pub const INITIALISATION: &str = "/account/initialisation";
/// 密码重置.
pub const ACCOUNTS: &str = "/accounts";

/// Where to go after signing in: a page of this hall, or home.
pub fn safe(to: &str) -> &str {
    let own = to.starts_with('/') && !to.starts_with("//") && !to.contains(['\\', '\r', '\n']) && to.is_ascii();
    if own && !to.starts_with(SESSION) { to } else { "/" }
}

#[cfg(test)]
mod tests {
    use super::safe;

    #[test]
    fn c01_only_a_page_of_the_hall_is_gone_to() {
        assert_eq!(safe("/reviews?state=approved"), "/reviews?state=approved");
        for bad in [
            "https://evil.example",
            "//evil.example",
            "/\\evil.example",
            "/a\r\nset-cookie: x",
            "",
            "/session?to=/session",
        ] {
            assert_eq!(safe(bad), "/", "{bad}");
        }
    }
}
